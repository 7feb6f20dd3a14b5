// Package english writes the conditions of a pathway in plain English, for
// readers of no CEL: a clinician who checks a pathway, a label in a picture.
//
// A condition becomes a Phrase: a tree of facts in the vocabulary's short
// words. What is said of a fact is worked out from what the condition's atoms
// accept, so that the words and the rule cannot drift apart.
package english
