package finish_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/letters/internal/pdf/finish"
	"signpost.health/signpost/letters/internal/pdf/layout"
)

// onePage is the shape that the drawing library writes, made by hand.
func onePage() []byte {
	body := []string{
		"", "<</Type /Pages\n/Kids [3 0 R ]\n/Count 1\n>>", "<<\n/ProcSet [/PDF]\n/Font <<\n>>\n>>",
		"<</Type /Page\n/Parent 1 0 R\n/Resources 2 0 R\n/Contents 4 0 R>>", "<</Length 0>>\nstream\n\nendstream",
		"<<\n/Producer (x)\n>>", "<<\n/Type /Catalog\n/Pages 1 0 R\n>>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.3\n")
	offsets := make([]int, len(body))
	for _, n := range []int{3, 4, 1, 2, 5, 6} {
		offsets[n] = b.Len()
		b.WriteString(string(rune('0'+n)) + " 0 obj\n" + body[n] + "\nendobj\n")
	}
	start := b.Len()
	b.WriteString("xref\n0 7\n0000000000 65535 f \n")
	for _, at := range offsets[1:] {
		b.WriteString(pad(at) + " 00000 n \n")
	}
	b.WriteString("trailer\n<<\n/Size 7\n/Root 6 0 R\n/Info 5 0 R\n>>\nstartxref\n" + pad(start) + "\n%%EOF\n")
	return b.Bytes()
}

func pad(n int) string {
	out := []byte("0000000000")
	for i := len(out) - 1; n > 0; i, n = i-1, n/10 {
		out[i] = byte('0' + n%10)
	}
	return string(out)
}

func job() finish.Job {
	return finish.Job{
		Title: "Referral", Language: "en-GB", Created: time.Date(2026, 11, 21, 14, 5, 0, 0, time.UTC),
		Elements: []layout.Element{{Role: "Document", Parent: -1, Kids: []int{1}}, {Role: "P"}},
		Marks:    [][]int{{1}},
	}
}

func TestWriteAddsStructureAndKeepsPages(t *testing.T) {
	got, err := finish.Write(onePage(), job())
	require.NoError(t, err)
	for _, want := range []string{
		"%PDF-1.7", "/Title (Referral)", "/Lang (en-GB)", "/MarkInfo <</Marked true>>", "<</StructParents 0 /Tabs /S /Type /Page",
		"/Type /StructElem /S /P", "/Nums [0 [", "<dc:title>", "D:20261121140500+00'00'",
	} {
		require.Contains(t, string(got), want)
	}
	again, err := finish.Write(onePage(), job())
	require.NoError(t, err)
	require.True(t, bytes.Equal(got, again))
}

func TestWriteRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, c := range []struct{ name, in string }{
		{"nothing", ""}, {"not a PDF", "hello"}, {"no table", "%PDF-1.3\nstartxref\n5\n%%EOF"},
		{"cut short", string(onePage()[:300])}, {"a place outside", "xref\n0 2\n0000000000 65535 f \n0000009999 00000 n \ntrailer\n<<>>\nstartxref\n0\n%%EOF\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := finish.Write([]byte(c.in), job())
			require.ErrorContains(t, err, "read drawn pages")
		})
	}
}

func TestWriteRefusesMarksOfOtherPages(t *testing.T) {
	j := job()
	j.Marks = nil
	_, err := finish.Write(onePage(), j)
	require.EqualError(t, err, "1 pages were drawn but 0 marked")
}

func FuzzWrite(f *testing.F) {
	f.Add(onePage())
	f.Add([]byte("startxref\n1\n%%EOF"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		// Whatever comes in, there is an answer: a file or an error.
		_, _ = finish.Write(data, job())
	})
}
