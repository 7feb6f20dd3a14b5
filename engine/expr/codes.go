package expr

// CodeInfo is a kind of issue.
type CodeInfo struct {
	Code, Title string
}

// The codes of every issue this package reports.
const (
	codeSyntax       = "P100"
	codeLong         = "P101"
	codeDeep         = "P102"
	codeWordOperator = "P103"
	codeSign         = "P104"
	codeQuotes       = "P105"
	codeUnit         = "P106"
	codeName         = "P110"
	codeOption       = "P111"
	codeYesNo        = "P112"
	codeUse          = "P113"
	codeKinds        = "P120"
	codeNotCondition = "P121"
	codeFunction     = "P122"
	codeArguments    = "P123"
	codeRange        = "P130"
	codeGrid         = "P131"
	codeDecimals     = "P132"
	codeFails        = "P140"
	codeLarge        = "P141"
	codeRefused      = "P190"
)

// Codes lists every code that an Issue or an AtomIssue may carry.
func Codes() []CodeInfo {
	return []CodeInfo{
		{codeSyntax, "The condition cannot be read"},
		{codeLong, "The condition is too long"},
		{codeDeep, "The condition is nested too deep or has too many parts"},
		{codeWordOperator, "A word stands where an operator is needed"},
		{codeSign, "A sign that is not an operator"},
		{codeQuotes, "Typographic quotes"},
		{codeUnit, "A unit in a condition"},
		{codeName, "Unknown name"},
		{codeOption, "Unknown option"},
		{codeYesNo, "Yes or no where the finding itself says it"},
		{codeUse, "A name that cannot be used here"},
		{codeKinds, "Two kinds of thing that cannot be compared or calculated with"},
		{codeNotCondition, "Something that is neither true nor false"},
		{codeFunction, "Something that conditions do not have"},
		{codeArguments, "Wrong arguments"},
		{codeRange, "A threshold outside the finding's range"},
		{codeGrid, "A threshold between the finding's steps"},
		{codeDecimals, "Equality of decimals"},
		{codeFails, "A condition that can fail"},
		{codeLarge, "A condition too large to check for every patient"},
		{codeRefused, "A condition that CEL refuses"},
	}
}
