package lint

import (
	"regexp"
	"slices"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// mostConditions is how many conditions a reader takes in at a glance, and how
// many columns a decision table holds; mostInList is how many of one list, all
// joined in the same way.
const (
	mostConditions = 6
	mostInList     = 12
)

// conditions calls look for every condition of a pathway with its owner's name.
func conditions(p *engine.Pathway, look func(owner string, c *engine.Condition)) {
	for _, k := range p.Criteria() {
		look("criterion \""+k.ID+"\"", k.When)
	}
	for _, n := range p.NotFor() {
		look("not_for \""+n.ID+"\"", n.When)
	}
	for _, r := range slices.Concat(p.Rows(), p.AlsoRows()) {
		look("row \""+r.ID+"\"", r.When)
	}
}

// manyConditions: who signs a row must take it in.
func manyConditions(c *checker) {
	c.pathways(func(p *engine.Pathway, _ *file) {
		conditions(p, func(owner string, cond *engine.Condition) {
			if root := cond.Root(); root != nil {
				most := mostConditions
				if isList(root) {
					most = mostInList
				}
				if n := leaves(root); n > most {
					c.report(cond.Span(), "name some of them together under `criteria`", "%s has %d conditions", owner, n)
				}
			}
		})
	})
}

// isList says whether a condition is one list of others.
func isList(n *expr.Node) bool {
	return !slices.ContainsFunc(n.Kids, func(k *expr.Node) bool { return len(k.Kids) > 0 && k.Op != expr.OpNot && leaves(k) > 1 })
}

// leaves counts the conditions that a reader sees: any(x) is one.
func leaves(n *expr.Node) int {
	seen := map[[2]int]bool{}
	var count func(*expr.Node)
	count = func(n *expr.Node) {
		if len(n.Kids) == 0 {
			seen[[2]int{n.Start, n.End}] = true
		}
		for _, k := range n.Kids {
			count(k)
		}
	}
	count(n)
	return len(seen)
}

// doubleNegation: not not.
func doubleNegation(c *checker) {
	twice := regexp.MustCompile(`!\s*!|!\s*\(\s*![a-z_]+\s*\)|!\s*missing\s*\(|!\s*known\s*\(`)
	c.pathways(func(p *engine.Pathway, _ *file) {
		conditions(p, func(_ string, cond *engine.Condition) {
			if cond == nil {
				return
			}
			for _, m := range twice.FindAllString(cond.Text, -1) {
				help := "take both away"
				switch {
				case strings.Contains(m, "missing"):
					help = "write known(...)"
				case strings.Contains(m, "known"):
					help = "write missing(...)"
				}
				c.report(cond.Span(), help, "%q says no twice", m)
			}
		})
	})
}

// negatedName: with a name that says no, its opposite says no twice.
func negatedName(c *checker) {
	negated := regexp.MustCompile(`^(no|not|without|absence_of|lack_of|never)_`)
	look := func(key, _ *lang.Node) {
		if negated.MatchString(key.Value) {
			c.report(key.Span, "name what is there, and write ! before it where it must not be", "the name %q says no", key.Value)
		}
	}
	c.entries("vocabulary", "findings", look)
	c.entries("vocabulary", "criteria", look)
}

// repeatedCondition: two copies drift apart.
func repeatedCondition(c *checker) {
	c.pathways(func(p *engine.Pathway, _ *file) {
		first := map[string]source.Span{}
		conditions(p, func(owner string, cond *engine.Condition) {
			root := cond.Root()
			if root == nil || leaves(root) < 2 {
				return
			}
			text := strings.Join(strings.Fields(cond.Text), " ")
			before, again := first[text]
			if !again {
				first[text] = cond.Span()
				return
			}
			d := c.found.Warnf(c.code, cond.Span(), "%s repeats a condition", owner)
			d.Related = []source.Related{{Span: before, Message: "it stands here first"}}
			d.Help = "give it a name under `criteria` and use the name in both"
		})
	})
}

// redFlagBelow: red flags are asked first, so they are read first. A row that is
// more urgent may stand above.
func redFlagBelow(c *checker) {
	c.pathways(func(p *engine.Pathway, _ *file) {
		rank := func(r *engine.Row) int {
			if o, ok := p.Outcome(r.Outcome); ok {
				return o.Within.Rank()
			}
			return 0
		}
		for i, r := range p.Rows() {
			if !r.RedFlag || r.Because != "" {
				continue
			}
			for _, above := range p.Rows()[:i] {
				if !above.RedFlag && above.Because == "" && rank(above) >= rank(r) {
					c.report(r.Span(), "move it up; or say `because`", "red flag %q stands below row %q, which is none", r.ID, above.ID)
					break
				}
			}
		}
	})
}
