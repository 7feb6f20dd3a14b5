package tracking

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"strings"
	"time"
	"unicode/utf8"

	"signpost.health/signpost/internal/audit"
)

// Look is when a person last looked at what is new, and at which library.
type Look struct {
	Actor, Practice string
	Library         string
	At              time.Time
}

// LastLook gives when a person last said that they had seen what is new; the
// zero Look if they never did. It returns forbidden and unavailable.
func (s *Service) LastLook(ctx context.Context, a Actor) (Look, error) {
	if err := a.may(a.Practice); err != nil {
		return Look{}, err
	}
	look, err := s.ports.Store.LastLook(ctx, a.ID)
	if CodeOf(err) == NotFound {
		return Look{}, nil
	}
	return look, err
}

// SawNews records that a person has seen what is new in a library. It returns
// forbidden, unavailable, and not_found for a library that was never kept.
func (s *Service) SawNews(ctx context.Context, a Actor, library string) error {
	if err := a.may(a.Practice); err != nil {
		return err
	}
	if _, err := s.ports.Store.Snapshot(ctx, library); err != nil {
		return err
	}
	at := s.now()
	return s.ports.Store.Commit(ctx, Change{
		Event: draft(a, audit.NewsSeen, library, nil, at),
		Look:  &Look{Actor: a.ID, Practice: a.Practice, Library: library, At: at},
	})
}

// longestWish is how many letters the words of a wish may have.
const longestWish = 200

// Wish is a pathway that somebody looked for and did not find. Its words are a
// person's own and never print.
type Wish struct {
	ID       string    `json:"id"`
	Practice string    `json:"practice"`
	Words    string    `json:"words"`
	By       Actor     `json:"by"`
	At       time.Time `json:"at"`
}

// LogValue keeps the words out of logs.
func (Wish) LogValue() slog.Value { return slog.StringValue("[wish]") }

// Format keeps the words out of every formatted text.
func (Wish) Format(f fmt.State, _ rune) { hide(f, "[wish]") }

// Wish asks for a pathway in the person's own words. Sent again with the same
// key it is the same wish. It returns invalid (words), forbidden and
// unavailable.
func (s *Service) Wish(ctx context.Context, w Write, words string) (Wish, error) {
	if err := w.check(false); err != nil {
		return Wish{}, err
	}
	words = strings.Join(strings.Fields(words), " ")
	if n := utf8.RuneCountInString(words); n == 0 || n > longestWish || !utf8.ValidString(words) {
		return Wish{}, &Error{Code: Invalid, Field: "words", Message: "Say in up to 200 letters what the pathway should be for."}
	}
	sum := sha256.Sum256([]byte(w.Actor.ID + "\x00" + w.Key))
	wish := Wish{ID: hex.EncodeToString(sum[:16]), Practice: w.Actor.Practice, Words: words, By: w.Actor, At: s.now()}
	err := s.ports.Store.Commit(ctx, Change{
		Event: draft(w.Actor, audit.PathwayWished, wish.ID, map[string]string{"words": words}, wish.At), Wish: &wish,
	})
	return wish, err
}

// WithdrawWish takes a wish back: the person's own. It returns not_found,
// forbidden and unavailable.
func (s *Service) WithdrawWish(ctx context.Context, a Actor, id string) error {
	wish, err := s.WishOf(ctx, a, id)
	if err != nil {
		return err
	}
	if wish.By.ID != a.ID {
		return Errorf(Forbidden, nil, "A colleague asked for this. Only they can take it back.")
	}
	return s.ports.Store.Commit(ctx, Change{Event: draft(a, audit.WishWithdrawn, id, nil, s.now()), DropWish: id})
}

// WishOf gives one wish of the person's practice. It returns not_found,
// forbidden and unavailable.
func (s *Service) WishOf(ctx context.Context, a Actor, id string) (Wish, error) {
	all, err := s.Wishes(ctx, a)
	if err != nil {
		return Wish{}, err
	}
	for _, wish := range all {
		if wish.ID == id {
			return wish, nil
		}
	}
	return Wish{}, Errorf(NotFound, nil, "There is no such wish.")
}

// Wishes lists what the person's practice asked for, the newest first, at most
// 500. It returns forbidden and unavailable.
func (s *Service) Wishes(ctx context.Context, a Actor) ([]Wish, error) {
	if err := a.may(a.Practice); err != nil {
		return nil, err
	}
	return s.ports.Store.Wishes(ctx, a.Practice, 500)
}
