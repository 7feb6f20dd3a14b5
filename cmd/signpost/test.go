package main

import (
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/coverage"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
)

// testFlags are what `signpost test` is asked for.
type testFlags struct {
	format, only string
	failOnEmpty  bool
	coverage     bool
	verbose      bool
	threshold    float64
}

func newTest(env environment) *cobra.Command {
	f := testFlags{}
	c := &cobra.Command{
		Use:   "test [PATH...]",
		Short: "Run the worked patients of pathways",
		Long: `Test decides every worked patient of the *.examples.yaml files and compares the decision with
what the example expects. A failure shows the row that gave the advice instead and the value
under each condition. Without a path it tests the library that is built in.

With --coverage it says which rows, which sides of each condition and which edges of each
threshold no example holds in place, with a patient who would.`,
		Example: "  signpost test pathways\n  signpost test pathways --run 'haemoptysis'\n  signpost test pathways --coverage --threshold 90",
		Args:    arguments(0, -1, "files or folders"),
		RunE: func(c *cobra.Command, args []string) error {
			filter, err := regexp.Compile("(?i)" + f.only)
			if err != nil {
				return usage("--run %q is not a regular expression: %s", f.only, err)
			}
			f.coverage = f.coverage || c.Flags().Changed("threshold")
			lib, files, err := loadLibrary(env, args)
			if err != nil {
				return err
			}
			return f.report(env, runTests(env, lib, files, filter, f.coverage))
		},
	}
	c.Flags().StringVar(&f.format, "format", "text", "text, json, junit, github or sarif")
	c.Flags().StringVar(&f.only, "run", "", "run only the cases whose pathway and name match this regular expression")
	c.Flags().BoolVar(&f.failOnEmpty, "fail-on-empty", false, "exit 1 when no case ran")
	c.Flags().BoolVar(&f.coverage, "coverage", false, "say what no example holds in place")
	c.Flags().Float64Var(&f.threshold, "threshold", 0, "exit 1 when a pathway's coverage is under this percentage")
	c.Flags().BoolVar(&f.verbose, "verbose", false, "name every answer that no condition reads")
	completeFormats(c, "text", "json", "junit", "github", "sarif")
	return c
}

// testRun is everything that came of running examples.
type testRun struct {
	Passed      int               `json:"passed"`
	Failed      int               `json:"failed"`
	Skipped     int               `json:"skipped"`
	Unconfirmed int               `json:"unconfirmed"`
	Cases       []examples.Result `json:"cases"`
	Coverage    []coverage.Report `json:"coverage,omitempty"`

	// found is what is wrong with the files themselves.
	found source.Diagnostics
}

// runTests runs the suites whose cases a filter keeps, on every core, and
// measures what they hold in place. Their order is that of the files.
func runTests(env environment, lib *engine.Library, files []*source.File, filter *regexp.Regexp, measure bool) testRun {
	ds := &source.Collector{}
	var suites []*examples.Suite
	for _, s := range examples.Read(files, ds) {
		s.Cases = slices.DeleteFunc(s.Cases, func(k *examples.Case) bool { return !filter.MatchString(s.Pathway + ": " + k.Name) })
		if len(s.Cases) > 0 {
			suites = append(suites, s)
		}
	}
	watch := newProgress(env)
	defer watch.done()
	done := atomic.Int64{}
	results := onEveryCore(suites, func(s *examples.Suite) suiteRun {
		c := &source.Collector{}
		r := suiteRun{results: examples.Run(lib, s, c)}
		r.found = c.All()
		watch.tell("%d of %d suites run", done.Add(1), len(suites))
		return r
	})
	t := testRun{Cases: []examples.Result{}, found: ds.All()}
	shown := map[string][]engine.Answers{}
	for _, one := range results {
		t.found = append(t.found, one.found...)
		for _, r := range one.results {
			if t.count(r) {
				shown[r.Pathway] = append(shown[r.Pathway], r.Answers)
			}
		}
	}
	t.found = t.found.Sorted()
	if measure {
		asked := slices.DeleteFunc(lib.Pathways(), func(p *engine.Pathway) bool {
			return len(shown[p.About().ID]) == 0 && (isShared(p.File()) || !filter.MatchString(p.About().ID+": "))
		})
		t.Coverage = onEveryCore(asked, func(p *engine.Pathway) coverage.Report { return coverage.Measure(p, shown[p.About().ID]) })
	}
	return t
}

// suiteRun is what came of one suite.
type suiteRun struct {
	results []examples.Result
	found   source.Diagnostics
}

// onEveryCore does the same with each of a list, several at a time, and gives
// the results in the order of the list.
func onEveryCore[In, Out any](list []In, do func(In) Out) []Out {
	out := make([]Out, len(list))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(list)) {
		wg.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(list); i = next.Add(1) - 1 {
				out[i] = do(list[i])
			}
		})
	}
	wg.Wait()
	return out
}

// count files a result, and says whether it shows anything of its pathway.
func (t *testRun) count(r examples.Result) bool {
	t.Cases = append(t.Cases, r)
	switch {
	case r.Skipped != "":
		t.Skipped++
	case r.Unconfirmed:
		t.Unconfirmed++
	case len(r.Failures) > 0:
		t.Failed++
	case r.Answers != nil:
		t.Passed++
		return true
	}
	return false
}

func (f testFlags) report(env environment, t testRun) error {
	err := f.write(env, t)
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	low := t.under(f.threshold)
	_, _ = fmt.Fprintln(env.stderr, t.sentence(low, f)) // the sentence is a courtesy
	if t.Failed > 0 || t.found.HasErrors() || low > 0 || (f.failOnEmpty && t.Passed+t.Failed == 0) {
		return findings()
	}
	return nil
}

func (f testFlags) write(env environment, t testRun) error {
	problems := func(w io.Writer) error {
		return source.Text(w, t.found, source.TextOptions{Colour: colour(env, w)})
	}
	switch f.format {
	case "text":
		if err := problems(env.stderr); err != nil {
			return err
		}
		return writeTestText(env.stdout, t, f)
	case "json":
		if err := problems(env.stderr); err != nil {
			return err
		}
		e := json.NewEncoder(env.stdout)
		e.SetEscapeHTML(false)
		return e.Encode(t)
	case "junit":
		if err := problems(env.stderr); err != nil {
			return err
		}
		return writeJUnit(env.stdout, t)
	case "github":
		return source.GitHub(env.stdout, t.diagnostics())
	case "sarif":
		return source.SARIF(env.stdout, t.diagnostics(), source.ToolInfo{Name: "signpost", Version: version()})
	}
	return usage("unknown format %q: use text, json, junit, github or sarif", f.format)
}

// under counts the pathways whose coverage is below a percentage.
func (t *testRun) under(threshold float64) int {
	n := 0
	for _, r := range t.Coverage {
		if r.Least() < threshold {
			n++
		}
	}
	return n
}

func (t *testRun) sentence(low int, f testFlags) string {
	s := fmt.Sprintf("%d passed, %d failed, %d skipped", t.Passed, t.Failed, t.Skipped)
	if t.Unconfirmed > 0 {
		s += fmt.Sprintf(", %d unconfirmed (these count for nothing until a source confirms them)", t.Unconfirmed)
	}
	if f.threshold > 0 && low > 0 {
		s += fmt.Sprintf("; coverage is under %g%% in %d of %s", f.threshold, low, count(len(t.Coverage), "pathway"))
	}
	return s
}
