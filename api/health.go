package api

import (
	_ "embed"
	"net/http"

	"github.com/gin-gonic/gin"
)

// openapi.yaml is written by hand, and held to be true by the tests.
//
//go:embed openapi.yaml
var openapiDocument []byte

type health struct {
	Status  string `json:"status"`
	Library string `json:"library"`
}

// health says that the process runs.
func (s *server) health(c *gin.Context) error {
	return s.reply(c, http.StatusOK, health{"ok", s.Library.Digest()})
}

// ready says that requests can be answered: the store can be reached.
func (s *server) ready(c *gin.Context) error {
	if s.Ready != nil {
		if err := s.Ready(c.Request); err != nil {
			s.Log.ErrorContext(c.Request.Context(), "not ready", "error", err)
			return problem(http.StatusServiceUnavailable, "unavailable", "The store cannot be reached.")
		}
	}
	return s.reply(c, http.StatusOK, health{"ready", s.Library.Digest()})
}

func (s *server) openapi(c *gin.Context) error {
	send(c, http.StatusOK, "application/yaml", openapiDocument)
	return nil
}
