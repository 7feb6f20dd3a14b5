package engine_test

import (
	"testing"

	"signpost.health/signpost/engine"
)

// BenchmarkQuestions counts the questions of every shipped pathway, as a list
// of pathways does for each patient.
func BenchmarkQuestions(b *testing.B) {
	lib := shipped(b)
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range lib.Pathways() {
			p.Questions(engine.Answers{})
		}
	}
}
