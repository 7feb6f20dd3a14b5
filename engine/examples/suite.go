package examples

import (
	"fmt"
	"strings"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// Suite is the examples of one pathway.
type Suite struct {
	Pathway string
	File    *source.File
	// Today is the day of every case that names none of its own.
	Today time.Time
	Cases []*Case

	at source.Span // of the pathway's name
}

// Case is one worked patient with the decision expected for it.
type Case struct {
	Name    string
	Patient engine.Patient
	Today   time.Time
	Answers map[string]any
	// Others is absent or not_asked.
	Others string
	Expect Expect
	Source string
	Skip   string
	// Unconfirmed marks a case whose expectation nobody has confirmed with a
	// source yet: it counts for nothing.
	Unconfirmed bool

	// node is the case, or its line of a matrix; entry is the item of the file.
	node, entry *lang.Node
	person      map[string]*lang.Node // what is said of the patient
	answers     map[string]*lang.Node // where each finding is named
	values      map[string]*lang.Node
	matrix      *lang.Node
}

// Span is where the case stands; one that was not read from a file has no place.
func (k *Case) Span() source.Span {
	if k.node == nil {
		return source.Span{}
	}
	return k.node.Span
}

// Expect is what a case says of its decision. What it leaves out is not
// compared.
type Expect struct {
	Status   string
	Outcome  string
	Row      string
	Also     []string
	Possible []string
	Ask      []string
	Tests    []string
	Met      []string

	nodes map[string]*lang.Node
}

// Read gathers the suites of the files that hold examples; other files are
// left alone.
func Read(files []*source.File, c *source.Collector) []*Suite {
	var out []*Suite
	for _, f := range files {
		if !isExamples(f) {
			continue
		}
		quiet := &source.Collector{}
		root := lang.Parse(f, quiet)
		for _, d := range quiet.All() {
			c.Add(d)
		}
		if root == nil {
			continue
		}
		out = append(out, readSuite(f, root, c))
	}
	return out
}

// isExamples looks at the first key alone: parsing every file of a library only
// to leave most of them would take longer than running the examples.
func isExamples(f *source.File) bool {
	for line := range strings.Lines(string(f.Data)) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") && line != "---" {
			return strings.HasPrefix(line, "examples:")
		}
	}
	return false
}

func readSuite(f *source.File, root *lang.Node, c *source.Collector) *Suite {
	s := &Suite{File: f}
	lang.Fields(root, "a file of examples", c, map[string]func(*lang.Node){
		"examples": func(n *lang.Node) { s.Pathway, s.at = lang.String(n, c), n.Span },
		"today": func(n *lang.Node) {
			if t, err := time.Parse(time.DateOnly, lang.Date(n, c)); err == nil {
				s.Today = t
			}
		},
		"cases": func(n *lang.Node) {
			for _, item := range n.Items {
				s.Cases = append(s.Cases, readCase(item, c).expand(c)...)
			}
		},
	})
	s.freeze(c)
	if cases := root.Get("cases"); cases == nil || len(cases.Items) == 0 {
		c.Errorf("P300", root.Span, "this file of examples has no cases").Help = "add `cases:` with at least one worked patient"
	}
	return s
}

func readCase(n *lang.Node, c *source.Collector) *Case {
	k := &Case{node: n, entry: n, Answers: map[string]any{}, answers: map[string]*lang.Node{}, values: map[string]*lang.Node{}, Others: "not_asked"}
	k.Expect.nodes = map[string]*lang.Node{}
	lang.Fields(n, "a case", c, map[string]func(*lang.Node){
		"name":    func(v *lang.Node) { k.Name = lang.String(v, c) },
		"patient": func(v *lang.Node) { k.readPatient(v, c) },
		"today":   func(v *lang.Node) { k.readToday(v, c) },
		"answers": func(v *lang.Node) {
			for _, e := range v.Entries {
				k.answer(e)
			}
		},
		"others": func(v *lang.Node) {
			if k.Others = lang.String(v, c); k.Others != "absent" && k.Others != "not_asked" {
				c.Errorf("P301", v.Span, "others cannot be %q", k.Others).Help = "use absent or not_asked"
			}
		},
		"matrix": func(v *lang.Node) { k.matrix = v },
		"expect": func(v *lang.Node) { k.Expect.read(v, c) },
		"source": func(v *lang.Node) { k.Source = lang.String(v, c) },
		"skip":   func(v *lang.Node) { k.Skip = readSkip(v, c) },
		"confirmed": func(v *lang.Node) {
			if k.Unconfirmed = !lang.Bool(v, c); !k.Unconfirmed {
				c.Errorf("P305", v.Span, "a case is confirmed by its source").Help = "remove `confirmed` and say in `source` where the expectation comes from"
			}
		},
	})
	for _, key := range []string{"name", "expect", "source"} {
		excused := key == "source" && k.Unconfirmed || key == "expect" && k.matrix != nil
		if n.Get(key) == nil && !excused && !lang.Misspelt(n, key) {
			c.Errorf("P302", n.Span, "this case has no `%s`", key).Help = "add a line `" + key + ": ...`"
		}
	}
	return k
}

func (k *Case) readPatient(n *lang.Node, c *source.Collector) {
	k.person = map[string]*lang.Node{"age": n.Get("age"), "sex": n.Get("sex"), "born": n.Get("born")}
	lang.Fields(n, "patient", c, map[string]func(*lang.Node){
		"age": func(v *lang.Node) {
			if age, ok := lang.Number(v, c); ok {
				k.Patient.Age = &age
			}
		},
		"sex":   func(v *lang.Node) { k.Patient.Sex = lang.String(v, c) },
		"born":  func(v *lang.Node) { k.Patient.Born = lang.Date(v, c) },
		"today": func(v *lang.Node) { k.readToday(v, c) },
	})
}

func (k *Case) readToday(n *lang.Node, c *source.Collector) {
	if t, err := time.Parse("2006-01-02", lang.Date(n, c)); err == nil {
		k.Today = t
	}
}

func (e *Expect) read(n *lang.Node, c *source.Collector) {
	text := func(to *string, key string) func(*lang.Node) {
		return func(v *lang.Node) { *to, e.nodes[key] = lang.String(v, c), v }
	}
	list := func(to *[]string, key string) func(*lang.Node) {
		return func(v *lang.Node) {
			*to, e.nodes[key] = lang.Strings(v, c), v
			if *to == nil {
				*to = []string{}
			}
		}
	}
	lang.Fields(n, "expect", c, map[string]func(*lang.Node){
		"status": text(&e.Status, "status"), "outcome": text(&e.Outcome, "outcome"), "row": text(&e.Row, "row"),
		"also": list(&e.Also, "also"), "possible": list(&e.Possible, "possible"), "ask": list(&e.Ask, "ask"),
		"tests": list(&e.Tests, "tests"), "met": list(&e.Met, "met"),
	})
}

// raw turns a node into what ParseAnswer takes. A plain scalar stays text: the
// finding's type says what it means.
func raw(n *lang.Node) any {
	switch n.Kind {
	case lang.Sequence:
		out := []any{}
		for _, i := range n.Items {
			out = append(out, raw(i))
		}
		return out
	case lang.Mapping:
		out := map[string]any{}
		for _, e := range n.Entries {
			out[e.Key.Value] = raw(e.Value)
		}
		return out
	case lang.Scalar:
	}
	if n.Null {
		return nil
	}
	return n.Value
}

// AnswersOf checks a case's answers against the library and adds what follows
// from the patient.
func (k *Case) AnswersOf(lib *engine.Library, to *source.Collector) (engine.Answers, bool) {
	given := engine.Answers{}
	ok := k.checkPerson(lib, to)
	for _, id := range sortedKeys(k.Answers) {
		a, err := lib.ParseAnswer(id, k.Answers[id])
		if err != nil {
			k.refuse(lib, id, err, to)
			ok = false
			continue
		}
		given[id] = a
	}
	ok = k.checkGiven(lib, given, to) && ok
	out := lib.Gather(k.Patient, given, k.Today)
	if k.Others == "absent" {
		out = lib.Assume(out)
	}
	return out, ok
}

// at is where an answer stands; a case that was not read from a file has none.
func (k *Case) at(id string) source.Span {
	if n := k.answers[id]; n != nil {
		return n.Span
	}
	return source.Span{}
}

func (k *Case) String() string { return fmt.Sprintf("%q", k.Name) }
