package schema

func examples() *Table {
	expect := &Table{Name: "expect", Fields: []Field{
		word("status", "What can be said of the patient.", "decided", "open", "undecided", "does_not_apply"),
		id("outcome", "The outcome."),
		id("row", "The row that gives the advice, or the not_for entry."),
		ids("also", "The also rows that fit, all of them."),
		ids("possible", "The outcomes still possible."),
		ids("ask", "The findings of the next screen, in order."),
		ids("tests", "The tests worth doing."),
		ids("met", "The rows that fit by themselves, whatever their order."),
	}}
	return &Table{Name: "examples", Fields: []Field{
		must(id("examples", "The id of the pathway.")),
		date("today", "The day of every case that names none of its own."),
		must(list("cases", "Worked patients.", &Table{Name: "case", Fields: []Field{
			must(text("name", "What sets this patient apart.")),
			object("patient", "Who it is.", &Table{Name: "patient", Fields: []Field{
				number("age", "Age in years."), word("sex", "Recorded sex.", "female", "male"),
				date("born", "Date of birth, instead of an age."), date("today", "The day of the case."),
			}}),
			date("today", "The day of the case."),
			{Key: "answers", Shape: Answers, Says: "What is known, by finding: yes, no, not_known, a number, \">400\", an option, a list of options."},
			word("others", "What is said of every finding not named.", "absent", "not_asked"),
			object("expect", "What the pathway is expected to say; what is left out is not compared.", expect),
			text("source", "Where the expectation comes from."),
			{Key: "matrix", Shape: Matrix, Says: "Lines, each a patient of its own: answers, and under expect what follows.", Of: expect},
			flag("confirmed", "no: made by a program, and counting for nothing until somebody has found its source."),
			text("skip", "Why the case is left out at present."),
		}})),
	}}
}

func services() *Table {
	return &Table{Name: "services", Fields: []Field{
		must(text("services", "The area.")),
		text("title", "The area's name."),
		must(named("directory", "The services, by id.", &Table{Name: "service", Fields: []Field{
			must(text("name", "Name of the service.")),
			text("organisation", "Who runs it."),
			text("ods", "The organisation's ODS code."),
			must(word("kind", "What it is.", "clinic", "community", "self_referral", "pharmacy", "advice_line", "diagnostic", "emergency", "funding")),
			texts("clinics", "The roles it fills, such as respiratory.copd."),
			when("accepts", "Whom it accepts, in CEL; without it, everybody."),
			text("accepts_says", "The same in plain English."),
			must(object("how", "How a referral reaches it.", &Table{Name: "how", Fields: []Field{
				text("method", "e-referral, email, phone."), text("to", "For the attention of."), text("phone", "Telephone."), text("email", "Email address."),
			}})),
			text("hours", "When it is open."), text("where", "Where it is."),
			must(object("state", "How it stands.", &Table{Name: "state", Fields: []Field{
				must(word("is", "How it stands.", "open", "long_wait", "advice_only", "paused")),
				must(date("since", "Since when.")), date("until", "Until when."),
				{Key: "wait_days", Shape: Whole, Says: "How many days patients wait."},
				text("says", "A word on it."), id("instead", "The service to use meanwhile."),
			}})),
			flag("refers_onward", "It refers on by itself."),
		}})),
	}}
}

func overlay() *Table {
	return &Table{Name: "overlay", Fields: []Field{
		must(text("overlay", "The area.")),
		named("pathways", "What the area changes, by pathway.", &Table{Name: "overlaid", Fields: []Field{
			{Key: "parameters", Shape: Numbers, Says: "Parameters with their values here."},
			named("routes", "Outcomes with their routes here.", route()),
			must(text("because", "Why it is different here.")),
		}}),
	}}
}

func proof() *Table {
	return &Table{Name: "proof", Fields: []Field{
		must(id("proof", "The id of the pathway.")),
		list("accept", "Findings of prove that are meant.", &Table{Name: "acceptance", Fields: []Field{
			must(Field{Key: "code", Shape: Text, Says: "The code, such as P523.", Pattern: `^P5[0-9]{2}$`}),
			must(texts("about", "The row, finding or part that it is about.")),
			when("patients", "For whom it is accepted, in CEL; without it, for everybody."),
			must(text("because", "Why it is meant.")),
		}}),
		list("assert", "What must hold of every patient.", &Table{Name: "assertion", Fields: []Field{
			must(id("id", "A name for the assertion.")),
			must(text("says", "The assertion in plain English.")),
			when("when", "What holds of everybody, in CEL."),
			when("patients", "Whom it is about, in CEL."),
			ids("outcome", "The outcomes that they may have."),
			word("within", "How soon they are seen at the latest.", urgencies()...),
		}}),
	}}
}

func approval() *Table {
	hash := func(key, says string) Field {
		return must(Field{Key: key, Shape: Text, Says: says, Pattern: `^(text:)?[0-9a-f]{32}$`})
	}
	return &Table{Name: "approval", Fields: []Field{
		must(id("approval", "The id of the pathway.")),
		must(list("approvals", "Who agreed to what. `signpost sign` writes them.", &Table{Name: "agreement", Fields: []Field{
			must(text("name", "Who signs.")),
			must(word("role", "For whom.", "gp", "receiving_service")),
			must(text("organisation", "Their organisation.")),
			must(date("date", "When.")),
			must(text("statement", "What they agree to, in their words.")),
			must(Field{Key: "version", Shape: Quoted, Says: "The version they read.", Pattern: `^[0-9]+\.[0-9]+\.[0-9]+$`}),
			hash("behaviour", "The hash of what the pathway does."),
			hash("content", "The hash of what it says."),
		}})),
	}}
}

func lintFile() *Table {
	return &Table{Name: "lint", Fields: []Field{
		must(text("lint", "A name for this file.")),
		list("off", "Rules of lint that this library does without.", &Table{Name: "off", Fields: []Field{
			must(Field{Key: "code", Shape: Text, Says: "The code of the rule, such as P420.", Pattern: `^P4[0-9]{2}$`}),
			must(text("because", "Why.")),
		}}),
	}}
}
