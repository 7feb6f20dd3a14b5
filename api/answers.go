package api

import (
	"errors"
	"net/http"
	"reflect"
	"slices"
	"strings"

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

// usualAnswers is how many answers a request has room for at first.
const usualAnswers = 32

// UnmarshalJSONFrom reads an object of answers by finding.
func (g *givenAnswers) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	kind := d.PeekKind()
	if kind != jsontext.KindBeginObject && kind != jsontext.KindNull {
		return &json.SemanticError{JSONKind: kind, GoType: reflect.TypeFor[map[string]any]()}
	}
	if _, err := d.ReadToken(); err != nil || kind == jsontext.KindNull {
		return err
	}
	*g = make(givenAnswers, 0, usualAnswers)
	for d.PeekKind() != jsontext.KindEndObject {
		finding, err := d.ReadToken()
		if err != nil {
			return err
		}
		name := finding.String()
		value, err := readAnswer(d)
		if err != nil {
			return err
		}
		*g = append(*g, givenAnswer{name, value})
	}
	_, err := d.ReadToken()
	return err
}

// readAnswer reads a value as the engine takes it.
func readAnswer(d *jsontext.Decoder) (any, error) {
	kind := d.PeekKind()
	if kind != jsontext.KindTrue && kind != jsontext.KindFalse && kind != jsontext.KindString {
		var v any
		err := json.UnmarshalDecode(d, &v)
		return v, err
	}
	t, err := d.ReadToken()
	if err == nil && kind == jsontext.KindString {
		return t.String(), nil
	}
	return kind == jsontext.KindTrue, err
}

// parseAnswers checks answers against their findings, and says everything that
// is wrong with them at once.
func (s *server) parseAnswers(given givenAnswers) (engine.Answers, error) {
	answers := make(engine.Answers, len(given))
	var refused []ProblemField
	for _, g := range given {
		answer, err := s.Library.ParseAnswer(g.finding, g.value)
		if err != nil {
			refused = append(refused, ProblemField{Pointer: "/answers/" + pointerEscape(g.finding), Detail: refusal(err)})
			continue
		}
		answers[g.finding] = answer
	}
	if len(refused) > 0 {
		slices.SortFunc(refused, func(a, b ProblemField) int { return strings.Compare(a.Pointer, b.Pointer) })
		return nil, problem(http.StatusUnprocessableEntity, "invalid", "Some answers cannot be used. The others are not saved either.", refused...)
	}
	return answers, nil
}

func refusal(err error) string {
	if e, ok := errors.AsType[*engine.AnswerError](err); ok {
		return e.Error()
	}
	return "cannot be used"
}
