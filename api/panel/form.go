package panel

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// formError is a form that no page of ours would send.
type formError struct{ Says string }

func (e *formError) Error() string { return "form: " + e.Says }

// formType is how browsers write a form without files.
const formType = "application/x-www-form-urlencoded"

// readForm reads a posted form, and only the body: an address holds no
// answers. Every name must be known, and every value text.
func readForm(r *http.Request, known func(name string) bool) (url.Values, error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); r.ContentLength != 0 && (err != nil || kind != formType) {
		return nil, &formError{"It is not written as a form."} // ParseForm would take it for an empty one
	}
	if err := r.ParseForm(); err != nil {
		return nil, formFault(err)
	}
	for name, values := range r.PostForm {
		if !known(name) {
			return nil, &formError{fmt.Sprintf("It has a field %q that Signpost does not know.", shorten(name))}
		}
		for _, value := range values {
			if !utf8.ValidString(value) || strings.ContainsRune(value, 0) {
				return nil, &formError{fmt.Sprintf("The field %q holds characters that cannot be read.", shorten(name))}
			}
		}
	}
	return r.PostForm, nil
}

// formFault tells a form that is too long from one that is not a form.
func formFault(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return err
	}
	return &formError{"It is not written as a form."}
}

// fields says which names a form may have.
func fields(names ...string) func(string) bool {
	return func(name string) bool { return slices.Contains(names, name) }
}

func shorten(s string) string {
	if len(s) > 60 || !utf8.ValidString(s) {
		return "(too long)"
	}
	return s
}
