package audit_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/internal/audit"
)

func draft(i int) audit.Draft {
	return audit.Draft{
		At:    time.Date(2026, 11, 21, 9, 0, i, 0, time.UTC),
		Actor: "gp-1", Practice: "FP001", Kind: audit.Answered, Subject: fmt.Sprint("consultation-", i),
		Payload: json.RawMessage(fmt.Sprintf(`{"n":%d}`, i)),
	}
}

func chain(n int) []audit.Event {
	var events []audit.Event
	var head audit.Head
	for i := range n {
		e := audit.Append(head, draft(i))
		events, head = append(events, e), e.Head()
	}
	return events
}

func stream(events []audit.Event) iter.Seq2[audit.Event, error] {
	return func(yield func(audit.Event, error) bool) {
		for _, e := range events {
			if !yield(e, nil) {
				return
			}
		}
	}
}

// The hash is part of what is kept: a change of how it is made would break
// every chain there is.
func TestAppend_hashes_as_it_always_did(t *testing.T) {
	e := audit.Append(audit.Head{Sequence: 6, Hash: "before"}, draft(1))
	require.Equal(t, int64(7), e.Sequence)
	require.Equal(t, "before", e.Prev)
	require.Equal(t, "fca2abf9f59963485fda338564e5044ce7d600ea24717e57a7a3b62089a3dd1d", e.Hash)
}

func TestAppend_does_not_mind_the_zone_of_a_moment(t *testing.T) {
	here := draft(1)
	there := here
	there.At = here.At.In(time.FixedZone("there", 5*3600))
	require.Equal(t, audit.Append(audit.Head{}, here).Hash, audit.Append(audit.Head{}, there).Hash)
}

func TestVerify_gives_the_head_of_a_true_chain(t *testing.T) {
	events := chain(5)
	head, err := audit.Verify(audit.Head{}, stream(events))
	require.NoError(t, err)
	require.Equal(t, events[4].Head(), head)

	head, err = audit.Verify(events[1].Head(), stream(events[2:]))
	require.NoError(t, err, "it goes on from where it was verified before")
	require.Equal(t, events[4].Head(), head)

	head, err = audit.Verify(audit.Head{}, stream(nil))
	require.NoError(t, err)
	require.Zero(t, head)
}

func TestVerify_says_where_a_chain_breaks(t *testing.T) {
	for name, c := range map[string]struct {
		change func([]audit.Event) []audit.Event
		says   string
	}{
		"removed":       {func(e []audit.Event) []audit.Event { return slices.Delete(e, 2, 3) }, "audit event 4: comes after event 2"},
		"first removed": {func(e []audit.Event) []audit.Event { return e[1:] }, "audit event 2: comes after event 0"},
		"swapped":       {func(e []audit.Event) []audit.Event { e[1], e[2] = e[2], e[1]; return e }, "audit event 3: comes after event 1"},
		"put in": {func(e []audit.Event) []audit.Event {
			return slices.Insert(e, 2, audit.Append(audit.Head{Sequence: 2, Hash: "x"}, draft(9)))
		}, "audit event 3: does not name the event before it"},
		"rehashed": {func(e []audit.Event) []audit.Event {
			e[2] = audit.Append(e[1].Head(), draft(9))
			return e
		}, "audit event 4: does not name the event before it"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := audit.Verify(audit.Head{}, stream(c.change(chain(5))))
			require.EqualError(t, err, c.says)
			var broken *audit.BrokenError
			require.ErrorAs(t, err, &broken)
		})
	}
}

func TestVerify_sees_a_change_of_any_field(t *testing.T) {
	for name, change := range map[string]func(*audit.Event){
		"at":       func(e *audit.Event) { e.At = e.At.Add(time.Second) },
		"actor":    func(e *audit.Event) { e.Actor = "gp-2" },
		"practice": func(e *audit.Event) { e.Practice = "FP002" },
		"kind":     func(e *audit.Event) { e.Kind = audit.Sent },
		"subject":  func(e *audit.Event) { e.Subject = "consultation-9" },
		"payload":  func(e *audit.Event) { e.Payload = json.RawMessage(`{"n":9}`) },
		"hash":     func(e *audit.Event) { e.Hash = "x" },
		"moved":    func(e *audit.Event) { e.Actor, e.Practice = e.Actor+e.Practice[:1], e.Practice[1:] },
	} {
		t.Run(name, func(t *testing.T) {
			events := chain(5)
			change(&events[2])
			head, err := audit.Verify(audit.Head{}, stream(events))
			require.EqualError(t, err, "audit event 3: does not match its hash")
			require.Equal(t, events[1].Head(), head, "the head of what still holds")
		})
	}
}

func TestVerify_tells_a_failed_reading_from_a_broken_chain(t *testing.T) {
	gone := errors.New("disk gone")
	_, err := audit.Verify(audit.Head{}, func(yield func(audit.Event, error) bool) { yield(audit.Event{}, gone) })
	require.ErrorIs(t, err, gone)
	require.EqualError(t, err, "read audit event after 0: disk gone")
}

// No two different events share a hash, whatever stands in their fields.
func TestAppend_hashes_differ_when_events_do(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		field := rapid.StringOfN(rapid.RuneFrom([]rune("a:1")), 0, 4, -1)
		one := audit.Draft{Actor: field.Draw(t, "actor"), Practice: field.Draw(t, "practice"), Subject: field.Draw(t, "subject")}
		two := audit.Draft{Actor: field.Draw(t, "actor 2"), Practice: field.Draw(t, "practice 2"), Subject: field.Draw(t, "subject 2")}
		same := one.Actor == two.Actor && one.Practice == two.Practice && one.Subject == two.Subject
		require.Equal(t, same, audit.Append(audit.Head{}, one).Hash == audit.Append(audit.Head{}, two).Hash)
	})
}
