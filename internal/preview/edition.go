package preview

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
)

// edition is the library as it was at one reading.
type edition struct {
	lib   *engine.Library
	cases map[string][]namedCase
	read  time.Time
}

// namedCase is an example with the name that stands in its address.
type namedCase struct {
	*examples.Case
	Slug string
}

// shelf keeps the last edition without errors, and what is wrong with the
// files as they are now.
type shelf struct {
	files func() ([]*source.File, error)
	now   func() time.Time

	mu       sync.Mutex
	seen     string
	good     *edition
	problems []problem
}

// problem is one error: its place and message, and the lines it stands in.
type problem struct{ Says, Excerpt string }

// look reads the files, and compiles them if they are not those seen last.
func (s *shelf) look() (good *edition, problems []problem, seen string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	files, err := s.files()
	now := digest(files, err)
	if now == s.seen {
		return s.good, s.problems, s.seen
	}
	s.seen = now
	if err != nil {
		s.problems = []problem{{Says: err.Error()}}
		return s.good, s.problems, s.seen
	}
	e, ds := open(files, s.now())
	if s.problems = errorsOf(ds); s.problems == nil {
		s.good = e
	}
	return s.good, s.problems, s.seen
}

func digest(files []*source.File, err error) string {
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%v", err) // a hash never fails
	for _, f := range files {
		_, _ = fmt.Fprintf(h, "%q %d\n", f.Path, len(f.Data))
		_, _ = h.Write(f.Data)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func open(files []*source.File, at time.Time) (*edition, source.Diagnostics) {
	lib, ds := engine.Load(files, engine.Options{})
	if lib == nil {
		return nil, ds
	}
	var c source.Collector
	e := &edition{lib: lib, cases: map[string][]namedCase{}, read: at}
	for _, s := range examples.Read(files, &c) {
		examples.Check(lib, s, &c)
		for _, k := range s.Cases {
			e.cases[s.Pathway] = append(e.cases[s.Pathway], namedCase{k, e.slug(s.Pathway, k.Name)})
		}
	}
	return e, c.All()
}

// slug is a case's name as it stands in an address; a second one of the same
// letters gets a number.
func (e *edition) slug(pathway, name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	plain := strings.Join(words, "-")
	if plain == "" {
		plain = "case"
	}
	slug := plain
	for n := 2; ; n++ {
		if _, taken := e.named(pathway, slug); !taken {
			return slug
		}
		slug = fmt.Sprintf("%s-%d", plain, n)
	}
}

func (e *edition) named(pathway, slug string) (namedCase, bool) {
	for _, k := range e.cases[pathway] {
		if k.Slug == slug {
			return k, true
		}
	}
	return namedCase{}, false
}

// errorsOf are the errors with the lines they stand in. Warnings are for the
// check command.
func errorsOf(ds source.Diagnostics) []problem {
	var out []problem
	for _, d := range ds {
		if d.Severity != source.Error {
			continue
		}
		var b strings.Builder
		// A strings.Builder never fails.
		_ = source.Text(&b, source.Diagnostics{d}, source.TextOptions{})
		says, excerpt, _ := strings.Cut(b.String(), "\n")
		out = append(out, problem{says, excerpt})
	}
	return out
}
