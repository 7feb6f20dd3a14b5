package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/audit"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

// kinds gives the kinds of all events, in order, and holds that the chain is true.
func (p *practice) kinds(t testing.TB) []audit.Kind {
	t.Helper()
	_, err := audit.Verify(audit.Head{}, p.store.Events(t.Context(), 0))
	require.NoError(t, err)
	var kinds []audit.Kind
	for e, err := range p.store.Events(t.Context(), 0) {
		require.NoError(t, err)
		kinds = append(kinds, e.Kind)
	}
	return kinds
}

func TestAudit_has_one_event_for_each_write_and_each_reading(t *testing.T) {
	p := newPractice(t, store.Options{})
	ctx := t.Context()
	c := p.start(t)
	c, err := p.Answer(ctx, p.seen(c), c.ID, engine.Answers{"fit_result": engine.Number(12)})
	require.NoError(t, err)
	_, err = p.Answer(ctx, p.by(), c.ID, engine.Answers{"Not an id": engine.Yes()})
	require.Error(t, err, "a refused write leaves no event")
	c, err = p.Undo(ctx, p.seen(c), c.ID)
	require.NoError(t, err)
	_, err = p.Abandon(ctx, p.seen(c), c.ID)
	require.NoError(t, err)
	_, err = p.Resume(ctx, p.gp, c.ID)
	require.NoError(t, err)
	_, err = p.List(ctx, p.gp, tracking.Filter{})
	require.NoError(t, err)
	_, err = p.Patients(ctx, p.gp, "fernside")
	require.NoError(t, err)
	_, err = p.Patient(ctx, p.gp, "patient-1")
	require.NoError(t, err)

	require.Equal(t, []audit.Kind{
		audit.SnapshotKept, audit.PatientsAdded,
		audit.Started, audit.Answered, audit.Undone, audit.Abandoned,
		audit.ConsultationRead, audit.ConsultationsRead, audit.PatientsListed, audit.PatientRead,
	}, p.kinds(t))
}

func TestAudit_refuses_to_be_rewritten(t *testing.T) {
	p := newPractice(t, store.Options{})
	p.start(t)
	before := p.kinds(t)
	for name, c := range map[string]struct{ sql, says string }{
		"changed":  {"UPDATE audit SET actor = 'somebody else'", "an audit event is never changed"},
		"deleted":  {"DELETE FROM audit", "an audit event is never deleted"},
		"replaced": {"INSERT OR REPLACE INTO audit SELECT sequence, at, 'x', practice, kind, subject, payload, prev, hash FROM audit WHERE sequence = 1", "an audit event goes to the end"},
		"gap":      {"INSERT INTO audit SELECT sequence + 99, at, 'x', practice, kind, subject, payload, prev, hash FROM audit WHERE sequence = 1", "an audit event goes to the end"},
	} {
		t.Run(name, func(t *testing.T) {
			require.ErrorContains(t, store.Exec(t.Context(), p.path, c.sql), c.says)
			require.Equal(t, before, p.kinds(t))
		})
	}
}

func TestAudit_shows_an_event_that_was_forged_past_the_triggers(t *testing.T) {
	p := newPractice(t, store.Options{})
	p.start(t)
	require.NoError(t, store.Exec(t.Context(), p.path, "DROP TRIGGER audit_is_not_changed; UPDATE audit SET actor = 'somebody else' WHERE sequence = 2"))
	_, err := audit.Verify(audit.Head{}, p.store.Events(t.Context(), 0))
	require.EqualError(t, err, "audit event 2: does not match its hash")
}
