package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

// repository makes a git repository whose pathways hold, committed on a branch
// called main, and gives its folder.
func repository(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(filepath.Join(dir, "pathways"), os.DirFS("testdata/area")))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "pathways/cough.proof.yaml"), []byte(
		"proof: cough\naccept:\n  - {code: P523, about: haemoptysis, patients: age < 40, because: The guide does not ask for a referral under 40.}\n"), 0o600))
	shell(t, dir, 0, "git init -q -b main && git add . && git commit -q -m start")
	return dir
}

// shell runs a line in a folder and gives what it says.
func shell(t *testing.T, dir string, want int, line string, env ...string) string {
	t.Helper()
	c := exec.Command("sh", "-c", line)
	c.Dir = dir
	c.Env = append(append(os.Environ(), "HOME="+dir, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=Author", "GIT_AUTHOR_EMAIL=author@example.org", "GIT_COMMITTER_NAME=Author", "GIT_COMMITTER_EMAIL=author@example.org"), env...)
	out, err := c.CombinedOutput()
	if c.ProcessState == nil {
		require.NoError(t, err)
	}
	require.Equal(t, want, c.ProcessState.ExitCode(), "%s\n%s", line, out)
	return string(out)
}

func change(t *testing.T, dir, file, before, after string) {
	t.Helper()
	path := filepath.Join(dir, file)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Contains(t, string(data), before)
	require.NoError(t, os.WriteFile(path, []byte(strings.Replace(string(data), before, after, 1)), 0o600))
}

func recipe(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs("../../docs/ci/" + name)
	require.NoError(t, err)
	return path
}

// TestPreCommit: the hook looks at what is to be committed.
func TestPreCommit(t *testing.T) {
	dir := repository(t)
	shell(t, dir, 0, "cp "+recipe(t, "pre-commit")+" .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit")
	change(t, dir, "pathways/cough.yaml", "Adults with a cough that needs", "Adults whose cough needs")
	shell(t, dir, 0, "git commit -q -a -m wording")

	change(t, dir, "pathways/cough.yaml", "when: haemoptysis &&", "when: haemoptisis &&")
	out := shell(t, dir, 1, "git commit -q -a -m slip")
	require.Contains(t, out, "pathways/cough.yaml:26:11: error[P110]")

	// Staged and mended since: what is staged counts.
	shell(t, dir, 0, "git add .")
	change(t, dir, "pathways/cough.yaml", "when: haemoptisis &&", "when: haemoptysis &&")
	shell(t, dir, 1, "git commit -q -m slip")
	shell(t, dir, 0, "git add . && git commit -q --allow-empty -m mended")
}

// TestCheckScript: everything is run, what did not pass is named, and who moves
// is told in Markdown.
func TestCheckScript(t *testing.T) {
	dir := repository(t)
	script := "sh " + recipe(t, "check.sh")
	shell(t, dir, 0, script)
	shell(t, dir, 0, script+" pathways main")

	change(t, dir, "pathways/cough.yaml", "crp_result > 30", "crp_result > 20")
	out := shell(t, dir, 1, script+" pathways main", "SUMMARY="+filepath.Join(dir, "summary.md"))
	require.Contains(t, out, "did not pass: check test")
	require.Contains(t, out, "P601")
	summary, err := os.ReadFile(filepath.Join(dir, "summary.md"))
	require.NoError(t, err)
	require.Contains(t, string(summary), "falls from 30 to 20")
}

// TestWorkflow runs each command of the workflow as it stands, with the
// variables that the build server would set.
func TestWorkflow(t *testing.T) {
	data, err := os.ReadFile(recipe(t, "github-actions.yaml"))
	require.NoError(t, err)
	var w struct {
		Jobs map[string]struct {
			Strategy struct {
				Matrix struct {
					Include []struct{ Name, Run string }
				}
			}
			Steps []struct{ Run string }
		}
	}
	require.NoError(t, yaml.Unmarshal(data, &w))
	dir := repository(t)
	env := []string{"FOLDER=pathways", "BASE=main", "GITHUB_STEP_SUMMARY=" + filepath.Join(dir, "summary.md")}
	var names []string
	for _, m := range w.Jobs["findings"].Strategy.Matrix.Include {
		names = append(names, m.Name)
		shell(t, dir, 0, m.Run+" > findings.sarif", env...)
		sarif, err := os.ReadFile(filepath.Join(dir, "findings.sarif"))
		require.NoError(t, err)
		require.True(t, json.Valid(sarif), m.Run)
	}
	require.Equal(t, []string{"check", "lint", "test", "prove"}, names)
	change(t, dir, "pathways/cough.yaml", "crp_result > 30", "crp_result > 20")
	for job, j := range w.Jobs {
		for _, step := range j.Steps {
			if strings.HasPrefix(step.Run, "signpost ") {
				shell(t, dir, 0, step.Run, env...)
				names = append(names, job)
			}
		}
	}
	require.Contains(t, names, "format")
	require.Contains(t, names, "who-moves")
	summary, err := os.ReadFile(filepath.Join(dir, "summary.md"))
	require.NoError(t, err)
	require.Contains(t, string(summary), "falls from 30 to 20")
}
