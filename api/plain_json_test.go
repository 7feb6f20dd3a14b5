package api_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api"
)

func plainBodies() []string {
	return []string{
		`{"pathway":"knee","patient":{"age":65},"answers":{"hot_knee":true,"side":["left","right"]}}`,
		`[]`, `null`, ` {"a" : [ {"a":1} , {"a":2} ] } `, `{"a":{"a":{"a":"a"}}}`, `{"a":"\"A\\","b":"{\"A\":1"}`,
	}
}

func oddBodies() []string {
	many := strings.Repeat(`"n":1,`, 1000)
	return []string{
		``, `{`, `{"a":1,"a":2}`, `{"A":1}`, `{"\u0061":1}`, `{"é":1}`, `[1,]`, `{"a":1}x`, `{"a":{"b":1,"b":2}}`,
		`[{"a":1,"A":1}]`, `{` + many + `"m":1}`, strings.Repeat("[", 40) + strings.Repeat("]", 40),
	}
}

func TestMostBodiesArePlain(t *testing.T) {
	for _, body := range plainBodies() {
		require.True(t, api.IsPlain([]byte(body)), body)
	}
	for _, body := range oddBodies() {
		require.False(t, api.IsPlain([]byte(body)), body)
	}
}

// FuzzPlain: what is waved through has nothing wrong with it.
func FuzzPlain(f *testing.F) {
	for _, body := range append(plainBodies(), oddBodies()...) {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if api.IsPlain(body) {
			require.NoError(t, api.CheckJSON(body))
		}
	})
}
