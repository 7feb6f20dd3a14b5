package store_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

// An answer that would end with the process is not acknowledged.
func TestCommit_refuses_when_the_file_is_gone(t *testing.T) {
	t.Parallel()
	p := newPractice(t, store.Options{})
	c := p.start(t)
	answer := func() error {
		_, err := p.Answer(t.Context(), p.by(), c.ID, engine.Answers{"rectal_bleeding": engine.Yes()})
		return err
	}
	require.NoError(t, p.store.Ready(t.Context()))
	aside := p.path + ".aside"
	for name, instead := range map[string]func(){
		"deleted":             func() {},
		"with another put in": func() { require.NoError(t, os.WriteFile(p.path, nil, 0o600)) },
	} {
		require.NoError(t, answer(), name)
		require.NoError(t, os.Rename(p.path, aside))
		instead()
		err := answer()
		require.Equal(t, tracking.Unavailable, tracking.CodeOf(err), name)
		require.ErrorContains(t, err, "was moved or deleted while it ran. This was not saved.", name)
		require.Error(t, p.store.Ready(t.Context()), name)
		require.NoError(t, os.Rename(aside, p.path))
		require.NoError(t, answer(), "it is back: "+name)
		require.NoError(t, p.store.Ready(t.Context()), name)
	}
}
