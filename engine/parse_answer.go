package engine

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"signpost.health/signpost/engine/source"
)

// MostText is the longest free text or note that an answer may hold, in bytes.
const MostText = 8000

// mostTextWords is MostText in words.
const mostTextWords = "8,000 bytes"

// ParseAnswer checks one answer in any legal form: a bool, a number, a string
// (yes, no, not_known, an option, "12", ">400", "10..20", "12 ng/mL", a date,
// text), a list of options, or a map with value and any of unit, date, note,
// why. The error is an *AnswerError naming the finding, the value and what
// the finding accepts.
func (l *Library) ParseAnswer(finding string, raw any) (Answer, error) {
	f, ok := l.findings[finding]
	if !ok {
		e := &AnswerError{Finding: shorten(finding), Says: "there is no finding of this name"}
		if near, ok := source.Nearest(finding, l.findingIDs); ok {
			e.Hint = "did you mean " + near + "?"
		}
		return Answer{}, e
	}
	p := &answerParser{f: f}
	a, err := p.parse(raw)
	if err != nil {
		return Answer{}, err
	}
	if a.Source == "" {
		a.Source = Asked
	}
	return a, nil
}

type answerParser struct {
	f *findingSpec
}

func (p *answerParser) refuse(raw any, hint string) error {
	return &AnswerError{Finding: p.f.ID, Value: showRaw(raw), Domain: p.f.domain(), Hint: hint}
}

// showRaw writes a refused value, shortened: it goes into an error.
func showRaw(raw any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // >200 is what was typed
	if err := e.Encode(raw); err != nil {
		return fmt.Sprintf("a %T", raw)
	}
	return shorten(strings.TrimSuffix(b.String(), "\n"))
}

// shorten keeps what goes into an error readable.
func shorten(s string) string {
	if len(s) <= 60 {
		return s
	}
	cut := 57
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "..."
}

// domain says what a finding accepts.
func (f *findingSpec) domain() string {
	switch f.Kind {
	case KindYesNo:
		return "yes, no or not_known"
	case KindOption:
		return "one of " + strings.Join(f.optionIDs(), ", ") + " or not_known"
	case KindOptions:
		return "a list of any of " + strings.Join(f.optionIDs(), ", ") + " ([] for none), or not_known"
	case KindNumber:
		return fmt.Sprintf("a number from %s to %s%s, a range such as \">%s\" or \"%s..%s\", or not_known",
			showNumber(f.Min), showNumber(f.Max), unitWords(f.Unit), showNumber(f.Max), showNumber(f.Min), showNumber(f.Max))
	case KindDate:
		return "a date such as 2026-11-21, or not_known"
	case KindText:
		return "text of up to " + mostTextWords + ", or not_known"
	case KindFile:
		return "the name of a file, or not_known"
	}
	return "nothing"
}

func (f *findingSpec) hasOption(id string) bool {
	return slices.ContainsFunc(f.Options, func(o Option) bool { return o.ID == id })
}

func (f *findingSpec) optionIDs() []string {
	ids := make([]string, len(f.Options))
	for i, o := range f.Options {
		ids[i] = o.ID
	}
	return ids
}

func (p *answerParser) parse(raw any) (Answer, error) {
	switch v := raw.(type) {
	case nil:
		return Answer{}, p.refuse(raw, "leave the finding out if nobody asked")
	case map[string]any:
		return p.object(v)
	case bool:
		if p.f.Kind != KindYesNo {
			return Answer{}, p.refuse(raw, "")
		}
		return Answer{State: Known, YesNo: v, Given: yesNo(v)}, nil
	case json.Number:
		n, err := v.Float64()
		if err != nil {
			return Answer{}, p.refuse(raw, "")
		}
		return p.number(n, n, false, false, v.String(), raw)
	case float64:
		return p.number(v, v, false, false, showNumber(v), raw)
	case int:
		return p.number(float64(v), float64(v), false, false, strconv.Itoa(v), raw)
	case string:
		return p.text(strings.TrimSpace(v))
	case []any:
		var options []string
		for _, o := range v {
			s, ok := o.(string)
			if !ok {
				return Answer{}, p.refuse(raw, "")
			}
			options = append(options, s)
		}
		return p.options(options, raw)
	case []string:
		return p.options(v, raw)
	}
	return Answer{}, p.refuse(raw, "")
}

func yesNo(v bool) string {
	if v {
		return "yes"
	}
	return "no"
}

func (p *answerParser) text(s string) (Answer, error) {
	if s == "not_known" || s == "unknown" {
		return Answer{State: NotKnown, Why: WhyUnsure, Given: s}, nil
	}
	switch p.f.Kind {
	case KindYesNo:
		switch strings.ToLower(s) {
		case "yes", "true", "present":
			return Answer{State: Known, YesNo: true, Given: "yes"}, nil
		case "no", "false", "absent":
			return Answer{State: Known, Given: "no"}, nil
		}
		return Answer{}, p.refuse(s, "")
	case KindOption, KindOptions:
		if s == "none" && p.f.Kind == KindOptions {
			return p.options(nil, s)
		}
		return p.options([]string{s}, s)
	case KindNumber:
		return p.numberText(s)
	case KindDate:
		if _, err := time.Parse("2006-01-02", s); err != nil {
			return Answer{}, p.refuse(s, "write year, month and day")
		}
		return Answer{State: Known, Text: s, Given: s}, nil
	case KindText, KindFile:
		if s == "" || len(s) > MostText || !utf8.ValidString(s) {
			return Answer{}, p.refuse(s, "")
		}
		return Answer{State: Known, Text: s, Given: s}, nil
	}
	return Answer{}, p.refuse(s, "")
}

func (p *answerParser) options(ids []string, raw any) (Answer, error) {
	if p.f.Kind != KindOption && p.f.Kind != KindOptions {
		return Answer{}, p.refuse(raw, "")
	}
	if p.f.Kind == KindOption && len(ids) == 0 {
		return Answer{}, p.refuse(raw, "")
	}
	for _, id := range ids {
		if !p.f.hasOption(id) {
			hint := ""
			if near, ok := source.Nearest(id, p.f.optionIDs()); ok {
				hint = "did you mean " + near + "?"
			}
			return Answer{}, p.refuse(raw, hint)
		}
	}
	a := Answer{State: Known, Options: []string{}, Given: strings.Join(ids, ", ")}
	for _, o := range p.f.Options { // the vocabulary's order, whatever order they came in
		if has(ids, o.ID) {
			a.Options = append(a.Options, o.ID)
		}
	}
	return a, nil
}

// numberText reads "12", "12 ng/mL", ">400", ">= 10", "<5", "10..20".
func (p *answerParser) numberText(s string) (Answer, error) {
	body, unit := splitUnit(s)
	switch {
	case body == "":
		return Answer{}, p.refuse(s, "")
	case strings.HasPrefix(unit, ",") && len(unit) > 1 && unit[1] >= '0' && unit[1] <= '9':
		return Answer{}, p.refuse(s, "leave out the comma: thousands are written 1200, parts 1.5")
	}
	factor := 1.0
	if unit != "" && unit != p.f.Unit {
		f, ok := p.f.Convert[unit]
		switch {
		case ok:
			factor = f
		case !p.f.isOwnUnit(unit):
			return Answer{}, p.refuse(s, fmt.Sprintf("unit %q is not known; %s", shorten(unit), p.f.unitHint()))
		}
	}
	lo, hi, loOpen, hiOpen := math.Inf(-1), math.Inf(1), false, false
	var err error
	read := func(t string) float64 {
		v, e := strconv.ParseFloat(strings.TrimSpace(t), 64)
		if e != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			err = p.refuse(s, "")
		}
		return v * factor
	}
	switch from, to, isRange := strings.Cut(body, ".."); {
	case isRange:
		lo, hi = read(from), read(to)
	case strings.HasPrefix(body, ">="):
		lo = read(body[2:])
	case strings.HasPrefix(body, "<="):
		hi = read(body[2:])
	case strings.HasPrefix(body, ">"):
		lo, loOpen = read(body[1:]), true
	case strings.HasPrefix(body, "<"):
		hi, hiOpen = read(body[1:]), true
	default:
		lo = read(body)
		hi = lo
	}
	if err != nil {
		return Answer{}, err
	}
	return p.number(lo, hi, loOpen, hiOpen, s, s)
}

// splitUnit parts "12 ng/mL" into the number and its unit.
func splitUnit(s string) (body, unit string) {
	i := strings.IndexFunc(s, func(r rune) bool {
		return !strings.ContainsRune("0123456789.+-<>= ", r)
	})
	if i < 0 {
		return strings.TrimSpace(s), ""
	}
	return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i:])
}

func (p *answerParser) number(lo, hi float64, loOpen, hiOpen bool, given string, raw any) (Answer, error) {
	f := p.f
	if f.Kind != KindNumber {
		return Answer{}, p.refuse(raw, "")
	}
	if lo > hi || (lo == hi && (loOpen || hiOpen)) {
		return Answer{}, p.refuse(raw, "the range is empty")
	}
	if lo == hi && (lo < f.Min || lo > f.Max) {
		hint := fmt.Sprintf("a result above the range is written \">%s\"", showNumber(f.Max))
		if lo < f.Min {
			hint = ""
		}
		return Answer{}, p.refuse(raw, hint)
	}
	if lo > f.Max || hi < f.Min {
		return Answer{}, p.refuse(raw, "")
	}
	if math.IsInf(lo, -1) {
		lo = f.Min
	}
	if math.IsInf(hi, 1) {
		hi = f.Max
		if lo > hi || (lo == hi && loOpen) {
			lo, loOpen = hi, false
		}
	}
	return Answer{State: Known, Number: &Interval{Min: lo, Max: hi, MinOpen: loOpen, MaxOpen: hiOpen}, Given: given}, nil
}

// object reads {value, unit, date, note, why, state, code, display, source}.
func (p *answerParser) object(m map[string]any) (Answer, error) {
	text := map[string]string{}
	for _, key := range keys(m) {
		switch key {
		case "value":
		case "unit", "date", "note", "why", "code", "display", "source":
			s, ok := m[key].(string)
			if len(s) > MostText {
				return Answer{}, &AnswerError{Finding: p.f.ID, Says: fmt.Sprintf("its %s is longer than %s, the most that it takes", key, mostTextWords)}
			}
			if !ok || !utf8.ValidString(s) {
				return Answer{}, p.refuse(m[key], key+" must be text")
			}
			text[key] = s
		default:
			return Answer{}, p.refuse(m, fmt.Sprintf("%q is not part of an answer; use value, unit, date, note, why, code, display, source", shorten(key)))
		}
	}
	if d := text["date"]; d != "" {
		if _, err := time.Parse("2006-01-02", d); err != nil {
			return Answer{}, p.refuse(d, "a date is year, month and day: 2026-11-21")
		}
	}
	a, err := p.value(m["value"], text)
	if err != nil {
		return Answer{}, err
	}
	a.Date, a.Note, a.Code, a.Display = text["date"], text["note"], text["code"], text["display"]
	switch s := Source(text["source"]); s {
	case "":
	case Asked, FromRecord:
		a.Source = s
	default:
		return Answer{}, p.refuse(text["source"], "source is asked or record")
	}
	return a, nil
}

func (p *answerParser) value(raw any, text map[string]string) (Answer, error) {
	why := Why(text["why"])
	switch why {
	case "":
	case WhyUnsure, WhyNotDone, WhyOutOfDate, WhyFuture, WhyNoCode:
		a := Answer{State: NotKnown, Why: why}
		if raw != nil && raw != "not_known" {
			// An old value is shown, never used.
			a.Given = strings.Trim(showRaw(raw), `"`)
		}
		return a, nil
	default:
		return Answer{}, p.refuse(text["why"], "why is unsure, not_done, out_of_date, in_future or no_code")
	}
	if text["unit"] == "" {
		return p.parse(raw)
	}
	switch v := raw.(type) {
	case string:
		return p.numberText(v + " " + text["unit"])
	case float64:
		return p.numberText(showNumber(v) + " " + text["unit"])
	case json.Number:
		return p.numberText(v.String() + " " + text["unit"])
	case int:
		return p.numberText(strconv.Itoa(v) + " " + text["unit"])
	}
	return Answer{}, p.refuse(raw, "only a number has a unit")
}
