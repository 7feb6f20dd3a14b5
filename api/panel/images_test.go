package panel_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// snap is a photograph with its place hidden in it; each shade is another.
func snap(t testing.TB, shade uint8) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 640, 480))
	for y := range 480 {
		for x := range 640 {
			img.SetRGBA(x, y, color.RGBA{R: 220, G: 170 + uint8(x*y%31), B: shade, A: 255})
		}
	}
	var b bytes.Buffer
	require.NoError(t, jpeg.Encode(&b, img, nil))
	exif := "Exif\x00\x00MM\x00\x2A\x00\x00\x00\x08\x00\x00GPS-53.8N-1.5W"
	hidden := append([]byte{0xFF, 0xE1, 0, byte(len(exif) + 2)}, exif...)
	return append(append(bytes.Clone(b.Bytes()[:2]), hidden...), b.Bytes()[2:]...)
}

// upload sends a form with files, as a browser does without scripts.
func (s *surgery) upload(path string, fields map[string]string, files map[string][]byte) answer {
	s.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range fields {
		require.NoError(s.t, form.WriteField(name, value))
	}
	for _, name := range []string{"overview", "close_up", "dermoscopic", "other"} {
		h := textproto.MIMEHeader{}
		h.Set("Content-Disposition", `form-data; name="`+name+`"; filename="Ada Tester knee.jpg"`)
		h.Set("Content-Type", "image/jpeg")
		part, err := form.CreatePart(h)
		require.NoError(s.t, err)
		_, err = part.Write(files[name]) // an input that was left empty is sent, too
		require.NoError(s.t, err)
	}
	require.NoError(s.t, form.Close())
	r := httptest.NewRequestWithContext(s.t.Context(), http.MethodPost, path, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return answer{w.Code, w.Header(), w.Body.String()}
}

func agreed(key string) map[string]string {
	return map[string]string{"key": key, "site": "left shoulder", "taken": "2026-11-20", "caption": "Mole, two shades of brown", "consent": "patient"}
}

func TestPicturesGoFromTheFormToTheLetter(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.locked()
	form := s.get(at+"/letter").form(t, at+"/letter")
	form.Set("free_text", "Please see the pictures.")
	form.Set("go", "pictures")
	require.Equal(t, at+"/images", s.post(at+"/letter", form), "what was written is saved on the way")

	sent := s.upload(at+"/images", agreed("k1"), map[string][]byte{"overview": snap(t, 10), "close_up": snap(t, 60)})
	require.Equal(t, http.StatusSeeOther, sent.status, sent.body)
	page := s.get(at + "/images")
	require.Contains(t, page.body, "Picture 1, overview")
	require.Contains(t, page.body, "Picture 2, close-up")
	require.Contains(t, page.body, "The patient agreed, for this letter, not for teaching, 21-Nov-2026.")
	require.NotContains(t, page.body, "Ada Tester knee", "a file's name may name the patient")

	letter := s.get(at + "/letter")
	require.Contains(t, letter.body, "Please see the pictures.")
	require.Contains(t, letter.body, `alt="Clinical photograph, overview view of the left shoulder: Mole, two shades of brown"`)
	pdf := s.get(at + "/letter.pdf").body
	require.True(t, strings.HasPrefix(pdf, "%PDF"))
	require.Equal(t, 2, strings.Count(pdf, "/DCTDecode"))
	for _, hidden := range []string{"GPS-53", "Exif"} {
		require.NotContains(t, pdf, hidden)
	}
	whole := regexp.MustCompile(at + `/images/[^"]+`).FindString(page.body)
	full := s.get(whole)
	require.Equal(t, "image/jpeg", full.header.Get("Content-Type"))
	require.Equal(t, `inline; filename="picture-01-overview.jpg"`, full.header.Get("Content-Disposition"))
	require.NotContains(t, full.body, "GPS-53")

	s.choose(at, nil)
	form = s.get(at+"/letter").form(t, at+"/letter")
	form.Set("go", "send")
	s.post(at+"/letter", form)
	require.Contains(t, s.get(at+"/letter").body, "Pictures in full size")
	closed := s.get(at + "/images").body
	require.Contains(t, closed, "Picture 2, close-up")
	require.NotContains(t, closed, "Add pictures")
	require.NotContains(t, closed, "Remove")
}

func TestAPictureIsRemovedAndBroughtBack(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.locked()
	require.Equal(t, http.StatusSeeOther, s.upload(at+"/images", agreed("k1"), map[string][]byte{"other": snap(t, 10)}).status)
	page := s.get(at + "/images")
	action := regexp.MustCompile(`action="(` + at + `/images/[^"]+)"`).FindStringSubmatch(page.body)[1]
	form := page.form(t, action)
	form.Set("go", "remove")
	s.post(action, form)
	page = s.get(at + "/images")
	require.Contains(t, page.body, "Removed: Picture")
	require.NotContains(t, s.get(at+"/letter.pdf").body, "/DCTDecode")
	form = page.form(t, action)
	form.Set("go", "restore")
	s.post(action, form)
	require.Contains(t, s.get(at+"/letter.pdf").body, "/DCTDecode")
}

func TestWhatIsWrongWithAPictureIsSaidBesideIt(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.locked()
	for name, c := range map[string]struct {
		fields map[string]string
		files  map[string][]byte
		says   string
	}{
		"no picture":  {agreed("k"), nil, "Choose at least one picture"},
		"no consent":  {map[string]string{"key": "k", "site": "left <knee>"}, map[string][]byte{"other": snap(t, 1)}, "Say who agrees"},
		"HEIC":        {agreed("k"), map[string][]byte{"other": []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")}, "HEIC photo, as iPhones take them"},
		"a document":  {agreed("k"), map[string][]byte{"close_up": []byte("%PDF-1.7")}, "Close-up: This file cannot be used: it is not a JPEG"},
		"cut short":   {agreed("k"), map[string][]byte{"other": snap(t, 1)[:2000]}, "damaged or was cut short"},
		"50 MB":       {agreed("k"), map[string][]byte{"other": append(snap(t, 1), make([]byte, 50<<20)...)}, "larger than 20 MB"},
		"wrong date":  {map[string]string{"key": "k", "consent": "patient", "taken": "soon"}, map[string][]byte{"other": snap(t, 1)}, "Give the day it was taken"},
		"a poor lie":  {map[string]string{"key": "k", "consent": "nobody"}, map[string][]byte{"other": snap(t, 1)}, "Say who agrees"},
		"beside good": {agreed("good"), map[string][]byte{"overview": snap(t, 7), "close_up": []byte("GIF8")}, "Close-up: This file cannot be used"},
	} {
		got := s.upload(at+"/images", c.fields, c.files)
		require.Equal(t, http.StatusUnprocessableEntity, got.status, name)
		require.Contains(t, got.body, "<title>Error: Pictures", name)
		require.Contains(t, got.body, c.says, name)
		require.NotContains(t, got.body, "<knee>", name)
	}
	require.Contains(t, s.get(at+"/images").body, "Picture 1, overview", "the good one of two is kept")
	require.Equal(t, http.StatusUnprocessableEntity, s.upload(at+"/images", map[string]string{"sort": "x"}, nil).status)
	require.Equal(t, http.StatusUnprocessableEntity, s.do(http.MethodPost, at+"/images", map[string][]string{"key": {"k"}}).status, "not a form with files")
}

func TestSkinServicesAreSentThreeNamedViews(t *testing.T) {
	t.Parallel()
	s := openSurgery(t, shipped(), filepath.Join(t.TempDir(), "signpost.db"), fstest.MapFS{})
	at := s.start("p-bo", "suspected_skin_cancer")
	require.Contains(t, s.get(at+"/letter").body, "No picture yet: overview, close-up, dermoscopic. You can send without.")
	page := s.get(at + "/images").body
	for _, input := range []string{`name="overview"`, `name="close_up"`, `name="dermoscopic"`, `name="other"`} {
		require.Contains(t, page, input)
	}
	require.Equal(t, http.StatusSeeOther, s.upload(at+"/images", agreed("k"), map[string][]byte{"close_up": snap(t, 9)}).status)
	letter := s.get(at + "/letter").body
	require.Contains(t, letter, "No picture yet: overview, dermoscopic.")
	require.NotContains(t, letter, "Still missing: Photograph", "the picture answers what the letter wants")
}

// TestAWholeLetterIsSmallWhateverIsAttached holds the size that referral
// services take.
func TestAWholeLetterIsSmallWhateverIsAttached(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.locked()
	for n := range 12 {
		require.Equal(t, http.StatusSeeOther, s.upload(at+"/images", agreed("k"+string(rune('a'+n))), map[string][]byte{"other": snap(t, uint8(n*9))}).status)
		if n == 3 || n == 11 {
			require.Less(t, len(s.get(at+"/letter.pdf").body), 5<<20)
		}
	}
	require.Contains(t, s.get(at+"/images").body, "A letter takes 12 pictures.")
	require.Equal(t, http.StatusUnprocessableEntity, s.upload(at+"/images", agreed("more"), map[string][]byte{"other": snap(t, 200)}).status)
}
