// Package bench holds Signpost against its peers: the same forty rows in Go
// written by hand, in plain cel-go, in OPA and in Signpost's diagrams, in one
// process and one run. It is a module of its own, so that OPA is no
// requirement of the program.
package bench
