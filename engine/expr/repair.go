package expr

import (
	"slices"
	"strings"
	"unicode/utf8"

	places "signpost.health/signpost/engine/source"
)

// draft is a condition's text with the slips of the pen put right, so that
// one run of the parser finds everything else that is wrong.
type draft struct {
	text []byte
	// grown holds the places in text where a byte was put in.
	grown  []int
	issues []Issue
}

// repair reports writing that CEL does not have but that can only mean one
// thing: =, and, curly quotes, units. It returns the text as meant.
func repair(text string, toks []tok) draft {
	d := draft{text: []byte(text)}
	for i, t := range toks {
		switch {
		case t.kind == tokQuoted && !isPlainQuote(text[t.start]):
			d.curly(t)
		case t.kind == tokWord:
			d.word(t, strings.ToLower(text[t.start:t.end]))
		case t.kind == tokNumber:
			d.unit(text, toks[i+1:])
		case t.kind == tokSign:
			d.sign(t, text[t.start:t.end])
		}
	}
	d.grow(text, toks)
	return d
}

// report adds an issue and overwrites the place with what was meant, padded
// to the same length.
func (d *draft) report(t tok, meant string, is Issue) {
	is.Start, is.End = t.start, t.end
	d.issues = append(d.issues, is)
	copy(d.text[t.start:t.end], meant+strings.Repeat(" ", max(0, t.end-t.start-len(meant))))
}

func (d *draft) curly(t tok) {
	inner := strings.TrimFunc(string(d.text[t.start:t.end]), isQuote)
	lead := strings.Index(string(d.text[t.start:t.end]), inner)
	d.report(t, strings.Repeat(" ", max(0, lead-1))+`"`+inner+`"`, Issue{
		Code: codeQuotes, Message: "these are typographic quotes", Help: "write " + quote(inner),
	})
}

func (d *draft) word(t tok, word string) {
	meant := ""
	switch word {
	case "and":
		meant = "&&"
	case "or":
		meant = "||"
	case "not":
		meant = "!"
	default:
		d.disguised(t)
		return
	}
	d.report(t, meant, Issue{
		Code: codeWordOperator, Message: quote(word) + " is not an operator here", Help: "write " + meant,
	})
}

// disguised puts right letters that only look like those of a name.
func (d *draft) disguised(t tok) {
	found, ok := places.FindLookalike(string(d.text[t.start:t.end]))
	if !ok {
		return
	}
	d.report(t, found.Word, Issue{Code: codeSyntax, Message: found.String(), Help: found.Help()})
	last := &d.issues[len(d.issues)-1]
	last.Start += found.At
	last.End = last.Start + utf8.RuneLen(found.Letter)
}

// sign puts right the signs that keep their length.
func (d *draft) sign(t tok, sign string) {
	switch meant := meantSign(sign); meant {
	case "":
	case " ":
		d.report(t, meant, Issue{Code: codeSign, Message: "this is a no-break space", Help: "write a plain space"})
	default:
		d.report(t, meant, Issue{
			Code: codeSign, Message: quote(sign) + " is not an operator", Help: "write " + meant,
		})
	}
}

// meantSign gives what CEL writes for a sign that it does not have.
func meantSign(sign string) string {
	switch sign {
	case "≥", "=>":
		return ">="
	case "≤", "=<":
		return "<="
	case "≠", "<>":
		return "!="
	case "===":
		return "=="
	case "–", "−":
		return "-"
	case "×":
		return "*"
	case "÷":
		return "/"
	case "\u00a0":
		return " "
	}
	return ""
}

// unit reports a unit or a per cent sign after a number.
func (d *draft) unit(text string, rest []tok) {
	u, ok := unitAfter(text, rest)
	if !ok {
		return
	}
	help := "leave it out: the finding says its unit"
	if word := text[u.start:u.end]; slices.Contains([]string{"month", "week", "day"}, strings.TrimSuffix(word, "s")) {
		help = "for an age write " + strings.TrimSuffix(word, "s") + "s(...); otherwise leave it out: the finding says its unit"
	}
	d.report(u, "", Issue{Code: codeUnit, Message: quote(text[u.start:u.end]) + " is a unit in a condition", Help: help})
}

// unitAfter finds a unit: a word that no operator parts from the number
// before it, with what hangs on it by strokes, or a per cent sign with no
// operand behind it.
func unitAfter(text string, rest []tok) (tok, bool) {
	if len(rest) == 0 {
		return tok{}, false
	}
	first, word := rest[0], strings.ToLower(text[rest[0].start:rest[0].end])
	if word == "%" {
		return first, len(rest) == 1 || rest[1].kind == tokSign && text[rest[1].start] != '('
	}
	called := len(rest) > 1 && text[rest[1].start] == '('
	if first.kind != tokWord || called || word == "and" || word == "or" || word == "in" {
		return tok{}, false
	}
	for i := 1; i+1 < len(rest) && text[rest[i].start] == '/' && rest[i].start == first.end; i += 2 {
		for first.end = rest[i+1].end; i+2 < len(rest) && rest[i+2].start == first.end && rest[i+2].kind == tokWord; i++ {
			first.end = rest[i+2].end
		}
	}
	return first, true
}

// grow puts right the single signs = & |, which are a byte short. It comes
// last, because it moves what follows.
func (d *draft) grow(text string, toks []tok) {
	for _, t := range toks {
		if t.kind != tokSign || t.end-t.start != 1 || !strings.Contains("=&|", text[t.start:t.end]) {
			continue
		}
		sign := text[t.start:t.end]
		d.issues = append(d.issues, Issue{
			Start: t.start, End: t.end, Code: codeSign,
			Message: "a single " + quote(sign) + " is not an operator", Help: "write " + sign + sign,
		})
		at := t.start + len(d.grown)
		d.text = slices.Insert(d.text, at, sign[0])
		d.grown = append(d.grown, at+1)
	}
	slices.SortStableFunc(d.issues, func(a, b Issue) int { return a.Start - b.Start })
}

// back gives the place in the author's text of an offset in the draft.
func (d *draft) back(offset int) int {
	n, _ := slices.BinarySearch(d.grown, offset)
	return offset - n
}
