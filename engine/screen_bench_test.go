package engine_test

import (
	"math/rand/v2"
	"testing"

	"signpost.health/signpost/engine"
)

// BenchmarkScreen screens patients of a practice against every row of the
// shipped library: an operation is 64 patients. Complete ones have whatever is
// not named absent; of the rest, what is not named is not known, and many rows
// stay open.
func BenchmarkScreen(b *testing.B) {
	lib := shipped(b)
	rows := 0
	for _, p := range lib.Pathways() {
		rows += len(p.Rows()) + len(p.AlsoRows())
	}
	people := practice(lib, 64)
	for _, known := range []struct {
		name string
		take func(*engine.Screener, engine.Answers)
	}{
		{"complete", (*engine.Screener).TakeAssumed},
		{"unknowns", (*engine.Screener).Take},
	} {
		b.Run(known.name+"/rows", func(b *testing.B) {
			screeners := make([]*engine.Screener, len(people))
			for i, a := range people {
				screeners[i] = lib.NewScreener()
				known.take(screeners[i], a)
			}
			perRow(b, rows*len(people), func() {
				for _, s := range screeners {
					s.Count()
				}
			})
		})
		b.Run(known.name+"/answers", func(b *testing.B) {
			s := lib.NewScreener()
			perRow(b, rows*len(people), func() {
				for _, a := range people {
					known.take(s, a)
					s.Count()
				}
			})
		})
	}
}

func perRow(b *testing.B, rows int, work func()) {
	work() // what the diagrams say is remembered
	b.ReportAllocs()
	for b.Loop() {
		work()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/row")
}

// practice draws patients with a few findings each.
func practice(lib *engine.Library, patients int) []engine.Answers {
	r := rand.New(rand.NewPCG(7, 8))
	all := lib.Findings()
	out := make([]engine.Answers, patients)
	for i := range out {
		a := engine.Answers{
			"age": engine.Number(float64(r.IntN(100))), "sex": engine.Choice([]string{"female", "male"}[r.IntN(2)]),
		}
		for range r.IntN(8) {
			switch f := all[r.IntN(len(all))]; f.Kind { //nolint:exhaustive // the rest are rarely in a record
			case engine.KindYesNo:
				a[f.ID] = engine.Answer{State: engine.Known, YesNo: r.IntN(3) > 0, Source: engine.Asked}
			case engine.KindNumber:
				a[f.ID] = engine.Number(f.Min + float64(r.IntN(int((f.Max-f.Min)/f.Step)))*f.Step)
			}
		}
		out[i] = a
	}
	return out
}
