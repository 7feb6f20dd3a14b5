package letters_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/letters"
)

func TestDocument(t *testing.T) {
	rows := [][]string{}
	for range 60 {
		rows = append(rows, []string{"SpO2", "92% or less\nnot known", "Refer"})
	}
	d := letters.Document{
		Title: "COPD, suspected", Subject: "Draft: not for use on patients.", Author: "Fernshire respiratory group",
		Created: time.Date(2026, time.November, 21, 0, 0, 0, 0, time.UTC),
		Name:    "COPD, version 1.0.0", Warning: "DRAFT, not signed", Foot: []string{"copd 1.0.0"},
		Parts: []letters.Part{
			{Heading: "What it is for", Text: "Adults with COPD.", Items: []string{"One point", "Another"}},
			{Heading: "Table 1", Title: "Read from the top", Grid: &letters.Grid{
				Name: "Table 1", Head: []string{"Condition", "Answer", "Advice"}, Widths: []float64{2, 2, 3}, Rows: rows,
			}},
			{Heading: "Empty", Grid: &letters.Grid{Head: []string{"nothing"}, Widths: []float64{1}}},
		},
	}
	write := func() []byte {
		var b bytes.Buffer
		require.NoError(t, letters.DocumentPDF(&b, d))
		return b.Bytes()
	}
	data := write()
	require.Equal(t, data, write())
	pages := strings.Split(strings.TrimSuffix(tool(t, data, "pdftotext", "-layout", "FILE", "-"), "\f"), "\f")
	require.Greater(t, len(pages), 1)
	for _, page := range pages {
		require.Contains(t, page, "copd 1.0.0")
		require.Contains(t, page, "COPD, version 1.0.0")
	}
	require.Contains(t, pages[0], "Draft: not for use on patients.")
	require.Contains(t, pages[0], "Another")
	require.Contains(t, pages[1], "DRAFT, not signed", "the warning stands on every page")
	require.Contains(t, pages[1], "Condition", "the head of a table is repeated")
	require.Equal(t, 60, strings.Count(strings.Join(pages, ""), "92% or less"))
	require.NotContains(t, strings.Join(pages, ""), "nothing", "a table without rows is left out")
}
