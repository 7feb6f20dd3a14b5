package panel

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"signpost.health/signpost/tracking"
)

// WishPage thanks for a wish, and can take it back.
type WishPage struct {
	Frame
	Words, Undo string
	Next        []Link
}

// WishesPage lists the pathways that the practice asked for.
type WishesPage struct {
	Frame
	Wishes []WishLine
	Export string
	Empty  string
}

// WishLine is what was asked for in the same words.
type WishLine struct{ Words, Says string }

const wishesPath = "/asked"

// wish asks for a pathway that the search did not find.
func (p *Panel) wish(v visit) error {
	form, err := readForm(v.r, fields("key", "words"))
	if err != nil {
		return err
	}
	wish, err := p.Service.Wish(v.r.Context(), tracking.Write{Actor: v.actor, Key: form.Get("key")}, form.Get("words"))
	if err != nil {
		return err
	}
	return v.to(patientHref(v.patient()) + wishesPath + "/" + wish.ID)
}

// wished thanks, with a way back.
func (p *Panel) wished(v visit) error {
	record, err := p.Service.Patient(v.r.Context(), v.actor, v.patient())
	if err != nil {
		return err
	}
	wish, err := p.Service.WishOf(v.r.Context(), v.actor, v.r.PathValue("wish"))
	if err != nil {
		return err
	}
	at := patientHref(record.Patient.ID)
	page := WishPage{
		Frame: p.patientFrame("Thank you", record.Patient), Words: wish.Words, Undo: at + wishesPath + "/" + wish.ID + "/undo",
		Next: []Link{{"Find a pathway for this patient", at}, {"What the practice asked for", wishesPath}},
	}
	return p.pages.render(v.w, http.StatusOK, "wish", page)
}

// unwish takes a wish back.
func (p *Panel) unwish(v visit) error {
	if _, err := readForm(v.r, fields()); err != nil {
		return err
	}
	if err := p.Service.WithdrawWish(v.r.Context(), v.actor, v.r.PathValue("wish")); err != nil {
		return err
	}
	return v.to(patientHref(v.patient()))
}

// wishes lists what the practice asked for.
func (p *Panel) wishes(v visit) error {
	all, err := p.Service.Wishes(v.r.Context(), v.actor)
	if err != nil {
		return err
	}
	page := WishesPage{Frame: p.frame("Pathways asked for"), Wishes: p.wishLines(all)}
	if len(all) == 0 {
		page.Empty = "Nobody has asked for a pathway yet. When a search finds nothing, it offers to."
	} else {
		page.Export = wishesPath + ".csv"
	}
	return p.pages.render(v.w, http.StatusOK, "wishes", page)
}

// wishLines puts the same words together, the latest first.
func (p *Panel) wishLines(all []tracking.Wish) []WishLine {
	var order []string
	same := map[string][]tracking.Wish{}
	for _, w := range all {
		key := strings.ToLower(w.Words)
		if len(same[key]) == 0 {
			order = append(order, key)
		}
		same[key] = append(same[key], w)
	}
	var lines []WishLine
	for _, key := range order {
		latest := same[key][0]
		says := latest.At.In(p.Now().Location()).Format("02-Jan-2006") + ", " + latest.By.Name
		if n := len(same[key]); n > 1 {
			says = "Asked for " + counted(n, "time") + ", last " + says
		}
		lines = append(lines, WishLine{latest.Words, says})
	}
	return lines
}

// wishesCSV gives the list to the people who write pathways: words, when, and
// how often; not who asked.
func (p *Panel) wishesCSV(v visit) error {
	all, err := p.Service.Wishes(v.r.Context(), v.actor)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	w := csv.NewWriter(&body)
	rows := [][]string{{"words", "practice", "asked_at"}}
	for _, one := range slices.Backward(all) {
		rows = append(rows, []string{noFormula(one.Words), one.Practice, one.At.UTC().Format(time.RFC3339)})
	}
	if err := w.WriteAll(rows); err != nil {
		return fmt.Errorf("export wishes: %w", err)
	}
	h := v.w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="pathways-asked-for.csv"`)
	h.Set("Content-Length", strconv.Itoa(body.Len()))
	_, _ = v.w.Write(body.Bytes()) // the browser is gone: nobody to tell
	return nil
}

// noFormula keeps a spreadsheet from taking somebody's words for a formula.
func noFormula(s string) string {
	if strings.ContainsAny(s[:min(1, len(s))], "=+-@\t") {
		return "'" + s
	}
	return s
}
