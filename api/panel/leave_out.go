package panel

import (
	"fmt"
	"net/url"
	"slices"

	"signpost.health/signpost/tracking"
)

// recordGroups are the medicines and diagnoses that the letter takes from the
// record, those it tells ticked.
func recordGroups(c tracking.Consultation) []TellGroup {
	var groups []TellGroup
	n := 0
	for _, list := range []struct {
		title   string
		entries []tracking.Entry
	}{{"Medicines", c.Background.Medicines}, {"Past history", c.Background.PastHistory}} {
		group := TellGroup{Title: list.title}
		for _, e := range list.entries {
			n++
			group.Entries = append(group.Entries, Choice{
				ID: fmt.Sprintf("tell-%d", n), Name: "tell", Value: e.Text, Label: e.Text, Checked: !slices.Contains(c.LeaveOut, e.Text),
			})
		}
		if len(group.Entries) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

// leftOut are the entries that the form shows unticked. A form that does not
// show the record leaves it as it is. What came to the record after the form
// was shown has made it an old version, which is refused.
func leftOut(c tracking.Consultation, form url.Values) []string {
	if form.Get("record") != "shown" {
		return c.LeaveOut
	}
	var left []string
	for _, group := range recordGroups(c) {
		for _, e := range group.Entries {
			if !slices.Contains(form["tell"], e.Value) {
				left = append(left, e.Value)
			}
		}
	}
	slices.Sort(left)
	return slices.Compact(left)
}
