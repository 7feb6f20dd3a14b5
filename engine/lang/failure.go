package lang

import (
	"bytes"
	"io"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// failure is the library's own account of a file it could not read.
type failure struct {
	message string // its words, without the line
	line    int    // where the fault shows, from 1
	full    string // as it came
}

// failureOf reads the library's account. The scanner names the line where the
// faulty word starts. The parser names the line, less one, where the surrounding
// collection starts, which is no help: then the line is found by reading less and
// less of the file until it fails differently.
func failureOf(data []byte) (failure, bool) {
	_, err := readBelow(data)
	if err == nil {
		return failure{}, false
	}
	failed := failure{full: err.Error(), message: strings.TrimPrefix(err.Error(), "yaml: "), line: 1}
	numbered := regexp.MustCompile(`^line (\d+): `).FindStringSubmatch(failed.message)
	if numbered != nil {
		failed.message = strings.TrimPrefix(failed.message, numbered[0])
		if line, err := strconv.Atoi(numbered[1]); err == nil {
			failed.line = max(line-1, 1)
		}
	}
	if !fromScanner(failed.message) && len(data) <= maxReadAgain {
		failed.line = bytes.Count(data[:failed.shortestLines(data)], []byte{'\n'}) + 1
	}
	return failed, true
}

// readBelow reads a file with an empty line above it: the library forgets the
// place of what starts on a first line.
func readBelow(data []byte) ([]*yaml.Node, error) {
	return decode(io.MultiReader(strings.NewReader("\n"), bytes.NewReader(data)))
}

// unclosed reports whether text in quotes runs on to the end.
func (f failure) unclosed() bool {
	return f.message == "found unexpected end of stream" || f.message == "found unexpected document indicator"
}

// shortestLines returns where the last line starts that must be read for the
// file to fail in this way.
func (f failure) shortestLines(data []byte) int {
	starts := []int{0}
	for i, b := range data {
		if b == '\n' && i+1 < len(data) {
			starts = append(starts, i+1)
		}
	}
	last := sort.Search(len(starts)-1, func(k int) bool { return f.failsAlike(data[:starts[k+1]]) })
	return starts[last]
}

// shortest returns how many bytes must be read for the file to fail in this way.
func (f failure) shortest(data []byte) int {
	return sort.Search(len(data), func(n int) bool { return f.failsAlike(data[:n]) })
}

func (f failure) failsAlike(data []byte) bool {
	_, err := readBelow(data)
	return err != nil && err.Error() == f.full
}

// fromScanner reports whether a message comes from the library's scanner.
func fromScanner(message string) bool {
	switch message {
	case "did not find expected key",
		"did not find expected '-' indicator",
		"did not find expected ',' or ']'",
		"did not find expected ',' or '}'",
		"did not find expected node content",
		"did not find expected <document start>",
		"did not find expected <stream-start>",
		"found incompatible YAML document",
		"found undefined tag handle",
		"found duplicate %YAML directive",
		"found duplicate %TAG directive":
		return false
	}
	return !strings.HasPrefix(message, "unknown anchor") && !strings.HasPrefix(message, "unreadable")
}
