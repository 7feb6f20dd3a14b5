package lang_test

import (
	"fmt"
	"os"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

func ExampleParse() {
	file := source.NewFile("copd.yaml", []byte("pathway: copd\napplies_to: !child\n"))
	var c source.Collector
	lang.Parse(file, &c)
	if err := source.Text(os.Stdout, c.All(), source.TextOptions{}); err != nil {
		panic(err)
	}
	// Output:
	// copd.yaml:2:13: error[P011]: YAML reads !child as a tag and drops it from the value
	//   |
	// 2 | applies_to: !child
	//   |             ^^^^^^ dropped by YAML
	//   = help: put the whole value in quotes: "!child"
}

func ExampleFields() {
	file := source.NewFile("copd.yaml", []byte("id: cancer\nwehn: smoker\n"))
	var c source.Collector
	var id, when string
	lang.Fields(lang.Parse(file, &c), "row of decide", &c, map[string]func(*lang.Node){
		"id":   func(n *lang.Node) { id = lang.String(n, &c) },
		"when": func(n *lang.Node) { when = lang.String(n, &c) },
	})
	fmt.Printf("id=%q when=%q\n", id, when)
	for _, d := range c.All() {
		fmt.Println(d.Message+":", d.Help)
	}
	// Output:
	// id="cancer" when=""
	// unknown key "wehn" in row of decide: did you mean "when"?
}

func ExampleNode_At() {
	file := source.NewFile("copd.yaml", []byte("when: >\n  age >= 40\n  && smokr\n"))
	var c source.Collector
	n := lang.Parse(file, &c).Get("when")
	fmt.Printf("%q: %q is at %s\n", n.Value, n.Value[13:18], n.At(13, 18).Position())
	// Output:
	// "age >= 40 && smokr\n": "smokr" is at copd.yaml:3:6
}
