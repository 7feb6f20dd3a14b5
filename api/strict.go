package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
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

// DecodeJSON reads exactly one JSON value into v. It refuses what
// encoding/json lets pass: unknown and repeated names, names in another case,
// invalid UTF-8, text after the value.
func DecodeJSON(r io.Reader, v any) error {
	body, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if len(bytes.TrimSpace(body)) == 0 {
		return &fieldError{Detail: "the body is empty; send one JSON object"}
	}
	if !utf8.Valid(body) {
		return &fieldError{Detail: "the body is not valid UTF-8"}
	}
	if !isPlain(body) {
		if err := checkJSON(body); err != nil {
			return err
		}
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	return explain(d.Decode(v))
}

// checkJSON walks the tokens once, before anything is decoded.
func checkJSON(body []byte) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if err := checkValue(d, "", 0); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return &fieldError{Detail: "there is more text after the JSON value"}
	}
	return nil
}

func checkValue(d *json.Decoder, at string, depth int) error {
	if depth > maxDepth {
		return &fieldError{at, fmt.Sprintf("is nested more than %d deep", maxDepth)}
	}
	t, err := d.Token()
	if err != nil {
		return malformed(d, err)
	}
	switch t {
	case json.Delim('{'):
		return checkObject(d, at, depth)
	case json.Delim('['):
		return checkArray(d, at, depth)
	}
	return nil
}

func checkObject(d *json.Decoder, at string, depth int) error {
	seen := map[string]bool{}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return malformed(d, err)
		}
		name, _ := t.(string) // a name is always a string here
		place := at + "/" + pointerEscape(name)
		if seen[name] {
			return &fieldError{place, "is given twice"}
		}
		if name != strings.ToLower(name) {
			return &fieldError{place, "is not a known field; names are in lower case"}
		}
		seen[name] = true
		if err := checkValue(d, place, depth+1); err != nil {
			return err
		}
	}
	return closing(d)
}

func checkArray(d *json.Decoder, at string, depth int) error {
	for i := 0; d.More(); i++ {
		if err := checkValue(d, at+"/"+strconv.Itoa(i), depth+1); err != nil {
			return err
		}
	}
	return closing(d)
}

func closing(d *json.Decoder) error {
	if _, err := d.Token(); err != nil {
		return malformed(d, err)
	}
	return nil
}

func malformed(d *json.Decoder, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &fieldError{Detail: "the JSON ends too early"}
	}
	return &fieldError{Detail: fmt.Sprintf("not JSON at byte %d", d.InputOffset()+1)}
}

// explain turns what encoding/json says into a place and a fix.
func explain(err error) error {
	if err == nil {
		return nil
	}
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		place := ""
		if wrong.Field != "" {
			place = "/" + strings.ReplaceAll(wrong.Field, ".", "/")
		}
		return &fieldError{place, fmt.Sprintf("is %s; it takes %s", jsonValue(wrong.Value), jsonKind(wrong.Type.Kind().String()))}
	}
	// encoding/json has no type for an unknown field: only its text says so.
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		if plain, e := strconv.Unquote(name); e == nil {
			name = plain
		}
		return &fieldError{"/" + pointerEscape(name), "is not a known field"}
	}
	return &fieldError{Detail: "the JSON does not fit: " + err.Error()}
}

// jsonValue puts what encoding/json calls a value into words.
func jsonValue(what string) string {
	switch what {
	case "array":
		return "a list"
	case "object":
		return "an object"
	case "bool":
		return "true or false"
	}
	return "a " + what
}

func jsonKind(goKind string) string {
	switch goKind {
	case "struct", "map":
		return "an object"
	case "slice", "array":
		return "a list"
	case "bool":
		return "true or false"
	case "string":
		return "a string"
	}
	return "a number"
}

func pointerEscape(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "~", "~0"), "/", "~1")
}
