package letters

import "strings"

func imageCaption(i Image) string {
	parts := appendLines(nil, i.Site, i.View, shortDate(i.Date))
	if i.Consent != "" {
		parts = append(parts, "Consent: "+oneLine(i.Consent))
	}
	if len(parts) == 0 {
		return orNotRecorded(i.Name)
	}
	return strings.Join(parts, ", ")
}

func prepareImages(images []Image) ([]Picture, error) {
	return nil, nil
}
