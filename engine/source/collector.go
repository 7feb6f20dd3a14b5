package source

import "fmt"

// Collector gathers diagnostics during a run, so that one run tells everything
// there is to tell. The zero Collector is ready to use, by one goroutine.
type Collector struct {
	found []*Diagnostic
}

// Errorf records an error. The caller may fill in Label, Related and Help of
// the diagnostic it gets back.
func (c *Collector) Errorf(code string, at Span, format string, args ...any) *Diagnostic {
	return c.record(Diagnostic{Severity: Error, Code: code, Span: at, Message: fmt.Sprintf(format, args...)})
}

// Warnf records a warning, in the same way as Errorf.
func (c *Collector) Warnf(code string, at Span, format string, args ...any) *Diagnostic {
	return c.record(Diagnostic{Severity: Warning, Code: code, Span: at, Message: fmt.Sprintf(format, args...)})
}

// Add records a diagnostic made elsewhere.
func (c *Collector) Add(d Diagnostic) { c.record(d) }

// All returns what was recorded, sorted.
func (c *Collector) All() Diagnostics {
	all := make(Diagnostics, 0, len(c.found))
	for _, d := range c.found {
		all = append(all, *d)
	}
	return all.Sorted()
}

// HasErrors reports whether an error was recorded.
func (c *Collector) HasErrors() bool {
	for _, d := range c.found {
		if d.Severity == Error {
			return true
		}
	}
	return false
}

func (c *Collector) record(d Diagnostic) *Diagnostic {
	c.found = append(c.found, &d)
	return &d
}
