package examples

import (
	"fmt"
	"strconv"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
)

// Expecting fills in what a case expects from a decision. Its source is left
// out: that is for the person who confirms it.
func (k *Case) Expecting(d engine.Decision) {
	k.Expect = Expect{Status: string(d.Status)}
	switch d.Status {
	case engine.Decided, engine.DoesNotApply:
		k.Expect.Row = d.Row
		if d.Outcome != nil {
			k.Expect.Outcome = d.Outcome.ID
		}
	case engine.Open, engine.Undecided:
		k.Expect.Possible = possibleOutcomes(d)
	}
	if d.Status == engine.Decided {
		k.Expect.Also = alsoRows(d)
	}
}

// YAML writes the case as an entry of a list of cases, after so many spaces.
func (k *Case) YAML(indent int) string {
	var b strings.Builder
	pad := strings.Repeat(" ", indent)
	line := func(key, value string) { fmt.Fprintf(&b, "%s  %s: %s\n", pad, key, value) }
	fmt.Fprintf(&b, "%s- name: %s\n", pad, inYAML(k.Name))
	var person []string
	if k.Patient.Age != nil {
		person = append(person, "age: "+number(*k.Patient.Age))
	}
	if k.Patient.Sex != "" {
		person = append(person, "sex: "+k.Patient.Sex)
	}
	line("patient", "{"+strings.Join(person, ", ")+"}")
	if len(k.Answers) > 0 {
		var answers []string
		for _, id := range sortedKeys(k.Answers) {
			answers = append(answers, id+": "+answerYAML(k.Answers[id]))
		}
		line("answers", "{"+strings.Join(answers, ", ")+"}")
	}
	line("others", k.Others)
	line("expect", "{"+strings.Join(k.Expect.fields(), ", ")+"}")
	if k.Source != "" {
		line("source", inYAML(k.Source))
	}
	if k.Unconfirmed {
		line("confirmed", "false")
	}
	return b.String()
}

func (e *Expect) fields() []string {
	var out []string
	for _, f := range []struct{ key, value string }{{"status", e.Status}, {"outcome", e.Outcome}, {"row", e.Row}} {
		if f.value != "" {
			out = append(out, f.key+": "+f.value)
		}
	}
	for _, f := range []struct {
		key  string
		list []string
	}{{"also", e.Also}, {"possible", e.Possible}} {
		if f.list != nil {
			out = append(out, f.key+": ["+strings.Join(f.list, ", ")+"]")
		}
	}
	return out
}

func answerYAML(raw any) string {
	switch v := raw.(type) {
	case float64:
		return number(v)
	case []any:
		var items []string
		for _, i := range v {
			items = append(items, answerYAML(i))
		}
		return "[" + strings.Join(items, ", ") + "]"
	case map[string]any:
		var parts []string
		for _, key := range sortedKeys(v) {
			parts = append(parts, key+": "+answerYAML(v[key]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case string:
		return inYAML(v)
	default:
		return fmt.Sprint(v)
	}
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// inYAML quotes what YAML could read as something else than its text. Examples
// may hold yes and no without quotes.
func inYAML(s string) string {
	plain := s != "" && s == strings.TrimSpace(s) && !strings.ContainsAny(s, "\n\"'#&*!|>%@`{}[],?:\\\t") && s[0] != '-' && !isNumber(s)
	if plain {
		return s
	}
	return strconv.Quote(s)
}

func isNumber(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

// Append adds cases to a file of examples, or begins one where data is empty.
// Names that the file already has get a number.
func Append(path string, data []byte, pathway string, cases []*Case) ([]byte, error) {
	if len(data) == 0 {
		data = []byte("examples: " + pathway + "\ncases:\n")
		return append(data, casesYAML(cases, 2, nil)...), nil
	}
	c := &source.Collector{}
	suites := Read([]*source.File{source.NewFile(path, data)}, c)
	if len(suites) != 1 || c.HasErrors() {
		return nil, fmt.Errorf("%s is not a file of examples without errors", path)
	}
	s := suites[0]
	if s.Pathway != pathway {
		return nil, fmt.Errorf("%s holds examples of %q, not of %q", path, s.Pathway, pathway)
	}
	taken := map[string]bool{}
	indent := 2
	for _, k := range s.Cases {
		taken[k.Name] = true
		indent = max(0, k.entry.Span.Position().Column-3)
	}
	if data[len(data)-1] != '\n' {
		data = append(data, '\n')
	}
	return append(data, casesYAML(cases, indent, taken)...), nil
}

func casesYAML(cases []*Case, indent int, taken map[string]bool) string {
	if taken == nil {
		taken = map[string]bool{}
	}
	var b strings.Builder
	for _, k := range cases {
		named := *k
		for n := 2; taken[named.Name]; n++ {
			named.Name = k.Name + " (" + strconv.Itoa(n) + ")"
		}
		taken[named.Name] = true
		b.WriteString(named.YAML(indent))
	}
	return b.String()
}
