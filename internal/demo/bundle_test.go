package demo_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api/fhir"
	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/demo"
	"signpost.health/signpost/tracking"
)

func background(of fhir.Record) tracking.Background {
	out := tracking.Background{NoMedicines: of.NoMedicines}
	for _, e := range of.Medicines {
		out.Medicines = append(out.Medicines, tracking.Entry(e))
	}
	for _, e := range of.PastHistory {
		out.PastHistory = append(out.PastHistory, tracking.Entry(e))
	}
	return out
}

// What a record system sends of a demo patient reads as the patient that the
// demo has, but for what a record cannot say of today.
func TestBundle_reads_as_the_patient(t *testing.T) {
	l, all := records(t)
	for _, r := range all {
		b, err := demo.Bundle(l, r, today())
		require.NoError(t, err, r.Patient.ID)
		read, err := fhir.Read(b, l, today())
		require.NoError(t, err)
		require.Equal(t, string(r.Patient.NHSNumber), read.Patient.NHSNumber)
		require.Equal(t, r.Patient.Family, read.Patient.Family)
		require.Equal(t, r.Patient.Born, read.Patient.Born)
		require.Equal(t, r.Patient.Phone, read.Patient.Phone)
		require.Equal(t, r.Patient.Address, read.Patient.Address)
		require.EqualValues(t, r.Patient.Allergies.State, read.Patient.Allergies.State)
		besides, err := demo.Besides(r.Patient.ID, today())
		require.NoError(t, err)
		require.GreaterOrEqual(t, len(r.NotUsed), len(besides), "each entry beside the answers answers nothing")
		require.Len(t, r.NotUsed, len(read.NotUnderstood), r.Patient.ID)
		got := background(read)
		got.PastHistory = slices.DeleteFunc(got.PastHistory, func(e tracking.Entry) bool {
			return slices.ContainsFunc(besides, func(b demo.Beside) bool { return b.Display == e.Text })
		})
		require.Empty(t, cmp.Diff(r.Background, got, cmpopts.EquateEmpty(), cmpopts.SortSlices(func(a, b tracking.Entry) bool { return a.Text < b.Text })), r.Patient.ID)
		want := l.Fresh(r.Answers, today())
		for id, a := range read.Answers {
			if a.Why == engine.WhyOutOfDate && want[id].State == engine.Known {
				delete(want, id) // a complaint of long ago
				delete(read.Answers, id)
			}
		}
		require.Empty(t, cmp.Diff(want, read.Answers, cmpopts.IgnoreFields(engine.Answer{}, "Given")), r.Patient.ID)
	}
}
