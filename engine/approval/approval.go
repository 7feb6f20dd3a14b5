package approval

import (
	"slices"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// Role is what somebody signs as.
type Role string

// The roles whose approval a pathway needs.
const (
	GP               Role = "gp"
	ReceivingService Role = "receiving_service"
)

// Roles gives the roles whose approval a pathway needs.
func Roles() []Role { return []Role{GP, ReceivingService} }

// Words is the role for a reader: "GP".
func (r Role) Words() string {
	switch r {
	case GP:
		return "GP"
	case ReceivingService:
		return "Receiving service"
	}
	return string(r)
}

// Who is the role within a sentence: "a GP".
func (r Role) Who() string {
	switch r {
	case GP:
		return "a GP"
	case ReceivingService:
		return "the receiving service"
	}
	return string(r)
}

// Approval is what one person signed.
type Approval struct {
	Name         string `json:"name"`
	Role         Role   `json:"role"`
	Organisation string `json:"organisation"`
	// Date is the day of signing, as 2006-01-02.
	Date string `json:"date"`
	// Statement is what was agreed to, in the signer's words.
	Statement string `json:"statement"`
	// Version, Behaviour and Content are those of the pathway then.
	Version   string `json:"version"`
	Behaviour string `json:"behaviour"`
	Content   string `json:"content"`

	node *lang.Node
}

// Span is where the approval stands.
func (a Approval) Span() source.Span {
	if a.node == nil {
		return source.Span{}
	}
	return a.node.Span
}

// changed says what of the pathway is no longer what was signed.
func (a Approval) changed(id engine.Identity) []string {
	var out []string
	if a.Behaviour != id.Behaviour {
		out = append(out, "behaviour")
	}
	if a.Content != id.Content {
		out = append(out, "content")
	}
	return out
}

// Sheet is the approvals of one file.
type Sheet struct {
	Pathway   string
	File      *source.File
	Approvals []Approval

	node *lang.Node
}

// Void is an approval that no longer holds, with what changed since:
// behaviour, content or both.
type Void struct {
	Approval
	Changed []string `json:"changed"`
}

// Standing is how a pathway stands with its signers.
type Standing struct {
	// Current approvals hold for the pathway as it is.
	Current []Approval `json:"current"`
	// Void approvals were given to another behaviour or content.
	Void []Void `json:"void"`
	// Missing are the roles that have not signed the pathway as it is.
	Missing []Role `json:"missing"`
}

// Approved says whether every role has signed the pathway as it is.
func (s Standing) Approved() bool { return len(s.Missing) == 0 }

// Of says how the pathway of an identity stands. Approvals keep their order.
func Of(id engine.Identity, sheets []*Sheet) Standing {
	s := Standing{Current: []Approval{}, Void: []Void{}, Missing: []Role{}}
	for _, sheet := range sheets {
		if sheet.Pathway != id.ID {
			continue
		}
		for _, a := range sheet.Approvals {
			if changed := a.changed(id); len(changed) > 0 {
				s.Void = append(s.Void, Void{Approval: a, Changed: changed})
			} else {
				s.Current = append(s.Current, a)
			}
		}
	}
	s.Missing = append(s.Missing, missing(s.Current)...)
	return s
}

// missing gives the roles that nobody signed for. One person who signs for two
// roles is one signature: the second role is still missing.
func missing(current []Approval) []Role {
	var out []Role
	var signed []string
	for _, r := range Roles() {
		i := slices.IndexFunc(current, func(a Approval) bool { return a.Role == r && !slices.Contains(signed, person(a.Name)) })
		if i < 0 {
			out = append(out, r)
			continue
		}
		signed = append(signed, person(current[i].Name))
	}
	return out
}

// person is a name without what its spelling adds.
func person(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// Latest gives the last void approval of a role.
func (s Standing) Latest(r Role) (Void, bool) {
	for i := len(s.Void) - 1; i >= 0; i-- {
		if s.Void[i].Role == r {
			return s.Void[i], true
		}
	}
	return Void{}, false
}
