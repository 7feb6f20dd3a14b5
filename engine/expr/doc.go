// Package expr reads the conditions of a pathway. It is the only package that
// knows CEL.
//
// A condition is checked against the vocabulary and split at && || ! ?: and
// at_least into atoms. Every atom is evaluated by cel-go, and values that no
// atom can tell apart form a cell. A decision over cells is therefore a
// decision by CEL: there is no second evaluator.
//
// # Numbers
//
// A number finding is a CEL double, and so is every number written in a
// condition: 40 reads as 40.0. Arithmetic whose result is not a finite number,
// division by zero among it, is an error, and a condition that has one for any
// possible patient is refused.
//
// # Values between grid points
//
// A comparison of one finding with a constant is exact for every value of the
// domain, on the grid or not. So is arithmetic over one finding, as long as
// its truth changes at most once between two neighbouring grid points. An atom
// over several number findings is known at grid points; a value between two of
// them takes their cell if the atom treats both alike, and otherwise either of
// their cells, as Partition.CellsOf tells.
package expr
