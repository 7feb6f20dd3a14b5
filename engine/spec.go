package engine

import (
	"signpost.health/signpost/engine/expr"
	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// Condition is one CEL condition where its author wrote it.
type Condition struct {
	Text string
	node *lang.Node
	cond *expr.Cond
}

// Span is where the condition stands.
func (c *Condition) Span() source.Span {
	if c == nil || c.node == nil {
		return source.Span{}
	}
	return c.node.Span
}

// Row is a line of decide or also.
type Row struct {
	ID       string
	RedFlag  bool
	When     *Condition // nil for otherwise
	Outcome  string
	Evidence []Citation
	Strength Strength
	// Because excuses a row that stands out of urgency order.
	Because string
	// Note is for signers.
	Note string
	// Ask lets an also row hold the case open.
	Ask bool
	// Otherwise marks the last row of decide.
	Otherwise bool

	node, outcomeNode *lang.Node
}

// Span is where the row stands.
func (r *Row) Span() source.Span { return spanOf(r.node) }

// NotFor is whom a pathway is not for, and what to do instead.
type NotFor struct {
	ID       string
	When     *Condition
	Says     string
	Outcome  string
	Evidence []Citation

	node, outcomeNode *lang.Node
}

// Span is where the entry stands.
func (n *NotFor) Span() source.Span { return spanOf(n.node) }

// Criterion is a named condition in plain English.
type Criterion struct {
	ID       string
	Says     string
	When     *Condition
	Evidence []Citation

	node, body *lang.Node
}

// Span is where the criterion stands.
func (c *Criterion) Span() source.Span { return spanOf(c.node) }

// Parameter is a number that an area may change.
type Parameter struct {
	ID       string
	Says     string
	Value    float64
	Unit     string
	Evidence []Citation
	// National is the pathway's own value when an overlay changed it.
	National *float64

	node *lang.Node
	// valueNode is where the value stands: in the pathway, or in the overlay
	// that changed it.
	valueNode *lang.Node
}

// Group is a set of findings asked on one screen.
type Group struct {
	Title    string
	Style    string
	Findings []string

	nodes []*lang.Node
}

// Band is a threshold that depends on another number.
type Band struct {
	ID       string
	Says     string
	Finding  string
	Compare  string
	By       string
	Lines    []BandLine
	Evidence []Citation

	node, body *lang.Node
}

// BandLine is one line of a band: From is included, Below is not.
type BandLine struct {
	From, Below, Threshold float64
	HasFrom, HasBelow      bool
}

// Constraint is a law that every feasible patient obeys.
type Constraint struct {
	Says string
	When *Condition
}

type findingSpec struct {
	Finding
	node, key       *lang.Node
	onlyIf, derive  *Condition
	impliesNodes    []*lang.Node
	obtainedByNode  *lang.Node
	evidence        []Citation
	derivedFindings []string
	// asks are the findings to ask about for its sake.
	asks []string
}

type outcomeSpec struct {
	Outcome
	node, body               *lang.Node
	routeNode, alternativeAt *lang.Node
	// routeBody is the route's keys and values, where routeNode is its name.
	routeBody                 *lang.Node
	requiresNodes, testsNodes []*lang.Node
}

type pathwaySpec struct {
	about      About
	file       *source.File
	node       *lang.Node
	applies    *Condition
	notFor     []*NotFor
	evidence   map[string]Citation
	parameters []*Parameter
	groups     []*Group
	criteria   []*Criterion
	decide     []*Row
	also       []*Row
	outcomes   []*outcomeSpec
}

type serviceSpec struct {
	Service
	node, body  *lang.Node
	accepts     *Condition
	insteadNode *lang.Node
}

type overlaySpec struct {
	name  string
	node  *lang.Node
	lines []overlayLine
}

type overlayLine struct {
	pathway    string
	because    string
	node       *lang.Node
	parameters map[string]float64
	paramNodes map[string]lang.Entry
	routes     map[string]Route
	routeNodes map[string]*lang.Node
	// routeBodies are the keys and values of the routes.
	routeBodies map[string]*lang.Node
}

func spanOf(n *lang.Node) source.Span {
	if n == nil {
		return source.Span{}
	}
	return n.Span
}
