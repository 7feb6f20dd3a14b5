package letters

import (
	"strings"

	"signpost.health/signpost/letters/internal/block"
)

// flatten turns the letter into the stream of blocks that all renderers draw.
func flatten(l *Letter) block.Document {
	d := block.Document{
		Title:    l.Title,
		Subject:  l.Priority.Words,
		Author:   strings.Join(l.From.Lines[:min(2, len(l.From.Lines))], ", "),
		Language: "en-GB",
		Created:  l.ComposedAt,
		Warning:  l.Draft,
		Identity: l.Banner.identity(),
		Brief:    l.Banner.brief(),
		Foot:     foot(l),
		Properties: []block.Property{
			{Name: "letter", Value: l.ID},
			{Name: "pathway", Value: l.Pathway.ID},
			{Name: "version", Value: l.Pathway.Version},
			{Name: "status", Value: l.Pathway.Status},
			{Name: "digest", Value: l.Pathway.Digest},
			{Name: "behaviour", Value: l.Pathway.Behaviour},
			{Name: "content", Value: l.Pathway.Content},
		},
	}
	if l.Draft != "" {
		d.Blocks = append(d.Blocks, block.Box{Role: block.Warning, Paragraphs: []block.Paragraph{block.Strong(l.Draft)}})
	}
	parties := block.Columns{Left: partyLines(l.To), Right: partyLines(l.From)}
	if l.Kind == PatientCopy {
		d.Blocks = append(d.Blocks, priorityBox(l.Priority), parties)
	} else {
		d.Blocks = append(d.Blocks, bannerBox(l.Banner), priorityBox(l.Priority), parties)
	}
	for _, s := range l.Sections {
		d.Blocks = append(d.Blocks, block.Heading{Text: s.Title, ID: s.ID})
		d.Blocks = append(d.Blocks, sectionBlocks(l, s)...)
	}
	return d
}

// foot says what made the letter, in what is short enough for every page. All
// of it stands in full in the last section.
func foot(l *Letter) []string {
	const most = 48
	id := l.Pathway
	var line []string
	for _, part := range []struct{ name, text string }{
		{"pathway", strings.TrimSpace(id.ID + " " + id.Version)},
		{"library", shortHash(id.Digest)},
		{"behaviour", shortHash(id.Behaviour)},
		{"content", shortHash(id.Content)},
		{"letter", l.ID},
	} {
		if !brief(part.text, most) {
			part.text = "on the last page"
		} else if part.name == "pathway" {
			part.name = ""
		}
		if part.text != "" {
			line = append(line, strings.ReplaceAll(strings.TrimSpace(part.name+" "+part.text), " ", nbsp))
		}
	}
	return []string{strings.Join(line, "   ")}
}

// shortHash keeps the ends of a hash; it stands in full in the last section.
func shortHash(h string) string {
	if i := strings.LastIndexByte(h, ':'); i >= 0 {
		h = h[i+1:]
	}
	if len(h) <= 16 || strings.IndexFunc(h, func(r rune) bool { return r > '~' }) >= 0 {
		return h
	}
	return h[:6] + "…" + h[len(h)-6:]
}

// field is a light label and a bold value.
func field(label, value string) []block.Span {
	return []block.Span{{Text: label + nbsp}, {Text: value, Bold: true}}
}

func bannerBox(b Banner) block.Box {
	var second []block.Span
	for i, f := range [][]block.Span{field("Born", b.Born), field("Sex", b.Sex), field("NHS"+nbsp+"No.", b.NHSNumber)} {
		if i > 0 {
			second = append(second, block.Span{Text: gap})
		}
		second = append(second, f...)
	}
	third := append(field("Address", b.Address), block.Span{Text: gap})
	third = append(third, field("Phone", b.Phone)...)
	allergies := []block.Span{{Text: b.AllergyTitle, Bold: true}}
	if len(b.Allergies) > 0 {
		allergies = append(allergies, block.Span{Text: "  " + strings.Join(b.Allergies, "; ")})
	}
	return block.Box{Role: block.Banner, Paragraphs: []block.Paragraph{
		{Spans: []block.Span{{Text: b.Name, Bold: true}}, From: "patient"},
		{Spans: second, From: "patient"}, {Spans: third, From: "patient"}, {Spans: allergies, From: "patient"},
	}}
}

func priorityBox(p Priority) block.Box {
	box := block.Box{Role: block.Priority, Title: p.Words}
	if p.What != "" {
		box.Title += " – " + p.What
	}
	if len(p.Lines) > 0 {
		box.Paragraphs = append(box.Paragraphs, block.Plain(strings.Join(p.Lines, gap)))
	}
	return box
}

func partyLines(p Party) []block.Paragraph {
	var out []block.Paragraph
	for i, text := range p.Lines {
		if i == 0 {
			out = append(out, block.Paragraph{Spans: field(p.Title, text)})
			continue
		}
		out = append(out, block.Plain(text))
	}
	return out
}
