// Package layout sets a stream of blocks on pages: it measures, breaks lines,
// keeps heads with what follows, splits tables and repeats their heads. It
// draws nothing; its pages say where each thing goes, and its elements say
// what each thing is. Nothing is ever cut off: what does not fit goes on.
package layout
