// Package photo reads pictures as people send them: from a phone, a
// dermatoscope, a screen. Nothing that comes in is trusted, and nothing of the
// file is left but what can be seen: each picture is decoded, turned upright,
// drawn on white and encoded anew.
package photo

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"
)

// The limits of a picture that comes in. A phone's usual picture has 12 to 24
// million pixels; a small file can say that it has far more.
const (
	MaxBytes  = 20 << 20
	MaxPixels = 25_000_000
)

// The reasons to refuse a picture.
var (
	ErrNotPicture = errors.New("it is not a JPEG, PNG, GIF or WebP picture that can be read")
	ErrCutShort   = errors.New("the file is damaged or was cut short: send it again")
	ErrHEIC       = errors.New("it is a HEIC photo, as iPhones take them: share it as a JPEG, or set Camera, Formats to Most Compatible")
	ErrTooLarge   = errors.New("it is larger than 20 MB or 25 million pixels")
)

// Picture is a picture that was read.
type Picture struct {
	img image.Image
	// orientation is how it is to be turned, 1 to 8.
	orientation int
}

// Of is a picture that is upright already.
func Of(img image.Image) Picture { return Picture{img, 1} }

// format is one kind of picture, told by how its file begins.
type format struct {
	begins func(data []byte) bool
	config func(r *bytes.Reader) (image.Config, error)
	decode func(r *bytes.Reader) (image.Image, error)
}

func formats() []format {
	return []format{
		{
			begins("\xFF\xD8\xFF"),
			func(r *bytes.Reader) (image.Config, error) { return jpeg.DecodeConfig(r) },
			func(r *bytes.Reader) (image.Image, error) { return jpeg.Decode(r) },
		},
		{
			begins("\x89PNG\r\n\x1A\n"),
			func(r *bytes.Reader) (image.Config, error) { return png.DecodeConfig(r) },
			func(r *bytes.Reader) (image.Image, error) { return png.Decode(r) },
		},
		{
			begins("GIF8"),
			func(r *bytes.Reader) (image.Config, error) { return gif.DecodeConfig(r) },
			func(r *bytes.Reader) (image.Image, error) { return gif.Decode(r) },
		},
		{
			func(data []byte) bool {
				return len(data) > 12 && bytes.HasPrefix(data, []byte("RIFF")) && string(data[8:12]) == "WEBP"
			},
			func(r *bytes.Reader) (image.Config, error) { return webp.DecodeConfig(r) },
			func(r *bytes.Reader) (image.Image, error) { return webp.Decode(r) },
		},
	}
}

func begins(with string) func([]byte) bool {
	return func(data []byte) bool { return bytes.HasPrefix(data, []byte(with)) }
}

// Read decodes a picture. It looks at the size before it decodes, since a
// small file can unpack to more memory than there is.
func Read(data []byte) (p Picture, err error) {
	if len(data) > MaxBytes {
		return Picture{}, ErrTooLarge
	}
	if isHEIC(data) {
		return Picture{}, ErrHEIC
	}
	// A decoder that stumbles over a hostile file must not take the server
	// with it.
	defer func() {
		if recover() != nil {
			p, err = Picture{}, ErrNotPicture
		}
	}()
	for _, f := range formats() {
		if !f.begins(data) {
			continue
		}
		size, err := f.config(bytes.NewReader(data))
		if err != nil {
			return Picture{}, fmt.Errorf("%w: %w", ErrCutShort, err)
		}
		if size.Width < 1 || size.Height < 1 || size.Width > MaxPixels/size.Height {
			return Picture{}, ErrTooLarge
		}
		img, err := f.decode(bytes.NewReader(data))
		if err != nil {
			return Picture{}, fmt.Errorf("%w: %w", ErrCutShort, err)
		}
		return Picture{img, orientation(data)}, nil
	}
	return Picture{}, ErrNotPicture
}

// isHEIC tells the pictures of iPhones, and their kin, by the brand of the
// file.
func isHEIC(data []byte) bool {
	if len(data) < 12 || string(data[4:8]) != "ftyp" {
		return false
	}
	switch string(data[8:12]) {
	case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1":
		return true
	}
	return false
}

// Fit draws the picture upright on white, with no side longer than long. The
// width of the file is what free makes of it; nil leaves it.
func (p Picture) Fit(long int, free func(width int) int) *image.RGBA {
	if free == nil {
		free = func(width int) int { return width }
	}
	size := p.img.Bounds().Size()
	w, h := size.X, size.Y
	if most := max(w, h); most > long {
		w, h = max(1, w*long/most), max(1, h*long/most)
	}
	if p.orientation < 5 {
		return upright(scale(p.img, free(w), h), p.orientation)
	}
	return upright(scale(p.img, w, free(h)), p.orientation)
}

// JPEG encodes a drawn picture.
func JPEG(img image.Image, quality int) ([]byte, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("encode picture: %w", err)
	}
	return b.Bytes(), nil
}

// scale draws the image on white in a size.
func scale(img image.Image, w, h int) *image.RGBA {
	// What is drawn here already is on white, and worth more care.
	if own, ok := img.(*image.RGBA); ok && own.Opaque() && own.Bounds().Dx() >= w && own.Bounds().Dy() >= h {
		return shrink(own, w, h)
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	if from := img.Bounds(); from.Dx() == w && from.Dy() == h {
		draw.Draw(out, out.Bounds(), img, from.Min, draw.Over)
		return out
	}
	draw.ApproxBiLinear.Scale(out, out.Bounds(), img, img.Bounds(), draw.Over, nil)
	return out
}
