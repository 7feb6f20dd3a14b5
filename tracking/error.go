package tracking

import "errors"

// Code is the kind of an Error, for programs.
type Code string

// The codes of an Error.
const (
	// Invalid: what was given cannot be used; Field says which part.
	Invalid Code = "invalid"
	// NotFound: there is no such thing.
	NotFound Code = "not_found"
	// Conflict: it was changed meanwhile, is closed, or the key was used.
	Conflict Code = "conflict"
	// Forbidden: this person may not.
	Forbidden Code = "forbidden"
	// Unavailable: it would be right, but cannot be done now.
	Unavailable Code = "unavailable"
)

// Error is an error that a user may read. It holds no patient data.
type Error struct {
	Code Code
	// Message is a plain sentence for the reader.
	Message string
	// Field names the part of the input at fault; it may be empty.
	Field string
	cause error
}

func (e *Error) Error() string {
	s := string(e.Code) + ": " + e.Message
	if e.cause != nil {
		s += ": " + e.cause.Error()
	}
	return s
}

// Unwrap gives the cause, for the log.
func (e *Error) Unwrap() error { return e.cause }

// Errorf makes a coded error with a cause, which may be nil.
func Errorf(code Code, cause error, message string) *Error {
	return &Error{Code: code, Message: message, cause: cause}
}

// CodeOf gives the code of a coded error, or empty for any other.
func CodeOf(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return ""
}

// What a Store says of a Change that it refused. Both are conflicts.
var (
	// ErrMoved: the consultation is no longer at the version it was read at.
	ErrMoved = errors.New("the consultation has moved on")
	// ErrKeyUsed: this person has used the idempotency key before.
	ErrKeyUsed = errors.New("the idempotency key has been used")
)
