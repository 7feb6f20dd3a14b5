package desk

import (
	"fmt"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/letters"
	"signpost.health/signpost/tracking"
)

// images are the pictures of a consultation as its letter shows them. Those of
// a draft that has expired are kept no longer, and are left out.
func (d *Desk) images(c tracking.Consultation, pictures map[string]tracking.Picture) []letters.Image {
	var out []letters.Image
	for n, i := range c.Pictured() {
		data := pictures[i.ID].Letter
		if data == nil {
			continue
		}
		out = append(out, letters.Image{
			Name: ImageName(n+1, i.View), Data: data, Site: i.Site, View: ViewWords(i.View), Date: i.Taken,
			Consent: ConsentWords(i, d.zone), Caption: i.Caption, SHA256: i.SHA256,
		})
	}
	return out
}

// ImageName is the name of a picture's file. It holds nothing of the patient.
func ImageName(n int, v tracking.View) string {
	name := fmt.Sprintf("picture-%d", n)
	switch v {
	case tracking.Overview:
		name += "-overview"
	case tracking.CloseUp:
		name += "-close-up"
	case tracking.Dermoscopic:
		name += "-dermoscopic"
	case tracking.OtherView:
	}
	return name + ".jpg"
}

// ViewWords is a view as people read it; empty where it has no name.
func ViewWords(v tracking.View) string {
	switch v {
	case tracking.Overview:
		return "overview"
	case tracking.CloseUp:
		return "close-up"
	case tracking.Dermoscopic:
		return "dermoscopic"
	case tracking.OtherView:
	}
	return ""
}

// ConsentWords says who agreed to a picture, when, and for what.
func ConsentWords(i tracking.Image, zone *time.Location) string {
	who := ""
	switch i.Consent.By {
	case tracking.ByPatient:
		who = "the patient agreed"
	case tracking.ByCarer:
		who = "a parent or carer agreed"
	case tracking.BestInterests:
		who = "in the patient's best interests"
	}
	purpose := "for this letter, not for teaching"
	if i.Consent.Teaching {
		purpose = "for this letter and for teaching"
	}
	day := engine.ShortDate(i.Added.In(zone).Format(time.DateOnly))
	return fmt.Sprintf("%s, %s, %s", who, purpose, day)
}
