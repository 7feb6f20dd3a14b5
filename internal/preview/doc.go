// Package preview shows the author of a pathway the letter of each of its
// worked examples, and draws it anew when a file changes. A file with errors
// is shown with its errors, beside the letter of the last version without.
//
// It is for one author on their own machine: its patients are invented.
package preview
