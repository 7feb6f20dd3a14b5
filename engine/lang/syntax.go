package lang

import (
	"bytes"

	"gopkg.in/yaml.v3"

	"signpost.health/signpost/engine/source"
)

// A file with a fault of syntax is read again with the faulty value blanked out,
// to tell its author of the next fault too. Both limits keep a hostile file from
// being read without end.
const (
	maxReadings  = 20
	maxReadAgain = 256 << 10
)

// reportSyntax says why the library could not read the file, as often as that can
// be told for certain, and what else is to be refused in the rest of it.
func reportSyntax(f *source.File, c *source.Collector) {
	data := f.Data
	for reading := range maxReadings {
		documents, err := decode(bytes.NewReader(data))
		if err == nil {
			refuseRest(f, data, documents, c)
			return
		}
		failed, fails := failureOf(data)
		if !fails {
			return
		}
		fault := diagnose(f, data, failed)
		if reading > 0 && !fault.certain {
			return
		}
		c.Add(fault.Diagnostic)
		if !fault.certain || len(data) > maxReadAgain {
			return
		}
		data = blank(data, fault.from, fault.to)
	}
}

// refuseRest records what is refused in a file whose faults of syntax were
// blanked out.
func refuseRest(f *source.File, data []byte, documents []*yaml.Node, c *source.Collector) {
	if len(documents) == 0 {
		return
	}
	newBuilder(f, data, c).node(documents[0].Content[0], "", 1)
}

// blank overwrites a stretch of one line with spaces, so that all other places
// stay where they are.
func blank(data []byte, from, to int) []byte {
	out := bytes.Clone(data)
	for i := from; i < to; i++ {
		out[i] = ' '
	}
	return out
}

// fault is a diagnosed fault of syntax. If it is certain, the library fails
// because of what stands at from..to, on one line.
type fault struct {
	source.Diagnostic
	certain  bool
	from, to int
}

// diagnose finds out what an author did for the library to fail.
func diagnose(f *source.File, data []byte, failed failure) fault {
	text, start := f.Line(failed.line)
	line := string(data[start : start+len(text)])
	d := diagnosis{file: f, data: data, failed: failed, line: line, start: start}
	if found, ok := d.tabs(); ok {
		return found
	}
	if found, ok := d.openQuote(); ok {
		return found
	}
	if found, ok := d.oddSpace(); ok {
		return fault{Diagnostic: found}
	}
	if slip, ok := findSlip(line); ok {
		return d.slip(slip)
	}
	return fault{Diagnostic: d.byMessage()}
}
