package fhir

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The reasons to refuse a bundle as a whole.
var (
	ErrTooLarge  = errors.New("the record is larger than 16 MB")
	ErrNotJSON   = errors.New("the record is not JSON")
	ErrNotBundle = errors.New("the record is not a FHIR Bundle: resourceType must be Bundle")
)

const (
	mostBytes   = 16 << 20
	mostEntries = 20_000
)

// resource is one entry of the bundle.
type resource struct {
	node
	kind, id, fullURL string
}

// open reads the bundle's entries, whatever they hold.
func open(bundle []byte, l *listing) ([]resource, error) {
	if len(bundle) > mostBytes {
		return nil, ErrTooLarge
	}
	var root any
	d := json.NewDecoder(bytes.NewReader(bundle))
	d.UseNumber()
	if err := d.Decode(&root); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotJSON, place(err))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: something follows after its end", ErrNotJSON)
	}
	object, ok := root.(map[string]any)
	if !ok || node(object).text("resourceType") != "Bundle" {
		return nil, ErrNotBundle
	}
	entries, ok := object["entry"].([]any)
	if !ok && object["entry"] != nil {
		l.add("Bundle", concept{}, whyShape)
	}
	var out []resource
	for i, e := range entries {
		if i == mostEntries {
			l.add("Bundle", concept{}, whyMany)
			break
		}
		entry, _ := e.(map[string]any)
		r := resource{node: node(entry).child("resource"), fullURL: node(entry).text("fullUrl")}
		r.kind, r.id = r.text("resourceType"), r.text("id")
		if r.kind == "" {
			l.add("Bundle", concept{}, whyShape)
			continue
		}
		out = append(out, r)
	}
	return out, nil
}

// place says where JSON is broken, and repeats nothing of it.
func place(err error) error {
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Errorf("at byte %d", syntax.Offset)
	}
	return errors.New("it ends too early")
}

// named says whether a reference means this resource.
func (r resource) named(reference string) bool {
	reference, _, _ = strings.Cut(reference, "/_history/")
	absolute := strings.HasPrefix(reference, "http://") || strings.HasPrefix(reference, "https://")
	switch {
	case reference == "":
		return false
	case reference == r.fullURL:
		return true
	case r.id == "":
		return false
	case reference == r.kind+"/"+r.id, reference == "urn:uuid:"+r.id:
		return true
	}
	// An address of another server is another patient.
	return absolute && !strings.HasPrefix(r.fullURL, "http") && strings.HasSuffix(reference, "/"+r.kind+"/"+r.id)
}
