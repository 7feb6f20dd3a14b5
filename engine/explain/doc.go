// Package explain holds a page for every code that a diagnostic may carry: what
// it means, why it matters, an example that gets it and the same put right.
//
// A page is a Markdown file under pages/, named after its code. Its examples
// are files, or the parts of files that are to be replaced in a small library;
// a test runs every one of them. The reader of YAML explains its own codes.
package explain
