package api_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api"
)

func TestDecodeJSON(t *testing.T) {
	t.Parallel()
	type inner struct {
		Age  *float64 `json:"age"`
		List []string `json:"list"`
	}
	for _, c := range []struct{ name, body, want string }{
		{"empty", " \n", "the body is empty; send one JSON object"},
		{"cut short", `{"text":"a`, "the JSON ends too early"},
		{"cut after a name", `{"text"`, "the JSON ends too early"},
		{"a stray byte", `{"text":?}`, "not JSON at byte 9"},
		{"a comma too many", `{"text":"a",}`, "not JSON at byte 12"},
		{"a number of its own", `{"whole":012}`, "not JSON at byte 11"},
		{"more", `{} {}`, "there is more text after the JSON value"},
		{"not UTF-8", "{\"text\":\"\xff\"}", "the body is not valid UTF-8"},
		{"twice", `{"text":"a","text":"b"}`, "/text: is given twice"},
		{"twice by escape", `{"text":"a","te\u0078t":"b"}`, "/text: is given twice"},
		{"twice inside", `{"any":{"a/b":1,"a/b":2}}`, "/any/a~1b: is given twice"},
		{"unknown", `{"inner":{"aeg":1}}`, "/inner/aeg: is not a known field"},
		{"other case", `{"Text":"a"}`, "/Text: is not a known field; names are in lower case"},
		{"a list", `[]`, "is a list; it takes an object"},
		{"a list for text", `{"text":[]}`, "/text: is a list; it takes a string"},
		{"an object for a list", `{"inner":{"list":{}}}`, "/inner/list: is an object; it takes a list"},
		{"null in a list", `{"inner":{"list":["a",1]}}`, "/inner/list/1: is a number; it takes a string"},
		{"yes for a number", `{"inner":{"age":true}}`, "/inner/age: is true or false; it takes a number"},
		{"half a number", `{"whole":1.5}`, "/whole: is a number; it takes a whole number"},
		{"beyond a whole number", `{"whole":1e30}`, "/whole: is a number; it takes a whole number"},
		{"beyond any number", `{"inner":{"age":1e400}}`, "/inner/age: is a number beyond any that fits"},
		{"beyond any number, of any kind", `{"any":{"a":1e400}}`, "/any/a: is a number beyond any that fits"},
		{"deep", strings.Repeat("[", 40) + strings.Repeat("]", 40), "the JSON is nested more than 32 deep"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var v struct {
				Text  string         `json:"text"`
				Whole int            `json:"whole"`
				Any   map[string]any `json:"any"`
				Inner inner          `json:"inner"`
			}
			require.EqualError(t, api.DecodeJSON([]byte(c.body), &v), c.want)
		})
	}
}

func TestDecodeJSON_keeps_text_beside_half_a_character(t *testing.T) {
	t.Parallel()
	var v map[string]any
	require.NoError(t, api.DecodeJSON([]byte(`{"a":"cough \ud83d","b":"[[[[{\"\\"}`), &v))
	require.Equal(t, map[string]any{"a": "cough \uFFFD", "b": `[[[[{"\`}, v)
}

// FuzzDecodeJSON: whatever is sent is read, or refused in words.
func FuzzDecodeJSON(f *testing.F) {
	for _, body := range []string{
		`{"pathway":"knee","answers":{"hot_knee":true,"side":["left","right"]}}`, `[]`, `null`, `{"a":{"a":{"a":"a"}}}`, `{"a":1,"a":2}`,
		`{"a":"\"A\\","b":"{\"A\":1"}`, `{"A":1}`, `{"\u0061":1}`, `[1,]`, `{"a":1}x`, `{"a":1e400}`, `"\ud800"`, strings.Repeat("[", 40),
	} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var v map[string]any
		if err := api.DecodeJSON(body, &v); err != nil {
			require.NotEmpty(t, err.Error())
		}
	})
}
