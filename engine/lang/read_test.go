package lang_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

func parse(t *testing.T, data string) (*lang.Node, *source.Collector) {
	t.Helper()
	var c source.Collector
	root := lang.Parse(source.NewFile("f.yaml", []byte(data)), &c)
	require.NotNil(t, root, render(&c))
	return root, &c
}

func TestFields_reads_keys_in_the_order_written(t *testing.T) {
	root, c := parse(t, "b: 1\nc: 2\na: 3\n")
	var read []string
	note := func(n *lang.Node) { read = append(read, n.Name+"="+n.Value) }

	lang.Fields(root, "row", c, map[string]func(*lang.Node){"a": note, "b": note, "c": note})

	require.Equal(t, []string{"b=1", "c=2", "a=3"}, read)
	require.Empty(t, c.All())
}

func TestReaders(t *testing.T) {
	n, c := parse(t, `
plain: haemoptysis
yes_word: yes
version: "1.10"
list: [a, "b", 'c']
one: a
folded: >
  two
  lines
whole: 12
decimal: -0.5
date: 2027-11-30
attest: yes
unticked: false
`)
	require.Equal(t, "haemoptysis", lang.String(n.Get("plain"), c))
	require.Equal(t, "yes", lang.String(n.Get("yes_word"), c), "YAML never changes text")
	require.Equal(t, "1.10", lang.QuotedString(n.Get("version"), c))
	require.Equal(t, "haemoptysis", lang.QuotedString(n.Get("plain"), c))
	require.Equal(t, []string{"a", "b", "c"}, lang.Strings(n.Get("list"), c))
	require.Equal(t, []string{"a"}, lang.Strings(n.Get("one"), c))
	require.Equal(t, "two lines\n", lang.String(n.Get("folded"), c))
	whole, ok := lang.Int(n.Get("whole"), c)
	require.True(t, ok)
	require.Equal(t, 12, whole)
	decimal, ok := lang.Number(n.Get("decimal"), c)
	require.True(t, ok)
	require.InDelta(t, -0.5, decimal, 0)
	require.Equal(t, "2027-11-30", lang.Date(n.Get("date"), c))
	require.True(t, lang.Bool(n.Get("attest"), c))
	require.False(t, lang.Bool(n.Get("unticked"), c))
	require.Empty(t, c.All())
}

func TestReaders_of_an_absent_key_are_silent(t *testing.T) {
	n, c := parse(t, "a: 1\n")
	absent := n.Get("b")

	require.Nil(t, absent)
	require.Empty(t, lang.String(absent, c))
	require.Empty(t, lang.QuotedString(absent, c))
	require.Empty(t, lang.Strings(absent, c))
	require.Empty(t, lang.Date(absent, c))
	require.False(t, lang.Bool(absent, c))
	_, ok := lang.Int(absent, c)
	require.False(t, ok)
	lang.Fields(absent, "row", c, nil)
	require.Empty(t, c.All())
}

func TestReaders_say_nothing_twice(t *testing.T) {
	n, c := parse(t, "when: !smoker\nid: 010\n")
	require.Len(t, c.All(), 2)

	require.Empty(t, lang.String(n.Get("when"), c))
	_, ok := lang.Number(n.Get("id"), c)

	require.False(t, ok)
	require.Len(t, c.All(), 2)
}

func TestReaderRefusals(t *testing.T) {
	text := func(n *lang.Node, c *source.Collector) { lang.String(n, c) }
	texts := func(n *lang.Node, c *source.Collector) { lang.Strings(n, c) }
	yesNo := func(n *lang.Node, c *source.Collector) { lang.Bool(n, c) }
	number := func(n *lang.Node, c *source.Collector) { lang.Number(n, c) }
	whole := func(n *lang.Node, c *source.Collector) { lang.Int(n, c) }
	date := func(n *lang.Node, c *source.Collector) { lang.Date(n, c) }
	version := func(n *lang.Node, c *source.Collector) { lang.QuotedString(n, c) }
	row := func(n *lang.Node, c *source.Collector) {
		lang.Fields(n, "row of decide", c, map[string]func(*lang.Node){"when": func(*lang.Node) {}, "outcome": func(*lang.Node) {}})
	}
	tests := []struct {
		name, data string
		read       func(*lang.Node, *source.Collector)
		want       string
	}{
		{"unknown_key", "k: {wehn: a}\n", row, `f.yaml:1:5: error[P030]: unknown key "wehn" in row of decide
  |
1 | k: {wehn: a}
  |     ^^^^
  = help: did you mean "when"?
`},
		{"unknown_key_like_no_other", "k: {priority: a}\n", row, `f.yaml:1:5: error[P030]: unknown key "priority" in row of decide
  |
1 | k: {priority: a}
  |     ^^^^^^^^
  = help: it takes: outcome, when
`},
		{"not_a_mapping", "k: smoker\n", row, `f.yaml:1:4: error[P031]: row of decide must be keys and values, not text
  |
1 | k: smoker
  |    ^^^^^^
  = help: it takes: outcome, when
`},
		{"list_for_text", "k: [a, b]\n", text, `f.yaml:1:4: error[P032]: "k" must be text, not a list
  |
1 | k: [a, b]
  |    ^^^^^^
  = help: check the indentation; text that starts with [ or { must be quoted
`},
		{"mapping_in_list", "k:\n  - a\n  - b: c\n", texts, `f.yaml:3:5: error[P032]: "k" must be text, not keys and values
  |
3 |   - b: c
  |     ^^^^
  = help: check the indentation; text that starts with [ or { must be quoted
`},
		{"empty", "k:\nl: 1\n", text, `f.yaml:1:3: error[P033]: "k" has no value
  |
1 | k:
  |   ^
  = help: write a value, or delete the key
`},
		{"null", "k: null\n", text, `f.yaml:1:4: error[P033]: "k" has no value
  |
1 | k: null
  |    ^^^^
  = help: YAML reads null as nothing: for text, write "null"
`},
		{"on", "k: on\n", yesNo, `f.yaml:1:4: error[P034]: "k" must be yes or no
  |
1 | k: on
  |    ^^
  = help: write yes or no, in small letters and without quotes
`},
		{"quoted_yes", "k: \"yes\"\n", yesNo, `f.yaml:1:4: error[P034]: "k" must be yes or no
  |
1 | k: "yes"
  |    ^^^^^
  = help: write yes or no, in small letters and without quotes
`},
		{"exponent", "k: 1e3\n", number, `f.yaml:1:4: error[P035]: "k" must be a number
  |
1 | k: 1e3
  |    ^^^
  = help: write digits, with a point for decimals and without quotes, such as 12 or 0.5
`},
		{"half", "k: 1.5\n", whole, `f.yaml:1:4: error[P036]: "k" must be a whole number
  |
1 | k: 1.5
  |    ^^^
  = help: write digits only, such as 12
`},
		{"no_such_day", "k: 2027-02-29\n", date, `f.yaml:1:4: error[P037]: 2027-02-29 is not a date
  |
1 | k: 2027-02-29
  |    ^^^^^^^^^^
  = help: write year, month and day like 2027-11-30
`},
		{"version", "k: 1.10\n", version, `f.yaml:1:4: error[P038]: "k" must be quoted: YAML reads 1.10 as a number
  |
1 | k: 1.10
  |    ^^^^
  = help: write "1.10"
`},
		{"norway", "k: no\n", version, `f.yaml:1:4: error[P038]: "k" must be quoted: YAML reads no as yes or no
  |
1 | k: no
  |    ^^
  = help: write "no"
`},
		{"date_as_text", "k: 2027-11-30\n", version, `f.yaml:1:4: error[P038]: "k" must be quoted: YAML reads 2027-11-30 as a date
  |
1 | k: 2027-11-30
  |    ^^^^^^^^^^
  = help: write "2027-11-30"
`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n, c := parse(t, test.data)
			test.read(n.Get("k"), c)
			if diff := cmp.Diff(test.want, render(c)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
