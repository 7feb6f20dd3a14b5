package letters_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/letters"
)

// everywhere puts a text into every field that a person or another system can
// write.
func everywhere(s string) letters.Input {
	short := s
	for utf8.RuneCountInString(short) > letters.MaxName {
		short = short[:len(short)-1]
	}
	in := copd()
	in.ID = short
	in.Question, in.FreeText, in.InformationGiven = s, s, s
	in.About.Title, in.About.LetterTo, in.About.LetterIntro = s, s, s
	in.Patient = letters.Patient{
		Title: short, Given: short, Family: short, Born: short, Sex: s, NHSNumber: short, Address: s, Phone: s,
		Allergies: letters.Allergies{State: letters.AllergiesKnown, Known: []letters.Allergy{{Substance: s, Reaction: s}}},
		Needs:     letters.Needs{Interpreter: s, Adjustments: s, Capacity: s},
	}
	in.Sender = letters.Sender{Name: s, Role: s, GMC: s, Practice: s, ODS: s, Address: s, Phone: s}
	in.Recipient = letters.Recipient{Name: s, Organisation: s, ODS: s, Address: s, Phone: s, Note: s}
	in.Override = &letters.Override{Reason: s, ReasonSays: s, Text: s}
	in.Record.Medicines = []letters.Entry{{Text: s, Date: s, Code: s}}
	in.Attachments = []letters.Attachment{{Name: s, Describe: s}}
	in.Decision.Pathway.ID, in.Decision.Pathway.Status, in.Decision.Pathway.Digest = short, s, s
	in.Decision.Criteria = append(in.Decision.Criteria, engine.CriterionResult{
		ID: s, Says: s, Truth: engine.IsMet, Findings: []string{s}, Evidence: []engine.Citation{{ID: s, Title: s, Place: s}},
	})
	in.Answers[s] = engine.Answer{State: engine.Known, Text: s, Note: s, Date: s}
	return in
}

func FuzzLetterText(f *testing.F) {
	for _, s := range strings.Split(signs().FreeText, "\n") {
		f.Add(s)
	}
	for _, s := range []string{
		"", " ", "\n\n\n", "\u00A0", "\U00010000", "\U0010FFFF", "\uFFFE", "Caf\xC3", "\xE2\x82", "{nb}", "((\\))",
		"שלום 12 (عمر) 3.5 mg לא", "ـلا", "\u0644\u0627\u0644", "سَلَام",
		strings.Repeat("W", 3000), strings.Repeat("\u0301", 400), strings.Repeat("\U0001F600", 300), strings.Repeat("a\n", 300),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		// Long texts have their own letters among the goldens.
		if len(s) > 300 {
			s = s[:300]
		}
		l, err := letters.Compose(everywhere(s))
		require.NoError(t, err)
		var pdf, page, text bytes.Buffer
		require.NoError(t, letters.PDF(&pdf, l, letters.Options{LargePrint: len(s)%4 == 0}))
		require.NoError(t, letters.HTML(&page, l))
		require.NoError(t, letters.Text(&text, l))
		require.True(t, utf8.Valid(text.Bytes()))
	})
}
