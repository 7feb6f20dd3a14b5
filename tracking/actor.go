package tracking

// Role is what a person may do.
type Role string

// The roles. Anything else may do nothing.
const (
	RoleGP Role = "gp"
	// RoleSystem is the program itself at start. It may add patients.
	RoleSystem Role = "system"
)

// Actor is the person who acts, as sign-in gave them.
type Actor struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Registration is the professional number as a letter shows it.
	Registration string `json:"registration,omitempty"`
	Role         Role   `json:"role"`
	// Practice is the code of the practice they act for.
	Practice string `json:"practice"`
}

// Practice is a general practice, as a letter shows it.
type Practice struct {
	// Code is its ODS-like code, and its name as a tenant.
	Code    string `json:"code"`
	Name    string `json:"name"`
	Address string `json:"address,omitempty"`
	Phone   string `json:"phone,omitempty"`
	Email   string `json:"email,omitempty"`
}

// Write goes with every change: who makes it, and how it is known again.
type Write struct {
	Actor Actor
	// Key makes the write safe to repeat: the same key with the same content
	// gives the same result and changes nothing; with other content it is a
	// conflict. At most 200 characters.
	Key string
	// Version is that of the consultation the person saw. Zero takes it as it
	// stands; Send and Finish do not accept zero.
	Version int
}

// may says whether the person may work for a practice. It is the one place
// that says so, and it says no unless there is a reason for yes.
func (a Actor) may(practice string) error {
	switch {
	case a.ID == "":
		return Errorf(Forbidden, nil, "Sign in first.")
	case a.Role != RoleGP:
		return Errorf(Forbidden, nil, "Your role does not allow this.")
	case a.Practice == "" || a.Practice != practice:
		return Errorf(Forbidden, nil, "This belongs to another practice.")
	}
	return nil
}

// mayAdd says whether the person may add patients to a practice.
func (a Actor) mayAdd(practice string) error {
	if a.ID != "" && a.Role == RoleSystem {
		return nil
	}
	return a.may(practice)
}

func (w Write) check(seen bool) error {
	if err := w.Actor.may(w.Actor.Practice); err != nil {
		return err
	}
	switch {
	case w.Key == "" || len(w.Key) > 200:
		return &Error{Code: Invalid, Field: "idempotency_key", Message: "Give a key of 1 to 200 characters, a new one for each change."}
	case w.Version < 0 || seen && w.Version == 0:
		return &Error{Code: Invalid, Field: "version", Message: "Give the version of the consultation that you saw."}
	}
	return nil
}
