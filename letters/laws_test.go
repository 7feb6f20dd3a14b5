package letters_test

import (
	"bytes"
	"html"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/letters"
)

// words keeps the letters and digits of a text. Renderers differ in spaces,
// rules and capitals, never in these.
func words(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\uFFFD' {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// spoken is what a screen reader reads of a PDF: its logical structure.
func spoken(t *testing.T, pdf []byte) string {
	t.Helper()
	var b strings.Builder
	for _, l := range strings.Split(tool(t, pdf, "pdfinfo", "-struct-text", "FILE"), "\n") {
		if l = strings.TrimSpace(l); strings.HasPrefix(l, `"`) {
			b.WriteString(strings.Trim(l, `"`))
		}
	}
	return b.String()
}

func textOf(t *testing.T, l *letters.Letter) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, letters.Text(&b, l))
	body, _, found := strings.Cut(b.String(), strings.Repeat("-", 78))
	require.True(t, found)
	return body
}

func htmlOf(t *testing.T, l *letters.Letter) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, letters.Fragment(&b, l))
	body, _, found := strings.Cut(b.String(), "<footer")
	require.True(t, found)
	body = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(body, "")
	return html.UnescapeString(body)
}

// asDrawn is text with what no font has shown as its code point.
func asDrawn(t *testing.T, s string) string {
	t.Helper()
	missing, err := letters.Uncovered(s)
	require.NoError(t, err)
	for _, r := range missing {
		s = strings.ReplaceAll(s, string(r), "U+"+strings.ToUpper(leftPad(strconv.FormatInt(int64(r), 16))))
	}
	return s
}

func leftPad(s string) string { return strings.Repeat("0", max(0, 4-len(s))) + s }

func TestPDFHTMLAndTextSayTheSameThingsInTheSameOrder(t *testing.T) {
	all := cases()
	// Reading the structure of a long letter takes the tool a long time; what
	// is said on its pages is held by TestALongLetterLosesNothing.
	delete(all, "monster")
	for name, in := range all {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := compose(t, in)
			want := words(asDrawn(t, htmlOf(t, l)))
			require.NotEmpty(t, want)
			require.Equal(t, want, words(asDrawn(t, textOf(t, l))), "plain text")
			require.Equal(t, want, words(spoken(t, pdfOf(t, l, letters.Options{}))), "PDF")
		})
	}
}

// TestAPageKeepsADoseTogether: a browser would put the number and the unit on
// two sides of a word from the right, were there no mark before it.
func TestAPageKeepsADoseTogether(t *testing.T) {
	in := copd()
	in.FreeText = "عمر 65 kg, and 30 mg"
	require.Contains(t, htmlOf(t, compose(t, in)), "عمر \u200E65\u00A0kg, and \u200E30\u00A0mg")
	require.NotContains(t, htmlOf(t, compose(t, copd())), "\u200E")
}

func TestLargePrintSaysTheSame(t *testing.T) {
	l := compose(t, cases()["referral"])
	require.Equal(t, words(htmlOf(t, l)), words(spoken(t, pdfOf(t, l, letters.Options{LargePrint: true}))))
}

func TestSameLetterSameBytes(t *testing.T) {
	want := pdfOf(t, compose(t, signs()), letters.Options{})
	for range 20 {
		got := pdfOf(t, compose(t, signs()), letters.Options{})
		require.True(t, bytes.Equal(want, got))
	}
}

func TestSameBytesOnAnyNumberOfCores(t *testing.T) {
	want := pdfOf(t, compose(t, signs()), letters.Options{})
	cores := runtime.GOMAXPROCS(0)
	t.Cleanup(func() { runtime.GOMAXPROCS(cores) })
	for _, n := range []int{1, 2, 8} {
		runtime.GOMAXPROCS(n)
		require.True(t, bytes.Equal(want, pdfOf(t, compose(t, signs()), letters.Options{})), "%d", n)
	}
}

func TestLettersDrawnAtTheSameTimeAreTheSame(t *testing.T) {
	want := pdfOf(t, compose(t, signs()), letters.Options{})
	var wait sync.WaitGroup
	got := make([]bytes.Buffer, 4)
	errs := make([]error, len(got))
	for i := range got {
		wait.Go(func() {
			l, err := letters.Compose(signs())
			if err == nil {
				err = letters.PDF(&got[i], l, letters.Options{})
			}
			errs[i] = err
		})
	}
	wait.Wait()
	for i := range got {
		require.NoError(t, errs[i])
		require.True(t, bytes.Equal(want, got[i].Bytes()))
	}
}

// word is a word on a page, in points from the top left corner.
type word struct {
	page                   int
	xMin, yMin, xMax, yMax float64
	text                   string
}

func wordsOnPages(t *testing.T, pdf []byte) []word {
	t.Helper()
	number := func(s string) float64 {
		f, err := strconv.ParseFloat(s, 64)
		require.NoError(t, err)
		return f
	}
	at := regexp.MustCompile(`<word xMin="([^"]*)" yMin="([^"]*)" xMax="([^"]*)" yMax="([^"]*)">(.*)</word>`)
	var out []word
	page := 0
	for _, l := range strings.Split(tool(t, pdf, "pdftotext", "-bbox", "FILE", "-"), "\n") {
		if strings.Contains(l, "<page ") {
			page++
		}
		if m := at.FindStringSubmatch(l); m != nil {
			out = append(out, word{page, number(m[1]), number(m[2]), number(m[3]), number(m[4]), html.UnescapeString(m[5])})
		}
	}
	return out
}

func TestNothingLeavesThePage(t *testing.T) {
	const width, height, margin = 595.28, 841.89, 20
	for name, in := range cases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, o := range []letters.Options{{}, {LargePrint: true}} {
				for _, w := range wordsOnPages(t, pdfOf(t, compose(t, in), o)) {
					require.True(t, w.xMin > margin && w.yMin > margin && w.xMax < width-margin && w.yMax < height-margin, "%+v", w)
				}
			}
		})
	}
}

func TestTheQuestionStandsInTheFirstThirdOfPageOne(t *testing.T) {
	for _, name := range []string{"referral", "suspected_cancer", "advice", "test_request", "override"} {
		t.Run(name, func(t *testing.T) {
			l := compose(t, cases()[name])
			first := strings.Fields(l.Sections[0].Lines[0].Text)[0]
			for _, w := range wordsOnPages(t, pdfOf(t, l, letters.Options{})) {
				if w.text == first {
					require.Equal(t, 1, w.page)
					require.Less(t, w.yMax, 841.89/3)
					return
				}
			}
			t.Fatalf("%q is not on the letter", first)
		})
	}
}

func TestEveryPageNamesThePatientAndCountsThePages(t *testing.T) {
	l := compose(t, cases()["monster"])
	pages := strings.Split(strings.TrimSuffix(tool(t, pdfOf(t, l, letters.Options{}), "pdftotext", "-layout", "FILE", "-"), "\f"), "\f")
	require.Greater(t, len(pages), 40)
	for i, p := range pages {
		require.Contains(t, p, "ASHDOWN, Margaret (Mrs)")
		require.Contains(t, p, "999 000 0018")
		require.Contains(t, p, "DRAFT PATHWAY")
		require.Contains(t, p, "Page "+strconv.Itoa(i+1)+" of "+strconv.Itoa(len(pages)))
		require.Contains(t, p, "letter L-2026-000017")
	}
}

func TestALongLetterLosesNothing(t *testing.T) {
	l := compose(t, cases()["monster"])
	for _, o := range []letters.Options{{}, {LargePrint: true}} {
		text := words(tool(t, pdfOf(t, l, o), "pdftotext", "-layout", "FILE", "-"))
		for i := range 500 {
			require.Contains(t, text, "lastword"+strconv.Itoa(i+1))
		}
		require.Contains(t, text, "lastnote")
		require.Contains(t, text, "lastcriterion")
	}
}

func TestRepairsAreReported(t *testing.T) {
	var got []string
	for _, r := range compose(t, signs()).Repairs {
		got = append(got, r.Where+": "+r.What)
	}
	want := []string{
		"/sections/summary/lines/1/text: accents piled on one letter were replaced",
		"/sections/summary/lines/1/text: bytes that are not text were replaced",
		"/sections/summary/lines/1/text: control characters were replaced",
		"/sections/summary/lines/1/text: hidden direction marks were removed",
		"/sections/summary/lines/1/text: invisible characters were removed",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
