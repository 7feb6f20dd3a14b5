package lang_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// Each golden holds files "-- NAME.yaml --", each followed by "-- NAME.txt --"
// with what its author is told.
func TestRefusals(t *testing.T) {
	goldens, err := filepath.Glob("testdata/refusals/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, goldens)
	for _, path := range goldens {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			golden, err := os.ReadFile(path)
			require.NoError(t, err)
			now := tell(string(golden))
			if os.Getenv("UPDATE") != "" {
				require.NoError(t, os.WriteFile(path, []byte(now), 0o600))
				return
			}
			if diff := cmp.Diff(string(golden), now); diff != "" {
				t.Errorf("what authors are told has changed (-golden +now):\n%s", diff)
			}
		})
	}
}

// tell returns a golden with the answers the package gives now.
func tell(golden string) string {
	names := regexp.MustCompile(`(?m)^-- (\S+) --\n`)
	heads := names.FindAllStringSubmatchIndex(golden, -1)
	var b strings.Builder
	b.WriteString(golden[:heads[0][0]])
	for i, head := range heads {
		end := len(golden)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		name, isInput := strings.CutSuffix(golden[head[2]:head[3]], ".yaml")
		if isInput {
			data := golden[head[1]:end]
			b.WriteString(golden[head[0]:end])
			b.WriteString("-- " + name + ".txt --\n" + parseText(name+".yaml", []byte(data)))
		}
	}
	return b.String()
}

// parseText returns what Parse tells of a file, as its author reads it.
func parseText(name string, data []byte) string {
	var c source.Collector
	lang.Parse(source.NewFile(name, data), &c)
	return render(&c)
}

func render(c *source.Collector) string {
	var b strings.Builder
	if err := source.Text(&b, c.All(), source.TextOptions{}); err != nil {
		return err.Error()
	}
	return b.String()
}
