package docs

import (
	"strings"

	"signpost.health/signpost/engine/english"
)

// conditions gives what a row asks side by side, not more than a table takes:
// what is left over goes into a part.
func (t *tabler) conditions(p english.Phrase) []asked {
	parts := []english.Phrase{p}
	if p.Kind == english.All {
		parts = p.Parts
	}
	if t.distinct(parts) > mostConditions {
		rest := english.Phrase{Kind: english.All, Parts: parts[mostConditions-1:]}
		parts = append(append([]english.Phrase(nil), parts[:mostConditions-1]...), rest)
	}
	var out []asked
	for _, part := range parts {
		out = append(out, t.condition(part))
	}
	return out
}

// distinct counts the heads that parts would need.
func (t *tabler) distinct(parts []english.Phrase) int {
	seen := map[string]bool{}
	for _, p := range parts {
		key := p.String()
		if p.Kind == english.Leaf {
			key = t.head(p).Text
		}
		seen[key] = true
	}
	return len(seen)
}

func (t *tabler) condition(p english.Phrase) asked {
	if p.Kind == english.Leaf {
		return asked{head: t.head(p), cell: p.Cell, by: p}
	}
	part := t.part(p)
	return asked{head: Head{Text: part.Text + ": " + t.about(p), Href: part.Href}, cell: "yes", by: p}
}

// about says in a few words what a part is about.
func (t *tabler) about(p english.Phrase) string {
	const most = 3
	var names []string
	var gather func(p english.Phrase)
	gather = func(p english.Phrase) {
		if p.Kind == english.Leaf {
			name := english.Lower(p.Head)
			if p.Criterion != "" {
				name = t.r.plain(p.Criterion)
			}
			if !contains(names, name) {
				names = append(names, name)
			}
		}
		for _, k := range p.Parts {
			gather(k)
		}
	}
	gather(p)
	if len(names) > most {
		return strings.Join(names[:most-1], ", ") + " and " + count(len(names)-most+1) + " more"
	}
	return strings.Join(names, ", ")
}

// head is the column of a fact. A criterion goes by its number and name.
func (t *tabler) head(p english.Phrase) Head {
	if n := t.r.numbers[p.Criterion]; p.Criterion != "" && n > 0 {
		return Head{Text: "Criterion " + count(n) + ": " + t.r.plain(p.Criterion), Href: criterionHref(n)}
	}
	return Head{Text: p.Head}
}

// longCaption is how long a sentence over a part may be.
const longCaption = 200

// part sets a group out in a table or list of its own, once.
func (t *tabler) part(p english.Phrase) Link {
	key := p.String()
	if i, ok := t.parts[key]; ok {
		return Link{Text: t.all[i].Name, Href: "#" + t.all[i].ID}
	}
	i := len(t.all)
	t.parts[key] = i
	letter := letters(i)
	t.all = append(t.all, Table{}) // its letter comes before those of its own parts
	tb := t.set(p)
	tb.ID, tb.Name, tb.means = "part-"+letter, "Table "+letter, p
	if tb.IsList {
		tb.Name = "List " + letter
	}
	if s := p.Sentence(); len(s) <= longCaption {
		tb.Caption = s // a longer one is read faster in the table itself
	}
	t.all[i] = tb
	return Link{Text: tb.Name, Href: "#" + tb.ID}
}

// isList says whether a group is set as a list: single facts of which some
// must hold read best one below the other.
func isList(p english.Phrase) bool {
	switch p.Kind {
	case english.AtLeast, english.Fewer, english.If:
		return true
	case english.Any:
		return !hasGroups(p.Parts)
	case english.All, english.Leaf:
	}
	return false
}

func hasGroups(parts []english.Phrase) bool {
	for _, k := range parts {
		if k.Kind != english.Leaf {
			return true
		}
	}
	return false
}

// needing takes apart a group of single facts and one list, such as "aged 40
// or over, and any of these": it reads as a list that needs something besides.
func (t *tabler) needing(p english.Phrase) (needs []english.Phrase, of english.Phrase, ok bool) {
	if ways, fine := spread(p); p.Kind != english.All || (fine && len(ways) > 1 && t.fits(ways)) {
		return nil, of, false
	}
	groups := 0
	for _, k := range p.Parts {
		if k.Kind == english.Leaf {
			needs = append(needs, k)
			continue
		}
		of = k
		groups++
	}
	return needs, of, groups == 1 && isList(of) && len(needs) > 0
}

// entitle puts the name of what a part sets out before its caption.
func (t *tabler) entitle(p english.Phrase, name string) {
	tb := &t.all[t.parts[p.String()]]
	if tb.Caption != "" {
		name += ". " + tb.Caption
	}
	tb.Caption = name
}

func (t *tabler) set(p english.Phrase) Table {
	if isList(p) {
		return t.list(p.Parts, "Yes if "+howMany(p)+".").about(nil, p)
	}
	if needs, of, ok := t.needing(p); ok {
		besides := english.Phrase{Kind: english.All, Parts: needs}
		return t.list(of.Parts, "Yes if "+besides.String()+", and "+howMany(of)+".").about(needs, of)
	}
	if ways, ok := spread(p); ok && t.fits(ways) {
		return t.ways(ways)
	}
	if p.Kind == english.Any {
		return t.ways(p.Parts)
	}
	return t.ways([]english.Phrase{p})
}

// about notes what a list is made of.
func (t Table) about(needs []english.Phrase, of english.Phrase) Table {
	t.needs, t.of = needs, of
	return t
}

// howMany says how many lines of a list must fit.
func howMany(p english.Phrase) string {
	switch p.Kind {
	case english.AtLeast:
		return "at least " + count(p.N) + " of these fit"
	case english.Fewer:
		return "fewer than " + count(p.N) + " of these fit"
	case english.If:
		return "the second fits where the first does, or the third where it does not"
	case english.Any, english.All, english.Leaf:
	}
	return "any one of these fits"
}

func (t *tabler) list(parts []english.Phrase, policy string) Table {
	tb := Table{Policy: policy, IsList: true}
	for i, p := range parts {
		a := t.condition(p)
		tb.Lines = append(tb.Lines, Line{
			Number: i + 1, About: a.head, Cells: []Cell{{Head: a.head.Text, Text: a.cell}}, asks: []english.Phrase{a.by},
		})
	}
	return tb
}

// letters numbers parts as A, B, ... Z, AA, AB.
func letters(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return letters(i/26-1) + string(rune('A'+i%26))
}
