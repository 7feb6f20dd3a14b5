// Package mutate asks how well a pathway's examples hold its rules.
//
// It makes the slips that a person makes in a rule: an age edge moved by one, a
// lost "not", two rows swapped. Each is a mutant of the pathway. Those that
// change the advice of no patient that can be are left out by proof. An example
// kills a mutant if one of its expectations fails under it; a mutant that no
// example kills is a slip that nobody would notice, and comes back with a
// patient who would notice it.
package mutate
