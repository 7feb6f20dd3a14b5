package demo_test

import (
	"io/fs"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/internal/demo"
	"signpost.health/signpost/pathways"
	"signpost.health/signpost/tracking"
)

func library(t *testing.T) *engine.Library {
	t.Helper()
	var files []*source.File
	err := fs.WalkDir(pathways.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".yaml" || strings.HasSuffix(name, ".examples.yaml") {
			return err
		}
		data, err := pathways.Files.ReadFile(name)
		files = append(files, source.NewFile(name, data))
		return err
	})
	require.NoError(t, err)
	l, found := engine.Load(files, engine.Options{})
	require.NotNil(t, l, "%v", found)
	return l
}

func records(t *testing.T) (*engine.Library, []tracking.Record) {
	t.Helper()
	l := library(t)
	r, err := demo.Records(l, today())
	require.NoError(t, err)
	return l, r
}

func today() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }

func TestRecords_are_plainly_invented_and_valid(t *testing.T) {
	_, all := records(t)
	require.GreaterOrEqual(t, len(all), 24)
	seen := map[string]bool{}
	for _, r := range all {
		p := r.Patient
		number, err := tracking.ParseNHSNumber(string(p.NHSNumber))
		require.NoError(t, err, p.ID)
		require.True(t, strings.HasPrefix(string(number), "9990000"), "%s is outside the range kept for tests", p.ID)
		require.Contains(t, p.Address, "Fernshire FN")
		require.Regexp(t, `^(01632 960|07700 900)\d{3}$`, p.Phone, "%s has a number that could be somebody's", p.ID)
		require.Equal(t, demo.Practice().Code, p.Practice)
		for _, once := range []string{string(p.ID), string(p.NHSNumber), p.Phone, p.Family} {
			require.False(t, seen[once], "%s is used twice", p.ID)
			seen[once] = true
		}
	}
}

func TestRecords_span_ages_sexes_and_allergy_states(t *testing.T) {
	_, all := records(t)
	sexes, allergies := map[string]int{}, map[tracking.AllergyState]int{}
	youngest, oldest := "0000", "9999"
	for _, r := range all {
		sexes[r.Patient.Sex]++
		allergies[r.Patient.Allergies.State]++
		youngest, oldest = max(youngest, r.Patient.Born), min(oldest, r.Patient.Born)
	}
	require.Equal(t, "2026-06-22", youngest, "an infant of five months")
	require.Equal(t, "1941-02-23", oldest)
	require.Len(t, allergies, 4)
	require.GreaterOrEqual(t, sexes["female"], 5)
	require.GreaterOrEqual(t, sexes["male"], 5)
}

func TestRecords_come_from_the_record_with_a_date(t *testing.T) {
	_, all := records(t)
	for _, r := range all {
		for finding, a := range r.Answers {
			require.Equal(t, engine.FromRecord, a.Source, "%s %s", r.Patient.ID, finding)
			require.LessOrEqual(t, a.Date, "2026-11-21", "%s %s", r.Patient.ID, finding)
			require.NotEmpty(t, a.Display, "%s %s", r.Patient.ID, finding)
		}
	}
}

// Each pathway of the library has somebody to try it with, and no record
// contradicts itself or goes against what it implies.
func TestRecords_fit_the_library(t *testing.T) {
	l, all := records(t)
	applies := map[string]int{}
	for _, r := range all {
		answers := l.PatientAnswers(r.Patient.Engine(), today())
		for finding, a := range l.Fresh(r.Answers, today()) {
			answers[finding] = a
		}
		_, contradictions := l.Implied(answers)
		require.Empty(t, contradictions, "%s", r.Patient.ID)
		for _, p := range l.Pathways() {
			if p.Decide(answers).Status != engine.DoesNotApply {
				applies[p.About().ID]++
			}
		}
	}
	for _, id := range []string{
		"suspected_breast_cancer", "suspected_prostate_cancer", "suspected_ovarian_cancer", "suspected_skin_cancer",
		"suspected_bladder_or_kidney_cancer", "suspected_upper_gi_cancer", "suspected_testicular_or_penile_cancer",
		"suspected_head_neck_cancer", "suspected_childhood_cancer", "copd", "suspected_lung_cancer", "suspected_lower_gi_cancer", "cows_milk_allergy", "recurrent_tonsillitis", "low_back_pain"} {
		require.GreaterOrEqual(t, applies[id], 2, id)
	}
}

func TestRecords_say_which_answer_the_library_refuses(t *testing.T) {
	_, err := demo.Records(refusing{}, today())
	require.EqualError(t, err, `demo patient demo-01: finding "anaemia": this is not an answer; it takes nothing`)
}

type refusing struct{ demo.Library }

func (refusing) ParseAnswer(finding string, _ any) (engine.Answer, error) {
	return engine.Answer{}, &engine.AnswerError{Finding: finding, Value: "this", Domain: "nothing"}
}

func TestGPs_work_at_the_practice(t *testing.T) {
	gps := demo.GPs()
	require.Len(t, gps, 2)
	for _, gp := range gps {
		require.Equal(t, tracking.RoleGP, gp.Role)
		require.Equal(t, demo.Practice().Code, gp.Practice)
	}
	require.NotEqual(t, gps[0].ID, gps[1].ID)
}

// narrow is a library that knows no finding but one.
type narrow struct {
	*engine.Library
	knows string
}

func (n narrow) ParseAnswer(finding string, raw any) (engine.Answer, error) {
	if finding == n.knows {
		return n.Library.ParseAnswer(finding, raw)
	}
	return engine.Answer{}, &engine.AnswerError{Finding: finding}
}

func TestAnotherLibraryGetsWhatItKnowsOfTheRecords(t *testing.T) {
	lib, all := records(t)
	got, err := demo.RecordsFor(narrow{lib, "weight_loss"}, today())
	require.NoError(t, err)
	require.Len(t, got, len(all))
	for i := range got {
		for finding := range got[i].Answers {
			require.Equal(t, "weight_loss", finding)
		}
	}
}
