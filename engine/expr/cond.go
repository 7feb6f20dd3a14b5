package expr

import "slices"

// Cond is a checked condition.
type Cond struct {
	env     *Env
	text    string
	root    *Node
	levels  []Level
	named   []string
	program lazyProgram
}

// Root is the condition split at && || ! ?: and at_least. Its leaves are
// atoms, other conditions and constants.
func (c *Cond) Root() *Node { return c.root }

// Text is the condition as it was written.
func (c *Cond) Text() string { return c.text }

// Names gives the conditions that this one names, in order of appearance.
func (c *Cond) Names() []string { return slices.Clone(c.named) }

// Levels gives every level that the condition's own atoms read, in order of
// appearance. What named conditions read is not among them.
func (c *Cond) Levels() []Level { return slices.Clone(c.levels) }

// Eval evaluates the whole text as one cel-go program: the meaning that atoms
// and cells are held against. f gives the value of every level of the
// condition, named the truth of the conditions it names.
func (c *Cond) Eval(f func(Level) Value, named func(string) (bool, error)) (bool, error) {
	p, err := c.program.get(c.env, c.text)
	if err != nil {
		return false, err
	}
	return p.eval(f, named)
}
