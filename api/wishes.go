package api

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

// pathwayRequest is a wish without who had it.
type pathwayRequest struct {
	ID       string    `json:"id"`
	Words    string    `json:"words"`
	Practice string    `json:"practice"`
	At       time.Time `json:"at"`
}

// listWishes gives the pathways that the practice asked for.
func (s *server) listWishes(c *gin.Context) error {
	actor, err := s.actor(c)
	if err != nil {
		return err
	}
	all, err := s.Service.Wishes(c.Request.Context(), actor)
	if err != nil {
		return err
	}
	list := make([]pathwayRequest, len(all))
	for i, w := range all {
		list[i] = pathwayRequest{w.ID, w.Words, w.Practice, w.At}
	}
	return s.reply(c, http.StatusOK, gin.H{"requests": list})
}
