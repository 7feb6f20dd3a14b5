package letters

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"signpost.health/signpost/letters/internal/pdf"
)

// ImageError says which image cannot be shown on a letter, and why.
type ImageError struct {
	// Place counts from one.
	Place int
	Err   error
}

func (e *ImageError) Error() string {
	return "letter: image " + strconv.Itoa(e.Place) + ": " + e.Err.Error()
}

// Unwrap gives the reason.
func (e *ImageError) Unwrap() error { return e.Err }

// prepareImages makes each image safe to draw. The full size is sent beside
// the letter, and is not kept in it.
func prepareImages(images []Image) ([]Picture, error) {
	var out []Picture
	taken := func(width int) bool {
		return slices.ContainsFunc(out, func(p Picture) bool { return p.Width == width })
	}
	for _, i := range shownOrder(images) {
		in := images[i]
		safe, err := safePicture(in, len(images), taken)
		if err != nil {
			return nil, &ImageError{Place: i + 1, Err: err}
		}
		count := fmt.Sprintf("Image %d of %d", len(out)+1, len(images))
		out = append(out, Picture{
			Name: in.Name, JPEG: safe.JPEG, Width: safe.Width, Height: safe.Height,
			Alt: alternative(in), Caption: count + "\n" + imageCaption(in, safe.Digest),
		})
	}
	return out, nil
}

// safePicture takes what was made safe when it came in as it is, if it fits,
// and makes safe what nobody has.
func safePicture(in Image, of int, taken func(width int) bool) (pdf.Safe, error) {
	if in.Prepared {
		if safe, ok := pdf.Prepared(in.Data, of, taken); ok {
			return safe, nil
		}
	}
	return pdf.Picture(in.Data, of, taken)
}

// shownOrder is the order in which images are shown, by their places: those of
// one site together, from far to near, so that the letter is the same however
// the files were picked.
func shownOrder(images []Image) []int {
	order := make([]int, len(images))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := images[i], images[j]
		return cmp.Or(
			cmp.Compare(a.Site, b.Site), cmp.Compare(a.Date, b.Date), cmp.Compare(nearness(a.View), nearness(b.View)),
			cmp.Compare(a.View, b.View), cmp.Compare(a.Name, b.Name), bytes.Compare(a.Data, b.Data),
		)
	})
	return order
}

func nearness(view string) int {
	views := []string{"overview", "close-up", "dermoscopic"}
	if i := slices.Index(views, strings.ToLower(view)); i >= 0 {
		return i
	}
	return len(views)
}

// alternative says what the picture is of, for who cannot see it. What it
// shows is for the GP to write in the findings.
func alternative(i Image) string {
	words := strings.Join(appendLines(nil, i.View, i.Site), " view of the ")
	if words == "" {
		words = "without a description"
	}
	if says := oneLine(i.Caption); says != "" {
		words += ": " + says
	}
	return "Clinical photograph, " + words
}

func imageCaption(i Image, digest string) string {
	parts := appendLines(nil, i.Caption)
	parts = append(parts, "Site: "+orNotRecorded(oneLine(i.Site)), "View: "+orNotRecorded(oneLine(i.View)),
		"Taken: "+orNotRecorded(shortDate(i.Date)), "Consent: "+orNotRecorded(oneLine(i.Consent)))
	if i.Name != "" {
		parts = append(parts, "Full size: "+oneLine(i.Name))
	}
	if n := len(digest); len(i.SHA256) > n {
		digest = i.SHA256[:n]
	}
	return strings.Join(append(parts, "Its digest: "+digest), "\n")
}
