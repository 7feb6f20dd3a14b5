package lang

// The codes of this package. A code is never given to another meaning.
const (
	codeNotUTF8          = "P001"
	codeControlCharacter = "P002"
	codeByteOrderMark    = "P003"
	codeTooLarge         = "P004"
	codeEmptyFile        = "P005"
	codeTooDeep          = "P006"
	codeSeveralDocuments = "P007"
	codeTab              = "P008"
	codeCurlyQuotes      = "P009"
	codeDuplicateKey     = "P010"
	codeTag              = "P011"
	codeAnchor           = "P012"
	codeKey              = "P013"
	codeNumber           = "P014"
	codeColon            = "P015"
	codeQuoteOpen        = "P016"
	codeAfterQuote       = "P017"
	codeEscape           = "P018"
	codeBracket          = "P019"
	codeFirstCharacter   = "P020"
	codeIndentation      = "P021"
	codeNoColon          = "P022"
	codeComma            = "P023"
	codeSyntax           = "P024"
	codeHash             = "P025"
	codeUnknownKey       = "P030"
	codeNotMapping       = "P031"
	codeShape            = "P032"
	codeEmptyValue       = "P033"
	codeNotYesNo         = "P034"
	codeNotNumber        = "P035"
	codeNotWhole         = "P036"
	codeNotDate          = "P037"
	codeUnquoted         = "P038"
)

// Code is a diagnostic this package can give.
type Code struct {
	ID    string // such as "P010"
	Title string
}

// Codes lists every code of this package, by ID.
func Codes() []Code {
	return []Code{
		{codeNotUTF8, "the file is not UTF-8"},
		{codeControlCharacter, "a character that cannot be seen"},
		{codeByteOrderMark, "a byte order mark"},
		{codeTooLarge, "a file or line that is too large"},
		{codeEmptyFile, "an empty file"},
		{codeTooDeep, "too many levels"},
		{codeSeveralDocuments, "several documents in one file"},
		{codeTab, "a tab as indentation"},
		{codeCurlyQuotes, "curly quotation marks"},
		{codeDuplicateKey, "a key given twice"},
		{codeTag, "a tag"},
		{codeAnchor, "an anchor, alias or merge key"},
		{codeKey, "a key that is not plain text"},
		{codeNumber, "a number that programs read differently"},
		{codeColon, "a colon inside a value"},
		{codeQuoteOpen, "a quotation mark that is not closed"},
		{codeAfterQuote, "text after a closing quotation mark"},
		{codeEscape, "an unknown escape"},
		{codeBracket, "a bracket that is not closed"},
		{codeFirstCharacter, "a character a value cannot start with"},
		{codeIndentation, "indentation that does not line up"},
		{codeNoColon, "a line without a colon"},
		{codeComma, "a comma that cuts a value"},
		{codeSyntax, "other faults of YAML"},
		{codeHash, "a hash that cuts a value"},
		{codeUnknownKey, "an unknown key"},
		{codeNotMapping, "keys and values expected"},
		{codeShape, "text or list expected"},
		{codeEmptyValue, "an empty value"},
		{codeNotYesNo, "yes or no expected"},
		{codeNotNumber, "a number expected"},
		{codeNotWhole, "a whole number expected"},
		{codeNotDate, "a date expected"},
		{codeUnquoted, "text that must be quoted"},
	}
}
