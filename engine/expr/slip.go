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
	case "if", "then", "else":
		return Issue{Code: codeWordOperator, Message: "conditions have no " + word,
			Help: "join conditions with && or ||; where it must be one or another, write test ? this : that"}, true
	case "is", "has":
		return Issue{Code: codeWordOperator, Message: quote(word) + " is not an operator here",
			Help: "write the finding alone where it must be there, ! before it where it must not, and == before an option"}, true
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
