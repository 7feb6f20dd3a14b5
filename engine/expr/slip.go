package expr

import (
	"slices"
	"strings"
)

// slipBefore says what the parser's words would not: what people write who have
// written conditions in another language, or in plain English. It looks at the
// token that the parser stopped at.
func slipBefore(text string, at int) (Issue, bool) {
	toks := scan(text)
	i := slices.IndexFunc(toks, func(t tok) bool { return t.start <= at && at < t.end })
	if i < 0 {
		return Issue{}, false
	}
	word := strings.ToLower(text[toks[i].start:toks[i].end])
	switch word {
	case ")":
		if _, open := openBracket(text[:toks[i].start]); !open {
			return Issue{Code: codeSyntax, Message: "this bracket closes none", Help: "take it out, or write the ( that it closes"}, true
		}
	case "if", "then", "else":
		return Issue{Code: codeWordOperator, Message: "conditions have no " + word,
			Help: "join conditions with && or ||; where it must be one or another, write test ? this : that"}, true
	case "is", "has":
		return Issue{Code: codeWordOperator, Message: quote(word) + " is not an operator here",
			Help: "write the finding alone where it must be there, ! before it where it must not, and == before an option"}, true
	}
	if i > 0 && toks[i].kind == tokWord && slices.Contains([]string{"known", "missing", "any"}, text[toks[i-1].start:toks[i-1].end]) {
		called := text[toks[i-1].start:toks[i-1].end]
		return Issue{Code: codeSyntax, Message: called + " has no brackets", Help: "write " + called + "(" + text[toks[i].start:toks[i].end] + ")"}, true
	}
	if i > 1 && isComparison(word) && isJoin(text[toks[i-1].start:toks[i-1].end]) {
		help := "name the finding again on this side"
		if finding, ok := compared(text, toks[:i-1]); ok {
			help = "name the finding again: " + finding + " " + strings.TrimSpace(text[toks[i].start:])
		}
		return Issue{Code: codeSyntax, Message: "this comparison has nothing on its left", Help: help}, true
	}
	return Issue{}, false
}

// splitName sees names that were written with spaces: their words, put together
// around the place where an operator was missed, are a name.
func (e *Env) splitName(text string, at int) (name string, ok bool) {
	toks := scan(text)
	i := slices.IndexFunc(toks, func(t tok) bool { return t.start <= at && at < t.end })
	if i < 1 {
		return "", false
	}
	from, to := i, i
	for from > 0 && toks[from-1].kind == tokWord {
		from--
	}
	for to+1 < len(toks) && toks[to+1].kind == tokWord {
		to++
	}
	for first := from; first < i; first++ {
		for last := to; last >= i; last-- {
			name = strings.Join(strings.Fields(text[toks[first].start:toks[last].end]), "_")
			if e.vars[name] != nil || e.conditions[name] {
				return name, true
			}
		}
	}
	return "", false
}

// openBracket finds the first bracket that is never closed.
func openBracket(text string) (tok, bool) {
	var open []tok
	for _, t := range scan(text) {
		switch text[t.start:t.end] {
		case "(":
			open = append(open, t)
		case ")":
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
	}
	if len(open) == 0 {
		return tok{}, false
	}
	return open[0], true
}

func isComparison(sign string) bool {
	return slices.Contains([]string{"<", "<=", ">", ">=", "==", "!="}, sign)
}

func isJoin(sign string) bool { return sign == "&&" || sign == "||" }

// compared gives the name on the left of the last comparison.
func compared(text string, toks []tok) (string, bool) {
	for i := len(toks) - 1; i > 0; i-- {
		if isComparison(text[toks[i].start:toks[i].end]) && toks[i-1].kind == tokWord {
			return text[toks[i-1].start:toks[i-1].end], true
		}
	}
	return "", false
}
