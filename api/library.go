package api

import (
	"maps"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// pathwayLine is a pathway in a list.
type pathwayLine struct {
	engine.About
	// Because is what a search matched.
	Because string `json:"because,omitempty"`
}

// listPathways gives all pathways, or those that a search finds, best first.
// The words of a search name no patient: they may stand in the address.
func (s *server) listPathways(c *gin.Context) error {
	list := []pathwayLine{}
	words, searched := c.GetQuery("search")
	if !searched {
		for _, p := range s.Library.Pathways() {
			list = append(list, pathwayLine{About: p.About()})
		}
		return s.reply(c, http.StatusOK, gin.H{"pathways": list})
	}
	for _, hit := range s.Library.Search(words) {
		if p, ok := s.Library.Pathway(hit.Pathway); ok {
			list = append(list, pathwayLine{p.About(), hit.Because})
		}
	}
	return s.reply(c, http.StatusOK, gin.H{"pathways": list})
}

// pathwayDetail is all that a client needs to ask and answer.
type pathwayDetail struct {
	engine.About
	Identity engine.Identity   `json:"identity"`
	Findings []*engine.Finding `json:"findings"`
	Outcomes []*engine.Outcome `json:"outcomes"`
}

func (s *server) showPathway(c *gin.Context) error {
	p, ok := s.Library.Pathway(c.Param("pathway"))
	if !ok {
		return noSuch("pathway")
	}
	detail := pathwayDetail{About: p.About(), Identity: p.Identity(), Findings: []*engine.Finding{}, Outcomes: p.Outcomes()}
	for _, id := range p.Findings() {
		if f, ok := s.Library.Finding(id); ok {
			detail.Findings = append(detail.Findings, f)
		}
	}
	return s.reply(c, http.StatusOK, detail)
}

func (s *server) showFinding(c *gin.Context) error {
	f, ok := s.Library.Finding(c.Param("finding"))
	if !ok {
		return noSuch("finding")
	}
	return s.reply(c, http.StatusOK, f)
}

func (s *server) listServices(c *gin.Context) error {
	return s.reply(c, http.StatusOK, gin.H{"services": s.Library.Services()})
}

func noSuch(thing string) error {
	return &tracking.Error{Code: tracking.NotFound, Message: "There is no such " + thing + "."}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
