// Package panel serves the pages a GP works with: choose a patient, find a
// pathway, answer, see the advice and why, send a letter, tell the patient,
// and the practice's list.
//
// Pages are rendered on the server and need no script. Each POST writes through
// tracking, and answers with a redirect only when the write is on disk. A page
// is a view struct and a template: templates hold no decisions, they print what
// the view says.
package panel
