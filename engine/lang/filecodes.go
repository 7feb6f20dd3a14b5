package lang

// fileCodes explains what is refused of a file as a whole.
func fileCodes() []Code {
	return []Code{{
		ID:    codeNotUTF8,
		Title: "The file is not UTF-8",
		Why:   "Letters with accents and signs such as µ would be shown wrongly, or not at all.",
		Bad:   "says: caf\xe9\n",
		Good:  "says: café\n",
	}, {
		ID:    codeControlCharacter,
		Title: "A character that cannot be seen",
		Why:   "Text copied from a document or a web page can hold characters without width, odd spaces or turns of the writing direction. Two texts that look alike then differ, or a line says something else than it shows.",
		Bad:   "when: smoker\u200b && age > 40\n",
		Good:  "when: smoker && age > 40\n",
	}, {
		ID:    codeByteOrderMark,
		Title: "A byte order mark",
		Why:   "Some editors put an invisible mark at the start of a file. Other programs take it for part of the first key.",
		Bad:   "\ufeffpathway: copd\n",
		Good:  "pathway: copd\n",
	}, {
		ID:    codeTooLarge,
		Title: "A file or a line that is too large",
		Why:   "Nobody can review a file of more than 2 MiB or a line of more than 20,000 bytes, and reading it could hold up the server.",
	}, {
		ID:    codeEmptyFile,
		Title: "A file without content",
		Why:   "An empty file is most often one that was not saved.",
		Bad:   "# to be written\n",
		Good:  "pathway: copd\n",
	}, {
		ID:    codeTooDeep,
		Title: "Too many levels",
		Why:   "Nothing in the language nests deeper than a few levels; more than 64 come from a slip with brackets or indentation.",
	}, {
		ID:    codeSeveralDocuments,
		Title: "Several documents in one file",
		Why:   "YAML programs read the first document and drop the others without a word.",
		Bad:   "pathway: copd\n---\npathway: asthma\n",
		Good:  "pathway: copd\n",
	}, {
		ID:    codeTab,
		Title: "A tab as indentation",
		Why:   "Editors show a tab as two, four or eight spaces, so what lines up on one screen does not on another.",
		Bad:   "decide:\n\t- id: otherwise\n",
		Good:  "decide:\n  - id: otherwise\n",
	}, {
		ID:    codeCurlyQuotes,
		Title: "Curly quotation marks",
		Why:   "Word processors turn straight quotes into curly ones. To YAML those are letters like any other and become part of the text.",
		Bad:   "says: “Coughing up blood”\n",
		Good:  "says: \"Coughing up blood\"\n",
	}}
}
