package prove

import (
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/source"
)

// order: nobody is given less urgent advice by an entry that only stands first.
// A row may say why it stands there; not_for cannot.
func (pr *prover) order() {
	for i := range pr.entries {
		e := &pr.entries[i]
		if e.kind != row && e.kind != notFor {
			continue
		}
		for j := i + 1; j < len(pr.entries); j++ {
			pr.before(e, &pr.entries[j])
		}
	}
}

func (pr *prover) before(e, later *entry) {
	if later.kind != row || rankOf(later.outcome) >= rankOf(e.outcome) || e.because != "" || later.because != "" {
		return
	}
	both := pr.s.And(e.first, later.ref)
	if both == diagram.False {
		return
	}
	c := claim{
		code: "P515", about: e.id + " before " + later.id, at: e.span, bad: both,
		message: e.name() + " (" + withinWords(e.outcome) + ") takes patients of the more urgent " + later.name() + " (" + withinWords(later.outcome) + ")",
		help:    "put the more urgent row first, or say `because:` in one of them",
		related: []source.Related{{Span: later.span, Message: "more urgent"}},
	}
	if e.kind == notFor {
		c.code, c.help = "P524", "leave these patients out of the not_for entry, so that the row can lead"
	}
	pr.claim(c)
}
