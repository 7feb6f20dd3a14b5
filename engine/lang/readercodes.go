package lang

// readerCodes explains what the readers of values refuse.
func readerCodes() []Code {
	return []Code{{
		ID:    codeUnknownKey,
		Title: "An unknown key",
		Why:   "A key with a slip in it would have no effect, and nobody would notice.",
		Bad:   "wehn: smoker\n",
		Good:  "when: smoker\n",
	}, {
		ID:    codeNotMapping,
		Title: "Keys and values expected",
		Why:   "Here the language wants lines of the form key: value, not a text or a list.",
		Bad:   "decide:\n  - otherwise\n",
		Good:  "decide:\n  - id: otherwise\n",
	}, {
		ID:    codeShape,
		Title: "Text expected, or a list of texts",
		Why:   "A text that starts with [ or { is a list or a mapping unless it is in quotes.",
		Bad:   "when: [smoker]\n",
		Good:  "when: smoker\n",
	}, {
		ID:    codeEmptyValue,
		Title: "An empty value",
		Why:   "An empty condition could be taken for one that always applies, or never.",
		Bad:   "when:\nsays: Smokes now\n",
		Good:  "when: smoker\nsays: Smokes now\n",
	}, {
		ID:    codeNotYesNo,
		Title: "Yes or no expected",
		Why:   "Only yes, no, true and false are read, in small letters and without quotes, so that every program reads them alike.",
		Bad:   "attest: on\n",
		Good:  "attest: yes\n",
	}, {
		ID:    codeNotNumber,
		Title: "A number expected",
		Why:   "A number is digits, with a point for decimals. Commas, units, exponents and quotes are refused, because they are read differently from place to place.",
		Bad:   "value: 12,5\n",
		Good:  "value: 12.5\n",
	}, {
		ID:    codeNotWhole,
		Title: "A whole number expected",
		Why:   "Half a day or half a row has no meaning here.",
		Bad:   "wait_days: 2.5\n",
		Good:  "wait_days: 3\n",
	}, {
		ID:    codeNotDate,
		Title: "A date expected",
		Why:   "03/04/2027 is in March or in April. Year, month and day in this order are the same everywhere.",
		Bad:   "review_by: 30/11/2027\n",
		Good:  "review_by: 2027-11-30\n",
	}, {
		ID:    codeUnquoted,
		Title: "Text that must be in quotes",
		Why:   "Other programs read 1.10 as the number 1.1, and no as false. In quotes it is text to all of them.",
		Bad:   "version: 1.10\n",
		Good:  "version: \"1.10\"\n",
	}}
}
