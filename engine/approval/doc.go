// Package approval reads and records who signed a pathway.
//
// An approval names the behaviour and the content it was given to, by their
// hashes. It holds for exactly that: a change of either leaves it void, and a
// rewrite that keeps both keeps it. A pathway counts as approved when a GP and
// the receiving service, two people, have signed it as it is.
package approval
