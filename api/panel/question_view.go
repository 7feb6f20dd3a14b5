package panel

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"signpost.health/signpost/engine"
)

// question makes the view of one question: what was typed, or else what the
// answer is now, when it is asked again.
func (p *Panel) question(ask asking, q engine.Question, typed url.Values, fault string) QuestionView {
	f, ok := p.Library.Finding(q.Finding)
	if !ok {
		f = &engine.Finding{ID: q.Finding, Kind: engine.KindText}
	}
	id := fieldID(f.ID)
	view := QuestionView{
		ID: id, Target: id, Legend: legend(f), Hint: f.Help, Why: p.leads(ask.c, q),
		Field: FieldView{ID: id, Name: valueField + f.ID, Most: engine.MostText},
		Note:  FieldView{ID: id + "-note", Name: noteField + f.ID},
	}
	if fault != "" {
		view.Error = p.faultWords(f.ID, fault)
	}
	if typed == nil {
		typed = p.before(f, ask)
	}
	view.Note.Value = typed.Get(noteField + f.ID)
	p.shape(&view, f, typed)
	view.Field.DescribedBy = describedBy(view)
	return view
}

func legend(f *engine.Finding) string {
	if f.Ask != "" {
		return f.Ask
	}
	return short(f)
}

// shape chooses how the question is shown, and fills in what it holds.
func (p *Panel) shape(view *QuestionView, f *engine.Finding, typed url.Values) {
	switch f.Kind {
	case engine.KindYesNo:
		view.Shape = "choice"
		view.Choices = choices(f.ID, typed, Choice{Value: "yes", Label: "Yes"}, Choice{Value: "no", Label: "No"}, Choice{Value: notKnown, Label: "Not known"})
	case engine.KindOption:
		view.Shape = "choice"
		view.Choices = choices(f.ID, typed, append(options(f), Choice{Value: notKnown, Label: "Not known"})...)
	case engine.KindOptions:
		view.Shape = "many"
		view.Choices = append(choices(f.ID, typed, options(f)...),
			other(f.ID, typed, none, "None of these"), other(f.ID, typed, notKnown, "Not known"))
	case engine.KindNumber:
		view.Shape = "number"
		view.Field.Mode = "decimal"
		view.Field.Says = p.unit(f)
		view.Field.Value = typed.Get(valueField + f.ID)
		view.Unknown = unknown(f.ID, typed)
	case engine.KindDate:
		view.Shape = "day"
		view.Field.Value = typed.Get(valueField + f.ID)
		view.Unknown = unknown(f.ID, typed)
	case engine.KindText, engine.KindFile:
		view.Shape = "text"
		view.Field.Value = typed.Get(valueField + f.ID)
		view.Unknown = unknown(f.ID, typed)
	}
	view.Field.Label = view.Legend
	if view.Field.Says != "" {
		view.Field.Label += ", in " + view.Field.Says
	}
}

func options(f *engine.Finding) []Choice {
	list := make([]Choice, len(f.Options))
	for i, o := range f.Options {
		list[i] = Choice{Value: o.ID, Label: o.Says}
	}
	return list
}

// choices numbers the answers of a question. The first carries the question's
// own id, so that an error can lead to it.
func choices(finding string, typed url.Values, list ...Choice) []Choice {
	chosen := typed[valueField+finding]
	for i := range list {
		list[i].ID = fieldID(finding)
		if i > 0 {
			list[i].ID += "-" + strconv.Itoa(i+1)
		}
		list[i].Name = valueField + finding
		list[i].Checked = slices.Contains(chosen, list[i].Value)
	}
	return list
}

func other(finding string, typed url.Values, value, label string) Choice {
	return Choice{
		ID: fieldID(finding) + "-" + value, Name: otherField + finding, Value: value, Label: label,
		Checked: slices.Contains(typed[otherField+finding], value),
	}
}

func unknown(finding string, typed url.Values) *Choice {
	c := other(finding, typed, notKnown, "Not known")
	return &c
}

// describedBy names what is read out with the input.
func describedBy(view QuestionView) string {
	var ids []string
	if view.Hint != "" {
		ids = append(ids, view.ID+"-hint")
	}
	if view.Error != "" {
		ids = append(ids, view.ID+"-error")
	}
	return strings.Join(ids, " ")
}

// before writes the present answer as if it had been typed.
func (p *Panel) before(f *engine.Finding, ask asking) url.Values {
	typed := url.Values{}
	answer, ok := ask.c.Answers[f.ID]
	if !ok || ask.change == "" {
		return typed
	}
	if answer.Note != "" {
		typed.Set(noteField+f.ID, answer.Note)
	}
	if answer.State == engine.NotKnown {
		p.beforeNotKnown(f, answer, typed)
		return typed
	}
	switch f.Kind {
	case engine.KindYesNo:
		typed.Set(valueField+f.ID, yesNo(answer.YesNo))
	case engine.KindOption:
		typed[valueField+f.ID] = answer.Options
	case engine.KindOptions:
		typed[valueField+f.ID] = answer.Options
		if len(answer.Options) == 0 {
			typed.Set(otherField+f.ID, none)
		}
	case engine.KindNumber:
		typed.Set(valueField+f.ID, numberTyped(answer))
	case engine.KindDate, engine.KindText, engine.KindFile:
		typed.Set(valueField+f.ID, answer.Text)
	}
	return typed
}

// beforeNotKnown ticks "not known" where somebody said so. A value of a
// wrong day leaves the field empty, for the new one.
func (p *Panel) beforeNotKnown(f *engine.Finding, answer engine.Answer, typed url.Values) {
	if answer.WrongDay() || answer.Why == engine.WhyNoCode {
		return
	}
	switch f.Kind {
	case engine.KindYesNo, engine.KindOption:
		typed.Set(valueField+f.ID, notKnown)
	case engine.KindOptions, engine.KindNumber, engine.KindDate, engine.KindText, engine.KindFile:
		typed.Set(otherField+f.ID, notKnown)
	}
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

// numberTyped is a number as it was given, or as it would be typed.
func numberTyped(a engine.Answer) string {
	if a.Given != "" || a.Number == nil {
		return a.Given
	}
	if a.Number.Min == a.Number.Max {
		return typedNumber(a.Number.Min)
	}
	return typedNumber(a.Number.Min) + ".." + typedNumber(a.Number.Max)
}

// typedNumber writes a number as an input takes it.
func typedNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// unit is a finding's unit as the engine shows it beside its largest number: an
// age of none is shown in months, and taken in years.
func (p *Panel) unit(f *engine.Finding) string {
	shown := p.Library.Show(f.ID, engine.Number(f.Max))
	return strings.TrimSpace(strings.TrimLeft(shown, "-0123456789."))
}
