// Package graph draws the flow of a pathway: whom it is for, its rows in the
// order in which they are tried, and where each leads. The same pathway gives
// the same bytes, as Mermaid or DOT text and as an SVG picture that can be
// read aloud, printed, and read on a narrow screen.
package graph
