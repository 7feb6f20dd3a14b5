package engine

import (
	"fmt"
	"time"
)

// State says whether a finding's answer is known.
type State string

// The states of an answer. A finding that nobody asked about has no Answer at
// all: not asked is different from not known.
const (
	Known    State = "known"
	NotKnown State = "not_known"
)

// Why says why an answer is not known.
type Why string

// The reasons for not knowing.
const (
	WhyUnsure    Why = "unsure"
	WhyNotDone   Why = "not_done"
	WhyOutOfDate Why = "out_of_date"
	WhyFuture    Why = "in_future"
	WhyNoCode    Why = "no_code"
)

// Source says where an answer came from.
type Source string

// The sources of an answer.
const (
	Asked      Source = "asked"
	FromRecord Source = "record"
	Implied    Source = "implied"
	FromSex    Source = "sex"
	Assumed    Source = "others"
)

// Interval is a range of numbers. An open end is not included.
type Interval struct {
	Min     float64 `json:"min"`
	Max     float64 `json:"max"`
	MinOpen bool    `json:"min_open,omitempty"`
	MaxOpen bool    `json:"max_open,omitempty"`
}

// Answer is what is known of one finding for one patient: a non-empty set of
// its possible values. Which field holds the set follows the finding's type.
type Answer struct {
	State State `json:"state"`
	Why   Why   `json:"why,omitempty"`

	// YesNo is the value of a yes/no finding.
	YesNo bool `json:"yes_no,omitempty"`
	// Options is the one option of an option finding (or the several still
	// possible), or the options present of an options finding.
	Options []string `json:"options,omitempty"`
	// Number is the value of a number finding as a range, in the finding's
	// own unit; Min equals Max when it is one value.
	Number *Interval `json:"number,omitempty"`
	// Text is the value of a date (2006-01-02), text or file finding.
	Text string `json:"text,omitempty"`

	// Given is the answer as it was written, before units were converted.
	Given  string `json:"given,omitempty"`
	Source Source `json:"source,omitempty"`
	// Date is when it was observed, as 2006-01-02; empty when asked now.
	Date string `json:"date,omitempty"`
	// Code and Display are the record entry that the answer was read from.
	Code    string `json:"code,omitempty"`
	Display string `json:"display,omitempty"`
	// Note is the GP's own words beside the answer.
	Note string `json:"note,omitempty"`
	// Because names the findings that imply this one.
	Because []string `json:"because,omitempty"`
}

// Answers holds what is known, by finding id. Answers carry over between
// pathways because findings do.
type Answers map[string]Answer

// Yes is a known, present yes/no answer.
func Yes() Answer { return Answer{State: Known, YesNo: true, Source: Asked} }

// No is a known, absent yes/no answer.
func No() Answer { return Answer{State: Known, Source: Asked} }

// Number is a known number in the finding's own unit.
func Number(v float64) Answer {
	return Answer{State: Known, Number: &Interval{Min: v, Max: v}, Source: Asked}
}

// Choice is a known option, or the options present.
func Choice(options ...string) Answer {
	return Answer{State: Known, Options: options, Source: Asked}
}

// Unknown is an answer that was sought and is not known.
func Unknown(why Why) Answer { return Answer{State: NotKnown, Why: why, Source: Asked} }

// AnswerError says which finding refused which value, and what it accepts. It
// never holds more of the patient than the refused value itself.
type AnswerError struct {
	Finding string
	Value   string
	// Domain says what would be accepted: "yes, no or not_known".
	Domain string
	// Says is what is wrong where it is not the value: the name, the date or
	// the note. It then stands for Value and Domain.
	Says string
	// Hint is a nearest name or a fix; it may be empty.
	Hint string
}

func (e *AnswerError) Error() string {
	s := fmt.Sprintf("finding %q: %s is not an answer; it takes %s", e.Finding, e.Value, e.Domain)
	if e.Says != "" {
		s = fmt.Sprintf("finding %q: %s", e.Finding, e.Says)
	}
	if e.Hint != "" {
		s += " (" + e.Hint + ")"
	}
	return s
}

// Patient is what the engine knows of a person before anything is asked.
type Patient struct {
	// Born is the date of birth as 2006-01-02. With it, age is exact to the day.
	Born string `json:"born,omitempty"`
	// Age is in years, for a patient without a date of birth.
	Age *float64 `json:"age,omitempty"`
	// Sex is female or male; anything else is not known.
	Sex string `json:"sex,omitempty"`
}

// When is the moment a decision is made for: the engine has no clock.
type When = time.Time
