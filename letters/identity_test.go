package letters_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/letters"
)

func TestTheFourStatesOfTheAllergyRecordStayApart(t *testing.T) {
	for _, c := range []struct {
		name string
		in   letters.Allergies
		want string
	}{
		{"known", letters.Allergies{State: letters.AllergiesKnown, Known: []letters.Allergy{{Substance: "Latex"}, {Substance: "Penicillin", Reaction: "rash"}}},
			"Known allergies  Latex; Penicillin (rash)"},
		{"none, confirmed", letters.Allergies{State: letters.AllergiesNone, Confirmed: "2026-03-01"}, "No known allergies  Confirmed 01-Mar-2026"},
		{"none, date unknown", letters.Allergies{State: letters.AllergiesNone}, "No known allergies  Date of confirming not recorded"},
		{"not recorded", letters.Allergies{}, "Allergies not recorded"},
		{"unavailable", letters.Allergies{State: letters.AllergiesUnavailable}, "Allergies unavailable  The record could not be read"},
		{"known, but the list is empty", letters.Allergies{State: letters.AllergiesKnown}, "Allergies not recorded"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := copd()
			in.Patient.Allergies = c.in
			require.Contains(t, textOf(t, compose(t, in)), c.want+"\n")
		})
	}
}

func TestAges(t *testing.T) {
	for _, c := range []struct{ born, want string }{
		{"2026-11-21", "0d"}, {"2026-10-25", "27d"}, {"2026-10-24", "4w"}, {"2025-11-22", "52w"}, {"2025-11-21", "12m"},
		{"2024-11-22", "23m"}, {"2024-11-21", "2y"}, {"2021-08-30", "5y 2m"}, {"2008-11-22", "17y 11m"}, {"2008-11-21", "18y"},
		{"1961-04-05", "65y"}, {"1961-11-22", "64y"}, {"2027-01-01", "not yet born"},
	} {
		t.Run(c.want, func(t *testing.T) {
			in := copd()
			in.Patient.Born = c.born
			require.Contains(t, textOf(t, compose(t, in)), "("+c.want+")")
		})
	}
}

func TestNHSNumber(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"9990000018", "999\u00A0000\u00A00018"}, {"999 000 0018", "999\u00A0000\u00A00018"},
		{"", "Not recorded"}, {"12345", "12345"}, {"999000001X", "999000001X"},
	} {
		require.Equal(t, c.want, letters.NHSNumber(c.in))
	}
}

func TestEveryActionAndUrgencyIsSaidInWords(t *testing.T) {
	within := map[engine.Within]string{
		engine.Now: "EMERGENCY: IMMEDIATELY", engine.SameDay: "SAME DAY", engine.Hours48: "WITHIN 48 HOURS",
		engine.SuspectedCancer: "URGENT SUSPECTED CANCER", engine.Weeks2: "WITHIN 2 WEEKS", engine.Urgent: "URGENT",
		engine.Routine: "ROUTINE",
	}
	actions := map[engine.Action]string{
		engine.Refer: "Referral", engine.Test: "Test request", engine.AdviceAndGuidance: "Advice and guidance request",
		engine.Redirect: "Referral to another service", engine.Manage: "Record of advice", engine.OtherPathway: "Record of advice",
	}
	for w, urgency := range within {
		for a, what := range actions {
			in := copd()
			in.Decision.Outcome = &engine.Outcome{ID: "x", Action: a, Within: w, Summary: "Do it"}
			require.Contains(t, textOf(t, compose(t, in)), urgency+" – "+what+"\n")
		}
	}
}

func TestALetterWithoutUrgencySaysSo(t *testing.T) {
	require.Contains(t, textOf(t, compose(t, fitRequest())), "TEST REQUEST – no urgency stated\n")
}

func TestOnlyAnApprovedPathwayIsNotMarked(t *testing.T) {
	for status, want := range map[string]string{
		"approved": "", "draft": "DRAFT PATHWAY: not signed off for clinical use", "in_review": "DRAFT PATHWAY: not signed off for clinical use",
		"": "DRAFT PATHWAY: not signed off for clinical use", "retired": "RETIRED PATHWAY: not for clinical use",
	} {
		in := copd()
		in.Decision.Pathway.Status = status
		require.Equal(t, want, compose(t, in).Draft, status)
	}
}

func TestNumbersStayWithTheirUnits(t *testing.T) {
	in := copd()
	in.FreeText = "prednisolone 30 mg, 2.5 mL, 12 ug/g, 94 % on air, 5 days (10 mmol/L), FX1 4AB, 3 of 4 and 7 times"
	sections := compose(t, in).Sections
	for _, s := range sections {
		if s.ID == "summary" {
			require.Equal(t, "prednisolone 30\u00A0mg, 2.5\u00A0mL, 12\u00A0ug/g, 94\u00A0% on air, 5\u00A0days (10\u00A0mmol/L), "+
				"FX1\u00A04AB, 3 of 4 and 7\u00A0times", s.Lines[0].Text)
		}
	}
}

func TestWhatNoLetterCanHoldIsRefusedByName(t *testing.T) {
	in := copd()
	in.Patient.Family = string(make([]byte, 201))
	_, err := letters.Compose(in)
	require.EqualError(t, err, "letter: the patient's surname has 201 characters; at most 200 fit on a letter")
	_, err = letters.Compose(letters.Input{})
	require.ErrorIs(t, err, letters.ErrNoLibrary)
}

// TestTheLetterIsAttachedAsData reads the data back out of the PDF, and finds
// all of the letter in it but the pictures, which the PDF shows.
func TestTheLetterIsAttachedAsData(t *testing.T) {
	for _, c := range []struct {
		name, file string
		letter     *letters.Letter
	}{
		{"referral", "referral.json", compose(t, copd())},
		{"advice request", "referral.json", compose(t, advice())},
		{"test request", "referral.json", compose(t, fitRequest())},
		{"with pictures", "referral.json", compose(t, withImages(t))},
		{"record of advice", "letter.json", compose(t, manage())},
		{"patient's copy", "letter.json", patientCopy(t, copd())},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "letter.pdf")
			require.NoError(t, os.WriteFile(path, pdfOf(t, c.letter, letters.Options{}), 0o600))
			out, err := exec.Command("pdfdetach", "-saveall", "-o", dir, path).CombinedOutput()
			require.NoError(t, err, string(out))
			data, err := os.ReadFile(filepath.Join(dir, c.file))
			require.NoError(t, err)
			var back letters.Letter
			require.NoError(t, json.Unmarshal(data, &back))
			want := *c.letter
			want.Images = slices.Clone(want.Images)
			for i := range want.Images {
				require.NotEmpty(t, want.Images[i].JPEG)
				want.Images[i].JPEG = nil
			}
			require.Equal(t, want, back)
		})
	}
}

func TestTheFileSaysWhatItIs(t *testing.T) {
	in := copd()
	in.ComposedAt = time.Date(2026, time.June, 1, 9, 30, 0, 0, time.FixedZone("BST", 3600))
	data := pdfOf(t, compose(t, in), letters.Options{})
	about := tool(t, data, "pdfinfo", "-isodates", "FILE")
	require.Contains(t, about, "Title:           Referral: COPD, suspected or difficult to manage\n")
	require.Contains(t, about, "CreationDate:    2026-06-01T08:30:00Z")
	require.Contains(t, about, "Tagged:          yes")
	require.NotContains(t, about, "ASHDOWN")
	meta := tool(t, data, "pdfinfo", "-meta", "FILE")
	for _, want := range []string{
		"<signpost:letter>L-2026-000017<", "<signpost:digest>" + in.Decision.Pathway.Digest, "<signpost:behaviour>sha256:04be1c", "<signpost:content>sha256:7d1e2f",
	} {
		require.Contains(t, meta, want)
	}
	require.Contains(t, tool(t, data, "pdftotext", "-layout", "FILE", "-"), "Clock starts 01-Jun-2026 09:30")
}

func TestTheArchivalFormCarriesNoAttachment(t *testing.T) {
	l := compose(t, copd())
	data := pdfOf(t, l, letters.Options{Archival: true})
	require.Contains(t, tool(t, data, "pdfdetach", "-list", "FILE"), "0 embedded files")
	require.Contains(t, tool(t, data, "pdfinfo", "-meta", "FILE"), "<pdfaid:part>1</pdfaid:part>")
	tool(t, data, "qpdf", "--check", "FILE")
	require.Equal(t, words(htmlOf(t, l)), words(spoken(t, data)))
}

func TestAPlaceNamedLikeItsOrganisationStandsOnce(t *testing.T) {
	in := copd()
	in.Recipient = letters.Recipient{Name: "FIT kits", Organisation: "Fernshire Diagnostic Centre", ODS: "FX404", Address: "Fernshire Diagnostic Centre"}
	require.Equal(t, []string{"FIT kits", "Fernshire Diagnostic Centre (FX404)"}, compose(t, in).To.Lines)
	require.Equal(t, 1, strings.Count(textOf(t, patientCopy(t, in)), "Fernshire Diagnostic Centre"))
}
