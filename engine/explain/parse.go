package explain

import (
	"fmt"
	"regexp"
	"strings"
)

// parse reads a page:
//
//	# P224: Title
//
//	Found by `signpost check`.
//
//	Why.
//
//	## Wrong
//
//	cough.yaml:
//
//	```yaml
//	applies_to: agee >= 18
//	```
//
//	## Right
//	...
//
// A page about a change says under "## Before", ahead of what is wrong, what was
// committed until then.
func parse(text string) (Page, error) {
	title := regexp.MustCompile(`^# (P\d{3}): (.+)\n\nFound by ` + "`signpost ([a-z0-9 -]+)`" + `\.\n\n`).FindStringSubmatch(text)
	if title == nil {
		return Page{}, fmt.Errorf("it does not begin with its code, title and command")
	}
	p := Page{Code: title[1], Title: title[2], By: title[3]}
	body, examples, found := strings.Cut(text[len(title[0]):], "\n## Wrong\n")
	body, before, _ := strings.Cut(body, "\n## Before\n")
	p.Before = parts(before)
	p.Why = strings.TrimSpace(body)
	if p.Why == "" {
		return Page{}, fmt.Errorf("it does not say why")
	}
	if !found {
		return p, nil
	}
	wrong, right, found := strings.Cut(examples, "\n## Right\n")
	if !found {
		return Page{}, fmt.Errorf("it shows what is wrong and not what is right")
	}
	p.Wrong, p.Right = parts(wrong), parts(right)
	if len(p.Wrong) == 0 || len(p.Right) == 0 {
		return Page{}, fmt.Errorf("an example is empty")
	}
	return p, nil
}

// parts reads the files of an example: a name, then a fence with its text.
func parts(text string) []Part {
	var out []Part
	for _, m := range regexp.MustCompile("(?ms)^([A-Za-z0-9_./-]+):\n\n```yaml\n(.*?)^```$").FindAllStringSubmatch(text, -1) {
		out = append(out, Part{File: m[1], Text: m[2]})
	}
	return out
}
