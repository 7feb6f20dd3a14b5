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

// Code explains a diagnostic this package can give.
type Code struct {
	ID    string // such as "P010"
	Title string
	// Why says what would happen if the file were taken as it is.
	Why string
	// Bad is a file that gets the diagnostic, Good the same put right. Both are
	// empty where an example would be too long to read.
	Bad, Good string
}

// Codes explains every code of this package, grouped by what they are about.
func Codes() []Code {
	codes := append(fileCodes(), valueCodes()...)
	codes = append(codes, syntaxCodes()...)
	return append(codes, readerCodes()...)
}
