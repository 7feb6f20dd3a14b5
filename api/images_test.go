package api_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/tracking"
)

func mole(t testing.TB) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 60, 40))
	for y := range 40 {
		for x := range 60 {
			img.SetRGBA(x, y, color.RGBA{R: 200, G: uint8(x * y), B: 90, A: 255})
		}
	}
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, img))
	return b.Bytes()
}

// picture sends one picture and holds the answer to openapi.yaml.
func (s *surgery) picture(at string, data []byte, fields ...string) call {
	s.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i+1 < len(fields); i += 2 {
		require.NoError(s.t, form.WriteField(fields[i], fields[i+1]))
	}
	part, err := form.CreateFormFile("file", "Ada Tester.png")
	require.NoError(s.t, err)
	_, err = part.Write(data)
	require.NoError(s.t, err)
	require.NoError(s.t, form.Close())
	send := func() *http.Request {
		r := httptest.NewRequestWithContext(s.t.Context(), http.MethodPost, at+"/images", bytes.NewReader(body.Bytes()))
		r.Header.Set("Content-Type", form.FormDataContentType())
		r.Header.Set("Idempotency-Key", "picture-"+strings.Join(fields, "-"))
		return r
	}
	c := s.raw(send())
	conforms(s.t, send(), c)
	return c
}

func TestAPictureIsAddedRemovedAndBroughtBack(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, _ := s.start("knee")
	agreed := []string{"view", "close_up", "site", "left knee", "taken", "2026-11-20", "consent", "patient", "teaching", "false"}
	added := s.picture(at, mole(t), agreed...)
	require.Equal(t, http.StatusCreated, added.status, string(added.body))
	one := added.consult().Consultation.Images[0]
	require.Equal(t, tracking.CloseUp, one.View)
	require.Equal(t, tracking.ByPatient, one.Consent.By)
	require.False(t, one.Consent.Teaching)
	require.Len(t, s.picture(at, mole(t), agreed...).consult().Consultation.Images, 1, "sent again, it is the same")

	full := s.do(http.MethodGet, at+"/images/"+one.ID, "")
	require.Equal(t, "image/jpeg", full.header.Get("Content-Type"))
	require.Len(t, full.body, one.Bytes)
	require.Contains(t, string(s.do(http.MethodGet, at+"/letter.html", "").body), "close-up view of the left knee")

	require.True(t, s.do(http.MethodDelete, at+"/images/"+one.ID, "").consult().Consultation.Images[0].Removed)
	require.NotContains(t, string(s.do(http.MethodGet, at+"/letter.html", "").body), "close-up view of the left knee")
	require.False(t, s.do(http.MethodPost, at+"/images/"+one.ID+"/restore", "").consult().Consultation.Images[0].Removed)
	require.Equal(t, http.StatusNotFound, s.do(http.MethodDelete, at+"/images/none", "").status)
	require.NotContains(t, s.log.String(), "Ada Tester", "a file's name may name the patient")
}

func TestAPictureThatCannotBeUsedIsRefused(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, _ := s.start("knee")
	for name, c := range map[string]struct {
		data   []byte
		fields []string
		status int
		says   string
	}{
		"not a picture":     {[]byte("MZ"), []string{"view", "other", "consent", "patient"}, http.StatusUnprocessableEntity, "is not a JPEG"},
		"no consent":        {mole(t), []string{"view", "other"}, http.StatusUnprocessableEntity, "who agrees"},
		"no view":           {mole(t), []string{"consent", "patient"}, http.StatusUnprocessableEntity, "overview, close_up"},
		"unknown field":     {mole(t), []string{"view", "other", "consent", "patient", "sort", "x"}, http.StatusBadRequest, "does not know"},
		"a large picture":   {make([]byte, 21<<20), []string{"view", "other", "consent", "patient"}, http.StatusUnprocessableEntity, "larger than 20 MB"},
		"beyond all bounds": {make([]byte, 65<<20), []string{"view", "other", "consent", "patient"}, http.StatusRequestEntityTooLarge, ""},
	} {
		got := s.picture(at, c.data, c.fields...)
		require.Equal(t, c.status, got.status, name)
		require.Contains(t, string(got.body), c.says, name)
	}
	require.Equal(t, http.StatusUnsupportedMediaType, s.raw(s.request(http.MethodPost, at+"/images", `{}`)).status)
}
