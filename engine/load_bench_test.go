package engine_test

import (
	"testing"

	"signpost.health/signpost/engine"
)

// BenchmarkLoad loads the whole shipped library from YAML.
func BenchmarkLoad(b *testing.B) {
	files := shippedFiles(b)
	b.ReportAllocs()
	for b.Loop() {
		if lib, _ := engine.Load(files, engine.Options{}); lib == nil {
			b.Fatal("the library does not load")
		}
	}
}
