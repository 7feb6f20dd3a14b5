package engine

import (
	"slices"
	"strconv"
	"strings"
)

// namesakes says what the names of a version before are called beside those of
// the version after, where one name means two things or two names one.
type namesakes struct {
	to map[string]string
	// options are the own options of findings whose options differ: any(x)
	// means these and no others.
	options map[string][]string
	limits  map[string]string
	// later are the options after.
	later map[string][]string
}

// findNamesakes compares the names of two versions.
func findNamesakes(before, after *Library, renamed map[string]string) namesakes {
	n := namesakes{to: map[string]string{}, options: map[string][]string{}, limits: map[string]string{}, later: map[string][]string{}}
	for old, now := range renamed {
		n.to[old] = now
	}
	// Names of conditions and parameters of the version after.
	names := conditionWords(after)
	for id, f := range before.findings {
		now, ok := after.findings[n.of(id)]
		switch {
		case names[n.of(id)], ok && now.Kind != f.Kind:
			n.to[id] = id + beforeSuffix
		case ok && !sameDomain(f.Finding, now.Finding):
			n.differ(f.Finding, now.Finding)
		}
	}
	for id := range conditionWords(before) {
		if _, ok := after.findings[id]; ok {
			n.to[id] = id + beforeSuffix
		}
	}
	return n
}

// conditionWords are the names of criteria, bands and parameters, shared ones
// and those of every pathway.
func conditionWords(l *Library) map[string]bool {
	out := map[string]bool{}
	for id := range l.named {
		out[id] = true
	}
	for _, p := range l.pathways {
		for _, c := range p.spec.criteria {
			out[c.ID] = true
		}
		for _, x := range p.spec.parameters {
			out[x.ID] = true
		}
	}
	return out
}

// differ notes how a finding's domain changed.
func (n namesakes) differ(old, now Finding) {
	switch now.Kind {
	case KindNumber:
		lo, hi := max(old.Min, now.Min), min(old.Max, now.Max)
		n.limits[now.ID] = now.ID + " >= " + celNumber(lo) + " && " + now.ID + " <= " + celNumber(hi)
	case KindOption:
		var both []string
		for _, o := range now.Options {
			if slices.ContainsFunc(old.Options, func(was Option) bool { return was.ID == o.ID }) {
				both = append(both, strconv.Quote(o.ID))
			}
		}
		n.limits[now.ID] = now.ID + " in [" + strings.Join(both, ", ") + "]"
	case KindOptions:
		n.options[now.ID], n.later[now.ID] = optionIDs(old), optionIDs(now)
	case KindYesNo, KindDate, KindText, KindFile:
	}
}

func optionIDs(f Finding) []string {
	var out []string
	for _, o := range f.Options {
		out = append(out, o.ID)
	}
	return out
}

// onlyAny is what the version after needs: its names stay, and any(x) means its
// own options.
func (n namesakes) onlyAny() namesakes { return namesakes{options: n.later} }

func (n namesakes) of(name string) string {
	if now, ok := n.to[name]; ok {
		return now
	}
	return name
}

func (n namesakes) all(names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = n.of(name)
	}
	return out
}

// limit is the condition that keeps a finding to the values of both versions;
// empty where none is needed.
func (n namesakes) limit(finding string) string { return n.limits[finding] }

// rewrite writes a condition in the joint names. Nothing else of it changes.
func (n namesakes) rewrite(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '"' || c == '\'':
			end := quoteEnd(text, i)
			b.WriteString(text[i:end])
			i = end
		case isWordByte(c):
			end := i
			for end < len(text) && isWordByte(text[end]) {
				end++
			}
			word := text[i:end]
			if spelt, after, ok := n.anyOf(word, text, end); ok {
				b.WriteString(spelt)
				i = after
				continue
			}
			b.WriteString(n.of(word))
			i = end
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

// quoteEnd is the offset after a quoted text.
func quoteEnd(text string, i int) int {
	for j := i + 1; j < len(text); j++ {
		switch text[j] {
		case '\\':
			j++
		case text[i]:
			return j + 1
		}
	}
	return len(text)
}

func isWordByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// anyOf spells any(x) out, where the options of x differ between the versions.
func (n namesakes) anyOf(word, text string, end int) (spelt string, after int, ok bool) {
	rest := strings.TrimLeft(text[end:], " \t\n")
	if word != "any" || !strings.HasPrefix(rest, "(") {
		return "", 0, false
	}
	inner, tail, closed := strings.Cut(rest[1:], ")")
	finding := n.of(strings.TrimSpace(inner))
	options := n.options[finding]
	if !closed || options == nil {
		return "", 0, false
	}
	parts := make([]string, len(options))
	for i, o := range options {
		parts[i] = strconv.Quote(o) + " in " + finding
	}
	return "(" + strings.Join(parts, " || ") + ")", len(text) - len(tail), true
}
