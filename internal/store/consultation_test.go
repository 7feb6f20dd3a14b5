package store_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/audit"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

// refused holds the code and the field of an error, and that it says nothing
// of the patient.
func refused(t *testing.T, err error, code tracking.Code, field string) {
	t.Helper()
	require.Error(t, err)
	require.Equal(t, code, tracking.CodeOf(err), "%v", err)
	var e *tracking.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, field, e.Field)
	for _, secret := range []string{"Fernside", "9990000018", "999 000 0018", "1961"} {
		require.NotContains(t, err.Error(), secret)
	}
}

func TestStart_pins_the_pathway_and_takes_over_the_record(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	want := tracking.Consultation{
		ID: c.ID, Practice: "FP001", Patient: patient().Patient, State: tracking.Draft, Version: 1,
		Pathway:   engine.Identity{ID: "lower_gi_fit", Version: "1.0.0", Digest: digest},
		Answers:   engine.Answers{"smoking_status": engine.Choice("ex")},
		StartedBy: p.gp, Started: p.clock, Updated: p.clock, Expires: p.clock.AddDate(0, 0, 14),
	}
	require.Empty(t, cmp.Diff(want, c))
	got, err := p.Resume(t.Context(), p.gp, c.ID)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(want, got))
	require.GreaterOrEqual(t, len(c.ID), 26, "128 bits")
}

func TestStart_takes_over_answers_of_the_same_patient_only(t *testing.T) {
	p := newPractice(t, store.Options{})
	other := patient()
	other.Patient.ID, other.Patient.NHSNumber = "patient-2", ""
	require.NoError(t, p.AddPatients(t.Context(), p.gp, []tracking.Record{other}))
	first := p.start(t)
	_, err := p.Answer(t.Context(), p.seen(first), first.ID, engine.Answers{"fit_result": engine.Number(12)})
	require.NoError(t, err)

	next, err := p.Start(t.Context(), p.by(), tracking.NewConsultation{Patient: "patient-1", Pathway: "lower_gi_fit", From: first.ID})
	require.NoError(t, err)
	require.Equal(t, engine.Number(12), next.Answers["fit_result"])
	_, err = p.Start(t.Context(), p.by(), tracking.NewConsultation{Patient: "patient-2", Pathway: "lower_gi_fit", From: first.ID})
	refused(t, err, tracking.Invalid, "from")
}

func TestStart_refuses_what_is_not_there(t *testing.T) {
	p := newPractice(t, store.Options{})
	_, err := p.Start(t.Context(), p.by(), tracking.NewConsultation{Patient: "patient-1", Pathway: "none"})
	refused(t, err, tracking.Invalid, "pathway")
	_, err = p.Start(t.Context(), p.by(), tracking.NewConsultation{Patient: "nobody", Pathway: "lower_gi_fit"})
	refused(t, err, tracking.NotFound, "")
	_, err = p.Start(t.Context(), p.by(), tracking.NewConsultation{Patient: "patient-1", Pathway: "lower_gi_fit", From: "none"})
	refused(t, err, tracking.NotFound, "")
}

func TestAnswer_keeps_many_at_once_and_undo_takes_them_back_together(t *testing.T) {
	p := newPractice(t, store.Options{})
	ctx := t.Context()
	c := p.start(t)
	before := c.Answers
	c, err := p.Answer(ctx, p.seen(c), c.ID, engine.Answers{
		"fit_result":      {State: engine.Known, Number: &engine.Interval{Min: 400, Max: 1000, MinOpen: true}, Given: ">400", Source: engine.Asked},
		"rectal_bleeding": engine.Yes(),
	}, "smoking_status")
	require.NoError(t, err)
	require.NotContains(t, c.Answers, "smoking_status")
	require.Equal(t, ">400", c.Answers["fit_result"].Given)

	c, err = p.Answer(ctx, p.seen(c), c.ID, engine.Answers{"rectal_bleeding": engine.No()})
	require.NoError(t, err)
	c, err = p.Undo(ctx, p.seen(c), c.ID)
	require.NoError(t, err)
	require.True(t, c.Answers["rectal_bleeding"].YesNo)
	c, err = p.Undo(ctx, p.seen(c), c.ID)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(before, c.Answers))
	_, err = p.Undo(ctx, p.seen(c), c.ID)
	refused(t, err, tracking.Conflict, "")
}

func TestAnswer_names_the_finding_it_refuses(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	for name, given := range map[string]struct {
		set    engine.Answers
		forget string
		field  string
	}{
		"nothing":         {nil, "", "answers"},
		"no finding":      {engine.Answers{"FIT result": engine.Yes()}, "", "answers"},
		"no state":        {engine.Answers{"fit_result": {}}, "", "fit_result"},
		"an empty range":  {engine.Answers{"fit_result": {State: engine.Known, Number: &engine.Interval{Min: 2, Max: 1}}}, "", "fit_result"},
		"both ways":       {engine.Answers{"fit_result": engine.Yes()}, "fit_result", "fit_result"},
		"a broken letter": {engine.Answers{"fit_result": {State: engine.Known, Note: "\xff"}}, "", "fit_result"},
		"far too long":    {engine.Answers{"fit_result": {State: engine.Known, Note: strings.Repeat("x", 40<<10)}}, "", "fit_result"},
	} {
		t.Run(name, func(t *testing.T) {
			var forget []string
			if given.forget != "" {
				forget = append(forget, given.forget)
			}
			_, err := p.Answer(t.Context(), p.seen(c), c.ID, given.set, forget...)
			refused(t, err, tracking.Invalid, given.field)
		})
	}
	got, err := p.Resume(t.Context(), p.gp, c.ID)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(c, got))
}

func TestWords_overrides_and_services_are_kept_and_can_be_taken_back(t *testing.T) {
	p := newPractice(t, store.Options{})
	ctx := t.Context()
	c := p.start(t)
	text, question := "She is worried.", "Please advise on colonoscopy."
	c, err := p.WriteText(ctx, p.seen(c), c.ID, tracking.Words{FreeText: &text})
	require.NoError(t, err)
	c, err = p.WriteText(ctx, p.seen(c), c.ID, tracking.Words{Question: &question})
	require.NoError(t, err)
	require.Equal(t, text, c.FreeText)
	require.Equal(t, question, c.Question)

	c, err = p.WriteNote(ctx, p.seen(c), c.ID, "smoking_status", "stopped last spring")
	require.NoError(t, err)
	require.Equal(t, "stopped last spring", c.Answers["smoking_status"].Note)
	_, err = p.WriteNote(ctx, p.seen(c), c.ID, "fit_result", "none yet")
	refused(t, err, tracking.Invalid, "fit_result")

	o := tracking.Override{Reason: tracking.CouldNotGetTest, Text: "no kits", Action: engine.Refer, Within: engine.Urgent}
	c, err = p.Override(ctx, p.seen(c), c.ID, o)
	require.NoError(t, err)
	require.Equal(t, &o, c.Override)
	for field, wrong := range map[string]tracking.Override{
		"reason": {Reason: "felt like it"},
		"action": {Reason: tracking.ClinicalJudgement, Action: "send"},
		"within": {Reason: tracking.ClinicalJudgement, Within: "soon"},
	} {
		_, err = p.Override(ctx, p.seen(c), c.ID, wrong)
		refused(t, err, tracking.Invalid, field)
	}
	c, err = p.WithdrawOverride(ctx, p.seen(c), c.ID)
	require.NoError(t, err)
	require.Nil(t, c.Override)

	c, err = p.ChooseService(ctx, p.seen(c), c.ID, "fernshire_colorectal")
	require.NoError(t, err)
	require.Equal(t, "fernshire_colorectal", c.Service)
}

func TestSend_writes_the_letter_of_the_stored_decision(t *testing.T) {
	p := newPractice(t, store.Options{})
	ctx := t.Context()
	c := p.start(t)
	c, err := p.Answer(ctx, p.seen(c), c.ID, engine.Answers{"fit_result": engine.Number(42)})
	require.NoError(t, err)
	c, err = p.ChooseService(ctx, p.seen(c), c.ID, "fernshire_colorectal")
	require.NoError(t, err)
	_, err = p.Send(ctx, p.by(), c.ID)
	refused(t, err, tracking.Invalid, "version")

	c, err = p.Send(ctx, p.seen(c), c.ID)
	require.NoError(t, err)
	require.Equal(t, tracking.Sent, c.State)
	require.Equal(t, "refer", c.Decision.Outcome.ID)
	letter, err := p.Letter(ctx, p.gp, c.ID)
	require.NoError(t, err)
	require.Contains(t, string(letter.Input), `"fit_result"`)
	require.Empty(t, cmp.Diff(&tracking.Referral{
		Letter: letter.ID, PDFSHA256: hash(letter.PDF), InputSHA256: hash(letter.Input),
		SentBy: p.gp, SentAt: p.clock, Service: "fernshire_colorectal", ChaseOn: "2026-12-05",
	}, c.Referral))

	_, err = p.Answer(ctx, p.by(), c.ID, engine.Answers{"fit_result": engine.Number(1)})
	refused(t, err, tracking.Conflict, "")
	require.ErrorContains(t, err, "This referral was sent on 21-Nov-2026 and cannot be changed.")
}

func hash(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

func TestSend_goes_against_the_advice_once_a_reason_is_given(t *testing.T) {
	p := newPractice(t, store.Options{})
	for name, fit := range map[string]engine.Answer{"open": engine.Unknown(engine.WhyNotDone), "manage": engine.Number(2)} {
		t.Run(name, func(t *testing.T) {
			c := p.start(t)
			c, err := p.Answer(t.Context(), p.seen(c), c.ID, engine.Answers{"fit_result": fit})
			require.NoError(t, err)
			_, err = p.Send(t.Context(), p.seen(c), c.ID)
			refused(t, err, tracking.Invalid, "override")
			c, err = p.Override(t.Context(), p.seen(c), c.ID, tracking.Override{Reason: tracking.ClinicalJudgement, Action: engine.Refer, Within: engine.Routine})
			require.NoError(t, err)
			c, err = p.Send(t.Context(), p.seen(c), c.ID)
			require.NoError(t, err)
			require.Equal(t, tracking.Sent, c.State)
			require.Equal(t, "2027-01-02", c.Referral.ChaseOn)
		})
	}
}

func TestSend_chases_by_the_outcome_that_goes_out(t *testing.T) {
	p := newPractice(t, store.Options{})
	for name, c := range map[string]struct {
		fit     engine.Answer
		outcome string
		action  engine.Action
		chase   string
	}{
		"one still possible": {engine.Unknown(engine.WhyNotDone), "refer", "", "2026-12-05"},
		"its alternative":    {engine.Number(2), "ask", "", "2026-12-12"},
		"the advised one":    {engine.Number(42), "refer", "", "2026-12-05"},
		"a way of their own": {engine.Number(42), "", engine.Manage, ""},
	} {
		t.Run(name, func(t *testing.T) {
			draft := p.start(t)
			draft, err := p.Answer(t.Context(), p.seen(draft), draft.ID, engine.Answers{"fit_result": c.fit})
			require.NoError(t, err)
			draft, err = p.Override(t.Context(), p.seen(draft), draft.ID, tracking.Override{Reason: tracking.ClinicalJudgement, Outcome: c.outcome, Action: c.action})
			require.NoError(t, err)
			sent, err := p.Send(t.Context(), p.seen(draft), draft.ID)
			require.NoError(t, err)
			require.Equal(t, c.chase, sent.Referral.ChaseOn)
		})
	}
}

func TestFinish_keeps_what_was_advised(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	c, err := p.Answer(t.Context(), p.seen(c), c.ID, engine.Answers{"fit_result": engine.Number(2)})
	require.NoError(t, err)
	c, err = p.Finish(t.Context(), p.seen(c), c.ID)
	require.NoError(t, err)
	require.Equal(t, tracking.Advised, c.State)
	require.Equal(t, "manage", c.Decision.Outcome.ID)
	_, err = p.Undo(t.Context(), p.by(), c.ID)
	refused(t, err, tracking.Conflict, "")
	_, err = p.Letter(t.Context(), p.gp, c.ID)
	refused(t, err, tracking.NotFound, "")
}

func TestDraft_can_be_read_but_not_gone_on_with_after_14_days(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	p.clock = p.clock.AddDate(0, 0, 14)
	c, err := p.Answer(t.Context(), p.seen(c), c.ID, engine.Answers{"fit_result": engine.Number(42)})
	require.NoError(t, err, "the fourteenth day is still good")
	p.clock = p.clock.Add(time.Second)
	_, err = p.Send(t.Context(), p.seen(c), c.ID)
	refused(t, err, tracking.Conflict, "")
	require.ErrorContains(t, err, "This draft was kept until 05-Dec-2026")
	next, err := p.Start(t.Context(), p.by(), tracking.NewConsultation{Patient: "patient-1", Pathway: "lower_gi_fit", From: c.ID})
	require.NoError(t, err)
	want := engine.Number(42)
	want.Date = "2026-12-05" // it keeps the day on which it was heard
	require.Equal(t, want, next.Answers["fit_result"])
}

func TestTwo_windows_do_not_overwrite_each_other(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	_, err := p.Answer(t.Context(), p.seen(c), c.ID, engine.Answers{"fit_result": engine.Number(42)})
	require.NoError(t, err)
	_, err = p.Answer(t.Context(), p.seen(c), c.ID, engine.Answers{"fit_result": engine.Number(1)})
	refused(t, err, tracking.Conflict, "")
	require.ErrorContains(t, err, "changed in another window or by a colleague")
	require.ErrorIs(t, err, tracking.ErrMoved)
}

func TestAnother_practice_and_strangers_are_refused(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	elsewhere := p.gp
	elsewhere.ID, elsewhere.Practice = "gp-9", "FP009"
	noRole := p.gp
	noRole.Role = "visitor"
	for name, who := range map[string]tracking.Actor{"elsewhere": elsewhere, "no role": noRole, "nobody": {}} {
		t.Run(name, func(t *testing.T) {
			w := tracking.Write{Actor: who, Key: "k-" + name}
			_, err := p.Resume(t.Context(), who, c.ID)
			refused(t, err, tracking.Forbidden, "")
			_, err = p.Patient(t.Context(), who, "patient-1")
			refused(t, err, tracking.Forbidden, "")
			_, err = p.Letter(t.Context(), who, c.ID)
			refused(t, err, tracking.Forbidden, "")
			_, err = p.List(t.Context(), who, tracking.Filter{Practice: "FP001"})
			refused(t, err, tracking.Forbidden, "")
			_, err = p.Answer(t.Context(), w, c.ID, engine.Answers{"fit_result": engine.Yes()})
			refused(t, err, tracking.Forbidden, "")
			_, err = p.Start(t.Context(), w, tracking.NewConsultation{Patient: "patient-1", Pathway: "lower_gi_fit"})
			refused(t, err, tracking.Forbidden, "")
			err = p.AddPatients(t.Context(), who, []tracking.Record{patient()})
			refused(t, err, tracking.Forbidden, "")
		})
	}
	require.NotContains(t, p.kinds(t), audit.ConsultationRead)
}

func TestRead_says_that_storage_is_damaged_and_not_with_what(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	require.NoError(t, store.Exec(t.Context(), p.path, `
		UPDATE revision SET body = '{"patient":{"family":"Fernside","born":1961}}';
		UPDATE patient SET body = '{"patient":{"family":"Fernside","nhs_number":"1"}}'`))
	_, err := p.Resume(t.Context(), p.gp, c.ID)
	refused(t, err, tracking.Unavailable, "")
	_, err = p.List(t.Context(), p.gp, tracking.Filter{})
	refused(t, err, tracking.Unavailable, "")
	_, err = p.Patient(t.Context(), p.gp, "patient-1")
	refused(t, err, tracking.Unavailable, "")
}

func TestDecide_is_on_the_library_that_is_kept(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	d, err := p.Decide(c)
	require.NoError(t, err)
	require.Equal(t, engine.Open, d.Status)
	kept, err := p.Snapshot(t.Context(), c.Pathway.Digest)
	require.NoError(t, err)
	require.Equal(t, "the library", string(kept))
	_, err = p.Snapshot(t.Context(), "another")
	refused(t, err, tracking.NotFound, "")
}
