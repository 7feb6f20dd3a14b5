package mutate

import (
	"sync"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
)

// Options tune a run.
type Options struct {
	// Workers is how many mutants are tried at once; 0 is one.
	Workers int
	// Done is told now and then how many mutants have been tried; it may be nil.
	Done func(tried, of int)
}

// batch is how many mutants share a space: enough that the pathway itself is
// compiled a few times only, and few enough that their edges stay few.
const batch = 24

// Run tries every mutant of a pathway against its examples.
func Run(p *engine.Pathway, suites []*examples.Suite, o Options) *Result {
	r := &run{p: p, o: o, mutants: Mutants(p)}
	if err := r.lay(suites); err != nil {
		return r.result()
	}
	var batches [][]*Mutant
	for from := 0; from < len(r.mutants); from += batch {
		batches = append(batches, r.mutants[from:min(from+batch, len(r.mutants))])
	}
	next := make(chan []*Mutant)
	var working sync.WaitGroup
	for range max(1, o.Workers) {
		working.Go(func() {
			for ms := range next {
				r.try(ms)
				r.report(len(ms))
			}
		})
	}
	for _, ms := range batches {
		next <- ms
	}
	close(next)
	working.Wait()
	return r.result()
}

// run is the work on one pathway.
type run struct {
	p       *engine.Pathway
	o       Options
	mutants []*Mutant
	cases   []*worked
	failing []string

	mu   sync.Mutex
	done int
}

// worked is an example with its answers.
type worked struct {
	*examples.Case
	answers *engine.Reasoned
}

// lay reads the examples that hold for the pathway itself, confirmed ones
// first. One that fails already would kill every mutant, so it is left out.
func (r *run) lay(suites []*examples.Suite) error {
	t, err := r.p.Try(nil)
	if err != nil {
		return err
	}
	for _, unconfirmed := range []bool{false, true} {
		for _, s := range suites {
			if s.Pathway != r.p.About().ID {
				continue
			}
			for _, k := range s.Cases {
				if k.Skip != "" || k.Unconfirmed != unconfirmed {
					continue
				}
				a, ok := k.AnswersOf(r.p.Library(), &source.Collector{})
				w := &worked{Case: k, answers: r.p.Library().Reason(a)}
				if !ok || w.notices(t.Lay(w.answers), &t.Base) {
					r.failing = append(r.failing, k.Name)
					continue
				}
				r.cases = append(r.cases, w)
			}
		}
	}
	return nil
}

// notices says whether an expectation of the example fails on a variant.
func (w *worked) notices(laid *engine.Laid, t *engine.Tried) bool {
	return len(w.failures(laid, t)) > 0
}

func (w *worked) failures(laid *engine.Laid, t *engine.Tried) []examples.Failure {
	d := laid.Decide(t, w.Expect.Ask != nil || w.Expect.Tests != nil)
	return w.Compare(d, func() []string { return laid.MetRows(t) })
}

// kills says whether the example fails on a mutant as it would be loaded. Where
// many share a partition, more is told apart than by one alone, so a patient
// whose advice is open may seem to have less of it open: that is asked again of
// the mutant alone. Another outcome is another outcome in both.
func (r *run) kills(w *worked, m *Mutant, laid *engine.Laid) bool {
	fails := w.failures(laid, m.fate.tried)
	if len(fails) == 0 {
		return false
	}
	for _, f := range fails {
		if f.What == "outcome" || f.What == "row" {
			return true
		}
	}
	return r.killsAlone(w, m)
}

func (r *run) killsAlone(w *worked, m *Mutant) bool {
	t, err := r.p.TryAlone(m.variant)
	return err == nil && t != nil && w.notices(t.Lay(w.answers), &t.Base)
}

func (r *run) report(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done += n
	if r.o.Done != nil {
		r.o.Done(r.done, len(r.mutants))
	}
}

// try settles the fate of some mutants. A batch that outgrows the budget is
// tried in halves.
func (r *run) try(ms []*Mutant) {
	variants := make([]engine.Variant, len(ms))
	for i, m := range ms {
		variants[i] = m.variant
	}
	t, err := r.p.Try(variants)
	if err == nil {
		err = r.settle(t, ms)
	}
	if err == nil {
		return
	}
	if len(ms) > 1 {
		r.try(ms[:len(ms)/2])
		r.try(ms[len(ms)/2:])
		return
	}
	ms[0].fate = fate{is: untried}
}

// settle compares first, and decides only when everything is built: a scratch
// reads a space as it stands.
func (r *run) settle(t *engine.Trial, ms []*Mutant) error {
	s := t.Base.Diagrams.Space
	touched := make([]diagram.Ref, len(ms))
	for i, m := range ms {
		v := t.Variants[i]
		if v == nil {
			m.fate = fate{is: refused}
			continue
		}
		m.fate = fate{is: equivalent}
		if g := compare(&t.Base, v); !g.isEmpty() {
			m.fate = fate{is: survived, tried: v, trial: t, gap: g}
			touched[i] = touches(&t.Base, v)
		}
	}
	if s.Err() != nil {
		return s.Err()
	}
	laid := make([]*engine.Laid, len(r.cases))
	for i, w := range r.cases {
		// An example that the finer partition itself upsets can tell nothing.
		if l := t.Lay(w.answers); !w.notices(l, &t.Base) {
			laid[i] = l
		}
	}
	for i, m := range ms {
		if m.fate.is == survived {
			r.confront(m, laid, touched[i])
		}
	}
	return nil
}

// confront looks for an example that kills a mutant.
func (r *run) confront(m *Mutant, laid []*engine.Laid, touched diagram.Ref) {
	for i, w := range r.cases {
		if laid[i] == nil || !laid[i].Touches(touched) || !r.kills(w, m, laid[i]) {
			continue
		}
		m.fate = fate{is: killed}
		if w.Unconfirmed {
			m.fate.is = killedUnconfirmed
		}
		return
	}
}
