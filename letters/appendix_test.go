package letters_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/letters"
)

func pagesOf(t *testing.T, in letters.Input) []string {
	t.Helper()
	text := tool(t, pdfOf(t, compose(t, in), letters.Options{}), "pdftotext", "-layout", "FILE", "-")
	return strings.Split(strings.TrimSuffix(text, "\f"), "\f")
}

func TestALetterOfUpToFourPagesHasNoAppendix(t *testing.T) {
	for _, in := range []letters.Input{copd(), long(12)} {
		pages := pagesOf(t, in)
		require.LessOrEqual(t, len(pages), 4)
		require.NotContains(t, strings.ToLower(strings.Join(pages, "")), "appendix")
	}
}

func TestLongTextsMoveIntoAnAppendixPastFourPages(t *testing.T) {
	in := long(60)
	pain := in.Answers["chest_pain"]
	pain.Note = strings.Repeat("Sharp at times, dull at others. ", 60) + "LASTNOTE"
	in.Answers["chest_pain"] = pain
	pages := pagesOf(t, in)
	require.Greater(t, len(pages), 4)
	require.Contains(t, pages[0], "stands in the appendix", "the first page says so")
	whole := strings.Join(pages, "")
	for _, order := range [][2]string{
		{"Note: In the appendix", "Clinical summary"}, {"Clinical summary", "Past history"},
		{"Past history", "Appendix 1: note on Chest pain"}, {"Appendix 1: note on Chest pain", "LASTNOTE"},
		{"LASTNOTE", "Appendix 2: clinical summary"}, {"Appendix 2: clinical summary", "LASTWORD1"},
		{"LASTWORD60", "Person completing record"}, {"Person completing record", "How this letter was made"},
	} {
		first, second := strings.Index(whole, order[0]), strings.Index(whole, order[1])
		require.True(t, first >= 0 && first < second, "%s (%d) stands before %s (%d)", order[0], first, order[1], second)
	}
}
