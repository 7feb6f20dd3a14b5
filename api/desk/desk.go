// Package desk binds the clinical library and the letters to tracking: it
// decides for a consultation on the library that the consultation is pinned
// to, and writes its letter.
package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/letters"
	"signpost.health/signpost/tracking"
)

// loading is how long the reading of an older library may take.
const loading = 10 * time.Second

// Desk is tracking's Advisor and LetterWriter. It is safe for use by many at
// once.
type Desk struct {
	library  *engine.Library
	practice tracking.Practice
	zone     *time.Location
	open     func(ctx context.Context, digest string) ([]byte, error)

	mu    sync.Mutex
	older map[string]*engine.Library
}

// New makes a desk. open gives the snapshot of an older library, as Snapshot
// made it; nil knows only the library of today. zone is the one letters are
// dated in.
func New(l *engine.Library, of tracking.Practice, zone *time.Location, open func(ctx context.Context, digest string) ([]byte, error)) *Desk {
	return &Desk{library: l, practice: of, zone: zone, open: open, older: map[string]*engine.Library{}}
}

// Identity names a pathway as the library has it now. A retired one begins
// nothing.
func (d *Desk) Identity(pathway string) (engine.Identity, bool) {
	p, ok := d.library.Pathway(pathway)
	if !ok || p.Identity().Status == "retired" {
		return engine.Identity{}, false
	}
	return p.Identity(), true
}

// Digest is that of the library as it is now.
func (d *Desk) Digest() string { return d.library.Digest() }

// Outcomes are those of the pinned pathway.
func (d *Desk) Outcomes(pinned engine.Identity) ([]*engine.Outcome, error) {
	l, err := d.Library(pinned.Digest)
	if err != nil {
		return nil, err
	}
	pathway, ok := l.Pathway(pinned.ID)
	if !ok {
		return nil, fmt.Errorf("library %s has no pathway %q", pinned.Digest, pinned.ID)
	}
	return pathway.Outcomes(), nil
}

// Decide decides on the pinned pathway, with what leads elsewhere in the
// library.
func (d *Desk) Decide(pinned engine.Identity, p engine.Patient, a engine.Answers, at engine.When) (engine.Decision, error) {
	l, err := d.Library(pinned.Digest)
	if err != nil {
		return engine.Decision{}, err
	}
	pathway, ok := l.Pathway(pinned.ID)
	if !ok {
		return engine.Decision{}, fmt.Errorf("library %s has no pathway %q", pinned.Digest, pinned.ID)
	}
	at = at.In(d.zone)
	return l.Advise(pathway, l.Gather(p, a, at)), nil
}

// Library is the one with this digest: today's, or an older one that is kept.
func (d *Desk) Library(digest string) (*engine.Library, error) {
	if digest == d.library.Digest() {
		return d.library, nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if l, ok := d.older[digest]; ok {
		return l, nil
	}
	if d.open == nil {
		return nil, fmt.Errorf("library %s is not the one that is loaded", digest)
	}
	ctx, cancel := context.WithTimeout(context.Background(), loading)
	defer cancel()
	content, err := d.open(ctx, digest)
	if err != nil {
		return nil, fmt.Errorf("open library %s: %w", digest, err)
	}
	l, err := load(content)
	if err != nil {
		return nil, fmt.Errorf("load library %s: %w", digest, err)
	}
	if l.Digest() != digest {
		return nil, fmt.Errorf("library kept as %s is %s", digest, l.Digest())
	}
	d.older[digest] = l
	return l, nil
}

// Snapshot is a library as bytes to keep, made from the files it was loaded
// from.
func Snapshot(l *engine.Library, files []*source.File) (tracking.Snapshot, error) {
	kept := map[string]string{}
	for _, f := range files {
		kept[f.Path] = string(f.Data)
	}
	content, err := json.Marshal(kept) // by path: the same files give the same bytes
	if err != nil {
		return tracking.Snapshot{}, fmt.Errorf("snapshot of library %s: %w", l.Digest(), err)
	}
	return tracking.Snapshot{Digest: l.Digest(), Bytes: content}, nil
}

func load(content []byte) (*engine.Library, error) {
	kept := map[string]string{}
	if err := json.Unmarshal(content, &kept); err != nil {
		return nil, err
	}
	files := make([]*source.File, 0, len(kept))
	for path, data := range kept {
		files = append(files, source.NewFile(path, []byte(data)))
	}
	l, found := engine.Load(files, engine.Options{})
	if l == nil {
		return nil, fmt.Errorf("%d diagnostics", len(found))
	}
	return l, nil
}

// WriteLetter draws the letter of a consultation as PDF, and gives the input
// that it was made from as JSON.
func (d *Desk) WriteLetter(r tracking.LetterRequest) (pdf, input []byte, err error) {
	letter, err := d.Compose(r)
	if err != nil {
		return nil, nil, err
	}
	var drawn bytes.Buffer
	if err := letters.PDF(&drawn, letter, letters.Options{}); err != nil {
		return nil, nil, err
	}
	if input, err = json.Marshal(r); err != nil {
		return nil, nil, fmt.Errorf("input of letter %s: %w", r.ID, err)
	}
	return drawn.Bytes(), input, nil
}
