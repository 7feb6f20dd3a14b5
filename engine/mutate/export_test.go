package mutate

import "signpost.health/signpost/engine"

// Text gives the one condition that a mutant writes otherwise, and how.
func (m *Mutant) Text() (c *engine.Condition, text string, ok bool) {
	for c, text := range m.variant.Texts {
		return c, text, true
	}
	return nil, "", false
}

// Variant is what a mutant changes.
func (m *Mutant) Variant() engine.Variant { return m.variant }

// Alike says whether a mutant was proved to advise everybody alike.
func (m *Mutant) Alike() bool { return m.fate.is == equivalent }

// Refused says whether no pathway could be written so.
func (m *Mutant) Refused() bool { return m.fate.is == refused }

// Killed says whether an example kills a mutant.
func (m *Mutant) Killed() bool { return m.fate.is == killed || m.fate.is == killedUnconfirmed }

// Every gives every mutant with its fate, which Run keeps to itself.
func Every(r *Result) []*Mutant { return r.every }

// Write writes a condition from its parts.
func Write(c *engine.Condition) string { return write(group(c.Root())) }
