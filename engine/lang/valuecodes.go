package lang

// valueCodes explains what YAML would quietly drop or change.
func valueCodes() []Code {
	return []Code{{
		ID:    codeDuplicateKey,
		Title: "A key given twice",
		Why:   "YAML programs keep one of the two values and drop the other. Which one depends on the program.",
		Bad:   "when: smoker\nsays: Smokes now\nwhen: ex_smoker\n",
		Good:  "when: smoker || ex_smoker\nsays: Smokes now\n",
	}, {
		ID:    codeTag,
		Title: "A tag",
		Why:   "YAML reads a word that starts with ! as the type of the value and drops it: the condition would be empty.",
		Bad:   "when: !smoker\n",
		Good:  "when: \"!smoker\"\n",
	}, {
		ID:    codeAnchor,
		Title: "An anchor, an alias or a merge key",
		Why:   "With & * and << YAML copies values from elsewhere in the file. What a reader sees is then not what applies, so values are written out.",
		Bad:   "when: &adult age >= 18\n",
		Good:  "when: age >= 18\n",
	}, {
		ID:    codeKey,
		Title: "A key that is not plain text",
		Why:   "YAML allows lists, blocks and nothing at all as keys; here a key is the name of something.",
		Bad:   "? says\n: Smokes now\n",
		Good:  "says: Smokes now\n",
	}, {
		ID:    codeNumber,
		Title: "A number that programs read differently",
		Why:   "010 is ten or eight, 1_000 is a thousand or a word, and 12:30 can be 750.",
		Bad:   "value: 010\n",
		Good:  "value: 10\n",
	}, {
		ID:    codeHash,
		Title: "A hash that cuts a value",
		Why:   "A # after a space starts a comment, so the rest of the line is dropped from the text.",
		Bad:   "says: Grade #2 injury\n",
		Good:  "says: \"Grade #2 injury\"\n",
	}, {
		ID:    codeComma,
		Title: "A comma that cuts a value",
		Why:   "Inside { } and [ ] a comma ends the value, even in the middle of an expression.",
		Bad:   "decide:\n  - {id: two, when: at_least(2, a, b)}\n",
		Good:  "decide:\n  - {id: two, when: \"at_least(2, a, b)\"}\n",
	}}
}
