package api

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

const (
	maxBody  = 1 << 20
	maxDepth = 32
)

// fieldError is a refused place in a request, as a JSON pointer.
type fieldError struct {
	Pointer string
	Detail  string
}

func (e *fieldError) Error() string {
	if e.Pointer == "" {
		return e.Detail
	}
	return e.Pointer + ": " + e.Detail
}

// DecodeJSON reads exactly one JSON value into v. It refuses unknown and
// repeated names, names in another case, invalid UTF-8, text after the value.
func DecodeJSON(body []byte, v any) error {
	if len(bytes.TrimSpace(body)) == 0 {
		return &fieldError{Detail: "the body is empty; send one JSON object"}
	}
	if !utf8.Valid(body) {
		return &fieldError{Detail: "the body is not valid UTF-8"}
	}
	if isDeep(body) {
		return &fieldError{Detail: fmt.Sprintf("the JSON is nested more than %d deep", maxDepth)}
	}
	// Half of a character, which programs that cut a text leave as \ud83d, is read
	// as U+FFFD: the rest of the text is kept.
	err := json.Unmarshal(body, v, json.RejectUnknownMembers(true), jsontext.AllowInvalidUTF8(true))
	if err == nil {
		return nil
	}
	return explain(body, err)
}

// isDeep says whether values stand in each other deeper than any request has
// them. Of what is no JSON it may say anything.
func isDeep(body []byte) bool {
	if bytes.Count(body, []byte{'{'})+bytes.Count(body, []byte{'['}) <= maxDepth {
		return false // as most are
	}
	depth := 0
	for i := 0; i < len(body); i++ {
		switch body[i] {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case '"':
			for i++; i < len(body) && body[i] != '"'; i++ {
				if body[i] == '\\' {
					i++
				}
			}
		}
		if depth > maxDepth {
			return true
		}
	}
	return false
}

// explain turns what the decoder says into a place and a fix.
func explain(body []byte, err error) error {
	if e, ok := errors.AsType[*json.SemanticError](err); ok {
		return explainValue(e)
	}
	e, ok := errors.AsType[*jsontext.SyntacticError](err)
	switch {
	case !ok || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return &fieldError{Detail: "the JSON ends too early"}
	case errors.Is(err, jsontext.ErrDuplicateName):
		return &fieldError{string(e.JSONPointer), "is given twice"}
	}
	d := jsontext.NewDecoder(bytes.NewReader(body), jsontext.AllowInvalidUTF8(true))
	if d.SkipValue() == nil {
		return &fieldError{Detail: "there is more text after the JSON value"}
	}
	return &fieldError{Detail: fmt.Sprintf("not JSON at byte %d", e.ByteOffset+1)}
}

// explainValue says what is wrong with JSON that does not fit.
func explainValue(e *json.SemanticError) error {
	place := string(e.JSONPointer)
	switch name := e.JSONPointer.LastToken(); {
	case errors.Is(e.Err, json.ErrUnknownName) && name != strings.ToLower(name):
		return &fieldError{place, "is not a known field; names are in lower case"}
	case errors.Is(e.Err, json.ErrUnknownName):
		return &fieldError{place, "is not a known field"}
	case e.GoType == nil:
		return &fieldError{place, "does not fit"}
	case errors.Is(e.Err, strconv.ErrRange) && e.GoType.Kind() == reflect.Float64:
		return &fieldError{place, "is a number beyond any that fits"}
	}
	return &fieldError{place, fmt.Sprintf("is %s; it takes %s", jsonValue(e.JSONKind), jsonKind(e.GoType.Kind()))}
}

// jsonValue says what kind of value stands there.
func jsonValue(k jsontext.Kind) string {
	switch k {
	case jsontext.KindBeginArray, jsontext.KindEndArray:
		return "a list"
	case jsontext.KindBeginObject, jsontext.KindEndObject:
		return "an object"
	case jsontext.KindTrue, jsontext.KindFalse:
		return "true or false"
	case jsontext.KindString:
		return "a string"
	case jsontext.KindNull:
		return "null"
	case jsontext.KindNumber, jsontext.KindInvalid:
	}
	return "a number"
}

// jsonKind says what kind of value is taken.
func jsonKind(k reflect.Kind) string {
	switch k {
	case reflect.Struct, reflect.Map:
		return "an object"
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.Bool:
		return "true or false"
	case reflect.String:
		return "a string"
	case reflect.Float64:
		return "a number"
	}
	return "a whole number"
}

func pointerEscape(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "~", "~0"), "/", "~1")
}
