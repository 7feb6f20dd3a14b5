package engine

import (
	"slices"
	"strconv"
	"strings"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// decoder reads positioned trees into specs and collects every diagnostic.
type decoder struct {
	c *source.Collector

	findings    []*findingSpec
	tests       []*TestKind
	testNodes   map[string]*lang.Node
	criteria    []*Criterion
	bands       []*Band
	constraints []*Constraint
	evidence    map[string]Citation
	pathways    []*pathwaySpec
	services    []*serviceSpec
	overlays    []*overlaySpec
	// cited is where each citation stands.
	cited map[*Citation]*lang.Node
	// unread is set when some file could not be read at all.
	unread bool
}

func newDecoder(c *source.Collector) *decoder {
	return &decoder{c: c, testNodes: map[string]*lang.Node{}, evidence: map[string]Citation{}, cited: map[*Citation]*lang.Node{}}
}

// files reads files in their order. YAML takes the most of the time of a load,
// so that part goes on side by side.
func (d *decoder) files(files []*source.File) {
	roots, found := make([]*lang.Node, len(files)), make([]source.Collector, len(files))
	sideBySide(len(files), func(i int) { roots[i] = lang.Parse(files[i], &found[i]) })
	for i, f := range files {
		d.found(&found[i])
		d.tree(f, roots[i])
	}
}

// found takes over what another collector was told.
func (d *decoder) found(from *source.Collector) {
	for _, p := range from.All() {
		d.c.Add(p)
	}
}

func (d *decoder) file(f *source.File) { d.tree(f, lang.Parse(f, d.c)) }

// tree reads one file by its first key. Examples, proofs, approvals and lint
// settings are other packages' matter.
func (d *decoder) tree(f *source.File, root *lang.Node) {
	if root == nil {
		d.unread = true
		return
	}
	if root.Kind != lang.Mapping || len(root.Entries) == 0 {
		d.c.Errorf("P200", root.Span, "this file is not a vocabulary, pathway, examples, services or overlay").Help =
			"start the file with one of these keys, for example `pathway: copd`"
		return
	}
	switch first := root.Entries[0].Key; first.Value {
	case "vocabulary":
		d.vocabulary(root)
	case "pathway":
		d.pathway(f, root)
	case "services":
		d.directory(root)
	case "overlay":
		d.overlay(root)
	case "examples", "proof", "approval", "lint":
	default:
		p := d.c.Errorf("P200", first.Span, "unknown kind of file: %q", first.Value)
		p.Help = "the first key says what the file holds: vocabulary, pathway, examples, proof, services or overlay"
		if near, ok := source.Nearest(first.Value, []string{"vocabulary", "pathway", "services", "overlay", "examples", "proof", "approval", "lint"}); ok {
			p.Help = "did you mean \"" + near + "\"?"
		}
	}
}

func (d *decoder) str(to *string) func(*lang.Node) {
	return func(n *lang.Node) { *to = lang.String(n, d.c) }
}

func (d *decoder) strs(to *[]string) func(*lang.Node) {
	return func(n *lang.Node) { *to = lang.Strings(n, d.c) }
}

func (d *decoder) flag(to *bool) func(*lang.Node) {
	return func(n *lang.Node) { *to = lang.Bool(n, d.c) }
}

func (d *decoder) number(to *float64) func(*lang.Node) {
	return func(n *lang.Node) { *to, _ = lang.Number(n, d.c) }
}

// numberIfAny leaves what was there where no number can be read.
func (d *decoder) numberIfAny(to *float64) func(*lang.Node) {
	return func(n *lang.Node) {
		if v, ok := lang.Number(n, d.c); ok {
			*to = v
		}
	}
}

func (d *decoder) whole(to *int) func(*lang.Node) {
	return func(n *lang.Node) { *to, _ = lang.Int(n, d.c) }
}

func (d *decoder) date(to *string) func(*lang.Node) {
	return func(n *lang.Node) { *to = lang.Date(n, d.c) }
}

// oneOf reads a word from a closed list.
func (d *decoder) oneOf(to *string, what string, words ...string) func(*lang.Node) {
	return func(n *lang.Node) {
		v := lang.String(n, d.c)
		for _, w := range words {
			if v == w {
				*to = v
				return
			}
		}
		p := d.c.Errorf("P201", n.Span, "%s cannot be %q", what, v)
		p.Help = "use one of: " + strings.Join(words, ", ")
		near, ok := source.Nearest(v, words)
		if other := otherWord(v); slices.Contains(words, other) {
			near, ok = other, true
		}
		if ok {
			p.Help = "did you mean \"" + near + "\"? It is one of: " + strings.Join(words, ", ")
		}
	}
}

// otherWord gives our word for one that people write who know another language.
func otherWord(word string) string {
	switch strings.ToLower(word) {
	case "boolean", "bool", "yes no", "flag":
		return "yes_no"
	case "choice", "enum", "select", "radio":
		return "option"
	case "choices", "multi", "multiple", "checkboxes", "list":
		return "options"
	case "integer", "int", "float", "decimal", "numeric":
		return "number"
	case "string":
		return "text"
	case "2 weeks", "two weeks", "2 week", "2ww":
		return "2w"
	case "48 hours", "2 days":
		return "48h"
	case "today", "24h", "24 hours":
		return "same_day"
	case "immediate", "immediately", "emergency", "999":
		return "now"
	case "soon":
		return "urgent"
	case "non-urgent", "non_urgent":
		return "routine"
	}
	return ""
}

func (d *decoder) condition(to **Condition) func(*lang.Node) {
	return func(n *lang.Node) {
		if n.Kind != lang.Scalar {
			p := d.c.Errorf("P202", n.Span, "a condition is one expression, not a list or a mapping")
			p.Help = "write it on one line, in quotes if it holds a colon or starts with !"
			if parts := scalars(n); n.Kind == lang.Sequence && len(parts) > 1 {
				p.Help = "join its parts with && where all must hold, with || where one is enough"
			}
			return
		}
		if n.Null || strings.TrimSpace(n.Value) == "" {
			d.c.Errorf("P203", n.Span, "this condition is empty, so the rule would say nothing").Help =
				"write the condition; quote it if it starts with ! or holds a colon"
			return
		}
		*to = &Condition{Text: n.Value, node: n}
	}
}

// id checks the shape of a name that conditions or other files refer to.
func (d *decoder) id(n *lang.Node) string {
	if found, ok := source.FindLookalike(n.Value); ok {
		d.c.Errorf("P204", n.Span, "%q is not a name: %s", n.Value, found).Help = found.Help()
		return found.Word
	}
	if !isID(n.Value) {
		d.c.Errorf("P204", n.Span, "%q is not a name: use lower-case letters, digits and underscores, starting with a letter", n.Value).Help =
			"for example " + suggestID(n.Value)
	}
	return n.Value
}

func isID(s string) bool {
	if s == "" || len(s) > 80 || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

func suggestID(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	id := strings.Join(words, "_")
	if id == "" || id[0] < 'a' {
		id = "x_" + id
	}
	return id
}

func (d *decoder) duration(to *Duration) func(*lang.Node) {
	return func(n *lang.Node) {
		v := lang.String(n, d.c)
		got, ok := parseDuration(v)
		if !ok {
			d.c.Errorf("P205", n.Span, "%q is not a length of time", v).Help =
				"write a number and a unit: 5 years, 12 months, 4 weeks, 14 days or 72 hours"
			return
		}
		*to = got
	}
}

func parseDuration(s string) (Duration, bool) {
	count, unit, ok := strings.Cut(s, " ")
	n, err := strconv.Atoi(count)
	if !ok || err != nil || n < 1 || n > 9999 {
		return Duration{}, false
	}
	switch strings.TrimSuffix(unit, "s") {
	case "year":
		return Duration{Years: n}, true
	case "month":
		return Duration{Months: n}, true
	case "week":
		return Duration{Days: 7 * n}, true
	case "day":
		return Duration{Days: n}, true
	case "hour":
		return Duration{Hours: n}, true
	default:
		return Duration{}, false
	}
}

// step reads a grid step: a number, or a fraction such as 1/12.
func (d *decoder) step(to *float64) func(*lang.Node) {
	return func(n *lang.Node) {
		over, under, isFraction := strings.Cut(n.Value, "/")
		if !isFraction {
			d.numberIfAny(to)(n)
			return
		}
		a, errA := strconv.ParseFloat(strings.TrimSpace(over), 64)
		b, errB := strconv.ParseFloat(strings.TrimSpace(under), 64)
		if errA != nil || errB != nil || b == 0 {
			d.c.Errorf("P206", n.Span, "%q is not a step", n.Value).Help = "write a number or a fraction, for example 0.1 or 1/12"
			return
		}
		*to = a / b
	}
}

// need reports the keys that an entry must have and does not.
func (d *decoder) need(n *lang.Node, what string, keys ...string) {
	if n.Kind != lang.Mapping || n.Refused {
		return
	}
	var lacks []string
	for _, k := range keys {
		if n.Get(k) == nil && !lang.Misspelt(n, k) {
			lacks = append(lacks, "`"+k+"`")
		}
	}
	if len(lacks) == 0 {
		return
	}
	at := n.Span
	if len(n.Entries) > 0 {
		at = n.Entries[0].Key.Span
	}
	p := d.c.Errorf("P207", at, "%s has no %s", what, listWords(lacks))
	if p.Help = "add a line " + strings.TrimSuffix(lacks[0], "`") + ": ...`"; len(lacks) > 1 {
		p.Help = "add a line for each, such as " + strings.TrimSuffix(lacks[0], "`") + ": ...`"
	}
}

// unique reports a name that was given before.
func (d *decoder) unique(seen map[string]*lang.Node, n *lang.Node, id, what string) {
	if first, ok := seen[id]; ok {
		p := d.c.Errorf("P208", n.Span, "%s %q is defined twice", what, id)
		p.Related = append(p.Related, source.Related{Span: first.Span, Message: "first defined here"})
		p.Help = "rename one of them, or remove it"
		return
	}
	seen[id] = n
}

// citations reads `evidence: ng12 1.1.1` or a list of such.
func (d *decoder) citations(to *[]Citation) func(*lang.Node) {
	return func(n *lang.Node) {
		for _, s := range lang.Strings(n, d.c) {
			id, place, _ := strings.Cut(strings.TrimSpace(s), " ")
			*to = append(*to, Citation{ID: id, Place: strings.TrimSpace(place)})
		}
		if nodes := scalars(n); len(nodes) == len(*to) {
			for i, at := range nodes {
				d.cited[&(*to)[i]] = at
			}
		}
	}
}

func (d *decoder) sources(into map[string]Citation) func(*lang.Node) {
	return func(n *lang.Node) {
		for _, e := range entries(n) {
			cite := Citation{ID: d.id(e.Key)}
			lang.Fields(e.Value, "evidence source "+e.Key.Value, d.c, map[string]func(*lang.Node){
				"title": d.str(&cite.Title), "url": d.str(&cite.URL), "notice": d.str(&cite.Notice),
			})
			d.need(e.Value, "evidence source "+e.Key.Value, "title")
			into[cite.ID] = cite
		}
	}
}

func entries(n *lang.Node) []lang.Entry {
	if n == nil {
		return nil
	}
	return n.Entries
}

func items(n *lang.Node) []*lang.Node {
	if n == nil {
		return nil
	}
	return n.Items
}
