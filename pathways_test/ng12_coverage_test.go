package pathways_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
)

// TestCoveragePageIsCurrent holds docs/ng12-coverage.md against the library.
// UPDATE=1 writes it anew.
func TestCoveragePageIsCurrent(t *testing.T) {
	page := filepath.Join("..", "docs", "ng12-coverage.md")
	want := coverage(t)
	if os.Getenv("UPDATE") == "1" {
		require.NoError(t, os.WriteFile(page, []byte(want), 0o644))
	}
	got, err := os.ReadFile(page)
	require.NoError(t, err)
	require.Equal(t, want, string(got), "run the test again with UPDATE=1")
}

func coverage(t testing.TB) string {
	t.Helper()
	lib := library(t)
	all, carried := citations(lib), carriedParts(t, lib)
	var text map[string]string
	readJSON(t, "ng12_text.json", &text)
	var b strings.Builder
	b.WriteString(coverageIntro(all))
	rows, numbers := 0, map[string]bool{}
	var lines []string
	for _, number := range numbersOf(index(t)) {
		for _, c := range all {
			if c.Number == number.Number && c.Claims {
				lines = append(lines, coverageLine(c, number.parts, carried))
				rows++
				numbers[number.Number] = true
			}
		}
		for _, r := range number.parts {
			if where, held := text[r.ID]; held {
				lines = append(lines, fmt.Sprintf("| %s | in the text | %s | | | | %s |", r.ID, where, r.doubt()))
			}
		}
	}
	fmt.Fprintf(&b, "%d recommendations in %d parts. Rows carry %d recommendations, by %d claims. Parts that stand only in the text of outcomes: %d.\n\n",
		len(numbersOf(index(t))), len(index(t)), len(numbers), rows, len(text))
	b.WriteString("| Recommendation | Pathway | Row | Action | Within | Strength | Doubt |\n|---|---|---|---|---|---|---|\n")
	b.WriteString(strings.Join(lines, "\n") + "\n")
	b.WriteString(signersNotes(lib, all))
	return b.String()
}

// signersNotes gathers what the rows ask their signers to settle.
func signersNotes(lib *engine.Library, all []citing) string {
	var b strings.Builder
	b.WriteString("\n## Notes for signers\n\nAs they stand on the rows of these pathways.\n\n| Pathway | Row | Recommendation | Note |\n|---|---|---|---|\n")
	for _, p := range lib.Pathways() {
		numbers := map[*engine.Row][]string{}
		ours := false
		for _, c := range all {
			if c.Pathway == p && c.Claims {
				numbers[c.Row] = append(numbers[c.Row], c.Number)
				ours = true
			}
		}
		for _, r := range append(slices.Clone(p.Rows()), p.AlsoRows()...) {
			if note, ok := strings.CutPrefix(r.Note, "for signers: "); ok && ours {
				fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", p.About().ID, r.ID, strings.Join(numbers[r], ", "), note)
			}
		}
	}
	return b.String()
}

func coverageIntro(all []citing) string {
	notice := ""
	for _, e := range all[0].Row.Evidence {
		if e.ID == "ng12" {
			notice = e.Notice
		}
	}
	return `# NG12, number by number

Which row of which pathway carries each recommendation of NICE NG12. The pathways are drafts for local clinical
approval and are not endorsed by NICE. Written by a test from the library; a test also holds each row's action,
urgency, strength and criteria against the facts in ` + "`pathways_test/testdata`" + `.

> ` + notice + `

Numbers are those believed current from April 2026. A letter marks a part with criteria, action or strength of its own.
1.5.7 and 1.5.15 have no row, because their text was not seen. ` + "`clinical-notes.md`" + ` says what is doubtful and what signers
should settle. Doubt shows confidence below high, or that sources dispute the recommendation.

`
}

// numbered is one recommendation with its parts.
type numbered struct {
	Number string
	parts  []recommendation
}

func numbersOf(list []recommendation) []numbered {
	var out []numbered
	for _, r := range list {
		i := slices.IndexFunc(out, func(n numbered) bool { return n.Number == r.Number })
		if i < 0 {
			i = len(out)
			out = append(out, numbered{Number: r.Number})
		}
		out[i].parts = append(out[i].parts, r)
	}
	slices.SortStableFunc(out, func(a, b numbered) int {
		switch {
		case before(a.Number, b.Number):
			return -1
		case before(b.Number, a.Number):
			return 1
		}
		return 0
	})
	return out
}

// carriedParts says which rows the smallest patients of each part meet, as
// "part pathway row".
func carriedParts(t testing.TB, lib *engine.Library) map[string]bool {
	t.Helper()
	f := readFacts(t)
	g := newPeople(t, lib, f)
	out := map[string]bool{}
	for _, c := range f.Criteria {
		w := walk{g, c}
		for _, set := range smallest(c.When) {
			inside, _ := w.ages(set)
			for _, age := range inside {
				for _, m := range lib.Screen(g.answers(w.person(age, set, 0))).Met {
					out[c.ID+" "+m.Pathway+" "+m.Row] = true
				}
			}
		}
	}
	return out
}

// coverageLine names the parts that a row carries: those of its number with
// its action and strength whose smallest patients meet it. Further advice is
// for patients who meet more than one part, so it stands for all of them.
func coverageLine(c citing, parts []recommendation, carried map[string]bool) string {
	about := c.Pathway.About()
	further := slices.Contains(c.Pathway.AlsoRows(), c.Row)
	var ids, doubts []string
	for _, r := range parts {
		action, within, strength := r.reading()
		if c.claim != (claim{r.Number, action, within, strength}) || !further && !carried[r.ID+" "+about.ID+" "+c.Row.ID] {
			continue
		}
		ids = append(ids, r.ID)
		if d := r.doubt(); d != "" && !slices.Contains(doubts, d) {
			doubts = append(doubts, d)
		}
	}
	strength := string(c.Strength)
	if strength == "" {
		strength = "not graded"
	}
	return fmt.Sprintf("| %s | [%s](../%s) | %s | %s | %s | %s | %s |", strings.Join(ids, ", "), about.ID, about.File,
		c.Row.ID, actionWords(c.Action), withinWords(c.Within), strength, strings.Join(doubts, ", "))
}

func (r recommendation) doubt() string {
	switch {
	case r.Disputed:
		return "disputed"
	case r.Confidence != "high":
		return r.Confidence
	}
	return ""
}

func actionWords(a engine.Action) string {
	if a == engine.AdviceAndGuidance {
		return "advice"
	}
	return string(a)
}

func withinWords(w engine.Within) string {
	switch w {
	case engine.Hours48:
		return "48 hours"
	case engine.SuspectedCancer:
		return "suspected cancer, 28 days"
	case engine.Weeks2:
		return "2 weeks"
	case engine.NoTime:
		return "none"
	case engine.Now, engine.SameDay, engine.Urgent, engine.Routine:
	}
	return string(w)
}
