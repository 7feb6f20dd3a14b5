package tracking

import (
	"fmt"
	"time"

	"signpost.health/signpost/engine"
)

// ImageName is the name of a picture's file. It holds nothing of the patient.
func ImageName(n int, v View) string {
	name := fmt.Sprintf("picture-%02d", n)
	switch v {
	case Overview:
		name += "-overview"
	case CloseUp:
		name += "-close-up"
	case Dermoscopic:
		name += "-dermoscopic"
	case OtherView:
	}
	return name + ".jpg"
}

// Words is a view as people read it; empty where it has no name.
func (v View) Words() string {
	switch v {
	case Overview:
		return "overview"
	case CloseUp:
		return "close-up"
	case Dermoscopic:
		return "dermoscopic"
	case OtherView:
	}
	return ""
}

// ConsentWords says who agreed to a picture, when, and for what.
func (i Image) ConsentWords(zone *time.Location) string {
	who := ""
	switch i.Consent.By {
	case ByPatient:
		who = "the patient agreed"
	case ByCarer:
		who = "a parent or carer agreed"
	case BestInterests:
		who = "in the patient's best interests"
	}
	purpose := "for this letter, not for teaching"
	if i.Consent.Teaching {
		purpose = "for this letter and for teaching"
	}
	day := engine.ShortDate(i.Added.In(zone).Format(time.DateOnly))
	return fmt.Sprintf("%s, %s, %s", who, purpose, day)
}
