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

func TestRefusals(t *testing.T) {
	requireTold(t, "testdata/refusals", func(string) func(*lang.Node, *source.Collector) {
		return func(*lang.Node, *source.Collector) {}
	})
}

// requireTold compares what authors are told with the goldens of a folder. Each
// holds files "-- NAME.yaml --", and after each "-- NAME.txt --" with what is told
// of it by Parse and by the golden's reader of the key k.
func requireTold(t *testing.T, folder string, reader func(golden string) func(*lang.Node, *source.Collector)) {
	t.Helper()
	goldens, err := filepath.Glob(folder + "/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, goldens)
	for _, path := range goldens {
		name := strings.TrimSuffix(filepath.Base(path), ".txt")
		t.Run(name, func(t *testing.T) {
			golden, err := os.ReadFile(path)
			require.NoError(t, err)
			now := tell(string(golden), reader(name))
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
func tell(golden string, read func(*lang.Node, *source.Collector)) string {
	heads := regexp.MustCompile(`(?m)^-- (\S+) --\n`).FindAllStringSubmatchIndex(golden, -1)
	var b strings.Builder
	b.WriteString(golden[:heads[0][0]])
	for i, head := range heads {
		end := len(golden)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		name, isInput := strings.CutSuffix(golden[head[2]:head[3]], ".yaml")
		if !isInput {
			continue
		}
		var c source.Collector
		read(lang.Parse(source.NewFile(name+".yaml", []byte(golden[head[1]:end])), &c).Get("k"), &c)
		b.WriteString(golden[head[0]:end])
		b.WriteString("-- " + name + ".txt --\n" + render(&c))
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
