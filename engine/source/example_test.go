package source_test

import (
	"fmt"
	"os"
	"strings"

	"signpost.health/signpost/engine/source"
)

func ExampleText() {
	file := source.NewFile("copd.yaml", []byte("applies_to: age >= 16\nwhen: haemaglobin < 110\n"))
	start := strings.Index(string(file.Data), "haemaglobin")

	var c source.Collector
	found := c.Errorf("P101", file.Span(start, start+len("haemaglobin")), "unknown finding %q", "haemaglobin")
	if near, ok := source.Nearest("haemaglobin", []string{"haematuria", "haemoglobin"}); ok {
		found.Help = "did you mean " + near + "?"
	}
	if err := source.Text(os.Stdout, c.All(), source.TextOptions{}); err != nil {
		panic(err)
	}
	fmt.Println(c.All().Summary(1))
	// Output:
	// copd.yaml:2:7: error[P101]: unknown finding "haemaglobin"
	//   |
	// 2 | when: haemaglobin < 110
	//   |       ^^^^^^^^^^^
	//   = help: did you mean haemoglobin?
	// 1 file checked: 1 error in 1 file
}
