package docs

import (
	"strconv"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/english"
)

// mostConditions is how many conditions a table may have side by side: beyond
// it nobody checks a table reliably.
const mostConditions = 6

// Table is a decision table, or a list of which some must hold.
type Table struct {
	// Name is "Table 1", "Table B" or "List C"; ID its place on the page.
	Name, ID string
	Caption  string
	// Policy says in words how it is read.
	Policy string
	// Heads are the conditions. A list has none: each line is one.
	Heads  []Head
	IsList bool
	Lines  []Line
	// Advises is set for a table whose lines lead to outcomes.
	Advises bool
	// Next says where to go when no line fits.
	Next string

	// means is the group that a part sets out. Of a list, of is the group whose
	// parts are its lines, and needs is what must hold besides.
	means, of english.Phrase
	needs     []english.Phrase
}

// Head is a condition of a table.
type Head struct {
	Text string
	// Href leads to what the condition means, where that stands elsewhere.
	Href string
}

// Line is a row of a table.
type Line struct {
	Number  int
	ID      string
	RedFlag bool
	// Cells go with the heads; "any" does not matter. A list has one, with
	// what it is about in About.
	Cells []Cell
	About Head
	// Everybody is set for the last row, which asks nothing.
	Everybody bool
	Outcome   Link
	Within    string

	// asks are the phrases behind the cells.
	asks []english.Phrase
}

// Cell is the value of a condition in a row.
type Cell struct{ Head, Text string }

// Matters says whether the cell asks anything.
func (c Cell) Matters() bool { return c.Text != anything }

const anything = "any"

// tabler sets conditions out as tables. What is too deep for a cell becomes a
// table of its own.
type tabler struct {
	r *reader
	// all are the tables and lists made so far; parts finds them by what they
	// say.
	all   []Table
	parts map[string]int
}

// asked is one condition of a row, before it has its column.
type asked struct {
	head Head
	cell string
	by   english.Phrase
}

// decide sets the rows out in chained tables, in order.
func (t *tabler) decide() []Table {
	var out []Table
	for i, row := range t.r.p.Rows() {
		var conditions []asked
		if !row.Otherwise {
			conditions = t.conditions(t.r.w.Phrase(row.When))
		}
		line := t.line(row, i+1)
		out = t.place(out, line, conditions)
	}
	t.finish(out, "Table ", "decide-", "Read from the top: the first row that fits gives the advice, and the rows below it are not read.", true)
	return out
}

// also sets out the further advice.
func (t *tabler) also() []Table {
	var out []Table
	for i, row := range t.r.p.AlsoRows() {
		out = t.place(out, t.line(row, i+1), t.conditions(t.r.w.Phrase(row.When)))
	}
	t.finish(out, "Further advice, table ", "also-", "Every row that fits is advised, whatever else is.", false)
	return out
}

func (t *tabler) line(row *engine.Row, number int) Line {
	o, _ := t.r.p.Outcome(row.Outcome)
	l := Line{Number: number, ID: row.ID, RedFlag: row.RedFlag, Everybody: row.Otherwise, Outcome: t.r.outcomeLink(row.Outcome)}
	if o != nil {
		l.Within = english.Within(o.Within)
	}
	return l
}

// place puts a row into the last table, or begins the next where its
// conditions would be too many.
func (t *tabler) place(tables []Table, line Line, conditions []asked) []Table {
	if len(tables) == 0 || len(heads(tables[len(tables)-1].Heads, conditions)) > mostConditions {
		tables = append(tables, Table{})
	}
	last := &tables[len(tables)-1]
	last.Heads = heads(last.Heads, conditions)
	for _, a := range conditions {
		line.Cells = append(line.Cells, Cell{Head: a.head.Text, Text: a.cell})
		line.asks = append(line.asks, a.by)
	}
	last.Lines = append(last.Lines, line)
	return tables
}

// heads are a table's conditions with those of one more row.
func heads(have []Head, conditions []asked) []Head {
	out := append([]Head(nil), have...)
	for _, a := range conditions {
		known := false
		for _, h := range out {
			known = known || h.Text == a.head.Text
		}
		if !known {
			out = append(out, a.head)
		}
	}
	return out
}

// finish names the tables of a chain and gives every row a cell for every
// condition.
func (t *tabler) finish(tables []Table, name, id, policy string, chained bool) {
	for i := range tables {
		tb := &tables[i]
		tb.Name, tb.ID, tb.Policy, tb.Advises = name+strconv.Itoa(i+1), id+strconv.Itoa(i+1), policy, true
		tb.fill()
		if chained && i < len(tables)-1 {
			tb.Next = "If no row fits, go on with table " + strconv.Itoa(i+2) + "."
		}
	}
	if len(tables) == 1 && !chained {
		tables[0].Name = "Further advice"
	}
}

// fill lines cells up with heads; two conditions under one head are joined.
func (t *Table) fill() {
	for i, l := range t.Lines {
		cells := make([]Cell, len(t.Heads))
		for j, h := range t.Heads {
			cells[j] = Cell{Head: h.Text, Text: anything}
			for _, c := range l.Cells {
				switch {
				case c.Head != h.Text:
				case cells[j].Text == anything:
					cells[j].Text = c.Text
				default:
					cells[j].Text += " and " + c.Text
				}
			}
		}
		t.Lines[i].Cells = cells
	}
}
