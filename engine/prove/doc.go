// Package prove shows what holds for every feasible patient of a pathway, and
// gives a patient in plain English where something does not.
//
// A pathway is compiled to decision diagrams over the patients that can be, so
// each statement is proved by walking them, never by trying cases: no row is
// dead, no question is idle, every patient who is sent somewhere is accepted
// there, a red flag never lowers urgency, and not knowing never ends less urgent
// than the worst that it could hide. Some of what it finds is meant: a file
// beside the pathway, <id>.proof.yaml, accepts such a thing by name and with a
// reason, and states what else must hold. What could not be proved within the
// node budget reads "not proved", never "passed".
package prove
