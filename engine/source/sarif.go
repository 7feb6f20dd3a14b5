package source

import (
	"io"
	"net/url"
	"slices"
	"strings"
)

// ToolInfo names the program in a SARIF log.
type ToolInfo struct {
	Name    string
	Version string
	// RulesURL is where a code is explained; the code is appended. It may be
	// empty.
	RulesURL string
}

// SARIF writes diagnostics as a SARIF 2.1.0 log, which code scanners read.
// Columns are characters, as everywhere; SARIF would otherwise assume UTF-16.
func SARIF(w io.Writer, ds Diagnostics, tool ToolInfo) error {
	codes := codesOf(ds)
	run := sarifRun{
		Tool: sarifTool{Driver: sarifDriver{
			Name: tool.Name, Version: tool.Version, InformationURI: tool.RulesURL, Rules: sarifRules(codes, tool.RulesURL),
		}},
		ColumnKind: "unicodeCodePoints",
		Results:    make([]sarifResult, 0, len(ds)),
	}
	for _, d := range ds {
		run.Results = append(run.Results, sarifResultOf(d, codes))
	}
	return writeJSON(w, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

func codesOf(ds Diagnostics) []string {
	var codes []string
	for _, d := range ds {
		if d.Code != "" {
			codes = append(codes, d.Code)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

func sarifRules(codes []string, base string) []sarifRule {
	rules := make([]sarifRule, 0, len(codes))
	for _, code := range codes {
		rule := sarifRule{ID: code}
		if base != "" {
			rule.HelpURI = base + url.PathEscape(code)
		}
		rules = append(rules, rule)
	}
	return rules
}

func sarifResultOf(d Diagnostic, codes []string) sarifResult {
	result := sarifResult{RuleID: d.Code, Level: d.Severity.String(), Message: sarifText{Text: inWords(d, false)}}
	if i, ok := slices.BinarySearch(codes, d.Code); ok {
		result.RuleIndex = &i
	}
	if !d.Span.IsZero() {
		result.Locations = []sarifLocation{sarifLocationOf(d.Span)}
	}
	for _, r := range d.Related {
		if r.Span.IsZero() {
			continue
		}
		location := sarifLocationOf(r.Span)
		location.Message = &sarifText{Text: r.Message}
		result.RelatedLocations = append(result.RelatedLocations, location)
	}
	return result
}

func sarifLocationOf(s Span) sarifLocation {
	from, to := s.Position(), s.EndPosition()
	return sarifLocation{Physical: sarifPhysical{
		Artifact: sarifArtifact{URI: sarifURI(from.Path)},
		Region:   sarifRegion{StartLine: from.Line, StartColumn: from.Column, EndLine: to.Line, EndColumn: to.Column},
	}}
}

// sarifURI writes a path as a URI reference.
func sarifURI(path string) string {
	return (&url.URL{Path: strings.ReplaceAll(path, `\`, "/")}).String()
}
