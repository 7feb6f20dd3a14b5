package tracking

import "slices"

// mostBackground is how many medicines, or diagnoses, a record is kept with.
const mostBackground = 200

// Background is what a letter takes from the record as it stands: it answers
// no question of a pathway.
type Background struct {
	// Medicines are the current ones, the newest first.
	Medicines []Entry `json:"medicines,omitempty"`
	// NoMedicines says that the record was read and holds none. A record that
	// says nothing of medicines does not say that.
	NoMedicines bool `json:"no_medicines,omitempty"`
	// PastHistory are diagnoses, the newest first.
	PastHistory []Entry `json:"past_history,omitempty"`
}

// Entry is a line of the record as a letter prints it.
type Entry struct {
	Text string `json:"text"`
	// Date is as 2006-01-02, or empty.
	Date string `json:"date,omitempty"`
	Code string `json:"code,omitempty"`
}

func (b Background) check() error {
	if len(b.Medicines) > mostBackground || len(b.PastHistory) > mostBackground {
		return &Error{Code: Invalid, Field: "background", Message: "The record has more than 200 medicines or diagnoses."}
	}
	for _, list := range []struct {
		field   string
		entries []Entry
	}{{"medicines", b.Medicines}, {"past_history", b.PastHistory}} {
		for _, e := range list.entries {
			for _, text := range []string{e.Text, e.Date, e.Code} {
				if err := checkText(list.field, text); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// leaveOut keeps entries of the background out of the letter.
func (c *Consultation) leaveOut(texts []string) error {
	texts = slices.Compact(slices.Sorted(slices.Values(texts)))
	for _, text := range texts {
		is := func(e Entry) bool { return e.Text == text }
		if !slices.ContainsFunc(c.Background.Medicines, is) && !slices.ContainsFunc(c.Background.PastHistory, is) {
			return &Error{Code: Invalid, Field: "leave_out", Message: "The record has no such medicine or diagnosis to leave out."}
		}
	}
	c.LeaveOut = texts
	return nil
}

// Told are the entries of a list that the letter tells, and how many it leaves
// out.
func (c Consultation) Told(list []Entry) (told []Entry, left int) {
	for _, e := range list {
		if slices.Contains(c.LeaveOut, e.Text) {
			left++
			continue
		}
		told = append(told, e)
	}
	return told, left
}
