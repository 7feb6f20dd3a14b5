package panel

import (
	"encoding/base64"
	"fmt"
	"html/template"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

func (p *Panel) showImages(v visit, status int, c tracking.Consultation, sent Upload, wrong []ErrorView) error {
	pictures, err := p.Service.Pictures(v.r.Context(), c)
	if err != nil {
		return err
	}
	page := p.imagesPage(c, pictures, sent)
	page.Errors = wrong
	for i, input := range page.Inputs {
		for _, w := range wrong {
			if w.Target == input.ID {
				page.Inputs[i].Error = w.Text
			}
		}
	}
	return p.pages.render(v.w, status, "images", page)
}

func (p *Panel) imagesPage(c tracking.Consultation, pictures map[string]tracking.Picture, sent Upload) ImagesPage {
	today := p.Now().Format(time.DateOnly)
	page := ImagesPage{
		Frame: p.caseFrame("Pictures", c), Base: base(c.ID), Key: p.NewID(), Today: today,
		Site: sent.Fields.Get("site"), Shows: sent.Fields.Get("caption"), Taken: sent.Fields.Get("taken"),
		Teaching: sent.Fields.Get("teaching") == "yes", Consent: consentChoices(sent.Fields.Get("consent")),
		Closed: c.State != tracking.Draft, Full: len(c.Pictured()) >= tracking.MostImages,
	}
	if page.Taken == "" {
		page.Taken = today
	}
	if page.Site == "" {
		page.Site = p.siteAnswered(c)
	}
	for n, i := range c.Pictured() {
		page.Images = append(page.Images, p.imageView(c, n+1, i, pictures[i.ID]))
	}
	for _, i := range c.Images {
		if i.Removed {
			page.Removed = append(page.Removed, p.imageView(c, 0, i, pictures[i.ID]))
		}
	}
	page.Inputs = p.fileInputs(c)
	if p.ofSkin(c) {
		page.Says = "Skin services decide from three pictures: an overview, a close-up, and one through a dermatoscope."
	}
	return page
}

// siteAnswered is where on the body the GP said it is.
func (p *Panel) siteAnswered(c tracking.Consultation) string {
	if have := c.Pictured(); len(have) > 0 {
		return have[len(have)-1].Site
	}
	if a, ok := c.Answers["skin_lesion_site"]; ok && a.State == engine.Known {
		return a.Text
	}
	return ""
}

func consentChoices(chosen string) []Choice {
	choices := []Choice{
		{Value: string(tracking.ByPatient), Label: "The patient agrees"},
		{Value: string(tracking.ByCarer), Label: "A parent or carer agrees"},
		{Value: string(tracking.BestInterests), Label: "In the patient’s best interests"},
	}
	for i := range choices {
		choices[i].ID, choices[i].Name = "consent-"+choices[i].Value, "consent"
		choices[i].Checked = choices[i].Value == chosen
	}
	return choices
}

// ofSkin says whether the pathway is one whose service asks for three views.
func (p *Panel) ofSkin(c tracking.Consultation) bool {
	if pathway, ok := p.Library.Pathway(c.Pathway.ID); ok {
		return pathway.About().Specialty == "dermatology"
	}
	return false
}

// fileInputs are three named ones for skin, and one for anything.
func (p *Panel) fileInputs(c tracking.Consultation) []FileInput {
	all := FileInput{Name: string(tracking.OtherView), Label: "Pictures", Many: true, Hint: "JPEG, PNG, GIF or WebP, up to 20 MB each"}
	inputs := []FileInput{all}
	if p.ofSkin(c) {
		all.Label, all.Hint = "Other pictures", ""
		inputs = []FileInput{
			{Name: string(tracking.Overview), Label: "Overview", Hint: "From about 1 metre: where it is on the body"},
			{Name: string(tracking.CloseUp), Label: "Close-up", Hint: "From about 20 cm, with a ruler beside it"},
			{Name: string(tracking.Dermoscopic), Label: "Dermoscopic", Hint: "Through the dermatoscope"},
			all,
		}
	}
	for i := range inputs {
		inputs[i].ID = "file-" + inputs[i].Name
	}
	return inputs
}

// missingViews are the views that a skin service still waits for.
func (p *Panel) missingViews(c tracking.Consultation) []string {
	if !p.ofSkin(c) {
		return nil
	}
	have := map[tracking.View]bool{}
	for _, i := range c.Pictured() {
		have[i.View] = true
	}
	var missing []string
	for _, v := range views() {
		if v != tracking.OtherView && !have[v] {
			missing = append(missing, v.Words())
		}
	}
	return missing
}

func (p *Panel) imageView(c tracking.Consultation, n int, i tracking.Image, kept tracking.Picture) ImageView {
	title := "Picture"
	if !i.Removed {
		title = fmt.Sprintf("Picture %d", n)
	}
	if words := i.View.Words(); words != "" {
		title += ", " + words
	}
	view := ImageView{ID: i.ID, Title: title, Alt: "Small copy of " + title}
	if i.Caption != "" {
		view.Lines = append(view.Lines, stopped(i.Caption))
	}
	where := sentence(i.Site)
	if taken := engine.ShortDate(i.Taken); taken != "" {
		if where != "" {
			where += ", "
		}
		where += "taken " + taken
	}
	if where != "" {
		view.Lines = append(view.Lines, stopped(sentence(where)))
	}
	view.Lines = append(view.Lines, stopped(sentence(i.ConsentWords(p.Now().Location()))))
	if i.Blurred {
		view.Warning = "This picture may be blurred. You can send it all the same, or take another."
	}
	if kept.Thumb == nil {
		view.Lines = append(view.Lines, "The picture is no longer kept.")
		return view
	}
	view.Thumb = template.URL("data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(kept.Thumb)) //nolint:gosec // our own encoder drew it
	view.Whole = base(c.ID) + "/images/" + i.ID
	return view
}
