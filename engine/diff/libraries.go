package diff

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"

	"signpost.health/signpost/engine"
)

// Options tune a comparison.
type Options struct {
	// Only are the pathways to compare; all where it is empty.
	Only []string
	// Workers is how many pathways are compared at once; 0 is one.
	Workers int
	// Done is told how many pathways have been compared; it may be nil.
	Done func(done, of int)
}

// Libraries compares two versions of a library.
func Libraries(before, after *engine.Library, o Options) (*Report, error) {
	l := &libraries{before: before, after: after, renamed: renamedFindings(before, after)}
	l.shared = l.vocabulary()
	l.alike = len(l.shared) == 0 && sameWords(before, after)
	var err error
	if l.joined, err = engine.Join(before, after, l.renamed); err != nil {
		l.joined, l.why = nil, err
	}
	pairs := l.pairs(o.Only)
	found := make([]*Pathway, len(pairs))
	var working sync.WaitGroup
	next := make(chan int)
	var mu sync.Mutex
	done := 0
	for range max(1, o.Workers) {
		working.Go(func() {
			for i := range next {
				found[i] = l.compare(pairs[i])
				mu.Lock()
				if done++; o.Done != nil {
					o.Done(done, len(pairs))
				}
				mu.Unlock()
			}
		})
	}
	for i := range pairs {
		next <- i
	}
	close(next)
	working.Wait()
	r := &Report{Pathways: []*Pathway{}, Vocabulary: []Change{}, Alike: l.alike}
	for _, p := range found {
		if p == nil {
			r.Same++
			continue
		}
		r.Pathways = append(r.Pathways, p)
	}
	if len(o.Only) == 0 || len(r.Pathways) > 0 {
		r.Vocabulary = append(r.Vocabulary, l.shared...)
	}
	return r, nil
}

// libraries is two versions being compared.
type libraries struct {
	before, after *engine.Library
	// renamed are the findings that have another name now.
	renamed map[string]string
	// shared is what changed in what the pathways share; alike says that they
	// share the same, word for word.
	shared []Change
	alike  bool
	// joined is nil where the vocabularies cannot be joined; why says so.
	joined *engine.Joined
	why    error
}

// pair is one pathway in both versions; one of them may be nil.
type pair struct {
	id            string
	before, after *engine.Pathway
	// was is the id before, where that is another.
	was string
}

func (l *libraries) pairs(only []string) []pair {
	ids := map[string]bool{}
	for _, lib := range []*engine.Library{l.before, l.after} {
		for _, p := range lib.Pathways() {
			ids[p.About().ID] = true
		}
	}
	var out []pair
	for _, id := range sorted(ids) {
		if len(only) > 0 && !slices.Contains(only, id) {
			continue
		}
		x := pair{id: id}
		x.before, _ = l.before.Pathway(id)
		x.after, _ = l.after.Pathway(id)
		out = append(out, x)
	}
	out = joinRenamed(out)
	slices.SortFunc(out, func(a, b pair) int { return strings.Compare(a.id, b.id) })
	return out
}

// compare compares one pathway; nil where nothing differs.
func (l *libraries) compare(x pair) *Pathway {
	p := &Pathway{ID: x.id, Was: x.was, before: x.before, after: x.after, Thresholds: []string{}, Moves: []Move{}, Also: []Gain{}, Changes: []Change{}}
	switch {
	case x.before == nil:
		p.Is, p.Title = "added", x.after.About().Title
		p.After = identity(x.after)
		return p
	case x.after == nil:
		p.Is, p.Title = "removed", x.before.About().Title
		p.Before = identity(x.before)
		return p
	}
	if l.alike && unchanged(x.before, x.after) {
		return nil
	}
	p.Is, p.Title, p.Before, p.After = "changed", x.after.About().Title, identity(x.before), identity(x.after)
	p.Behaviour, p.Content = kept(p.Before.Behaviour == p.After.Behaviour), kept(p.Before.Content == p.After.Content)
	d := &differ{libraries: l, p: p, outcomes: renamedOutcomes(x.before, x.after)}
	d.run()
	if p.Was == "" && p.Behaviour == "kept" && p.Content == "kept" && len(p.Changes) == 0 && p.Before.Version == p.After.Version && len(p.Moves)+len(p.Also) == 0 {
		return nil
	}
	return p
}

// unchanged says whether a pathway is the same to the byte, its overlay included.
func unchanged(a, b *engine.Pathway) bool {
	return bytes.Equal(a.File().Data, b.File().Data) && overlaid(a) == overlaid(b)
}

// overlaid is what an overlay may change of a pathway.
func overlaid(p *engine.Pathway) string {
	var s strings.Builder
	for _, x := range p.Parameters() {
		fmt.Fprintf(&s, "%s %v\n", x.ID, x.Value)
	}
	for _, o := range p.Outcomes() {
		fmt.Fprintf(&s, "%s %v\n", o.ID, o.Route)
	}
	return s.String()
}

// sameWords says whether every finding is the same in both, wording included.
func sameWords(before, after *engine.Library) bool {
	words := func(l *engine.Library) string {
		var s strings.Builder
		for _, f := range l.Findings() {
			fmt.Fprintf(&s, "%+v\n", *f)
		}
		return s.String()
	}
	return words(before) == words(after)
}

func kept(same bool) string {
	if same {
		return "kept"
	}
	return "changed"
}

// identity names a pathway without the digest of its library, which changes
// with every file.
func identity(p *engine.Pathway) *engine.Identity {
	id := p.Identity()
	id.Digest = ""
	return &id
}

// differ compares one pathway.
type differ struct {
	*libraries
	p *Pathway
	// outcomes are those that have another name now, by their old one.
	outcomes map[string]string
	reasons  reasons
}

// run compares patients first, so that a rewritten condition can be said to
// mean the same.
func (d *differ) run() {
	if d.joined == nil {
		d.p.NotCompared = d.why.Error()
	} else if err := d.patients(); err != nil {
		d.p.NotCompared = err.Error()
	}
	d.thresholds()
	d.parts()
	d.p.Step = d.step()
}

// patients compares who is advised what.
func (d *differ) patients() error {
	a, b, err := d.joined.Compile(d.p.before, d.p.after)
	if err != nil {
		return fmt.Errorf("pathway %q: %w", d.p.ID, err)
	}
	d.p.a, d.p.b = a, b
	d.moves()
	d.gains()
	if err := a.Space.Err(); err != nil {
		d.p.Moves, d.p.Also, d.p.a, d.p.b = []Move{}, []Gain{}, nil, nil
		return fmt.Errorf("pathway %q: %w", d.p.ID, err)
	}
	return nil
}
