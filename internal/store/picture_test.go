package store_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/png"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/audit"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

// picture is a PNG of one shade.
func picture(t testing.TB, shade uint8) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 12, 8))
	for i := range img.Pix {
		img.Pix[i] = shade
	}
	img.SetGray(0, 0, color.Gray{Y: 255 - shade})
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, img))
	return b.Bytes()
}

func digestOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func closeUp(t testing.TB, shade uint8) tracking.NewImage {
	return tracking.NewImage{
		Data: picture(t, shade), View: tracking.CloseUp, Site: "left shoulder", Taken: "2026-11-20",
		Consent: tracking.Consent{By: tracking.ByPatient}, Finding: "skin_photograph",
	}
}

func (p *practice) addImage(t testing.TB, id tracking.ID, shade uint8) (tracking.Consultation, string) {
	t.Helper()
	c, err := p.AddImage(t.Context(), p.by(), id, closeUp(t, shade))
	require.NoError(t, err)
	return c, c.Images[len(c.Images)-1].ID
}

func TestImages_are_kept_with_who_agreed(t *testing.T) {
	p := newPractice(t, store.Options{})
	c, id := p.addImage(t, p.start(t).ID, 10)
	require.NoError(t, p.store.Close())
	p = openPractice(t, p.path, store.Options{})

	got, err := p.Resume(t.Context(), p.gp, c.ID)
	require.NoError(t, err)
	i := got.Images[0]
	require.Equal(t, tracking.ByPatient, i.Consent.By)
	require.False(t, i.Consent.Teaching, "teaching is agreed to apart")
	require.Equal(t, "Dr Rowan Ash", i.AddedBy.Name)
	require.Equal(t, engine.Known, got.Answers["skin_photograph"].State, "the question for a picture is answered")
	whole, err := p.Picture(t.Context(), p.gp, c.ID, id)
	require.NoError(t, err)
	require.Equal(t, i.SHA256, digestOf(whole.Full))
	require.Equal(t, i.Bytes, len(whole.Full))
	_, err = p.Picture(t.Context(), tracking.Actor{ID: "gp-9", Role: tracking.RoleGP, Practice: "FP009"}, c.ID, id)
	refused(t, err, tracking.Forbidden, "")
	require.Contains(t, p.kinds(t), audit.ImageAdded)
	require.Contains(t, p.kinds(t), audit.ImageRead)
}

func TestImages_can_be_removed_and_brought_back(t *testing.T) {
	p := newPractice(t, store.Options{})
	c, id := p.addImage(t, p.start(t).ID, 10)
	c, err := p.RemoveImage(t.Context(), p.seen(c), c.ID, id)
	require.NoError(t, err)
	require.Empty(t, c.Pictured())
	require.NotContains(t, c.Answers, "skin_photograph")
	c, err = p.RestoreImage(t.Context(), p.seen(c), c.ID, id)
	require.NoError(t, err)
	require.Len(t, c.Pictured(), 1)
	_, err = p.RemoveImage(t.Context(), p.seen(c), c.ID, "no-such-picture")
	refused(t, err, tracking.NotFound, "")
}

func TestImages_are_deleted_with_a_draft(t *testing.T) {
	for name, end := range map[string]func(*practice, tracking.Consultation) error{
		"closed": func(p *practice, c tracking.Consultation) error {
			_, err := p.Abandon(t.Context(), p.by(), c.ID)
			return err
		},
		"ended in advice": func(p *practice, c tracking.Consultation) error {
			c, err := p.Answer(t.Context(), p.seen(c), c.ID, engine.Answers{"fit_result": engine.Number(2)})
			if err == nil {
				_, err = p.Finish(t.Context(), p.seen(c), c.ID)
			}
			return err
		},
		"expired": func(p *practice, _ tracking.Consultation) error {
			p.clock = p.clock.Add(tracking.KeepDraft + time.Hour)
			_, err := p.store.Tidy(t.Context(), p.clock.Add(-tracking.KeepDraft))
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPractice(t, store.Options{})
			c, id := p.addImage(t, p.start(t).ID, 10)
			require.NoError(t, end(p, c))
			_, err := p.store.Picture(t.Context(), c.ID, id)
			refused(t, err, tracking.NotFound, "")
			_, err = p.Resume(t.Context(), p.gp, c.ID)
			require.NoError(t, err)
		})
	}
}

func TestImages_that_were_sent_stay_and_those_removed_do_not(t *testing.T) {
	p := newPractice(t, store.Options{})
	c, stays := p.addImage(t, p.start(t).ID, 10)
	c, goes := p.addImage(t, c.ID, 20)
	_, err := p.RemoveImage(t.Context(), p.by(), c.ID, goes)
	require.NoError(t, err)
	c, err = p.Answer(t.Context(), p.by(), c.ID, engine.Answers{"fit_result": engine.Number(12)})
	require.NoError(t, err)
	c, err = p.Send(t.Context(), p.seen(c), c.ID)
	require.NoError(t, err)
	require.Len(t, c.Images, 1)
	_, err = p.store.Picture(t.Context(), c.ID, stays)
	require.NoError(t, err)
	_, err = p.store.Picture(t.Context(), c.ID, goes)
	refused(t, err, tracking.NotFound, "")
}

func TestAddImage_once_however_often_it_is_sent(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	w := p.by()
	for range 3 {
		got, err := p.AddImage(t.Context(), w, c.ID, closeUp(t, 10))
		require.NoError(t, err)
		require.Len(t, got.Images, 1)
	}
	_, err := p.AddImage(t.Context(), p.by(), c.ID, closeUp(t, 10))
	refused(t, err, tracking.Invalid, "file")
}

func TestAddImage_names_what_it_refuses(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	for field, change := range map[string]func(*tracking.NewImage){
		"file":    func(n *tracking.NewImage) { n.Data = []byte("Fernside") },
		"view":    func(n *tracking.NewImage) { n.View = "" },
		"consent": func(n *tracking.NewImage) { n.Consent.By = "" },
		"taken":   func(n *tracking.NewImage) { n.Taken = "yesterday" },
		"site":    func(n *tracking.NewImage) { n.Site = "\xff" },
	} {
		n := closeUp(t, 10)
		change(&n)
		_, err := p.AddImage(t.Context(), p.by(), c.ID, n)
		refused(t, err, tracking.Invalid, field)
	}
	for shade := range tracking.MostImages {
		p.addImage(t, c.ID, uint8(shade*3))
	}
	_, err := p.AddImage(t.Context(), p.by(), c.ID, closeUp(t, 99))
	refused(t, err, tracking.Invalid, "file")
}
