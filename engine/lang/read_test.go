package lang_test

import (
	"testing"

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

// Each golden is named after what its files should hold.
func TestReaderRefusals(t *testing.T) {
	requireTold(t, "testdata/readers", func(golden string) func(*lang.Node, *source.Collector) {
		switch golden {
		case "text":
			return func(n *lang.Node, c *source.Collector) { lang.String(n, c) }
		case "texts":
			return func(n *lang.Node, c *source.Collector) { lang.Strings(n, c) }
		case "yes_no":
			return func(n *lang.Node, c *source.Collector) { lang.Bool(n, c) }
		case "number":
			return func(n *lang.Node, c *source.Collector) { lang.Number(n, c) }
		case "whole_number":
			return func(n *lang.Node, c *source.Collector) { lang.Int(n, c) }
		case "date":
			return func(n *lang.Node, c *source.Collector) { lang.Date(n, c) }
		case "quoted_text":
			return func(n *lang.Node, c *source.Collector) { lang.QuotedString(n, c) }
		}
		return readRow
	})
}

func readRow(n *lang.Node, c *source.Collector) {
	lang.Fields(n, "row of decide", c, map[string]func(*lang.Node){
		"when":    func(n *lang.Node) { lang.String(n, c) },
		"outcome": func(n *lang.Node) { lang.String(n, c) },
	})
}

func TestFields_leaves_out_what_was_refused(t *testing.T) {
	root, c := parse(t, "when: !smoker\nsays: a\nsays: b\n")
	var read []string
	note := func(n *lang.Node) { read = append(read, n.Name+"="+n.Value) }

	lang.Fields(root, "row", c, map[string]func(*lang.Node){"when": note, "says": note})

	require.Equal(t, []string{"says=a"}, read)
	require.Len(t, c.All(), 2)
}
