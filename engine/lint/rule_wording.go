package lint

import (
	"regexp"
	"slices"
	"strings"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// questionMark: what is asked and answered with yes or no is a question.
func questionMark(c *checker) {
	c.entries("vocabulary", "findings", func(_, body *lang.Node) {
		ask, kind := body.Get("ask"), body.Get("type")
		if ask == nil || kind == nil || kind.Value != "yes_no" && kind.Value != "options" {
			return
		}
		if !strings.HasSuffix(strings.TrimSpace(ask.Value), "?") {
			c.report(ask.Span, "end it with a question mark, as the GP hears it", "this is answered with yes or no and is not a question")
		}
	})
}

// fullStop: what heads a page or stands in a table is no sentence.
func fullStop(c *checker) {
	c.texts([]string{"title", "short", "summary", "name"}, func(t text) {
		if value := strings.TrimSpace(t.node.Value); strings.HasSuffix(value, ".") && !strings.HasSuffix(value, "..") {
			c.report(t.node.At(len(value)-1, len(value)), "leave it out", "`%s` ends with a full stop, and stands in headings and tables", t.key)
		}
	})
}

// capitals: text in capitals shouts, and screen readers spell it.
func capitals(c *checker) {
	word := regexp.MustCompile(`\b[A-Z]{6,}\b`)
	c.texts(readable(), func(t text) {
		t.find(word, func(match string, at source.Span) {
			c.report(at, "write it in small letters", "%q is in capitals", match)
		})
	})
}

// mostWords is how many words a sentence to a patient may have. The NHS aims at
// half of that.
const mostWords = 32

// longSentence: a patient who is worried loses the thread.
func longSentence(c *checker) {
	sentence := regexp.MustCompile(`[^.!?]+[.!?]?`)
	c.texts(toPatient(), func(t text) {
		t.find(sentence, func(match string, at source.Span) {
			if n := len(strings.Fields(match)); n > mostWords {
				c.report(at, "make two sentences of it", "a patient reads a sentence of %d words", n)
			}
		})
	})
}

// exclamation: what is urgent is said in words.
func exclamation(c *checker) {
	mark := regexp.MustCompile(`!`)
	c.texts(readable(), func(t text) {
		t.find(mark, func(_ string, at source.Span) {
			c.report(at, "use a full stop, and say what to do", "an exclamation mark")
		})
	})
}

// dateInFigures: 03/04 is in March or in April.
func dateInFigures(c *checker) {
	date := regexp.MustCompile(`\b\d{1,2}/\d{1,2}/(\d{4}|\d{2})\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b`)
	c.texts(readable(), func(t text) {
		t.find(date, func(match string, at source.Span) {
			c.report(at, "write the month in words: 21 November 2026", "the date %s can be read in two ways", match)
		})
	})
}

// straySpaces: they show in letters.
func straySpaces(c *checker) {
	c.texts(readable(), func(t text) {
		if t.node.Style == lang.Literal || t.node.Style == lang.Folded {
			return
		}
		value := t.node.Value
		at := strings.Index(value, "  ")
		switch {
		case at >= 0:
			c.report(t.node.At(at, at+2), "leave one", "two spaces in a row")
		case value != strings.TrimSpace(value):
			c.report(t.node.Span, "take it away", "a space at the start or the end of the text")
		}
	})
}

// blame: a patient may read it, and a letter is not a court.
func blame(c *checker) {
	words := regexp.MustCompile(`(?i)\b(refus(es|ed|ing)|denie[sd]|denying|claims (to|that)|complain(s|ed|ing)? of|non-?complian(t|ce)|fail(s|ed) to (attend|take|follow)|did not attend|DNA'd|poor historian|suffer(s|ing)? from|victim)\b`)
	c.texts(readable(), func(t text) {
		t.find(words, func(match string, at source.Span) {
			c.report(at, "say what happened and leave the judgement out: says no to, does not have, reports, has not taken", "%q puts blame on the patient", match)
		})
	})
}

// netWithoutAction: a warning helps only with what to do about it.
func netWithoutAction(c *checker) {
	action := regexp.MustCompile(`(?i)\b(call|phone|ring|see|go|come|tell|contact|ask|stop|speak|seek|return|book|999|111)\b`)
	c.texts([]string{"safety_net"}, func(t text) {
		if !action.MatchString(t.node.Value) {
			c.report(t.node.Span, "say what to do: call 999, call us the same day, come back", "the safety net does not say what to do")
		}
	})
}

// noChase: a referral that is lost is noticed by the patient, or by nobody.
func noChase(c *checker) {
	sent := []string{"refer", "test", "advice_and_guidance", "redirect"}
	c.entries("pathway", "outcomes", func(key, body *lang.Node) {
		action := body.Get("action")
		if action != nil && slices.Contains(sent, action.Value) && body.Get("chase_after") == nil {
			c.report(key.Span, "add `chase_after: 2 weeks`, or as long as the service takes", "nobody notices if outcome %q never reaches the patient", key.Value)
		}
	})
}
