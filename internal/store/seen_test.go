package store_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/audit"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

func TestSeen_is_kept_until_something_else_leads(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "signpost.db")
	p := openPractice(t, path, store.Options{})
	lead := func(row string, within engine.Within) engine.Met {
		return engine.Met{Pathway: "lung", Row: row, Action: engine.Refer, Within: within, Summary: row}
	}
	p.leading = []engine.Met{lead("cough", engine.SuspectedCancer)}
	c := p.start(t)
	line := func() tracking.Summary {
		list, err := p.List(t.Context(), p.gp, tracking.Filter{})
		require.NoError(t, err)
		return list[0]
	}
	require.Len(t, line().Leading, 1)
	see := func(rows ...tracking.LeadingRow) {
		_, err := p.SeeLeading(t.Context(), p.gp, c.ID, rows)
		require.NoError(t, err)
	}
	before := len(p.kinds(t))
	see(tracking.LeadingRow{Pathway: "lung", Row: "fever", Within: engine.Now})
	require.Len(t, p.kinds(t), before, "what does not lead is not seen")
	see(tracking.LeadingRowOf(p.leading[0]))
	see(tracking.LeadingRowOf(p.leading[0]))
	require.Equal(t, audit.LeadingSeen, p.kinds(t)[before], "it is on record")
	require.Len(t, p.kinds(t), before+1, "once")

	require.NoError(t, p.store.Close())
	leading := p.leading
	p = openPractice(t, path, store.Options{})
	p.leading = leading
	require.Empty(t, line().Leading, "it is kept")
	require.Equal(t, leading, line().Seen.Leading)
	require.Equal(t, p.gp.Name, line().Seen.Name)

	answer := func(yes bool) {
		p.later()
		a := engine.No()
		if yes {
			a = engine.Yes()
		}
		_, err := p.Answer(t.Context(), p.by(), c.ID, engine.Answers{"rectal_bleeding": a})
		require.NoError(t, err)
	}
	for _, other := range []engine.Met{lead("haemoptysis", engine.SuspectedCancer), lead("cough", engine.SameDay)} {
		answer(true) // a list works out anew what leads a draft when it was answered
		p.leading = append(leading[:1:1], other)
		answer(false)
		require.Equal(t, []engine.Met{other}, line().Leading, "something else, or sooner")
	}

	colleague := p.gp
	colleague.Practice = "FP009"
	_, err := p.SeeLeading(t.Context(), colleague, c.ID, nil)
	require.Equal(t, tracking.Forbidden, tracking.CodeOf(err))
	_, err = p.UnseeLeading(t.Context(), colleague, c.ID)
	require.Equal(t, tracking.Forbidden, tracking.CodeOf(err))
	_, err = p.UnseeLeading(t.Context(), p.gp, c.ID)
	require.NoError(t, err)
	require.Len(t, line().Leading, 2)
	require.Nil(t, line().Seen)
	_, err = audit.Verify(audit.Head{}, p.store.Events(t.Context(), 0))
	require.NoError(t, err)
}
