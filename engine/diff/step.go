package diff

import (
	"fmt"
	"strconv"
	"strings"
)

// Step is what the version of a pathway must do, and what it does.
type Step struct {
	// Needs is none, patch, minor or major.
	Needs string `json:"needs"`
	// Because says why.
	Because []string `json:"because"`
	// Given is none, patch, minor, major or back.
	Given string `json:"given"`
	// Enough says that the version takes at least the step it needs.
	Enough bool `json:"enough"`
}

// reasons gathers what a version step is needed for.
type reasons struct {
	majors, minors []string
}

func (r *reasons) major(why string) { r.majors = appendNew(r.majors, why) }

func (r *reasons) minor(why string) { r.minors = appendNew(r.minors, why) }

func appendNew(list []string, s string) []string {
	for _, x := range list {
		if x == s {
			return list
		}
	}
	return append(list, s)
}

// step says what follows from all that was found.
func (d *differ) step() Step {
	s := Step{Needs: "none", Because: []string{}, Given: given(d.p.Before.Version, d.p.After.Version)}
	switch {
	case len(d.reasons.majors) > 0:
		s.Needs, s.Because = "major", d.reasons.majors
	case len(d.reasons.minors) > 0:
		s.Needs, s.Because = "minor", d.reasons.minors
	case d.p.NotCompared != "" && d.p.Behaviour == "changed":
		s.Needs, s.Because = "major", []string{"the patients could not be compared"}
	case d.p.Behaviour == "changed" && len(d.shared) > 0:
		s.Needs, s.Because = "minor", []string{"what can be known of a patient changed"}
	case d.p.Behaviour == "changed":
		s.Needs, s.Because = "patch", []string{"rules are rewritten, and every patient is advised as before"}
	case d.p.Content == "changed":
		s.Needs, s.Because = "patch", []string{"only wording and what goes with it changed"}
	}
	s.Enough = size(s.Given) >= size(lowered(s.Needs, d.p.Before.Version))
	return s
}

// lowered is a step as versions below 1.0.0 take it: nothing is promised there
// yet, so each number stands for the one before it.
func lowered(step, version string) string {
	if !strings.HasPrefix(version, "0.") {
		return step
	}
	switch step {
	case "major":
		return "minor"
	case "minor":
		return "patch"
	}
	return step
}

func size(step string) int {
	switch step {
	case "back":
		return -1
	case "patch":
		return 1
	case "minor":
		return 2
	case "major":
		return 3
	}
	return 0
}

// given is the step between two versions.
func given(before, after string) string {
	a, b := numbers(before), numbers(after)
	for i, name := range []string{"major", "minor", "patch"} {
		switch {
		case b[i] > a[i]:
			return name
		case b[i] < a[i]:
			return "back"
		}
	}
	return "none"
}

// numbers reads a version. Loading has checked its shape.
func numbers(version string) [3]int {
	var out [3]int
	for i, part := range strings.SplitN(version, ".", 3) {
		out[i], _ = strconv.Atoi(part) // loading has checked its shape
	}
	return out
}

// Next is the least version that takes the step a pathway needs.
func (p *Pathway) Next() string {
	if p.Is != "changed" {
		return ""
	}
	n := numbers(p.Before.Version)
	switch lowered(p.Step.Needs, p.Before.Version) {
	case "major":
		n = [3]int{n[0] + 1, 0, 0}
	case "minor":
		n = [3]int{n[0], n[1] + 1, 0}
	case "patch":
		n[2]++
	}
	return fmt.Sprintf("%d.%d.%d", n[0], n[1], n[2])
}
