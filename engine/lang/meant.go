package lang

import (
	"regexp"
	"strings"
	"time"

	"signpost.health/signpost/engine/source"
)

// numberHelp says how a number is written, with the figures that stand there.
func numberHelp(value string) string {
	figures := regexp.MustCompile(`^\s*([0-9]+)(?:[.,]([0-9]+))?\s*[^0-9.,]*$`).FindStringSubmatch(value)
	if figures == nil {
		return "write digits, with a point for decimals and without quotes, such as 12 or 0.5"
	}
	meant := figures[1]
	if figures[2] != "" {
		meant += "." + figures[2]
	}
	return "write " + meant + ": digits, with a point for decimals, without quotes and without a unit"
}

// dateHelp says how a date is written, with the day that seems to be meant.
func dateHelp(value string) string {
	if regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`).MatchString(value) {
		return "there is no such day; write year, month and day like 2027-11-30"
	}
	plain := strings.NewReplacer("/", "-", ".", "-", " ", "-").Replace(strings.TrimSpace(value))
	for _, layout := range []string{"2-1-2006", "2-January-2006", "2-Jan-2006", "2006-1-2"} {
		if day, err := time.Parse(layout, plain); err == nil {
			return "write year, month and day: " + day.Format(time.DateOnly)
		}
	}
	return "write year, month and day like 2027-11-30"
}

// Misspelt says whether a key stands there under a name so near that its author
// has been told of it.
func Misspelt(n *Node, key string) bool {
	for _, e := range n.Entries {
		if near, ok := source.Nearest(e.Key.Value, []string{key}); ok && near == key {
			return true
		}
	}
	return false
}
