package api

import (
	"mime"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"signpost.health/signpost/api/panel"
	"signpost.health/signpost/tracking"
)

// addImage takes one picture with who agreed to it. It comes as a form with a
// file, as every client can send one.
func (s *server) addImage(c *gin.Context) error {
	kind, _, err := mime.ParseMediaType(c.GetHeader("Content-Type"))
	if err != nil || kind != "multipart/form-data" {
		return problem(http.StatusUnsupportedMediaType, "unsupported-media-type", "Send the picture with Content-Type: multipart/form-data.",
			ProblemField{Header: "Content-Type", Detail: "takes multipart/form-data"})
	}
	given, err := panel.ReadUpload(c.Request, func(name string) bool {
		return slices.Contains([]string{"file", "view", "site", "taken", "caption", "consent", "teaching"}, name)
	})
	if says, ok := panel.BadForm(err); ok {
		return &fieldError{Detail: says}
	}
	if err != nil {
		return err
	}
	if len(given.Files) != 1 || given.Files[0].Field != "file" {
		return &fieldError{"/file", "takes one picture in each request"}
	}
	w, err := s.write(c, 0)
	if err != nil {
		return err
	}
	of, err := s.opened(c)
	if err != nil {
		return err
	}
	f := given.Fields
	of, err = s.Service.AddImage(c.Request.Context(), w, of.ID, tracking.NewImage{
		Data: given.Files[0].Data, View: tracking.View(f.Get("view")), Site: f.Get("site"), Taken: f.Get("taken"),
		Caption: f.Get("caption"), Finding: panel.PictureFinding(s.Library, of),
		Consent: tracking.Consent{By: tracking.ConsentBy(f.Get("consent")), Teaching: f.Get("teaching") == "true"},
	})
	return s.replyConsultation(c, http.StatusCreated, of, err)
}

func (s *server) showImage(c *gin.Context) error {
	actor, err := s.actor(c)
	if err != nil {
		return err
	}
	whole, err := s.Service.Picture(c.Request.Context(), actor, consultationID(c), c.Param("image"))
	if err != nil {
		return err
	}
	send(c, http.StatusOK, "image/jpeg", whole.Full)
	return nil
}

func (s *server) removeImage(c *gin.Context) error {
	w, err := s.write(c, 0)
	if err != nil {
		return err
	}
	of, err := s.Service.RemoveImage(c.Request.Context(), w, consultationID(c), c.Param("image"))
	return s.replyConsultation(c, http.StatusOK, of, err)
}

func (s *server) restoreImage(c *gin.Context) error {
	w, err := s.write(c, 0)
	if err != nil {
		return err
	}
	of, err := s.Service.RestoreImage(c.Request.Context(), w, consultationID(c), c.Param("image"))
	return s.replyConsultation(c, http.StatusOK, of, err)
}
