package schema_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/schema"
	"signpost.health/signpost/engine/source"
)

func compiled(t *testing.T, data []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("schema.json", doc))
	s, err := c.Compile("schema.json")
	require.NoError(t, err)
	return s
}

func schemaOf(t *testing.T, kind string) *jsonschema.Schema {
	t.Helper()
	data, err := schema.JSON(kind)
	require.NoError(t, err)
	return compiled(t, data)
}

// value is what an editor's YAML reader, of YAML 1.2, makes of a node.
func value(n *lang.Node) any {
	switch n.Kind {
	case lang.Mapping:
		out := map[string]any{}
		for _, e := range n.Entries {
			out[e.Key.Value] = value(e.Value)
		}
		return out
	case lang.Sequence:
		out := []any{}
		for _, item := range n.Items {
			out = append(out, value(item))
		}
		return out
	case lang.Scalar:
	}
	if n.Style != lang.Plain {
		return n.Value
	}
	switch n.Value {
	case "true", "false":
		return n.Value == "true"
	case "", "null", "~":
		return nil
	}
	if _, err := strconv.ParseFloat(n.Value, 64); err == nil {
		return json.Number(n.Value)
	}
	return n.Value
}

// TestShippedFiles: every file of the shipped library is valid by the schema of
// its kind, and by that of all kinds.
func TestShippedFiles(t *testing.T) {
	paths, err := filepath.Glob("../../pathways/*/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	data, err := schema.All()
	require.NoError(t, err)
	all := compiled(t, data)
	of := map[string]*jsonschema.Schema{}
	for _, kind := range schema.Kinds() {
		of[kind] = schemaOf(t, kind)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		root := lang.Parse(source.NewFile(path, text), &source.Collector{})
		require.NotNil(t, root, path)
		kind := root.Entries[0].Key.Value
		require.Contains(t, of, kind, path)
		require.NoError(t, of[kind].Validate(value(root)), path)
		require.NoError(t, all.Validate(value(root)), path)
	}
}

// TestRefusals: an editor marks what the readers would refuse.
func TestRefusals(t *testing.T) {
	tests := []struct{ name, kind, text string }{
		{"a slip in a key", "pathway", "pathway: copd\ntitel: COPD\n"},
		{"a required key left out", "overlay", "overlay: here\npathways: {copd: {parameters: {x: 1}}}\n"},
		{"a word that is not on the list", "services", "services: here\ndirectory: {a: {name: A, kind: hospital, how: {}, state: {is: open, since: 2026-11-20}}}\n"},
		{"a date the other way round", "examples", "examples: copd\ntoday: 21/11/2026\ncases: []\n"},
		{"a version without quotes", "pathway", "version: 1.0\n"},
		{"a number in words", "vocabulary", "vocabulary: v\nfindings: {a: {type: number, short: A, min: nought}}\n"},
		{"a name in capitals", "pathway", "pathway: COPD\n"},
		{"an unquoted code", "vocabulary", "vocabulary: v\nfindings: {a: {type: yes_no, short: A, snomed: 66857006}}\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root := lang.Parse(source.NewFile("file.yaml", []byte(test.text)), &source.Collector{})
			require.Error(t, schemaOf(t, test.kind).Validate(value(root)))
		})
	}
}

// TestJSON_is_the_same_every_time, and says what each key is for.
func TestJSON_is_the_same_every_time(t *testing.T) {
	for _, kind := range schema.Kinds() {
		a, err := schema.JSON(kind)
		require.NoError(t, err)
		b, err := schema.JSON(kind)
		require.NoError(t, err)
		require.Equal(t, string(a), string(b))
		require.NotContains(t, string(a), `"description": ""`, kind)
	}
	_, err := schema.JSON("nonsense")
	require.ErrorContains(t, err, `there is no kind of file "nonsense"`)
	require.False(t, strings.Contains(strings.Join(schema.Kinds(), " "), "nonsense"))
}
