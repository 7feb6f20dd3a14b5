package panel

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

func (p *Panel) images(v visit) error {
	c, err := p.read(v)
	if err != nil {
		return err
	}
	if c.State == tracking.Advised || c.State == tracking.Abandoned {
		return v.to(base(c.ID) + "/advice")
	}
	return p.showImages(v, http.StatusOK, c, Upload{}, nil)
}

// addImages keeps each picture that was sent, and says what is wrong with the
// others.
func (p *Panel) addImages(v visit) error {
	sent, err := ReadUpload(v.r, imageField)
	_, tooLong := errors.AsType[*http.MaxBytesError](err)
	if err != nil && !tooLong {
		return err
	}
	c, err := p.read(v)
	if err != nil {
		return err
	}
	wrong := checkUpload(sent)
	if len(wrong) > 0 {
		return p.showImages(v, http.StatusUnprocessableEntity, c, sent, wrong)
	}
	for n, f := range sent.Files {
		w := tracking.Write{Actor: v.actor, Key: sent.Fields.Get("key") + "-" + strconv.Itoa(n)}
		after, err := p.Service.AddImage(v.r.Context(), w, c.ID, p.newImage(c, sent.Fields.Get, f))
		if coded, ok := errors.AsType[*tracking.Error](err); ok && coded.Code == tracking.Invalid {
			wrong = append(wrong, imageFault(f.Field, coded))
			continue
		}
		if err != nil {
			return err
		}
		c = after
	}
	if len(wrong) > 0 {
		return p.showImages(v, http.StatusUnprocessableEntity, c, sent, wrong)
	}
	return v.to(base(c.ID) + "/images")
}

func imageField(name string) bool {
	return slices.Contains([]string{"key", "site", "taken", "caption", "consent", "teaching"}, name) || slices.Contains(views(), tracking.View(name))
}

func views() []tracking.View {
	return []tracking.View{tracking.Overview, tracking.CloseUp, tracking.Dermoscopic, tracking.OtherView}
}

// checkUpload finds what is missing before anything is kept. A browser does not
// send files again, so the page asks for them anew.
func checkUpload(sent Upload) []ErrorView {
	if len(sent.Files) == 0 {
		return []ErrorView{{"Choose at least one picture. Each may have up to 20 MB.", "file-" + string(tracking.OtherView)}}
	}
	if sent.Fields.Get("consent") == "" {
		return []ErrorView{{"Say who agrees to the pictures going with the letter, and choose them again.", "consent-" + string(tracking.ByPatient)}}
	}
	return nil
}

func imageFault(field string, err *tracking.Error) ErrorView {
	target := map[string]string{"taken": "taken", "site": "site", "caption": "caption", "consent": "consent-" + string(tracking.ByPatient)}[err.Field]
	if target == "" {
		target = "file-" + field
	}
	words := err.Message
	if name := tracking.View(field).Words(); name != "" {
		words = sentence(name) + ": " + words
	}
	return ErrorView{words, target}
}

func (p *Panel) newImage(c tracking.Consultation, field func(string) string, f File) tracking.NewImage {
	return tracking.NewImage{
		Data: f.Data, View: tracking.View(f.Field), Site: strings.TrimSpace(field("site")), Taken: strings.TrimSpace(field("taken")),
		Caption: strings.TrimSpace(field("caption")), Finding: PictureFinding(p.Library, c),
		Consent: tracking.Consent{By: tracking.ConsentBy(field("consent")), Teaching: field("teaching") == "yes"},
	}
}

// PictureFinding is the question of a consultation's pathway that a picture
// answers: a file that stands among the letter's images. It may be empty.
func PictureFinding(l *engine.Library, c tracking.Consultation) string {
	pathway, ok := l.Pathway(c.Pathway.ID)
	if !ok {
		return ""
	}
	asked := slices.Clone(pathway.Findings())
	for _, o := range pathway.Outcomes() {
		asked = append(asked, o.Requires...)
	}
	for _, id := range asked {
		if f, ok := l.Finding(id); ok && f.Kind == engine.KindFile && f.LetterSection == "images" {
			return id
		}
	}
	return ""
}

// changeImage removes a picture, or brings it back.
func (p *Panel) changeImage(v visit) error {
	form, err := readForm(v.r, fields("key", "go"))
	if err != nil {
		return err
	}
	change := p.Service.RemoveImage
	if form.Get("go") == "restore" {
		change = p.Service.RestoreImage
	}
	image := v.r.PathValue("image")
	w := tracking.Write{Actor: v.actor, Key: form.Get("key") + "-" + form.Get("go") + "-" + image}
	if _, err := change(v.r.Context(), w, v.consultation(), image); err != nil {
		return err
	}
	return v.to(base(v.consultation()) + "/images")
}

// image gives one picture in full, to look at closely or to send beside the
// letter.
func (p *Panel) image(v visit) error {
	c, err := p.Service.Resume(v.r.Context(), v.actor, v.consultation())
	if err != nil {
		return err
	}
	whole, err := p.Service.Picture(v.r.Context(), v.actor, c.ID, v.r.PathValue("image"))
	if err != nil {
		return err
	}
	name := "picture.jpg"
	for n, i := range c.Pictured() {
		if i.ID == whole.ID {
			name = tracking.ImageName(n+1, i.View)
		}
	}
	return v.file("image/jpeg", name, whole.Full)
}
