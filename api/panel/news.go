package panel

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/english"
)

// pathwayNews says in sentences how a pathway differs between two libraries,
// what matters most first. It is empty when nothing of it differs.
func pathwayNews(before, now *engine.Pathway) []string {
	was, is := before.Identity(), now.Identity()
	if was.Behaviour == is.Behaviour && was.Content == is.Content && was.Version == is.Version {
		return nil
	}
	news := slices.Concat(limitNews(before, now), rowNews(before, now), questionNews(before, now), outcomeNews(before, now))
	switch {
	case len(news) > 0:
	case was.Behaviour != is.Behaviour:
		news = []string{"Its rules have changed."}
	default:
		news = []string{"Its wording has changed. The rules are the same."}
	}
	return news
}

// limitNews are numbers that an area may set, and that were set anew.
func limitNews(before, now *engine.Pathway) []string {
	var news []string
	for _, p := range now.Parameters() {
		i := slices.IndexFunc(before.Parameters(), func(q *engine.Parameter) bool { return q.ID == p.ID })
		if i < 0 || before.Parameters()[i].Value == p.Value {
			continue
		}
		was := before.Parameters()[i].Value
		way := "lowered"
		if p.Value > was {
			way = "raised"
		}
		says := strings.TrimSuffix(cmp.Or(p.Says, sentence(named(p.ID))), ".")
		news = append(news, fmt.Sprintf("%s: %s from %s to %s%s.", says, way, plainNumber(was), plainNumber(p.Value), unitAfter(p.Unit)))
	}
	return news
}

func plainNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func unitAfter(unit string) string {
	switch unit {
	case "", "1":
		return ""
	case "%":
		return unit
	}
	return " " + unit
}

// rowNews are rules that came, went or read otherwise, by where they lead.
func rowNews(before, now *engine.Pathway) []string {
	var news []string
	old, words := english.For(before), english.For(now)
	for _, r := range now.Rows() {
		was := rowOf(before, r.ID)
		switch {
		case r.When == nil:
		case was == nil:
			news = append(news, "New rule: "+stopped(words.Sentence(r.When))+" "+leadsTo(now, r.Outcome))
		case was.When != nil && (before.Plain(was.When) != now.Plain(r.When) || was.Outcome != r.Outcome):
			news = append(news, "Changed rule: "+stopped(words.Sentence(r.When))+" "+leadsTo(now, r.Outcome))
		}
	}
	for _, r := range before.Rows() {
		if r.When != nil && rowOf(now, r.ID) == nil {
			news = append(news, "No longer a rule: "+stopped(old.Sentence(r.When)))
		}
	}
	return news
}

func rowOf(p *engine.Pathway, id string) *engine.Row {
	i := slices.IndexFunc(p.Rows(), func(r *engine.Row) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return p.Rows()[i]
}

func leadsTo(p *engine.Pathway, outcome string) string {
	if o, ok := p.Outcome(outcome); ok {
		return "It leads to: " + stopped(o.Summary)
	}
	return ""
}

// questionNews are the questions that are asked now and were not, and those
// no longer asked.
func questionNews(before, now *engine.Pathway) []string {
	var news []string
	if added := missing(now, before); len(added) > 0 {
		news = append(news, "Asks now: "+strings.Join(added, "; ")+".")
	}
	if gone := missing(before, now); len(gone) > 0 {
		news = append(news, "No longer asks: "+strings.Join(gone, "; ")+".")
	}
	return news
}

// missing names the findings of one pathway that another does not use.
func missing(in, from *engine.Pathway) []string {
	var names []string
	for _, id := range in.Findings() {
		if slices.Contains(from.Findings(), id) {
			continue
		}
		if f, ok := in.Library().Finding(id); ok {
			names = append(names, short(f))
		}
	}
	return names
}

// outcomeNews are outcomes that say or do something else.
func outcomeNews(before, now *engine.Pathway) []string {
	var news []string
	for _, o := range now.Outcomes() {
		was, ok := before.Outcome(o.ID)
		if !ok {
			continue
		}
		if was.Summary != o.Summary || actionWords(was) != actionWords(o) {
			news = append(news, fmt.Sprintf("“%s” is now “%s” (%s).", was.Summary, o.Summary, actionWords(o)))
		}
	}
	return news
}
