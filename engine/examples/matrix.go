package examples

import (
	"maps"
	"strings"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// expand gives the cases of a matrix: one for each of its lines, with the
// answers of the line added to the patient's and its expectation laid over the
// case's own. A case without a matrix is itself.
func (k *Case) expand(c *source.Collector) []*Case {
	if k.matrix == nil {
		return []*Case{k}
	}
	if k.matrix.Kind != lang.Sequence || len(k.matrix.Items) == 0 {
		c.Errorf("P306", k.matrix.Span, "a matrix is a list of lines").Help =
			"write one line for each value, for example `- {fit_result: 10, expect: {outcome: urgent_referral}}`"
		return nil
	}
	var out []*Case
	for _, line := range k.matrix.Items {
		if one := k.line(line, c); one != nil {
			out = append(out, one)
		}
	}
	return out
}

// line is the case of one line of the matrix.
func (k *Case) line(n *lang.Node, c *source.Collector) *Case {
	if n.Refused {
		return nil
	}
	if n.Kind != lang.Mapping {
		c.Errorf("P306", n.Span, "a line of a matrix holds answers and what to expect").Help =
			"for example `- {fit_result: 10, expect: {outcome: urgent_referral}}`"
		return nil
	}
	one := *k
	one.node, one.matrix = n, nil
	one.Answers, one.answers, one.values = maps.Clone(k.Answers), maps.Clone(k.answers), maps.Clone(k.values)
	one.Expect.nodes = maps.Clone(k.Expect.nodes)
	var said []string
	for _, e := range n.Entries {
		switch {
		case e.Key.Refused || e.Value.Refused:
		case e.Key.Value == "expect":
			one.Expect.read(e.Value, c)
		default:
			one.answer(e)
			said = append(said, e.Key.Value+" "+strings.Join(strings.Fields(e.Value.Span.Text()), " "))
		}
	}
	if len(said) == 0 {
		c.Errorf("P306", n.Span, "this line of the matrix changes no answer").Help = "name a finding and its value, for example `fit_result: 10`"
	}
	if k.node.Get("expect") == nil && n.Get("expect") == nil {
		c.Errorf("P302", n.Span, "this line of the matrix has no `expect`").Help = "add `expect: {...}` to the line"
	}
	one.Name = k.Name + ": " + strings.Join(said, ", ")
	return &one
}
