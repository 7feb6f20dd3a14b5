package lang

// syntaxCodes explains what YAML cannot read.
func syntaxCodes() []Code {
	return []Code{{
		ID:    codeColon,
		Title: "A colon inside a value",
		Why:   "A colon followed by a space ends a key. In a value it must be in quotes.",
		Bad:   "when: smoker ? age > 40 : age > 60\n",
		Good:  "when: \"smoker ? age > 40 : age > 60\"\n",
	}, {
		ID:    codeQuoteOpen,
		Title: "A quotation mark that is not closed",
		Why:   "The text in quotes runs on over the lines below, to the next quotation mark or the end of the file.",
		Bad:   "says: \"Smokes now\nwhen: smoker\n",
		Good:  "says: \"Smokes now\"\nwhen: smoker\n",
	}, {
		ID:    codeAfterQuote,
		Title: "Text after a closing quotation mark or bracket",
		Why:   "A value that starts with a quotation mark or a bracket ends where that is closed.",
		Bad:   "when: \"current\" == smoking_status\n",
		Good:  "when: smoking_status == \"current\"\n",
	}, {
		ID:    codeEscape,
		Title: "An unknown escape",
		Why:   "In double quotes a backslash and the letter after it stand for another character, and YAML does not know this one.",
		Bad:   "says: \"5\\10\"\n",
		Good:  "says: '5\\10'\n",
	}, {
		ID:    codeBracket,
		Title: "A bracket that is not closed, or a comma that is missing",
		Why:   "Entries inside { } and [ ] are told apart by commas, and end with the closing bracket.",
		Bad:   "steps: [Ring the clinic, Send the form\nsays: Smokes now\n",
		Good:  "steps: [Ring the clinic, Send the form]\nsays: Smokes now\n",
	}, {
		ID:    codeFirstCharacter,
		Title: "A character that a value cannot start with",
		Why:   "YAML gives a meaning of its own to a value that starts with one of @ ` % | > ] } , or with - or ? and a space.",
		Bad:   "when: >= 5\n",
		Good:  "when: age >= 5\n",
	}, {
		ID:    codeIndentation,
		Title: "Indentation that does not line up",
		Why:   "The number of spaces before a line says what it belongs to.",
		Bad:   "says: Smokes now\n  when: smoker\n",
		Good:  "says: Smokes now\nwhen: smoker\n",
	}, {
		ID:    codeNoColon,
		Title: "A line without a colon",
		Why:   "Each line is a key with a value, an item of a list, or the rest of a text that started above and is indented deeper than its key.",
		Bad:   "says: Smokes\nnow\nwhen: smoker\n",
		Good:  "says: Smokes\n  now\nwhen: smoker\n",
	}, {
		ID:    codeSyntax,
		Title: "Another fault of YAML",
		Why:   "YAML cannot read the file, for a reason that is rare.",
		Bad:   "%YAML 3.0\n---\nsays: Smokes now\n",
		Good:  "says: Smokes now\n",
	}}
}
