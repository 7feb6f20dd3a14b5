package panel

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/approval"
)

// AboutPage says what Signpost is, what its content rests on and who signed it.
type AboutPage struct {
	Frame
	// Drafts says how much of the content is not signed; empty when all is. Said
	// are what the sources ask to be said.
	Drafts   string
	Said     []string
	Pathways []AboutPathway
	Made     []Work
	Version  string
	Digest   string
}

// AboutPathway is one pathway as its readers and signers know it.
type AboutPathway struct {
	Title, Status, Owner, Hashes string
	// Signed are those who signed it as it is, and who has yet to.
	Signed  []string
	Sources []engine.Citation
}

// Work is something that others made and Signpost shows.
type Work struct{ Name, By, Licence string }

func (p *Panel) about(v visit) error {
	page := AboutPage{Frame: p.frame("About Signpost"), Made: made(), Version: p.Version, Digest: p.Library.Digest()}
	drafts := 0
	for _, pathway := range p.Library.Pathways() {
		if pathway.About().Status == "retired" {
			continue
		}
		line := p.aboutPathway(pathway)
		page.Pathways = append(page.Pathways, line)
		page.Said = united(page.Said, noticesOf(line.Sources))
		if pathway.About().Status != "approved" {
			drafts++
		}
	}
	if drafts > 0 {
		page.Drafts = fmt.Sprintf("%d of %d pathways are drafts for local clinical approval. They are not for use on patients.", drafts, len(page.Pathways))
	}
	slices.SortFunc(page.Pathways, func(a, b AboutPathway) int { return strings.Compare(a.Title, b.Title) })
	return p.pages.render(v.w, http.StatusOK, "about", page)
}

func (p *Panel) aboutPathway(pathway *engine.Pathway) AboutPathway {
	about, id := pathway.About(), pathway.Identity()
	return AboutPathway{
		Title:  about.Title,
		Status: "Version " + about.Version + ", " + strings.ReplaceAll(about.Status, "_", " "),
		Owner:  about.Owner + ". Review by " + engine.ShortDate(about.ReviewBy),
		Hashes: "Rules " + fingerprint(id.Behaviour) + ", wording " + fingerprint(id.Content),
		Signed: signed(approval.Of(id, p.Approvals)), Sources: sourcesOf(pathway),
	}
}

// signed says how a pathway stands with its signers.
func signed(s approval.Standing) []string {
	var out []string
	for _, a := range s.Current {
		out = append(out, "Signed by "+signer(a))
	}
	for _, r := range s.Missing {
		says := "Not signed by " + r.Who()
		if old, ok := s.Latest(r); ok {
			says += " as it is now; an earlier version was, by " + signer(old.Approval)
		}
		out = append(out, says)
	}
	return out
}

func signer(a approval.Approval) string {
	return a.Name + ", " + a.Role.Words() + ", " + a.Organisation + ", " + engine.ShortDate(a.Date)
}

// sourcesOf are the sources that a pathway's rows and criteria cite, each once.
func sourcesOf(p *engine.Pathway) []engine.Citation {
	var out []engine.Citation
	add := func(cited []engine.Citation) {
		for _, c := range cited {
			if !slices.ContainsFunc(out, func(o engine.Citation) bool { return o.ID == c.ID }) {
				c.Place = ""
				out = append(out, c)
			}
		}
	}
	for _, r := range slices.Concat(p.Rows(), p.AlsoRows()) {
		add(r.Evidence)
	}
	for _, c := range p.Criteria() {
		add(c.Evidence)
	}
	return out
}

// noticesOf are what sources ask to be said.
func noticesOf(cited []engine.Citation) []string {
	var out []string
	for _, c := range cited {
		if c.Notice != "" {
			out = united(out, []string{c.Notice})
		}
	}
	return out
}

// made are the works of others that a reader sees.
func made() []Work {
	return []Work{
		{"NHS design system (nhsuk-frontend)", "NHS England", "MIT licence"},
		{"Liberation fonts, in letters", "Google Corporation and Red Hat", "SIL Open Font License 1.1"},
		{"DejaVu fonts, in letters", "Bitstream, Tavmjong Bah and the DejaVu authors", "Bitstream Vera licence; changes in the public domain"},
	}
}
