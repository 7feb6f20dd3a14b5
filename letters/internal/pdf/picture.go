package pdf

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
)

// The limits of a picture that comes in, and of one that is drawn.
const (
	maxBytes  = 20 << 20
	maxPixels = 25_000_000
	// A letter shows a picture some 60 mm wide, which at 200 dots to the inch
	// is this.
	longSide = 480
	quality  = 82
)

// The reasons to refuse a picture.
var (
	ErrNotPicture = errors.New("it is not a JPEG or PNG picture that can be read")
	ErrTooLarge   = errors.New("it is larger than 20 MB or 25 million pixels")
)

// Safe is a picture that was decoded, turned upright, made small and encoded
// anew. Nothing of the file that came in is left but what can be seen.
type Safe struct {
	JPEG          []byte
	Width, Height int
	// Digest is the start of the SHA-256 of the file that came in.
	Digest string
}

// Picture makes a picture safe. It looks at the size before it decodes, since
// a small file can unpack to more memory than there is. It avoids the widths
// that are taken, because the drawing library orders pictures by width alone,
// and two of one width would come in any order.
func Picture(data []byte, taken func(width int) bool) (Safe, error) {
	if len(data) > maxBytes {
		return Safe{}, ErrTooLarge
	}
	decode, config, err := decoder(data)
	if err != nil {
		return Safe{}, err
	}
	if config.Width < 1 || config.Height < 1 || config.Width > maxPixels/config.Height {
		return Safe{}, ErrTooLarge
	}
	img, err := decode(bytes.NewReader(data))
	if err != nil {
		return Safe{}, fmt.Errorf("%w: %w", ErrNotPicture, err)
	}
	small := turn(img, orientation(data), taken)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, small, &jpeg.Options{Quality: quality}); err != nil {
		return Safe{}, fmt.Errorf("encode picture: %w", err)
	}
	sum := sha256.Sum256(data)
	size := small.Bounds().Size()
	return Safe{JPEG: b.Bytes(), Width: size.X, Height: size.Y, Digest: fmt.Sprintf("%x", sum[:6])}, nil
}

type decodeFunc func(r *bytes.Reader) (image.Image, error)

func decoder(data []byte) (decodeFunc, image.Config, error) {
	r := bytes.NewReader(data)
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xD8\xFF")):
		config, err := jpeg.DecodeConfig(r)
		if err != nil {
			return nil, config, fmt.Errorf("%w: %w", ErrNotPicture, err)
		}
		return func(r *bytes.Reader) (image.Image, error) { return jpeg.Decode(r) }, config, nil
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n")):
		config, err := png.DecodeConfig(r)
		if err != nil {
			return nil, config, fmt.Errorf("%w: %w", ErrNotPicture, err)
		}
		return func(r *bytes.Reader) (image.Image, error) { return png.Decode(r) }, config, nil
	}
	return nil, image.Config{}, ErrNotPicture
}

// turn makes the image small and upright, in a width that is not taken.
func turn(img image.Image, orientation int, taken func(width int) bool) *image.RGBA {
	size := img.Bounds().Size()
	w, h := size.X, size.Y
	if long := max(w, h); long > longSide {
		w, h = max(1, w*longSide/long), max(1, h*longSide/long)
	}
	if orientation < 5 {
		return upright(scale(img, free(w, taken), h), orientation)
	}
	return upright(scale(img, w, free(h, taken)), orientation)
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

// scale draws the image on white in a size.
func scale(img image.Image, w, h int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(out, out.Bounds(), img, img.Bounds(), draw.Over, nil)
	return out
}

// upright turns an image as its orientation (1 to 8) says.
func upright(img *image.RGBA, orientation int) *image.RGBA {
	if orientation < 2 || orientation > 8 {
		return img
	}
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	outW, outH := w, h
	if orientation >= 5 {
		outW, outH = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, outW, outH))
	for y := range outH {
		for x := range outW {
			sx, sy := source(orientation, x, y, w, h)
			out.SetRGBA(x, y, img.RGBAAt(sx, sy))
		}
	}
	return out
}

// source is where the pixel at x, y of the upright image lies in the stored
// one, which is w wide and h high.
func source(orientation, x, y, w, h int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, h - 1 - x
	case 7:
		return w - 1 - y, h - 1 - x
	}
	return w - 1 - y, x
}
