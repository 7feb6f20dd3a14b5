package engine

// What a reader of no YAML needs to see of the vocabulary.

// Criterion finds a criterion that all pathways share.
func (l *Library) Criterion(id string) (*Criterion, bool) {
	c, ok := l.criteria[id]
	return c, ok
}

// Band finds a threshold that depends on another number.
func (l *Library) Band(id string) (*Band, bool) {
	b, ok := l.bands[id]
	return b, ok
}

// Derivation is the condition that a yes/no finding always equals.
func (l *Library) Derivation(finding string) (*Condition, bool) {
	f, ok := l.findings[finding]
	if !ok || f.derive == nil || f.Kind != KindYesNo {
		return nil, false
	}
	return f.derive, true
}

// FindingEvidence gives the sources that a finding's wording rests on.
func (l *Library) FindingEvidence(finding string) []Citation {
	if f, ok := l.findings[finding]; ok {
		return f.evidence
	}
	return nil
}
