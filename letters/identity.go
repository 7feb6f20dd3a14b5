package letters

import (
	"strings"
	"time"
)

const notRecorded = "Not recorded"

func orNotRecorded(s string) string {
	if strings.TrimSpace(s) == "" {
		return notRecorded
	}
	return s
}

// bannerName is SURNAME, First (Title).
func bannerName(p Patient) string {
	name := strings.ToUpper(oneLine(p.Family))
	if name == "" {
		name = "SURNAME NOT RECORDED"
	}
	if given := oneLine(p.Given); given != "" {
		name += ", " + given
	}
	if title := oneLine(p.Title); title != "" {
		name += " (" + title + ")"
	}
	if p.Died {
		name += ", deceased"
	}
	return name
}

// NHSNumber is a number as it is shown: three, three and four digits, held
// together. What is not ten digits is shown as it was recorded.
func NHSNumber(n string) string {
	digits := strings.ReplaceAll(n, " ", "")
	if len(digits) != 10 || strings.Trim(digits, "0123456789") != "" {
		return orNotRecorded(n)
	}
	return digits[:3] + nbsp + digits[3:6] + nbsp + digits[6:]
}

func bornLine(iso string, at time.Time) string {
	born, err := time.Parse(isoDay, iso)
	if err != nil {
		return orNotRecorded(iso)
	}
	return born.Format(shortDay) + nbsp + "(" + ageAt(born, at) + ")"
}

func sexWord(s string) string {
	switch strings.ToLower(s) {
	case "female", "male":
		return strings.ToUpper(s[:1]) + strings.ToLower(s[1:])
	}
	return orNotRecorded(s)
}

func composeBanner(p Patient, at time.Time) Banner {
	b := Banner{
		Name:      bannerName(p),
		Born:      bornLine(p.Born, at),
		Sex:       sexWord(oneLine(p.Sex)),
		NHSNumber: NHSNumber(oneLine(p.NHSNumber)),
		Address:   orNotRecorded(oneLine(p.Address)),
		Phone:     orNotRecorded(holdPhone(oneLine(p.Phone))),
	}
	b.AllergyTitle, b.Allergies = allergyLines(p.Allergies)
	return b
}

func allergyLines(a Allergies) (string, []string) {
	switch {
	case a.State == AllergiesUnavailable:
		return "Allergies unavailable", []string{"The record could not be read"}
	case a.State == AllergiesKnown && len(a.Known) > 0:
		var lines []string
		for _, k := range a.Known {
			line := oneLine(k.Substance)
			if k.Reaction != "" {
				line += " (" + oneLine(k.Reaction) + ")"
			}
			lines = append(lines, line)
		}
		return "Known allergies", lines
	case a.State == AllergiesNone && a.Confirmed != "":
		return "No known allergies", []string{"Confirmed " + shortDate(a.Confirmed)}
	case a.State == AllergiesNone:
		return "No known allergies", []string{"Date of confirming not recorded"}
	}
	return "Allergies not recorded", nil
}

// identity is the patient in one line, for heads and feet.
func (b Banner) identity() string {
	return b.Name + "   Born" + nbsp + b.Born + "   NHS" + nbsp + "No." + nbsp + b.NHSNumber
}

// brief is the identity where the whole would fill the page: what is long
// stands on page one.
func (b Banner) brief() string {
	const onPageOne, most = "on" + nbsp + "page" + nbsp + "1", 30
	born, number := b.Born, b.NHSNumber
	if !brief(born, most) {
		born = onPageOne
	}
	if !brief(number, most) {
		number = onPageOne
	}
	return "Name" + nbsp + onPageOne + "   Born" + nbsp + born + "   NHS" + nbsp + "No." + nbsp + number
}

// brief says whether a text is short and of plain characters.
func brief(s string, most int) bool {
	return len(s) <= most && strings.IndexFunc(s, func(r rune) bool { return (r > 0x17F && r != '…') || r < ' ' }) < 0
}
