// Package tracking holds consultations: the answers of one patient on one
// pathway, from the first question to a sent letter.
//
// Service has a method for each thing a GP does. Each is one transaction with
// one audit event, takes the person who acts and an idempotency key, and comes
// back only when it is on disk. What the package needs of the outside (a
// store, decisions, letters, the clock) comes in through small interfaces.
package tracking
