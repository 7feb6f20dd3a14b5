package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image/jpeg"

	"signpost.health/signpost/letters/internal/photo"
)

// A letter shows a picture some 60 mm wide, and many who read it will look
// closer: with few pictures each has room for that, and with many each that is
// no larger than its share.
const (
	quality, worst = 82, 50
	fewLong        = 1200
	manyLong       = 480
	mostOfFew      = 4
	// mostBytes is what all pictures of a letter may have together, so that
	// the whole letter is one that referral services take: 5 MB.
	mostBytes = 4_000_000
)

// Safe is a picture that was decoded, turned upright, made small and encoded
// anew. Nothing of the file that came in is left but what can be seen.
type Safe struct {
	JPEG          []byte
	Width, Height int
	// Digest is the start of the SHA-256 of the file that came in.
	Digest string
}

// Picture makes a picture safe, as one of so many on a letter. It avoids the
// widths that are taken, because the drawing library orders pictures by width
// alone, and two of one width would come in any order.
func Picture(data []byte, of int, taken func(width int) bool) (Safe, error) {
	read, err := photo.Read(data)
	if err != nil {
		return Safe{}, err
	}
	long := manyLong
	if of <= mostOfFew {
		long = fewLong
	}
	sum := sha256.Sum256(data)
	safe := Safe{Digest: fmt.Sprintf("%x", sum[:6])}
	for q := quality; ; q -= 14 {
		if q < worst {
			q, long = quality, long*2/3
		}
		small := read.Fit(long, func(width int) int { return free(width, taken) })
		if safe.JPEG, err = photo.JPEG(small, q); err != nil {
			return Safe{}, err
		}
		safe.Width, safe.Height = small.Bounds().Dx(), small.Bounds().Dy()
		if len(safe.JPEG) <= mostBytes/of || long < fewLong/8 {
			return safe, nil
		}
	}
}

// Prepared takes a picture that Picture or its like has drawn before, if it
// fits on a letter with so many as it is. It is drawn again only where it does
// not: that costs a hundred times more, at each look at the letter.
func Prepared(data []byte, of int, taken func(width int) bool) (Safe, bool) {
	size, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil || max(size.Width, size.Height) > fewLong || taken(size.Width) || len(data) > mostBytes/of {
		return Safe{}, false
	}
	sum := sha256.Sum256(data)
	return Safe{JPEG: data, Width: size.Width, Height: size.Height, Digest: fmt.Sprintf("%x", sum[:6])}, true
}

// free is the nearest width that is not taken, narrower ones first.
func free(width int, taken func(int) bool) int {
	for w := width; w > width*3/4 && w > 0; w-- {
		if !taken(w) {
			return w
		}
	}
	for taken(width) {
		width++
	}
	return width
}
