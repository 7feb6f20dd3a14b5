package lang_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

type scalarCase struct {
	name, yaml string
	find       string // in the value
	want       string // in the file, at find
	position   string
}

func scalarCases() []scalarCase {
	return []scalarCase{
		{"plain", "when: age >= 60 && haemaglobin < 110\n", "haemaglobin", "haemaglobin", "f.yaml:1:20"},
		{"plain with a comment", "when: age   # years\n", "age", "age", "f.yaml:1:7"},
		{"plain over lines", "when: age >= 60 &&\n      haemaglobin\n\n      < 110\n", "haemaglobin", "haemaglobin", "f.yaml:2:7"},
		{"plain after wide letters", "when: é漢 && haemaglobin\n", "haemaglobin", "haemaglobin", "f.yaml:1:13"},
		{"single quotes", "when: 'sex == ''male'' && hgb < 12'\n", "hgb", "hgb", "f.yaml:1:27"},
		{"a quote in single quotes", "when: 'sex == ''male'' && hgb < 12'\n", "'male'", "''male''", "f.yaml:1:15"},
		{"double quotes", `when: "sex == \"male\" && \x68gb < 12"`, "hgb", `\x68gb`, "f.yaml:1:27"},
		{"double quotes over lines", "when: \"sex &&   \n\n   hgb \\\n   < 12\"\n", "< 12", "< 12", "f.yaml:4:4"},
		{"unicode escapes", `when: "\u00b5g \U0001F600 hgb"`, "hgb", "hgb", "f.yaml:1:27"},
		{"literal", "when: |\n  age &&\n    hgb < 12\n", "hgb", "hgb", "f.yaml:3:5"},
		{"literal with an indentation indicator", "when: |1-\n   age &&\n  hgb\n", "hgb", "hgb", "f.yaml:3:3"},
		{"literal after empty lines", "when: |+\n\n \n  age &&\n\n  hgb\n\n", "hgb", "hgb", "f.yaml:6:3"},
		{"folded", "when: >\n  age &&\n  hgb < 12\n", "hgb", "hgb", "f.yaml:3:3"},
		{"folded with deeper lines", "when: >-\n  age &&\n    hgb < 12\n\n  && x\n", "&& x", "&& x", "f.yaml:5:3"},
		{"folded with Windows line breaks", "when: >-\r\n  age &&\r\n\r\n  hgb < 12\r\n", "hgb", "hgb", "f.yaml:4:3"},
		{"in brackets", "- {id: a, when: 'x && hgb'}\n", "hgb", "hgb", "f.yaml:1:23"},
	}
}

func TestAt(t *testing.T) {
	for _, test := range scalarCases() {
		t.Run(test.name, func(t *testing.T) {
			file := source.NewFile("f.yaml", []byte(test.yaml))
			var c source.Collector
			root := lang.Parse(file, &c)
			require.Empty(t, c.All())
			if root.Kind == lang.Sequence {
				root = root.Items[0]
			}
			n := root.Get("when")
			start := strings.Index(n.Value, test.find)
			require.GreaterOrEqual(t, start, 0, n.Value)

			at := n.At(start, start+len(test.find))

			require.Equal(t, test.want, at.Text())
			require.Equal(t, test.position, at.Position().String())
		})
	}
}
