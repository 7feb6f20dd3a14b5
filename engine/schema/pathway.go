package schema

func pathway() *Table {
	return &Table{Name: "pathway", Fields: []Field{
		must(id("pathway", "The id of the pathway: its file is named after it.")),
		must(Field{Key: "version", Shape: Quoted, Says: "Three numbers in quotes: advice changed, something added, wording.", Pattern: `^[0-9]+\.[0-9]+\.[0-9]+$`}),
		must(text("title", "The title, as a GP sees it.")),
		texts("aliases", "Other names of the pathway."),
		texts("symptoms", "Words that a GP may type."),
		must(text("specialty", "The specialty.")),
		must(text("purpose", "Whom it is for, in a sentence.")),
		text("not_meant_for", "Whom it is not for, in a sentence."),
		must(text("owner", "Who answers for it.")),
		must(date("review_by", "When it is to be reviewed, such as 2027-11-30.")),
		must(word("status", "How far it has come.", "draft", "in_review", "approved", "retired")),
		must(when("applies_to", "Whom it is for, in CEL.")),
		list("not_for", "Whom it is not for, each with what happens instead.", &Table{Name: "not_for", Fields: []Field{
			id("id", "A name for the entry."),
			must(when("when", "Whom it is about, in CEL.")),
			must(text("says", "Why not, in a sentence.")),
			must(id("outcome", "What happens instead.")),
			evidence(),
		}}),
		sources(),
		named("parameters", "Numbers that an area may change, used by name in conditions.", &Table{Name: "parameter", Fields: []Field{
			text("says", "What the number is."),
			must(number("value", "The number.")),
			text("unit", "Its unit, as the finding has it."),
			must(evidence()),
		}}),
		list("ask_together", "Screens: what is asked at one time.", &Table{Name: "screen", Fields: []Field{
			must(text("title", "The heading of the screen.")),
			word("style", "How it is shown.", "tick_list"),
			must(ids("findings", "The findings, in order.")),
		}}),
		named("criteria", "Named conditions, by id.", criterion()),
		must(list("decide", "The first row that fits gives the advice; urgency falls from row to row, and the last is otherwise.", row(true))),
		list("also", "Every row that fits adds its advice.", row(false)),
		must(named("outcomes", "What rows lead to, by id.", outcome())),
		object("letter", "The letter's own words.", &Table{Name: "pathway_letter", Fields: []Field{
			text("to", "Whom the letter is for."), text("intro", "Its first sentence."),
		}}),
	}}
}

func row(decides bool) *Table {
	t := &Table{Name: "further_row", Fields: []Field{
		must(id("id", "A name for the row. The last row of decide is otherwise.")),
		when("when", "Whom the row is for, in CEL. otherwise has none."),
		must(id("outcome", "What it leads to.")),
		evidence(),
		word("strength", "How firmly the source speaks.", strengths()...),
		text("note", "Something for those who sign."),
	}}
	if !decides {
		t.Fields = append(t.Fields, flag("ask", "Keeps the case open until the row is settled."))
		return t
	}
	t.Name = "row"
	t.Fields = append(t.Fields,
		flag("red_flag", "Asked first, always."),
		text("because", "Why it stands out of the order of urgency."),
	)
	return t
}

func outcome() *Table {
	return &Table{Name: "outcome", Fields: []Field{
		must(word("action", "What is done.", actions()...)),
		must(word("within", "How soon. Only this orders outcomes by urgency.", urgencies()...)),
		word("strength", "How firmly the source speaks.", strengths()...),
		must(text("summary", "The advice in one short sentence, under 140 characters.")),
		text("question", "What the service is asked, for the letter."),
		object("route", "Who takes the patient.", route()),
		ids("tests", "What to request: the advice itself, or what goes with it."),
		ids("requires", "What the letter needs; asked once decided."),
		texts("steps", "What the GP does, one step each."),
		text("tell_patient", "What the patient is told, in plain words."),
		text("safety_net", "What to watch for, and what to do then."),
		lasts("chase_after", "When the patient should ask if nothing has come."),
		id("alternative", "The outcome to take when the GP does not agree; required unless it refers."),
		list("leaflets", "Something to read.", &Table{Name: "leaflet", Fields: []Field{
			must(text("title", "Its title.")), text("url", "Where it is, https:// first."),
		}}),
	}}
}
