package letters

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
)

//go:embed sections.json
var sectionsFile []byte

// Heading is a section that a letter may have. The headings are those of the
// clinical referral information standard as far as they could be read; what
// could not be checked against the standard itself is not Verified.
type Heading struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	SNOMED string `json:"snomed"`
	// Conformance is mandatory, required, optional, or own for a heading that
	// is Signpost's own.
	Conformance string `json:"conformance"`
	Order       int    `json:"order"`
	Verified    bool   `json:"verified"`
	// Always is what the section says when it has nothing to say; without it
	// an empty section is left out.
	Always string `json:"always"`
}

// Headings are all sections in the order of the letter.
func Headings() ([]Heading, error) {
	var hs []Heading
	if err := json.Unmarshal(sectionsFile, &hs); err != nil {
		return nil, fmt.Errorf("read letter sections: %w", err)
	}
	slices.SortStableFunc(hs, func(a, b Heading) int { return a.Order - b.Order })
	return hs, nil
}
