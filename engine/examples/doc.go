// Package examples runs worked patients: the pathways' own tests, readable by
// a clinician and run alike by `signpost test` and by go test.
package examples
