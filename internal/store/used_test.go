package store_test

import (
	"database/sql"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

func TestLatelyUsed_names_each_pathway_once_the_latest_first(t *testing.T) {
	t.Parallel()
	p := newPractice(t, store.Options{})
	begin := func(by tracking.Actor, n tracking.NewConsultation) {
		p.later()
		n.Patient = "patient-1"
		_, err := p.Start(t.Context(), tracking.Write{Actor: by, Key: p.by().Key}, n)
		require.NoError(t, err)
	}
	colleague := p.gp
	colleague.ID = "gp-2"
	begin(p.gp, tracking.NewConsultation{Pathway: "lower_gi_fit"})
	begin(p.gp, tracking.NewConsultation{Pathway: "lung"})
	begin(p.gp, tracking.NewConsultation{Pathway: "lung"})
	begin(p.gp, tracking.NewConsultation{Own: &tracking.OwnLetter{Title: "Sinusitis", Action: engine.Refer, Within: engine.Routine}})
	begin(colleague, tracking.NewConsultation{Pathway: "lower_gi_fit"})
	events := p.kinds(t)
	used, err := p.LatelyUsed(t.Context(), p.gp, 3)
	require.NoError(t, err)
	require.Equal(t, []string{"lung", "lower_gi_fit"}, used)
	require.Equal(t, events, p.kinds(t), "no patient was looked at")
	used, err = p.LatelyUsed(t.Context(), p.gp, 1)
	require.NoError(t, err)
	require.Equal(t, []string{"lung"}, used)
}

// A file that was written before lists said what leads says it once it is opened.
func TestMigration_brings_what_leads_into_older_files(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "signpost.db")
	older := fstest.MapFS{}
	for _, name := range []string{"0001_consultations", "0002_lines", "0003_pictures", "0004_news"} {
		text, err := fs.ReadFile(store.Shipped(), "migrations/"+name+".sql")
		require.NoError(t, err)
		older["migrations/"+name+".sql"] = &fstest.MapFile{Data: text}
	}
	require.NoError(t, store.MigrateWith(t.Context(), path, older))
	require.NoError(t, os.Chmod(path, 0o600))
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	began := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	for id, leading := range map[string][]engine.Met{
		"led": {{Pathway: "lung", Row: "cancer", Action: engine.Refer, Within: engine.SuspectedCancer, Summary: "Refer for lung cancer"}}, "calm": nil,
	} {
		c := tracking.Consultation{
			ID: tracking.ID(id), Practice: "FP001", Patient: patient().Patient, Pathway: engine.Identity{ID: "lower_gi_fit", Digest: digest},
			State: tracking.Advised, Version: 1, Answers: engine.Answers{}, StartedBy: tracking.Actor{ID: "gp-1", Practice: "FP001"},
			Started: began, Updated: began, Ended: began, Decision: &engine.Decision{Status: engine.Decided, Leading: leading},
		}
		body, err := c.Encode()
		require.NoError(t, err)
		line := c.Summary()
		line.Leading = nil // as it was
		kept, err := line.Encode()
		require.NoError(t, err)
		_, err = db.ExecContext(t.Context(), `
			INSERT OR IGNORE INTO snapshot VALUES ('`+digest+`', x'00', '2026-11-20T09:00:00.000Z');
			INSERT INTO consultation (id, practice, patient, library, state, overridden, at, line)
			VALUES ($1, 'FP001', 'patient-1', '`+digest+`', 'advised', 0, '2026-11-20T09:00:00.000Z', $2)`, id, string(kept))
		require.NoError(t, err)
		_, err = db.ExecContext(t.Context(), `
			INSERT INTO revision VALUES ($1, 1, '2026-11-20T09:00:00.000Z', 'gp-1', $1, 'f', $2)`, id, string(body))
		require.NoError(t, err)
	}
	require.NoError(t, db.Close())

	p := openPractice(t, path, store.Options{})
	list, err := p.List(t.Context(), p.gp, tracking.Filter{})
	require.NoError(t, err)
	require.Len(t, list, 2)
	for _, line := range list {
		if line.ID == "led" {
			require.Equal(t, "Refer for lung cancer", line.Leading[0].Summary)
		} else {
			require.Empty(t, line.Leading)
		}
	}
	used, err := p.LatelyUsed(t.Context(), p.gp, 3)
	require.NoError(t, err)
	require.Equal(t, []string{"lower_gi_fit"}, used)
}
