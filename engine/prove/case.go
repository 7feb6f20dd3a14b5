package prove

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
)

// Case is one patient in the form of an example case; what is not named is
// absent.
type Case struct {
	Patient engine.Patient `json:"patient"`
	Answers map[string]any `json:"answers"`
	Others  string         `json:"others"`
	// Status, Outcome and Row are what the pathway says of the patient now.
	Status  string `json:"status"`
	Outcome string `json:"outcome,omitempty"`
	Row     string `json:"row,omitempty"`
}

// caseOf writes a patient. Numbers and choices that do not matter stay
// unanswered.
func (pr *prover) caseOf(v patient) Case {
	value := pr.values(v.cells)
	k := Case{Answers: map[string]any{}, Others: "absent"}
	pr.person(&k, value)
	for _, l := range pr.c.Levels {
		f, ok := pr.lib.Finding(l.Finding)
		if !ok || f.Derive != "" || f.FromPatient == "age" || f.FromPatient == "sex" || pr.isFree(v, l.Finding) {
			continue
		}
		pr.answerOf(&k, f, l, value)
	}
	pr.decided(&k, v)
	return k
}

// isFree says whether any answer to a finding would do, and none.
func (pr *prover) isFree(v patient, finding string) bool {
	for i, l := range pr.c.Levels {
		if l.Finding == finding && !v.path[i].IsFull(len(pr.c.Cells[i])) {
			return false
		}
	}
	return true
}

// person gives age and sex; of a sex that no rule reads, the one whose organs
// the patient has.
func (pr *prover) person(k *Case, value map[expr.Level]expr.Value) {
	age := float64(ordinaryAge)
	k.Patient.Sex = "female"
	for _, l := range pr.c.Levels {
		f, ok := pr.lib.Finding(l.Finding)
		if !ok || l.Missing {
			continue
		}
		switch f.FromPatient {
		case "age":
			age = value[l].Number
		case "organ":
			if value[l].Bool {
				k.Patient.Sex = f.PresentFor
			}
		}
	}
	for l, v := range value {
		if f, ok := pr.lib.Finding(l.Finding); ok && f.FromPatient == "sex" && !l.Missing {
			k.Patient.Sex = v.Text
		}
	}
	k.Patient.Age = &age
}

func (pr *prover) answerOf(k *Case, f *engine.Finding, l expr.Level, value map[expr.Level]expr.Value) {
	v := value[l]
	switch {
	case l.Missing && v.Bool:
		k.Answers[f.ID] = "not_known"
	case k.Answers[f.ID] == "not_known":
	case l.Missing:
		pr.someAnswer(k, f, value)
	case f.FromPatient == "organ":
		if v.Bool != (k.Patient.Sex == f.PresentFor) {
			k.Answers[f.ID] = yesNo(v.Bool)
		}
	case l.Option != "" && v.Bool:
		chosen, _ := k.Answers[f.ID].([]any)
		k.Answers[f.ID] = append(chosen, l.Option)
	case f.Kind == engine.KindYesNo && v.Bool:
		k.Answers[f.ID] = "yes"
	case f.Kind == engine.KindOption:
		k.Answers[f.ID] = v.Text
	case f.Kind == engine.KindNumber:
		k.Answers[f.ID] = v.Number
	}
}

// someAnswer answers a finding of which only whether it is known matters.
func (pr *prover) someAnswer(k *Case, f *engine.Finding, value map[expr.Level]expr.Value) {
	if _, ok := k.Answers[f.ID]; ok {
		return
	}
	if _, ok := value[expr.Level{Finding: f.ID}]; ok {
		return
	}
	switch f.Kind {
	case engine.KindOption:
		k.Answers[f.ID] = f.Options[0].ID
	case engine.KindNumber:
		k.Answers[f.ID] = f.Min
	case engine.KindDate:
		k.Answers[f.ID] = "2026-01-01"
	case engine.KindText, engine.KindFile:
		k.Answers[f.ID] = "given"
	case engine.KindYesNo, engine.KindOptions:
	}
}

func yesNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// decided writes what the pathway says of the patient now.
func (pr *prover) decided(k *Case, v patient) {
	if pr.hides(v) {
		pr.undecided(k)
		return
	}
	e := pr.c.Ends[v.end]
	k.Status, k.Row = string(engine.Decided), e.Row
	if e.Row == "" {
		k.Status, k.Row = string(engine.DoesNotApply), e.NotFor
	}
	if e.Outcome != nil {
		k.Outcome = e.Outcome.ID
	}
}

// hides says whether the patient's advice hangs on something that is not known.
func (pr *prover) hides(v patient) bool {
	for i, l := range pr.c.Levels {
		if !l.Missing || !pr.c.Cells[i][v.cells[i]].Sample.Bool {
			continue
		}
		for j, on := range pr.levelsOf(l.Finding) {
			if on && !pr.c.Levels[j].Missing && !v.path[j].IsFull(len(pr.c.Cells[j])) {
				return true
			}
		}
	}
	return false
}

// undecided asks the engine, as an example would.
func (pr *prover) undecided(k *Case) {
	a := pr.lib.PatientAnswers(k.Patient, engine.When{})
	for id, raw := range k.Answers {
		if ans, err := pr.lib.ParseAnswer(id, raw); err == nil {
			a[id] = ans
		}
	}
	d := pr.p.Decide(pr.lib.Assume(a))
	k.Status, k.Row, k.Outcome = string(d.Status), d.Row, ""
	if d.Outcome != nil {
		k.Outcome = d.Outcome.ID
	}
}

// exampleWords says who the patient is.
func (pr *prover) exampleWords(k Case) string {
	parts := []string{"age " + ageWords(*k.Patient.Age), k.Patient.Sex}
	for _, id := range sortedKeys(k.Answers) {
		ans, err := pr.lib.ParseAnswer(id, k.Answers[id])
		if err != nil {
			continue
		}
		parts = append(parts, pr.short(id)+": "+lower(pr.lib.Show(id, ans)))
	}
	return strings.Join(parts, "; ")
}

func ageWords(years float64) string {
	if months := years * 12; years < 2 {
		return strconv.Itoa(int(months+1e-6)) + " months"
	}
	return strconv.FormatFloat(years, 'f', -1, 64)
}

// YAML writes the case as text to append to the cases of an examples file. Its
// expectation is what the pathway says now: a clinician confirms or corrects it.
func (k Case) YAML(name string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "  - name: %s\n", inYAML(name))
	fmt.Fprintf(&b, "    patient: {age: %s, sex: %s}\n", strconv.FormatFloat(*k.Patient.Age, 'f', -1, 64), k.Patient.Sex)
	var answers []string
	for _, id := range sortedKeys(k.Answers) {
		answers = append(answers, id+": "+answerYAML(k.Answers[id]))
	}
	fmt.Fprintf(&b, "    answers: {%s}\n    others: %s\n", strings.Join(answers, ", "), k.Others)
	expect := []string{"status: " + k.Status}
	if k.Outcome != "" {
		expect = append(expect, "outcome: "+k.Outcome)
	}
	if k.Row != "" {
		expect = append(expect, "row: "+k.Row)
	}
	fmt.Fprintf(&b, "    expect: {%s}\n    source: unconfirmed\n", strings.Join(expect, ", "))
	return b.String()
}

func answerYAML(raw any) string {
	switch v := raw.(type) {
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []any:
		var items []string
		for _, i := range v {
			items = append(items, fmt.Sprint(i))
		}
		return "[" + strings.Join(items, ", ") + "]"
	default:
		return fmt.Sprint(v)
	}
}

// inYAML quotes what YAML would read as something else than text.
func inYAML(s string) string {
	if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_.") == "" {
		return s
	}
	return "\"" + strings.NewReplacer("\\", "\\\\", "\"", "\\\"").Replace(s) + "\""
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
