// Package schema describes every kind of file that an author writes, as a table
// of keys, and writes JSON Schema from it, so that an editor that speaks YAML
// completes keys, checks values and shows what each is for.
//
// The readers of files do not use the table. A test holds the two against each
// other: the same keys in the same places, the same words where a word is from
// a list, the same shape of every value.
package schema
