package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestAuthoring does what docs/authoring.md says, word for word, in an empty
// folder: it writes each file that the guide gives, and runs each command. One
// that the guide says finds something must exit 1, all others 0.
func TestAuthoring(t *testing.T) {
	guide, err := os.ReadFile("../../docs/authoring.md")
	require.NoError(t, err)
	home := t.TempDir()
	dir := home
	files := regexp.MustCompile("(?s)Write this into `([^`]+)`:\n+```yaml\n(.*?)```")
	blocks := regexp.MustCompile("(?s)(?:Write this into `[^`]+`:\n+```yaml\n.*?```)|(?:```sh\n.*?```)")
	commands := 0
	for _, block := range blocks.FindAllString(string(guide), -1) {
		if m := files.FindStringSubmatch(block); m != nil {
			require.NoError(t, os.WriteFile(filepath.Join(dir, m[1]), []byte(m[2]), 0o600))
			continue
		}
		for line := range strings.Lines(strings.TrimSuffix(strings.TrimPrefix(block, "```sh\n"), "```")) {
			line = strings.TrimSpace(line)
			if folder, ok := strings.CutPrefix(line, "cd "); ok {
				dir = filepath.Join(dir, folder)
				continue
			}
			commands++
			runLine(t, home, dir, line)
		}
	}
	require.Greater(t, commands, 30)
	var known []string
	for _, c := range newRoot(environment{}).Commands() {
		known = append(known, c.Name())
	}
	for _, m := range regexp.MustCompile("`signpost ([a-z]+)").FindAllStringSubmatch(string(guide), -1) {
		require.Contains(t, append(known, "completion", "help"), m[1], "the guide names a command that there is not")
	}
}

func runLine(t *testing.T, home, dir, line string) {
	t.Helper()
	c := exec.Command("sh", "-c", line)
	c.Dir = dir
	c.Env = append(os.Environ(), "HOME="+home, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=Author", "GIT_AUTHOR_EMAIL=author@example.org", "GIT_COMMITTER_NAME=Author", "GIT_COMMITTER_EMAIL=author@example.org")
	out, err := c.CombinedOutput()
	want := 0
	if strings.HasSuffix(line, "# finds something") {
		want = exitFindings
	}
	if c.ProcessState == nil {
		require.NoError(t, err)
	}
	require.Equal(t, want, c.ProcessState.ExitCode(), "%s\n%s", line, out)
}
