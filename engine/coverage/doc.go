// Package coverage measures how much of a pathway its examples hold in place:
// which rows fire, which sides of each condition are seen while it matters, and
// which thresholds have a patient on either side of the edge.
//
// A condition matters for a patient if the row is reached and the row would be
// decided the other way were the condition the other way. Only then does an
// example say anything of it. What no feasible patient can show is left out of
// the count: that is a matter for proofs, not for examples.
package coverage
