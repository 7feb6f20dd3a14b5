package engine

// Questions counts what the pathway would still ask before it advises, and says
// whether it is for this patient at all. It is the count of Decide's questions
// without those for the letter, and without the work of wording them: a list of
// pathways shows it for each.
func (p *Pathway) Questions(a Answers) (n int, applies bool) {
	v := p.view(a)
	defer v.done()
	switch v.status() {
	case DoesNotApply:
		return 0, false
	case Decided:
		return len(v.alsoAskable()), true
	case Open, Undecided:
	}
	return len(v.askable()), true
}
