// Package lint holds pathways to the style in which patients and clinicians
// read them best: plain words, short sentences, names that say something, rows
// that can be read at a glance. Nothing that it finds is wrong; all of it reads
// worse than it need.
//
// Each rule has a code and a page. An author who knows better writes a comment
// beside or above the line, with the reason:
//
//	when: a && b && c && d && e && f && g   # lint: ignore P420 because the source lists them so
//
// or, for a whole library, a file that begins with the key lint.
package lint
