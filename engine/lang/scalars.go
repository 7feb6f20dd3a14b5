package lang

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"signpost.health/signpost/engine/source"
)

// String returns a scalar's text, however it was written. It reports any other
// node, and an empty value. A nil node is "".
func String(n *Node, c *source.Collector) string {
	text, _ := text(n, c, "text")
	return text
}

// Strings returns a list of texts. A single text is a list of one.
func Strings(n *Node, c *source.Collector) []string {
	if n == nil || n.Refused {
		return nil
	}
	if n.Kind != Sequence {
		one, ok := text(n, c, "text or a list of texts")
		if !ok {
			return nil
		}
		return []string{one}
	}
	list := make([]string, 0, len(n.Items))
	for _, item := range n.Items {
		if one, ok := text(item, c, "text"); ok {
			list = append(list, one)
		}
	}
	return list
}

// QuotedString is String for text that YAML programs would take for something
// else when it stands without quotes: 1.10 is a number to them, and loses its
// zero.
func QuotedString(n *Node, c *source.Collector) string {
	value, ok := text(n, c, "text")
	if !ok || n.Style != Plain {
		return value
	}
	if kind := mistakenFor(value); kind != "" {
		c.Errorf(codeUnquoted, n.Span, "%s must be quoted: YAML reads %s as %s", subject(n, ""), value, kind).
			Help = "write " + quoted(value)
		return ""
	}
	return value
}

// mistakenFor names what YAML 1.1 takes a plain scalar for, if not text.
func mistakenFor(value string) string {
	switch value {
	case "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO",
		"true", "True", "TRUE", "false", "False", "FALSE", "on", "On", "ON", "off", "Off", "OFF":
		return "yes or no"
	}
	if _, err := strconv.ParseFloat(value, 64); err == nil || looksLikeAnotherNumber(value) {
		return "a number"
	}
	if matched, err := regexp.MatchString(`^\d{4}-\d{1,2}-\d{1,2}`, value); err == nil && matched {
		return "a date"
	}
	if strings.Count(value, ".") > 1 && isOnly(value, digits+".") {
		return "text, and 1.10 as the number 1.1"
	}
	return ""
}

// Bool reads yes, no, true or false, written without quotes.
func Bool(n *Node, c *source.Collector) bool {
	value, ok := text(n, c, "yes or no")
	if !ok {
		return false
	}
	if n.Style == Plain {
		switch value {
		case "yes", "true":
			return true
		case "no", "false":
			return false
		}
	}
	c.Errorf(codeNotYesNo, n.Span, "%s must be yes or no", subject(n, "")).
		Help = "write yes or no, in small letters and without quotes"
	return false
}

// Number reads a decimal number.
func Number(n *Node, c *source.Collector) (float64, bool) {
	value, ok := text(n, c, "a number")
	if !ok {
		return 0, false
	}
	number, err := strconv.ParseFloat(value, 64)
	if err != nil || !isDecimal(value) || n.Style != Plain {
		c.Errorf(codeNotNumber, n.Span, "%s must be a number", subject(n, "")).Help = numberHelp(value)
		return 0, false
	}
	return number, true
}

// Int reads a whole number.
func Int(n *Node, c *source.Collector) (int, bool) {
	number, ok := Number(n, c)
	if !ok {
		return 0, false
	}
	if number != math.Trunc(number) || math.Abs(number) > 1<<53 {
		c.Errorf(codeNotWhole, n.Span, "%s must be a whole number", subject(n, "")).
			Help = "write digits only, such as 12"
		return 0, false
	}
	return int(number), true
}

// Date reads a date written like 2027-11-30, and returns it so.
func Date(n *Node, c *source.Collector) string {
	value, ok := text(n, c, "a date")
	if !ok {
		return ""
	}
	if _, err := time.Parse(time.DateOnly, value); err != nil {
		c.Errorf(codeNotDate, n.Span, "%s is not a date", value).
			Help = dateHelp(value)
		return ""
	}
	return value
}

// text returns a scalar's text and reports a node without any.
func text(n *Node, c *source.Collector, want string) (string, bool) {
	switch {
	case n == nil || n.Refused:
		return "", false
	case n.Kind != Scalar:
		c.Errorf(codeShape, n.Span, "%s must be %s, not %s", subject(n, ""), want, describe(n)).
			Help = "check the indentation; text that starts with [ or { must be quoted"
		return "", false
	case n.Null:
		refuseEmpty(n, "", c)
		return "", false
	}
	return n.Value, true
}

// refuseEmpty reports a value that was left out, or written as null.
func refuseEmpty(n *Node, what string, c *source.Collector) {
	d := c.Errorf(codeEmptyValue, n.Span, "%s has no value", subject(n, what))
	d.Help = "write a value, or delete the key"
	if n.Value != "" {
		d.Help = "YAML reads " + n.Value + " as nothing: for text, write " + quoted(n.Value)
	}
}
