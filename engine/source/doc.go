// Package source says where something is wrong in a file, and how to put it
// right.
//
// A File is bytes with a line table. A Span is a place in it, a Diagnostic what
// is wrong there. Every checker of the project hands back Diagnostics; Text,
// JSON, SARIF and GitHub write them for people, programs, code scanners and
// build logs.
//
// Inside the program a place is a pair of byte offsets. Outside it is a line
// and a column, both from 1, the column counted in characters (Unicode code
// points).
package source
