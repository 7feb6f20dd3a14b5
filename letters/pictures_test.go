package letters_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/letters"
)

// mole is a photograph: skin with a dark spot at the top left, as JPEG.
func mole(t testing.TB, w, h int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			dx, dy := x-w/4, y-h/4
			c := color.RGBA{R: 224, G: 178, B: 150 + uint8((x*7+y*13)%17), A: 255}
			if dx*dx+dy*dy < w*h/60 {
				c = color.RGBA{R: 74, G: 48, B: 38, A: 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	require.NoError(t, jpeg.Encode(&b, img, &jpeg.Options{Quality: 92}))
	return b.Bytes()
}

// withExif puts an Exif segment with an orientation and a place into a JPEG.
func withExif(data []byte, orientation byte) []byte {
	exif := []byte("Exif\x00\x00MM\x00\x2A\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" +
		string(rune(orientation)) + "\x00\x00\x00\x00\x00\x00GPS-53.8N-1.5W")
	segment := append([]byte{0xFF, 0xE1, 0, byte(len(exif) + 2)}, exif...)
	return append(append(bytes.Clone(data[:2]), segment...), data[2:]...)
}

func withImages(t testing.TB) letters.Input {
	in := copd()
	in.About.Title, in.About.Specialty = "Changing mole", "dermatology"
	for i, view := range []string{"overview", "close-up", "dermoscopic"} {
		in.Images = append(in.Images, letters.Image{
			Name: "IMG_000" + string(rune('1'+i)) + ".jpg", Data: withExif(mole(t, 1200, 900+i), 1),
			Site: "left shoulder", View: view, Date: "2026-11-20", Consent: "for care and teaching",
		})
	}
	return in
}

func TestImagesStandInTheLetterWithoutTheirHiddenData(t *testing.T) {
	data := pdfOf(t, compose(t, withImages(t)), letters.Options{})
	require.NotContains(t, string(data), "GPS-53.8N")
	require.NotContains(t, string(data), "Exif")
	require.Less(t, len(data), 5<<20)
	golden(t, "pdf/images.txt", tool(t, data, "pdftotext", "-layout", "FILE", "-"))
	tool(t, data, "qpdf", "--check", "FILE")
}

func TestLettersWithImagesAreTheSameEachTime(t *testing.T) {
	want := pdfOf(t, compose(t, withImages(t)), letters.Options{})
	again := compose(t, withImages(t))
	for range 20 {
		require.True(t, bytes.Equal(want, pdfOf(t, again, letters.Options{})))
	}
}

func TestTheOrderOfFilesChangesNothing(t *testing.T) {
	in := withImages(t)
	in.Attachments = []letters.Attachment{{Name: "ecg.pdf", Describe: "ECG"}, {Name: "clinic.pdf", Describe: "Clinic letter"}, {Name: "spirometry.pdf"}}
	want := pdfOf(t, compose(t, in), letters.Options{})
	for _, order := range [][3]int{{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		other := withImages(t)
		other.Images, other.Attachments = nil, nil
		for _, i := range order {
			other.Images = append(other.Images, in.Images[i])
			other.Attachments = append(other.Attachments, in.Attachments[i])
		}
		require.True(t, bytes.Equal(want, pdfOf(t, compose(t, other), letters.Options{})), "%v", order)
	}
}

func TestImagesAreTurnedUpright(t *testing.T) {
	for _, c := range []struct {
		name        string
		orientation byte
		x, y        int
	}{
		{"as stored", 1, 25, 25}, {"mirrored", 2, 75, 25}, {"upside down", 3, 75, 75}, {"upside down, mirrored", 4, 25, 75},
		{"quarter turn, mirrored", 5, 25, 25}, {"quarter turn right", 6, 75, 25},
		{"three quarters, mirrored", 7, 75, 75}, {"quarter turn left", 8, 25, 75}, {"no such turn", 9, 25, 25},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := copd()
			in.Images = []letters.Image{{Data: withExif(mole(t, 400, 300), c.orientation)}}
			pic := compose(t, in).Images[0]
			img, err := jpeg.Decode(bytes.NewReader(pic.JPEG))
			require.NoError(t, err)
			r, _, _, _ := img.At(img.Bounds().Dx()*c.x/100, img.Bounds().Dy()*c.y/100).RGBA()
			require.Less(t, r>>8, uint32(110), "the spot is not at %d%%, %d%%", c.x, c.y)
		})
	}
}

func TestImagesThatCannotBeShownAreRefused(t *testing.T) {
	bomb := func() []byte {
		var b bytes.Buffer
		require.NoError(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, 2, 2))))
		data := b.Bytes()
		copy(data[16:], []byte{0x7F, 0xFF, 0xFF, 0xFF})
		return data
	}
	for _, c := range []struct {
		name, want string
		data       []byte
	}{
		{"empty", "letter: image 1: it is not a JPEG, PNG, GIF or WebP picture that can be read", nil},
		{"cut short", "cut short", mole(t, 40, 30)[:200]},
		{"not a picture", "can be read", []byte("BM")},
		{"a PNG that says it is huge", "damaged", bomb()},
		{"too many bytes", "larger than 20 MB", make([]byte, 21<<20)},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := copd()
			in.Images = []letters.Image{{Data: c.data}}
			_, err := letters.Compose(in)
			var refused *letters.ImageError
			require.ErrorAs(t, err, &refused)
			require.ErrorContains(t, err, c.want)
		})
	}
}
