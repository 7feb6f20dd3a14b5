// Package diagram holds reduced, ordered, multi-valued decision diagrams.
//
// A diagram is a function of some levels, each of which takes one of a few
// cells, to a terminal. It knows nothing of findings or rules: levels, cells
// and terminals are numbers. In one Space equal functions are the same Ref, so
// that comparing two of them is one comparison of integers.
//
// A Space is built by one goroutine and then frozen. A frozen Space is read by
// many at once; what a partly answered question needs besides lives in a
// Scratch, one for each request.
package diagram
