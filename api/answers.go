package api

import (
	stdjson "encoding/json"
	"errors"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"signpost.health/signpost/engine"
)

// givenAnswers are the answers of a request as they came, none twice.
type givenAnswers []givenAnswer

type givenAnswer struct {
	finding string
	value   any
}

// AnswersByFinding are answers as they came, by finding. A number beyond any
// is kept as it was written: it is one answer that cannot be used, and the
// others can.
type AnswersByFinding map[string]any

// UnmarshalJSONFrom reads an object of answers by finding.
func (a *AnswersByFinding) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	var list givenAnswers
	if err := list.UnmarshalJSONFrom(d); err != nil {
		return err
	}
	*a = make(AnswersByFinding, len(list))
	for _, g := range list {
		(*a)[g.finding] = g.value
	}
	return nil
}

// usualAnswers is how many answers a request has room for at first.
const usualAnswers = 32

// UnmarshalJSONFrom reads an object of answers by finding.
func (g *givenAnswers) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	*g = make(givenAnswers, 0, usualAnswers)
	return readAnswers(d, func(finding []byte, value any) { *g = append(*g, givenAnswer{string(finding), value}) })
}

// caseAnswers are the answers of a request, given to a case as they come.
type caseAnswers struct {
	to      *engine.Case
	refused []ProblemField
}

// UnmarshalJSONFrom reads an object of answers by finding.
func (c *caseAnswers) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	return readAnswers(d, func(finding []byte, value any) {
		if err := c.to.Give(finding, value); err != nil {
			c.refused = append(c.refused, refusal(string(finding), err))
		}
	})
}

// readAnswers reads an object of answers by finding, or null for none.
func readAnswers(d *jsontext.Decoder, give func(finding []byte, value any)) error {
	kind := d.PeekKind()
	if kind != jsontext.KindBeginObject && kind != jsontext.KindNull {
		return &json.SemanticError{JSONKind: kind, GoType: reflect.TypeFor[map[string]any]()}
	}
	if _, err := d.ReadToken(); err != nil || kind == jsontext.KindNull {
		return err
	}
	var name []byte
	for d.PeekKind() != jsontext.KindEndObject {
		quoted, err := d.ReadValue()
		if err != nil {
			return err
		}
		name, _ = jsontext.AppendUnquote(name[:0], quoted) // half of a character is read as U+FFFD, as elsewhere
		written, err := d.ReadValue()
		if err != nil {
			return err
		}
		value, err := answerOf(written)
		if err != nil {
			return err
		}
		give(name, value)
	}
	_, err := d.ReadToken()
	return err
}

// answerOf is a value as the engine takes it.
func answerOf(written jsontext.Value) (any, error) {
	switch kind := written.Kind(); kind { //nolint:exhaustive // the rest hold values or are null
	case jsontext.KindTrue, jsontext.KindFalse:
		return kind == jsontext.KindTrue, nil
	case jsontext.KindNumber:
		return numberOf(written), nil
	case jsontext.KindString:
		text, _ := jsontext.AppendUnquote(nil, written)
		return string(text), nil
	}
	var v any
	err := json.Unmarshal(written, &v, json.WithUnmarshalers(json.UnmarshalFromFunc(anyNumber)), jsontext.AllowInvalidUTF8(true))
	return v, err
}

// numberOf reads a number; one beyond any that fits stays as it was written,
// for the engine to refuse with the name of its finding.
func numberOf(written jsontext.Value) any {
	n, err := strconv.ParseFloat(string(written), 64)
	if err != nil {
		return stdjson.Number(string(written))
	}
	return n
}

// anyNumber is readNumber for the numbers inside an answer.
func anyNumber(d *jsontext.Decoder, v *any) error {
	if d.PeekKind() != jsontext.KindNumber {
		return errors.ErrUnsupported
	}
	written, err := d.ReadValue()
	*v = numberOf(written)
	return err
}

// parseAnswers checks answers against their findings and the patient as they
// are at a moment, and says everything that is wrong with them at once. Where
// answers are kept, says tells that none of these were.
func (s *server) parseAnswers(given givenAnswers, of engine.Patient, at time.Time, says string) (engine.Answers, error) {
	answers := make(engine.Answers, len(given))
	var refused []ProblemField
	for _, g := range given {
		answer, err := s.Library.ParseAnswer(g.finding, g.value)
		if err != nil {
			refused = append(refused, refusal(g.finding, err))
			continue
		}
		answers[g.finding] = answer
	}
	for _, err := range s.Library.CheckGiven(of, answers, at) {
		refused = append(refused, refusal(err.Finding, err))
	}
	if len(refused) > 0 {
		return nil, unusable(says, refused)
	}
	return answers, nil
}

// unusable says what is wrong with answers, in the order of their findings.
func unusable(says string, refused []ProblemField) error {
	slices.SortFunc(refused, func(a, b ProblemField) int { return strings.Compare(a.Pointer, b.Pointer) })
	return problem(http.StatusUnprocessableEntity, "invalid", says, refused...)
}

func refusal(finding string, err error) ProblemField {
	refused := ProblemField{Pointer: "/answers/" + pointerEscape(finding), Detail: "cannot be used"}
	if e, ok := errors.AsType[*engine.AnswerError](err); ok {
		refused.Detail = e.Error()
	}
	return refused
}
