package lang

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"gopkg.in/yaml.v3"

	"signpost.health/signpost/engine/source"
)

// Parse reads a file of one YAML document into its tree and records what is
// wrong with it. It returns nil if there is no tree to speak of; a tree it
// returns may still have Refused nodes, each of them reported.
func Parse(f *source.File, c *source.Collector) *Node {
	if !checkBytes(f, c) {
		return nil
	}
	documents, err := decode(bytes.NewReader(f.Data))
	if err != nil {
		reportSyntax(f, c)
		return nil
	}
	if len(documents) == 0 {
		c.Errorf(codeEmptyFile, f.Span(0, 0), "the file has no content").
			Help = "write the file's first key, such as pathway: or vocabulary:, or delete the file"
		return nil
	}
	b := newBuilder(f, f.Data, c)
	if len(documents) > 1 {
		// What an author wrote in the second one is not missing from the first.
		b.refuseDocuments(documents[1])
		b.node(documents[0].Content[0], "", 1)
		return nil
	}
	return b.node(documents[0].Content[0], "", 1)
}

// decode reads the first two documents: one too many is as bad as ten.
func decode(r io.Reader) (documents []*yaml.Node, err error) {
	defer func() {
		// The library panics on malformed input it did not foresee. That is a
		// fault of the file for the author who wrote it, not a crash.
		if fault := recover(); fault != nil {
			err = fmt.Errorf("unreadable: %v", fault)
		}
	}()
	d := yaml.NewDecoder(r)
	for range 2 {
		var document yaml.Node
		err := d.Decode(&document)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		documents = append(documents, &document)
	}
	return documents, nil
}
