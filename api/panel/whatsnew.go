package panel

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// NewsPage says which pathways have changed since this GP last looked.
type NewsPage struct {
	Frame
	Key string
	// Since says when that was; First that they have not looked before.
	Since string
	First bool
	// Library is what they will have seen.
	Library  string
	Pathways []NewsView
	// Empty says so when nothing has changed.
	Empty string
}

// NewsView is a pathway that came, went or changed.
type NewsView struct {
	Title, Version string
	Tag            Tag
	Says           []string
}

const newsPath = "/news"

// news compares today's library with the one that this GP last saw: when they
// said so, or when they last began a consultation.
func (p *Panel) news(v visit) error {
	look, err := p.lastLook(v)
	if err != nil {
		return err
	}
	page := NewsPage{Frame: p.frame("What is new"), Key: p.NewID(), Library: p.Library.Digest()}
	page.Links = slices.DeleteFunc(page.Links, func(l Link) bool { return l.Href == newsPath })
	switch {
	case look.Library == "":
		page.First = true
		page.Empty = counted(len(p.Library.Pathways()), "pathway") + " are here. From today on, what changes is shown on this page."
	case look.Library == p.Library.Digest():
		page.Empty = "Nothing has changed since you last looked, on " + look.At.In(p.Now().Location()).Format("02-Jan-2006") + "."
	default:
		page.Since = look.At.In(p.Now().Location()).Format("02-Jan-2006")
		page.Pathways = p.newsSince(look.Library)
		if len(page.Pathways) == 0 {
			page.Empty = "No pathway has changed since " + page.Since + ". Services or shared wording may have."
		}
	}
	return p.pages.render(v.w, http.StatusOK, "news", page)
}

func (p *Panel) lastLook(v visit) (tracking.Look, error) {
	look, err := p.Service.LastLook(v.r.Context(), v.actor)
	if err != nil || look.Library != "" {
		return look, err
	}
	used, err := p.Service.List(v.r.Context(), v.actor, tracking.Filter{})
	for _, c := range used {
		if c.StartedBy.ID == v.actor.ID && c.Started.After(look.At) {
			look.Library, look.At = c.Pathway.Digest, c.Started
		}
	}
	return look, err
}

// newsSince lists what differs from an earlier library, by title.
func (p *Panel) newsSince(library string) []NewsView {
	var old *engine.Library
	if p.Older != nil {
		old, _ = p.Older(library) // without it each pathway may have changed, and the page says so
	}
	var list []NewsView
	for _, now := range p.Library.Pathways() {
		about := now.About()
		view := NewsView{Title: about.Title, Version: "Version " + now.Identity().Version}
		switch was, ok := pathwayOf(old, about.ID); {
		case old == nil:
			view.Tag, view.Says = Tag{"Not compared", "sp-not"}, []string{"The library that you last saw is no longer at hand."}
		case about.Status == "retired":
			if !ok || was.Identity().Status == "retired" {
				continue
			}
			view.Tag, view.Says = Tag{"Withdrawn", "sp-stop"}, []string{"It can no longer be begun. Drafts can be finished."}
		case !ok || was.Identity().Status == "retired":
			view.Tag, view.Says = Tag{"New", "sp-met"}, []string{"For: " + stopped(about.Purpose)}
		default:
			if view.Says = pathwayNews(was, now); len(view.Says) == 0 {
				continue
			}
			view.Tag = Tag{"Changed", "sp-say"}
			if was.Identity().Version != now.Identity().Version {
				view.Version += fmt.Sprintf(", was %s", was.Identity().Version)
			}
		}
		list = append(list, view)
	}
	list = append(list, p.gone(old)...)
	slices.SortStableFunc(list, func(a, b NewsView) int { return strings.Compare(a.Title, b.Title) })
	return list
}

// gone are the pathways that the library no longer has.
func (p *Panel) gone(old *engine.Library) []NewsView {
	if old == nil {
		return nil
	}
	var list []NewsView
	for _, was := range old.Pathways() {
		if _, ok := p.Library.Pathway(was.About().ID); !ok && was.Identity().Status != "retired" {
			list = append(list, NewsView{
				Title: was.About().Title, Version: "Version " + was.Identity().Version,
				Tag: Tag{"Withdrawn", "sp-stop"}, Says: []string{"It can no longer be begun. Drafts can be finished."},
			})
		}
	}
	return list
}

func pathwayOf(l *engine.Library, id string) (*engine.Pathway, bool) {
	if l == nil {
		return nil, false
	}
	return l.Pathway(id)
}

// sawNews records that this GP has seen the page.
func (p *Panel) sawNews(v visit) error {
	form, err := readForm(v.r, fields("library"))
	if err != nil {
		return err
	}
	if err := p.Service.SawNews(v.r.Context(), v.actor, form.Get("library")); err != nil {
		return err
	}
	return v.to(newsPath)
}
