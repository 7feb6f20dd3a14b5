package letters

import (
	"strings"

	"signpost.health/signpost/letters/internal/block"
)

func sectionBlocks(l *Letter, s Section) []block.Block {
	switch s.Form {
	case Criteria:
		return []block.Block{criteriaTable(s)}
	case Findings:
		return []block.Block{findingsTable(s)}
	case Boxed:
		box := block.Box{Role: block.Override}
		for _, line := range s.Lines {
			box.Paragraphs = append(box.Paragraphs, labelled(line))
		}
		return []block.Block{box}
	case Items:
		var list block.List
		for _, line := range s.Lines {
			list.Items = append(list.Items, labelled(line))
		}
		return []block.Block{list}
	case Pictures:
		return figures(l, s)
	case Prose, Strong, Fine:
	}
	if s.Form == Fine {
		return []block.Block{fine(s)}
	}
	var out []block.Block
	for i, line := range s.Lines {
		out = append(out, paragraphs(line, s.Form == Strong && i == 0)...)
	}
	return out
}

// paragraphs divides free text where the author left a line empty, so that
// pages break between paragraphs first.
func paragraphs(line Line, bold bool) []block.Block {
	var out []block.Block
	for _, part := range strings.Split(strings.TrimRight(line.Text, "\n "), "\n\n") {
		out = append(out, block.Paragraph{
			Spans: []block.Span{{Text: strings.Trim(part, "\n"), Bold: bold}}, From: from(line.Trace),
		})
	}
	return out
}

// shortText is what shares a line with others, and stays with its label.
const shortText = 40

// fine sets all lines as one paragraph of small type. Short ones share a line.
func fine(s Section) block.Paragraph {
	p := block.Paragraph{Small: true, From: string(FromPathway)}
	for i, line := range s.Lines {
		if i > 0 {
			between := "\n"
			if len(line.Text) < shortText && len(s.Lines[i-1].Text) < shortText {
				between = gap
			}
			p.Spans = append(p.Spans, block.Span{Text: between})
		}
		p.Spans = append(p.Spans, labelled(line).Spans...)
	}
	return p
}

func labelled(line Line) block.Paragraph {
	p := block.Paragraph{From: from(line.Trace)}
	if line.Label != "" {
		between := "  "
		if len(line.Text) < shortText {
			between = nbsp + nbsp
		}
		p.Spans = append(p.Spans, block.Span{Text: line.Label + between, Bold: true})
	}
	p.Spans = append(p.Spans, block.Span{Text: line.Text})
	return p
}

// from is a trace in one word, for the preview.
func from(t Trace) string {
	switch {
	case t.Finding != "":
		return "finding:" + t.Finding
	case t.Rule != "":
		return string(t.Origin) + ":" + t.Rule
	}
	return string(t.Origin)
}

func criteriaTable(s Section) block.Table {
	t := block.Table{
		Name: s.Title, LabelFirst: true,
		Head:   []string{"Criterion", "What is recorded", "Result"},
		Widths: []float64{44, 40, 16},
	}
	for _, line := range s.Lines {
		criterion := block.Cell{Paragraphs: []block.Paragraph{block.Plain(line.Label)}}
		if source := citeAll(line.Trace.Evidence, briefTitle); source != "" {
			p := block.Plain(source)
			p.Small = true
			criterion.Paragraphs = append(criterion.Paragraphs, p)
		}
		recorded := block.Cell{Paragraphs: []block.Paragraph{block.Plain(line.Text)}}
		if line.Standing == Present {
			recorded.Paragraphs[0] = block.Strong(line.Text)
		}
		if line.Note != "" {
			recorded.Paragraphs = append(recorded.Paragraphs, block.Plain("Note: "+line.Note))
		}
		t.Rows = append(t.Rows, block.Row{From: from(line.Trace), Cells: []block.Cell{
			criterion, recorded,
			{Paragraphs: []block.Paragraph{block.Strong(standingWord(line.Standing))}},
		}})
	}
	return t
}

func standingWord(s Standing) string {
	switch s {
	case Met:
		return "Met"
	case NotMet:
		return "Not met"
	case Present:
		return "Present"
	case Absent, NotKnown:
	}
	return "Not known"
}

// findingsTable has a row for each answer. Those that are absent, and have no
// note of their own, share one row; so do those that nobody recorded.
func findingsTable(s Section) block.Table {
	t := block.Table{Name: s.Title, LabelFirst: true, Widths: []float64{38, 62}}
	var absent, unrecorded []string
	for _, line := range s.Lines {
		switch {
		case line.Standing == Absent && line.Note == "":
			absent = append(absent, line.Label)
		case line.Trace.Origin == FromPatient && line.Text == notRecorded:
			unrecorded = append(unrecorded, line.Label)
		default:
			t.Rows = append(t.Rows, findingRow(line))
		}
	}
	t.Rows = append(t.Rows, together("Absent", absent)...)
	t.Rows = append(t.Rows, together(notRecorded, unrecorded)...)
	return t
}

// together is one row for all that stands alike.
func together(label string, what []string) []block.Row {
	if len(what) == 0 {
		return nil
	}
	return []block.Row{{From: "answers", Cells: []block.Cell{
		{Paragraphs: []block.Paragraph{block.Plain(label)}},
		{Paragraphs: []block.Paragraph{block.Plain(strings.Join(what, "; "))}},
	}}}
}

func findingRow(line Line) block.Row {
	label, value := line.Label, line.Text
	cell := block.Cell{Paragraphs: []block.Paragraph{block.Strong(value)}}
	if line.Trace.Origin != FromAnswer || line.Standing == NotKnown {
		cell.Paragraphs[0] = block.Plain(value)
	}
	if line.Note != "" {
		cell.Paragraphs = append(cell.Paragraphs, block.Plain("Note: "+line.Note))
	}
	return block.Row{From: from(line.Trace), Cells: []block.Cell{
		{Paragraphs: []block.Paragraph{block.Plain(label)}}, cell,
	}}
}

func figures(l *Letter, s Section) []block.Block {
	var out []block.Block
	for i, line := range s.Lines[:min(len(s.Lines), len(l.Images))] {
		p := l.Images[i]
		out = append(out, block.Figure{
			JPEG: p.JPEG, Width: p.Width, Height: p.Height, Alt: line.Label, Caption: block.Plain(line.Text),
		})
	}
	return out
}
