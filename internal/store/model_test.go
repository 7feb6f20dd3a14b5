package store_test

import (
	"context"
	"crypto/rand"
	"maps"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/audit"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

// model is what a consultation should be, kept the plainest way.
type model struct {
	id       tracking.ID
	state    tracking.State
	version  int
	answers  engine.Answers
	undo     []engine.Answers
	text     string
	override bool
	// against is what was advised when they chose another way.
	against string
	expired bool
}

// machine does the same to a model and to the real thing.
type machine struct {
	p *practice
	m model
}

func TestConsultation_is_what_a_plain_model_says(t *testing.T) {
	p := newPractice(t, store.Options{})
	epoch := p.clock
	rapid.Check(t, func(t *rapid.T) {
		p.clock = epoch
		c, err := p.Start(context.Background(), p.by(), tracking.NewConsultation{Patient: "patient-1", Pathway: "lower_gi_fit"})
		require.NoError(t, err)
		ma := &machine{p: p, m: model{id: c.ID, state: tracking.Draft, version: 1, answers: maps.Clone(c.Answers)}}
		t.Repeat(map[string]func(*rapid.T){
			"answer":   ma.answer,
			"undo":     ma.undo,
			"text":     ma.text,
			"override": ma.override,
			"stale":    ma.stale,
			"wait":     ma.wait,
			"end":      ma.end,
			"":         ma.agree,
		})
	})
	_, err := audit.Verify(audit.Head{}, p.store.Events(context.Background(), 0))
	require.NoError(t, err)
}

// advised is what the answers lead to: refer, manage or nothing yet.
func (m model) advised() string {
	fit := m.answers["fit_result"]
	switch {
	case fit.State != engine.Known || fit.Number == nil:
		return ""
	case fit.Number.Min >= 10:
		return "refer"
	}
	return "manage"
}

// done holds that a write went through exactly when the model says it may.
func (ma *machine) done(t *rapid.T, may bool, err error) bool {
	if ma.m.state != tracking.Draft || ma.m.expired {
		may = false
	}
	if !may {
		require.Error(t, err)
		require.NotEmpty(t, tracking.CodeOf(err), "%v", err)
		return false
	}
	require.NoError(t, err)
	ma.m.version++
	return true
}

func (ma *machine) by(t *rapid.T) tracking.Write {
	w := tracking.Write{Actor: ma.p.gp, Key: rand.Text()}
	if rapid.Bool().Draw(t, "names the version") {
		w.Version = ma.m.version
	}
	return w
}

func drawAnswer(t *rapid.T) engine.Answer {
	a := rapid.SampledFrom([]engine.Answer{
		engine.Yes(), engine.No(), engine.Unknown(engine.WhyUnsure), engine.Choice("current"), engine.Choice(),
		engine.Number(2), engine.Number(42), {State: engine.Known, Number: &engine.Interval{Min: 400, Max: 1000, MinOpen: true}},
	}).Draw(t, "answer")
	a.Note = rapid.StringN(0, 20, -1).Draw(t, "note")
	if len(a.Options) == 0 {
		a.Options = nil // an empty list is stored as none
	}
	return a
}

func (ma *machine) answer(t *rapid.T) {
	findings := rapid.SampledFrom([]string{"fit_result", "rectal_bleeding", "smoking_status", "age_at_onset"})
	set := engine.Answers{}
	for _, finding := range rapid.SliceOfNDistinct(findings, 0, 3, rapid.ID[string]).Draw(t, "set") {
		set[finding] = drawAnswer(t)
	}
	var forget []string
	for _, finding := range rapid.SliceOfNDistinct(findings, 0, 2, rapid.ID[string]).Draw(t, "forget") {
		if _, both := set[finding]; !both {
			forget = append(forget, finding)
		}
	}
	_, err := ma.p.Answer(context.Background(), ma.by(t), ma.m.id, set, forget...)
	if !ma.done(t, len(set)+len(forget) > 0, err) {
		return
	}
	ma.m.undo = append(ma.m.undo, maps.Clone(ma.m.answers))
	ma.m.undo = ma.m.undo[max(0, len(ma.m.undo)-20):]
	maps.Copy(ma.m.answers, set)
	for _, finding := range forget {
		delete(ma.m.answers, finding)
	}
}

func (ma *machine) undo(t *rapid.T) {
	_, err := ma.p.Undo(context.Background(), ma.by(t), ma.m.id)
	if ma.done(t, len(ma.m.undo) > 0, err) {
		ma.m.answers = ma.m.undo[len(ma.m.undo)-1]
		ma.m.undo = ma.m.undo[:len(ma.m.undo)-1]
	}
}

func (ma *machine) text(t *rapid.T) {
	text := rapid.String().Draw(t, "text")
	_, err := ma.p.WriteText(context.Background(), ma.by(t), ma.m.id, tracking.Words{FreeText: &text})
	if ma.done(t, true, err) {
		ma.m.text = text
	}
}

func (ma *machine) override(t *rapid.T) {
	on := rapid.Bool().Draw(t, "on")
	var err error
	if on {
		_, err = ma.p.Override(context.Background(), ma.by(t), ma.m.id, tracking.Override{Reason: tracking.RuleDoesNotFit, Action: engine.Manage})
	} else {
		_, err = ma.p.WithdrawOverride(context.Background(), ma.by(t), ma.m.id)
	}
	if ma.done(t, true, err) {
		ma.m.override, ma.m.against = on, ma.m.advised()
	}
}

// stale is a window that was left open.
func (ma *machine) stale(t *rapid.T) {
	w := ma.by(t)
	w.Version = ma.m.version + rapid.SampledFrom([]int{-1, 1}).Draw(t, "off by")
	if w.Version == 0 {
		return
	}
	text := "overwritten"
	_, err := ma.p.WriteText(context.Background(), w, ma.m.id, tracking.Words{FreeText: &text})
	ma.done(t, false, err)
}

func (ma *machine) wait(t *rapid.T) {
	ma.p.clock = ma.p.clock.Add(time.Duration(rapid.IntRange(0, 48).Draw(t, "hours")) * time.Hour)
	began := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	ma.m.expired = ma.p.clock.After(began.AddDate(0, 0, 14))
}

func (ma *machine) end(t *rapid.T) {
	if rapid.IntRange(0, 3).Draw(t, "not yet") > 0 {
		return
	}
	ctx, w := context.Background(), tracking.Write{Actor: ma.p.gp, Key: rand.Text(), Version: ma.m.version}
	var err error
	may, stands := true, ma.m.override && ma.m.against == ma.m.advised()
	how := rapid.SampledFrom([]tracking.State{tracking.Sent, tracking.Advised, tracking.Abandoned}).Draw(t, "how")
	switch how {
	case tracking.Sent:
		may = stands || !ma.m.override && ma.m.advised() == "refer"
		_, err = ma.p.Send(ctx, w, ma.m.id)
	case tracking.Advised:
		may = stands || !ma.m.override && ma.m.advised() != ""
		_, err = ma.p.Finish(ctx, w, ma.m.id)
	case tracking.Abandoned, tracking.Draft:
		_, err = ma.p.Abandon(ctx, w, ma.m.id)
	}
	if ma.done(t, may, err) {
		ma.m.state = how
	}
}

// agree holds that what is stored is what the model has.
func (ma *machine) agree(t *rapid.T) {
	c, err := ma.p.Resume(context.Background(), ma.p.gp, ma.m.id)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(ma.m.answers, c.Answers))
	require.Equal(t, ma.m.text, c.FreeText)
	require.Equal(t, ma.m.override, c.Override != nil)
	require.Equal(t, ma.m.state, c.State)
	require.Equal(t, ma.m.version, c.Version)
	require.Equal(t, ma.m.state == tracking.Sent, c.Referral != nil)
}
