// Package letters makes the standard document from a decision, the patient and
// the GP's own words. Compose gives a Letter, which is plain data: each line
// of it knows the answer, finding, rule and evidence it came from. PDF, HTML
// and Text draw the same Letter, and say the same things in the same order.
//
// The package has no clock and no store. The same input gives the same letter,
// and the same letter the same bytes.
package letters
