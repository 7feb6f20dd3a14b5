package fhir

// Why something of a record answers nothing.
const (
	whyNoFinding     = "no finding of the library has this code"
	whyNoCode        = "it has no code"
	whyKind          = "entries of this kind are not read"
	whyShape         = "it is not an entry"
	whyElsewhere     = "it is about another patient"
	whyWhose         = "it does not say which patient it is about"
	whyContained     = "it stands inside another entry"
	whyModifier      = "something modifies its meaning in a way that is not known"
	whyError         = "it was entered in error"
	whyStatus        = "its status is not one that is known"
	whyNegative      = "its interpretation is not that it was found"
	whyNotOrdered    = "it is proposed or planned, not prescribed"
	whyFocus         = "it is not about the patient themselves"
	whyRefuted       = "it was refuted"
	whyNotConfirmed  = "it is not confirmed"
	whyFamily        = "it is about the family"
	whyNegated       = "it says that something is absent, in words only"
	whyPast          = "it is about the past"
	whyEnded         = "it has ended"
	whyNotFinal      = "it is not final"
	whyNoValue       = "it has no value"
	whyWrongValue    = "the value is not one that the finding takes"
	whyUnit          = "the unit is not known for this finding"
	whyUnitsDiffer   = "its unit and the code of its unit disagree"
	whyNoUnit        = "the number has no unit"
	whyNoDate        = "it has no date, and this finding goes out of date"
	whyFuture        = "it is dated in the future"
	whyDisagree      = "the newest entries disagree"
	whyList          = "one code does not answer a list of options"
	whyNHSNumber     = "the NHS number is not valid"
	whyBorn          = "the date of birth is not a date of the past"
	whyTooOld        = "the rules take no age as high, so it counts as not known"
	whyNotBorn       = "the record has none, so the age counts as not known"
	whyPartBorn      = "only the year or month is known, so the age counts as not known"
	whyDrugAllergies = "it speaks of some allergies only"
	whyMany          = "there are more entries than are read"
	whyMore          = "there are more such things than are listed"
	whyManyPatients  = "there is more than one patient; the first is read"
)

// Expected says of a reason that a pathway could not have used the entry,
// however it was recorded: most of a record is of that kind.
func (i Item) Expected() bool {
	switch i.Why {
	case whyNoFinding, whyNoCode, whyKind:
		return true
	}
	return false
}

// mostListed is how many different things are listed.
const mostListed = 1000

// listing collects what was not understood, the same things together.
type listing struct {
	items []Item
	at    map[Item]int
	more  int
}

func (l *listing) add(kind string, c concept, why string) {
	item := Item{Kind: kind, Code: c.first, Display: c.says, Why: why}
	if i, ok := l.at[item]; ok {
		l.items[i].Times++
		return
	}
	if len(l.items) == mostListed {
		l.more++
		return
	}
	if l.at == nil {
		l.at = map[Item]int{}
	}
	l.at[item] = len(l.items)
	item.Times = 1
	l.items = append(l.items, item)
}

func (l *listing) all() []Item {
	if l.more == 0 {
		return l.items
	}
	return append(l.items, Item{Why: whyMore, Times: l.more})
}
