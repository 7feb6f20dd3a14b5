package tracking

import (
	"context"
	"slices"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/audit"
)

// LeadingRow is a row of another pathway that leads a consultation, and how
// soon: the same row made more urgent is another.
type LeadingRow struct {
	Pathway string        `json:"pathway"`
	Row     string        `json:"row"`
	Within  engine.Within `json:"within"`
}

// LeadingRowOf is the row of a pathway that was met.
func LeadingRowOf(m engine.Met) LeadingRow { return LeadingRow{m.Pathway, m.Row, m.Within} }

// Seen is what somebody has seen of what leads a consultation. Lists say no
// more of it, until something else leads; the consultation's own pages do.
type Seen struct {
	Consultation ID           `json:"-"`
	Rows         []LeadingRow `json:"-"`
	// By has the person's id and name alone.
	By Actor     `json:"-"`
	At time.Time `json:"at"`
	// Name is the person's; Leading are those of the rows that still lead.
	Name    string       `json:"by"`
	Leading []engine.Met `json:"leading"`
}

// SeeLeading records that a person has seen what leads a consultation, which
// may have ended. Rows that do not lead it are passed over. Said twice it is
// said once. It returns not_found, forbidden and unavailable.
func (s *Service) SeeLeading(ctx context.Context, a Actor, id ID, rows []LeadingRow) (Consultation, error) {
	c, kept, err := s.seenOf(ctx, a, id)
	if err != nil {
		return c, err
	}
	leading, err := s.leadingOf(c)
	if err != nil {
		return c, err
	}
	fresh := slices.DeleteFunc(slices.Clone(rows), func(r LeadingRow) bool {
		return slices.Contains(kept.Rows, r) || !slices.ContainsFunc(leading, func(m engine.Met) bool { return LeadingRowOf(m) == r })
	})
	if len(fresh) == 0 {
		return c, nil
	}
	seen := Seen{Consultation: id, By: a, At: s.now(), Rows: append(slices.Clip(kept.Rows), fresh...)}
	return c, s.ports.Store.Commit(ctx, Change{Event: draft(a, audit.LeadingSeen, string(id), seen.Rows, seen.At), Seen: &seen})
}

// UnseeLeading takes back what was said to be seen: anybody of the practice may.
// It returns not_found, forbidden and unavailable.
func (s *Service) UnseeLeading(ctx context.Context, a Actor, id ID) (Consultation, error) {
	c, kept, err := s.seenOf(ctx, a, id)
	if err != nil || len(kept.Rows) == 0 {
		return c, err
	}
	return c, s.ports.Store.Commit(ctx, Change{Event: draft(a, audit.LeadingUnseen, string(id), nil, s.now()), DropSeen: id})
}

// seenOf gives a consultation of the person's practice with what was seen.
func (s *Service) seenOf(ctx context.Context, a Actor, id ID) (Consultation, Seen, error) {
	c, err := s.ports.Store.Consultation(ctx, id)
	if err != nil {
		return Consultation{}, Seen{}, err
	}
	if err := a.may(c.Practice); err != nil {
		return Consultation{}, Seen{}, err
	}
	list, err := s.ports.Store.Seen(ctx, []ID{id})
	if err != nil || len(list) == 0 {
		return c, Seen{}, err
	}
	return c, list[0], nil
}

// leadingOf is what leads a consultation, as lists say it.
func (s *Service) leadingOf(c Consultation) ([]engine.Met, error) {
	switch {
	case c.State == Abandoned:
		return nil, nil
	case c.Decision != nil:
		return c.Decision.Leading, nil
	}
	d, err := s.decide(c, s.now())
	return d.Leading, err
}

// quieten takes out of lines what was seen, and says by whom.
func (s *Service) quieten(ctx context.Context, list []Summary) error {
	var led []ID
	for _, line := range list {
		if len(line.Leading) > 0 {
			led = append(led, line.ID)
		}
	}
	if len(led) == 0 {
		return nil
	}
	all, err := s.ports.Store.Seen(ctx, led)
	if err != nil {
		return err
	}
	for _, seen := range all {
		at := slices.IndexFunc(list, func(line Summary) bool { return line.ID == seen.Consultation })
		line := &list[at]
		var loud []engine.Met
		for _, m := range line.Leading {
			if slices.Contains(seen.Rows, LeadingRowOf(m)) {
				seen.Name, seen.Leading = seen.By.Name, append(seen.Leading, m)
			} else {
				loud = append(loud, m)
			}
		}
		if len(seen.Leading) > 0 {
			line.Leading, line.Seen = loud, &seen
		}
	}
	return nil
}
