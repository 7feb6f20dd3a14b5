// Package engine turns a library of clinical pathways into decisions.
//
// A Library is compiled once from source files and is immutable. Ask, Decide
// and Screen are pure: no clock, no I/O, no map order, no globals. The same
// answers give the same bytes, whatever the order in which they were given.
//
// An answer is a set of possible values. What is not known stays a set, so an
// unknown can never silently count as "no", and learning more only narrows.
package engine
