package engine

import (
	"strings"

	"signpost.health/signpost/engine/lang"
)

// codes checks every code of the vocabulary and the directory by the digits
// that its makers put there for that: a slip of the pen is found, a code that
// means something else is not.
func (ck *checker) codes() {
	for _, f := range ck.d.findings {
		if f.SNOMED != "" {
			ck.snomed(f.node.Get("snomed"))
		}
		for _, o := range f.Options {
			if o.SNOMED != "" {
				ck.snomed(find(f.node, "options", o.ID, "snomed"))
			}
		}
		if record := f.node.Get("from_record"); record != nil {
			for _, n := range listed(record.Get("snomed")) {
				ck.snomed(n)
			}
			for _, n := range listed(record.Get("loinc")) {
				ck.loinc(n)
			}
		}
	}
	for _, s := range ck.d.services {
		if s.ODS != "" {
			ck.ods(s.body.Get("ods"))
		}
	}
}

// listed gives the nodes of a list, of which one text is a short form.
func listed(n *lang.Node) []*lang.Node {
	if n == nil {
		return nil
	}
	return scalars(n)
}

func (ck *checker) snomed(n *lang.Node) {
	if n == nil || n.Refused || n.Kind != lang.Scalar {
		return
	}
	if lang.QuotedString(n, ck.c) == "" {
		return
	}
	switch code := n.Value; {
	case strings.Trim(code, "0123456789") != "" || len(code) < 6 || len(code) > 18 || code[0] == '0':
		ck.c.Errorf("P230", n.Span, "%q is not a SNOMED CT code", code).Help =
			"write the concept's code: 6 to 18 digits in quotes, without spaces"
	case verhoeff(code) != 0:
		ck.c.Errorf("P230", n.Span, "%q is not a SNOMED CT code: its check digit is wrong", code).Help =
			"a digit was mistyped or two were swapped; copy the code from the SNOMED CT browser again"
	case code[len(code)-2] != '0':
		ck.c.Errorf("P230", n.Span, "%q names a %s, not a concept of SNOMED CT", code, snomedKind(code[len(code)-2])).Help =
			"copy the concept's own code (SCTID) from the SNOMED CT browser"
	}
}

// snomedKind says what a code names by the digit before its check digit.
func snomedKind(digit byte) string {
	switch digit {
	case '1':
		return "description"
	case '2':
		return "relationship"
	}
	return "part of the terminology"
}

// verhoeff is 0 for a number whose last digit is its Verhoeff check digit: the
// scheme of SNOMED CT identifiers, after the dihedral group of order 10.
func verhoeff(digits string) int {
	permuted := [8]string{
		"0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258",
	}
	check := 0
	for i := range len(digits) {
		digit := digits[len(digits)-1-i] - '0'
		check = dihedral(check, int(permuted[i%8][digit]-'0'))
	}
	return check
}

// dihedral multiplies in the group of turns and flips of a pentagon: 0 to 4
// turn it, 5 to 9 flip and turn it.
func dihedral(a, b int) int {
	switch {
	case a < 5 && b < 5:
		return (a + b) % 5
	case a < 5:
		return 5 + (a+b-5)%5
	case b < 5:
		return 5 + (a-b)%5
	}
	return (a - b + 5) % 5
}

func (ck *checker) loinc(n *lang.Node) {
	if n.Refused || n.Kind != lang.Scalar || n.Null {
		return
	}
	number, check, dashed := strings.Cut(n.Value, "-")
	if !dashed || len(number) < 1 || len(number) > 7 || len(check) != 1 || strings.Trim(number+check, "0123456789") != "" {
		ck.c.Errorf("P231", n.Span, "%q is not a LOINC code", n.Value).Help = "write it as LOINC does, for example \"27396-1\""
		return
	}
	if want := luhn(number); check[0] != want {
		ck.c.Errorf("P231", n.Span, "%q is not a LOINC code: its check digit is wrong", n.Value).Help =
			"a digit was mistyped or two were swapped; copy the code from loinc.org again"
	}
}

// luhn is the check digit of a number by Luhn's scheme, which LOINC uses.
func luhn(number string) byte {
	sum := 0
	for i := range len(number) {
		digit := int(number[len(number)-1-i] - '0')
		if i%2 == 0 {
			digit *= 2
		}
		sum += digit/10 + digit%10
	}
	return byte('0' + (10-sum%10)%10)
}

// ods checks an organisation's code by its shape: 3 to 10 capital letters and
// digits. The Organisation Data Service gives them no check digit.
func (ck *checker) ods(n *lang.Node) {
	if n == nil || n.Refused {
		return
	}
	if len(n.Value) < 3 || len(n.Value) > 10 || strings.Trim(n.Value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
		ck.c.Errorf("P232", n.Span, "%q is not the shape of an ODS code", n.Value).Help =
			"write the organisation's code as the Organisation Data Service does: 3 to 10 capital letters and digits, for example RWE"
	}
}
