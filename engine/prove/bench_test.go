package prove_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/prove"
	"signpost.health/signpost/engine/source"
)

// BenchmarkOne proves each shipped pathway as a save of it does: at most 20 ms.
func BenchmarkOne(b *testing.B) {
	lib, proofs := shipped(b)
	for _, p := range lib.Pathways() {
		b.Run(p.About().ID, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				prove.One(p, proofs, prove.Options{})
			}
		})
	}
}

// BenchmarkThreeHundred proves a library of 300 pathways, the shipped ones
// under other names: at most 2 s.
func BenchmarkThreeHundred(b *testing.B) {
	lib, proofs := threeHundred(b)
	require.Len(b, lib.Pathways(), 300)
	b.ReportAllocs()
	for b.Loop() {
		prove.Run(lib.Pathways(), proofs, prove.Options{})
	}
}

func threeHundred(b *testing.B) (*engine.Library, []*prove.Proof) {
	b.Helper()
	var files, copied []*source.File
	for _, f := range shippedFiles(b) {
		if bytes.HasPrefix(f.Data, []byte("pathway:")) || bytes.HasPrefix(f.Data, []byte("proof:")) {
			copied = append(copied, f)
		} else {
			files = append(files, f)
		}
	}
	pathways := 0
	for n := 0; pathways < 300; n++ {
		for _, f := range copied {
			first, rest, _ := bytes.Cut(f.Data, []byte("\n"))
			isPathway := bytes.HasPrefix(first, []byte("pathway:"))
			if n > 0 {
				first = fmt.Appendf(nil, "%s_%d", first, n)
			}
			if isPathway && pathways == 300 {
				continue
			}
			if isPathway {
				pathways++
			}
			files = append(files, source.NewFile(fmt.Sprintf("%d/%s", n, f.Path), append(append(first, '\n'), rest...)))
		}
	}
	lib, ds := engine.Load(files, engine.Options{})
	require.NotNil(b, lib, "%s", text(b, ds))
	c := &source.Collector{}
	return lib, prove.Read(files, c)
}
