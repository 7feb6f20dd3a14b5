package examples

import (
	"slices"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// caseOf writes the picked patient as a case. What is not said is absent.
func (k *picker) caseOf(shared []diagram.Set) *Case {
	out := &Case{Answers: map[string]any{}, Others: "absent", Unconfirmed: true}
	k.person(out, shared)
	for level, set := range shared {
		l := k.c.Levels[level]
		f, ok := k.lib.Finding(l.Finding)
		if !ok || set.IsFull(len(k.c.Cells[level])) || f.FromPatient == "age" || f.FromPatient == "sex" {
			continue
		}
		k.answer(out, f, l)
	}
	return out
}

// person gives age and sex; of a sex that no condition reads, the one whose
// organs the patient has. An organ follows from others without being said, so
// what the patient has counts here, not what is said.
func (k *picker) person(out *Case, shared []diagram.Set) {
	age, sex := float64(ordinaryAge), "female"
	for _, l := range k.c.Levels {
		f, ok := k.lib.Finding(l.Finding)
		if ok && f.FromPatient == "organ" && !l.Missing && k.values[l].Bool {
			sex = f.PresentFor
		}
	}
	for level, l := range k.c.Levels {
		f, ok := k.lib.Finding(l.Finding)
		switch {
		case !ok || l.Missing:
		case f.FromPatient == "age":
			age = k.values[l].Number
		case f.FromPatient == "sex" && !shared[level].IsFull(len(k.c.Cells[level])):
			sex = k.values[l].Text
		}
	}
	out.Patient = engine.Patient{Age: &age, Sex: sex}
	for _, l := range k.c.Levels {
		f, ok := k.lib.Finding(l.Finding)
		if ok && f.FromPatient == "organ" && !l.Missing && k.values[l].Bool && f.PresentFor != sex {
			out.Answers[f.ID] = yesNo(true)
		}
	}
}

func (k *picker) answer(out *Case, f *engine.Finding, l expr.Level) {
	v := k.values[l]
	switch {
	case l.Missing && v.Bool:
		out.Answers[f.ID] = "not_known"
	case out.Answers[f.ID] == "not_known":
	case l.Missing:
		k.someAnswer(out, f)
	case f.FromPatient == "organ":
		if v.Bool != (out.Patient.Sex == f.PresentFor) {
			out.Answers[f.ID] = yesNo(v.Bool)
		}
	case l.Option != "" && v.Bool:
		chosen, _ := out.Answers[f.ID].([]any)
		if !slices.Contains(chosen, any(l.Option)) {
			out.Answers[f.ID] = append(chosen, l.Option)
		}
	case f.Kind == engine.KindYesNo && (v.Bool || f.Derive != ""):
		out.Answers[f.ID] = yesNo(v.Bool)
	case f.Kind == engine.KindOption:
		out.Answers[f.ID] = v.Text
	case f.Kind == engine.KindNumber:
		out.Answers[f.ID] = v.Number
	}
}

// someAnswer answers a finding of which only matters that it is known.
func (k *picker) someAnswer(out *Case, f *engine.Finding) {
	v, valued := k.values[expr.Level{Finding: f.ID}]
	switch f.Kind {
	case engine.KindYesNo:
		out.Answers[f.ID] = yesNo(v.Bool)
	case engine.KindOption:
		out.Answers[f.ID] = f.Options[0].ID
		if valued {
			out.Answers[f.ID] = v.Text
		}
	case engine.KindOptions:
		out.Answers[f.ID] = []any{f.Options[0].ID}
	case engine.KindNumber:
		out.Answers[f.ID] = f.Min
		if valued {
			out.Answers[f.ID] = v.Number
		}
	case engine.KindDate:
		out.Answers[f.ID] = "2026-01-01"
	case engine.KindText, engine.KindFile:
		out.Answers[f.ID] = "given"
	}
}

func yesNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}
