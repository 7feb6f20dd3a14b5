package panel_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/tracking"
)

// messy gives Ada the record of a practice that has seen better days.
func (s *surgery) messy() {
	s.t.Helper()
	ada := patients()[0]
	ada.ReadAt = s.clock
	ada.NotUsed = []tracking.Unused{
		{Kind: "Condition", Code: "202855006", Display: "Gout <of the knee>", Why: "it was refuted", Times: 1},
		{Kind: "Condition", Code: "57676002", Display: "Family history of arthritis", Why: "it is about the family", Times: 1},
		{Kind: "Observation", Code: "1234", Display: "Urate", Why: "the unit is not known for this finding", Times: 3},
		{Kind: "Condition", Display: "Lump", Why: "it was refuted", Times: 1},
		{Kind: "Observation", Why: "it has no code", Expected: true, Times: 2},
		{Kind: "Procedure", Code: "99", Display: "Ear syringing", Why: "entries of this kind are not read", Expected: true, Times: 1},
	}
	require.NoError(s.t, s.service.AddPatients(s.t.Context(), s.gp, []tracking.Record{ada}))
}

// Whatever the record holds and no rule can use is there to be seen, and a
// page of questions leads to it.
func TestRecord_accounts_for_all_that_was_not_used(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	s.messy()
	questions := s.get(s.start("p-ada", "knee") + "/questions")
	require.Contains(t, questions.body, `href="/patients/p-ada/record"`)
	page := s.get("/patients/p-ada/record").body
	for _, says := range []string{
		"Out of date", "380", "14-Mar-2024", "It was refuted", "Gout &lt;of the knee&gt; (202855006), problem", "It is about the family",
		"Urate (1234), result or observation, 3 times", "No pathway asks about these (3)", "Read from the record on 21-Nov-2026 at 17:30",
	} {
		require.Contains(t, page, says)
	}
	require.Contains(t, s.get("/patients/p-bo/record").body, "Nothing was left out.")
}

// A value that the record dates in the future does not count, and is not
// called old.
func TestRecord_says_what_is_dated_in_the_future(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	ada := patients()[0]
	urate := ada.Answers["urate"]
	urate.Date = "2027-01-05"
	ada.Answers["urate"] = urate
	require.NoError(t, s.service.AddPatients(t.Context(), s.gp, []tracking.Record{ada}))
	page := s.get("/patients/p-ada/record").body
	require.Contains(t, page, "<h2>Dated in the future</h2>")
	require.Contains(t, page, "05-Jan-2027. Counts as not known.")
	require.NotContains(t, page, "Out of date")

	advice := s.get(s.start("p-ada", "knee") + "/advice").body
	require.Contains(t, advice, "Not known (dated in the future: 380")
}
