package schema

func vocabulary() *Table {
	return &Table{Name: "vocabulary", Fields: []Field{
		must(text("vocabulary", "A name for this file.")),
		text("title", "What the file is about."),
		sources(),
		named("findings", "What can be known of a patient, each once for the whole library, by id.", finding()),
		named("tests", "Tests that obtain findings, by id.", &Table{Name: "test", Fields: []Field{
			must(text("name", "Name of the test, as a clinician reads it.")),
			text("request", "What to write on the request."),
			text("kind", "blood, stool, urine, imaging, examination and so on."),
			text("patient_words", "The test in the patient's words."),
		}}),
		named("criteria", "Named conditions that all pathways share, by id.", criterion()),
		named("bands", "Thresholds that depend on another number, used by name as yes or no.", band()),
		list("constraints", "Laws that every patient obeys.", &Table{Name: "constraint", Fields: []Field{
			must(text("says", "The law in plain English.")),
			must(when("when", "What holds of every patient, in CEL.")),
		}}),
	}}
}

func finding() *Table {
	snomed := Field{Key: "snomed", Shape: Quoted, Says: "The concept's SNOMED CT code, in quotes.", Pattern: `^[1-9][0-9]{5,17}$`}
	return &Table{Name: "finding", Fields: []Field{
		must(word("type", "What an answer is.", "yes_no", "option", "options", "number", "date", "text", "file")),
		text("ask", "The question as a GP hears it, one line."),
		must(text("short", "As a clinician reads it in a letter or a table.")),
		text("patient_words", "As the patient would say it."),
		text("help", "A hint under the question."),
		texts("aliases", "Other words that find it."),
		snomed,
		named("options", "What can be chosen, by id: for option and options.", &Table{Name: "option", Fields: []Field{
			must(text("says", "The option as a reader sees it.")), snomed,
		}}),
		number("min", "The lowest value."), number("max", "The highest value."),
		{Key: "step", Shape: Step, Says: "Thresholds lie on this grid: a number or a fraction such as 1/12."},
		text("unit", "The unit, in UCUM: ug/L, a for years, wk for weeks, {episodes} for what is counted."),
		{Key: "convert", Shape: Numbers, Says: "Other units: an answer in one times this gives the unit."},
		ids("implies", "When this is yes, these are yes."),
		when("only_if", "CEL over other findings: otherwise the finding does not apply."),
		when("derive", "Always equal to this; worked out, not asked."),
		word("from_patient", "Taken from the patient.", "age", "sex", "organ"),
		word("present_for", "The recorded sex that has the organ.", "female", "male"),
		object("from_record", "How it is found in a record: any of these codes.", &Table{Name: "from_record", Fields: []Field{
			texts("snomed", "SNOMED CT codes, in quotes."), texts("loinc", "LOINC codes, in quotes."),
		}}),
		lasts("shelf_life", "How long a recorded value counts, such as 12 months."),
		lasts("keep_for", "How long an asked answer outlives the consultation."),
		word("no_code_means", "Only where signed: no code in the record then means no.", "absent"),
		id("obtained_by", "The test that tells."),
		flag("attest", "Shown in a tick list with one “the others are not present”."),
		flag("raises_urgency", "Declared: a yes never lowers urgency. It is proved."),
		evidence(),
		object("letter", "Where an answer stands in a letter.", &Table{Name: "finding_letter", Fields: []Field{
			word("section", "The part of the letter.", "history", "examination", "results", "medicines", "past_history", "family", "social", "needs", "attachments", "images"),
			text("phrase", "How it reads there, with {value} and {date}."),
		}}),
	}}
}

func band() *Table {
	return &Table{Name: "band", Fields: []Field{
		must(text("says", "The band in plain English.")),
		must(id("finding", "The number that is held against the threshold.")),
		must(word("compare", "How.", ">", ">=", "<", "<=")),
		must(id("by", "The number that the threshold depends on.")),
		must(list("table", "One line for each band, from the lowest to the highest.", &Table{Name: "band_line", Fields: []Field{
			number("from", "The band begins here; included."),
			number("below", "The band ends before this; not included."),
			must(number("threshold", "The threshold in this band.")),
		}})),
		evidence(),
	}}
}
