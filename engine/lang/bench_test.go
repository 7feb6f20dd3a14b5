package lang_test

import (
	"fmt"
	"strings"
	"testing"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// BenchmarkParse reads a file of 200 rows, larger than any pathway.
func BenchmarkParse(b *testing.B) {
	var text strings.Builder
	text.WriteString("pathway: copd\nversion: \"1.0.0\"\ndecide:\n")
	for i := range 200 {
		fmt.Fprintf(&text, "  - {id: row_%d, when: \"age >= %d && (smoker || ex_smoker)\", outcome: clinic}  # why\n", i, i)
		fmt.Fprintf(&text, "  - id: second_%d\n    when: >\n      age >= 40\n      && smoker\n    says: 'It''s so'\n", i)
	}
	file := source.NewFile("copd.yaml", []byte(text.String()))
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		var c source.Collector
		lang.Parse(file, &c)
	}
}
