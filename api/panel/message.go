package panel

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// message is what the patient is told as a text message, with its length.
func (p *Panel) message(parts ...string) (text, length string) {
	parts = slices.DeleteFunc(append(parts, p.Practice.Name), func(s string) bool { return s == "" })
	text = strings.Join(parts, " ")
	characters, messages := smsLength(text)
	return text, counted(characters, "character") + ", " + counted(messages, "text message") + "."
}

// What one text message holds: alone, and as a part of several. A character
// outside the phone alphabet makes all of it wide.
const (
	phoneAlone, phonePart = 160, 153
	wideAlone, widePart   = 70, 67
)

// smsLength counts a text as a phone network does (3GPP TS 23.038).
func smsLength(text string) (characters, messages int) {
	const basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	const double = "^{}\\[~]|€\f"
	phone, wide := 0, 0
	for _, r := range text {
		switch {
		case strings.ContainsRune(basic, r):
			phone++
		case strings.ContainsRune(double, r):
			phone += 2
		default:
			wide = 1
		}
	}
	alone, part, n := phoneAlone, phonePart, phone
	if wide == 1 {
		alone, part, n = wideAlone, widePart, utf16Length(text)
	}
	if n <= alone {
		return n, 1
	}
	return n, (n + part - 1) / part
}

func utf16Length(text string) int {
	n := 0
	for _, r := range text {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// after is the day some time later, from a length as pathways write it ("6
// weeks"), or nothing.
func after(from time.Time, length string) string {
	count, unit, ok := strings.Cut(length, " ")
	n, err := strconv.Atoi(count)
	if !ok || err != nil {
		return ""
	}
	switch strings.TrimSuffix(unit, "s") {
	case "hour":
		from = from.Add(time.Duration(n) * time.Hour)
	case "day":
		from = from.AddDate(0, 0, n)
	case "week":
		from = from.AddDate(0, 0, 7*n)
	case "month":
		from = from.AddDate(0, n, 0)
	case "year":
		from = from.AddDate(n, 0, 0)
	default:
		return ""
	}
	return from.Format(time.DateOnly)
}
