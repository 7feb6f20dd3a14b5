package desk

import (
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
			Name: tracking.ImageName(n+1, i.View), Data: data, Prepared: true, Site: i.Site, View: i.View.Words(), Date: i.Taken,
			Consent: i.ConsentWords(d.zone), Caption: i.Caption, SHA256: i.SHA256,
		})
	}
	return out
}
