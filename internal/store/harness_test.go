package store_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

// digest is that of the only library of these tests.
const digest = "library-1"

// advisor decides as the tests need: refer once fit_result is known to be 10
// or more, manage when it is lower, open until then.
type advisor struct {
	// leading is what other pathways hold; it may be nil.
	leading *[]engine.Met
}

func (advisor) Identity(pathway string) (engine.Identity, bool) {
	return engine.Identity{ID: pathway, Version: "1.0.0", Digest: digest}, pathway == "lower_gi_fit" || pathway == "lung"
}

func (advisor) Digest() string { return digest }

func (advisor) Outcomes(engine.Identity) ([]*engine.Outcome, error) {
	return []*engine.Outcome{{ID: "refer", ChaseAfter: "2 weeks"}, {ID: "manage"}, {ID: "ask", ChaseAfter: "3 weeks"}}, nil
}

func (advice advisor) Decide(pinned engine.Identity, _ engine.Patient, a engine.Answers, _ time.Time) (engine.Decision, error) {
	refer := &engine.Outcome{ID: "refer", Action: engine.Refer, Within: engine.SuspectedCancer, ChaseAfter: "2 weeks"}
	manage := &engine.Outcome{ID: "manage", Action: engine.Manage, Within: engine.NoTime}
	d := engine.Decision{Status: engine.Open, Pathway: pinned, Possible: []engine.Possible{{Outcome: refer}, {Outcome: manage}}}
	if advice.leading != nil {
		d.Leading = *advice.leading
	}
	fit := a["fit_result"]
	if fit.State != engine.Known || fit.Number == nil {
		return d, nil
	}
	d.Status, d.Outcome = engine.Decided, manage
	if fit.Number.Min >= 10 {
		d.Outcome, d.Services = refer, []engine.ServiceOption{{ID: "fernshire_colorectal"}}
	}
	d.Possible = []engine.Possible{{Outcome: d.Outcome}}
	return d, nil
}

// letters writes a letter that says what it was made from.
type letters struct{}

func (letters) WriteLetter(r tracking.LetterRequest) (pdf, input []byte, err error) {
	input, err = json.Marshal(r)
	return append([]byte("%PDF "), input...), input, err
}

// practice is a store with a service over it, a clock and a patient.
type practice struct {
	*tracking.Service
	store *store.Store
	path  string
	clock time.Time
	gp    tracking.Actor
	// leading is what other pathways hold for every patient.
	leading []engine.Met
}

func newPractice(t testing.TB, o store.Options) *practice {
	t.Helper()
	return openPractice(t, filepath.Join(t.TempDir(), "signpost.db"), o)
}

func openPractice(t testing.TB, path string, o store.Options) *practice {
	t.Helper()
	p := &practice{
		path: path, clock: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC),
		gp: tracking.Actor{ID: "gp-1", Name: "Dr Rowan Ash", Role: tracking.RoleGP, Practice: "FP001"},
	}
	var err error
	p.store, err = store.Open(t.Context(), path, o)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, p.store.Close()) })
	p.Service, err = tracking.New(tracking.Ports{
		Store: p.store, Advisor: advisor{&p.leading}, Letters: letters{},
		Now: func() time.Time { return p.clock }, NewID: rand.Text,
	})
	require.NoError(t, err)
	ctx := context.Background()
	require.NoError(t, p.KeepSnapshot(ctx, p.gp, tracking.Snapshot{Digest: digest, Bytes: []byte("the library")}))
	require.NoError(t, p.AddPatients(ctx, p.gp, []tracking.Record{patient()}))
	return p
}

func patient() tracking.Record {
	return tracking.Record{
		Patient: tracking.Patient{
			ID: "patient-1", Practice: "FP001", Title: "Mrs", Given: "Test", Family: "Fernside", Born: "1961-04-05",
			Sex: "female", NHSNumber: "9990000018", Allergies: tracking.Allergies{State: tracking.AllergiesNotRecorded},
		},
		Answers: engine.Answers{"smoking_status": engine.Choice("ex")},
	}
}

// by is a write with a new key, on the consultation as it stands.
func (p *practice) by() tracking.Write { return tracking.Write{Actor: p.gp, Key: rand.Text()} }

// seen is a write by someone who saw this version.
func (p *practice) seen(c tracking.Consultation) tracking.Write {
	return tracking.Write{Actor: p.gp, Key: rand.Text(), Version: c.Version}
}

func (p *practice) start(t testing.TB) tracking.Consultation {
	t.Helper()
	c, err := p.Start(context.Background(), p.by(), tracking.NewConsultation{Patient: "patient-1", Pathway: "lower_gi_fit"})
	require.NoError(t, err)
	return c
}
