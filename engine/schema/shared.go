package schema

func evidence() Field {
	return texts("evidence", "Where this comes from: the id of a source, then where in it, such as ng12 1.1.1. One or a list.")
}

func sources() Field {
	return named("evidence", "Sources that rows, criteria and findings cite, by id.", &Table{Name: "source", Fields: []Field{
		must(text("title", "Title of the source, with its year.")),
		text("url", "Where it can be read, https:// first."),
		text("notice", "The notice that its publisher asks for."),
	}})
}

func criterion() *Table {
	return &Table{Name: "criterion", Fields: []Field{
		must(text("says", "The criterion in plain English, as a clinician reads it.")),
		must(when("when", "The condition, in CEL.")),
		evidence(),
	}}
}

func actions() []string {
	return []string{"refer", "test", "advice_and_guidance", "redirect", "manage", "other_pathway"}
}

func urgencies() []string {
	return []string{"now", "same_day", "48h", "suspected_cancer", "2w", "urgent", "routine", "none"}
}

func strengths() []string { return []string{"refer", "offer", "consider"} }

func route() *Table {
	return &Table{Name: "route", Fields: []Field{
		text("clinic", "A role that services fill, such as respiratory.copd; the directory finds them."),
		text("service", "The id of one service."),
		text("pathway", "The id of the pathway to go on with."),
	}}
}
