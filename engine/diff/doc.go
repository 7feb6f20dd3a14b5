// Package diff says what changed between two versions of a library: which
// patients move from which advice to which, exactly and with a patient of each
// kind; which questions, thresholds, rows, letters and routes changed; whether a
// signature still holds; and what step the version must take.
//
// Two versions of a pathway are compiled over one partition of one vocabulary,
// so a patient moves if and only if some group says so. Where the vocabularies
// differ, patients that both know are compared, and the rest is listed. A new
// question counts with every answer it can have.
package diff
