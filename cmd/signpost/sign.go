package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/approval"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
)

type signFlags struct{ name, role, organisation, date, statement, format string }

func newSign(env environment) *cobra.Command {
	var f signFlags
	c := &cobra.Command{
		Use:   "sign PATHWAY [PATH...]",
		Short: "Record that somebody approves a pathway as it is",
		Long: `Sign records an approval beside the pathway, in PATHWAY.approval.yaml: who, for whom, when, in what
words, and to exactly which behaviour and content. A pathway counts as approved when a GP and the
receiving service, two people, have signed it as it is; any change voids both, and check says so.
PATH is the folder that holds the pathway; without it, the folder pathways.`,
		Example: `  signpost sign copd pathways --name "Dr A Example" --role gp --organisation "Fern Street Surgery"
  signpost sign copd pathways --name "Dr B Example" --role receiving_service \
    --organisation "Fernshire Hospitals" --statement "I have read the page and agree."`,
		Args: arguments(1, -1, "one pathway, then files or folders"),
		RunE: func(_ *cobra.Command, args []string) error { return sign(env, args[0], args[1:], f) },
	}
	c.Flags().StringVar(&f.name, "name", "", "who signs")
	c.Flags().StringVar(&f.role, "role", "", "gp or receiving_service")
	c.Flags().StringVar(&f.organisation, "organisation", "", "where they work")
	c.Flags().StringVar(&f.date, "date", "", "the day of signing, such as 2026-11-21 (default today)")
	c.Flags().StringVar(&f.statement, "statement", "I have read this pathway and agree that it is right for the patients it is for.", "what they agree to, in their words")
	c.Flags().StringVar(&f.format, "format", "text", "text or json")
	completeFormats(c, "text", "json")
	return c
}

// signed is an approval that was recorded, for programs.
type signed struct {
	Pathway  string            `json:"pathway"`
	Status   string            `json:"status"`
	Path     string            `json:"path"`
	Approval approval.Approval `json:"approval"`
	// Missing are the roles that have not signed the pathway as it is.
	Missing  []approval.Role `json:"missing"`
	Approved bool            `json:"approved"`
	Next     string          `json:"next"`
}

func sign(env environment, id string, paths []string, f signFlags) error {
	if err := textOrJSON(f.format); err != nil {
		return err
	}
	a, err := f.approval()
	if err != nil {
		return err
	}
	if len(paths) == 0 {
		paths = []string{"pathways"}
	}
	lib, files, err := loadLibrary(env, paths)
	if err != nil {
		return err
	}
	p, err := pathway(lib, id)
	if err != nil {
		return err
	}
	if err := signable(lib, files, p); err != nil {
		return err
	}
	now := p.Identity()
	a.Version, a.Behaviour, a.Content = now.Version, now.Behaviour, now.Content
	path, standing, err := record(files, p, a)
	if err != nil {
		return err
	}
	if f.format == "json" {
		return writeJSON(env.stdout, signed{
			Pathway: now.ID, Status: now.Status, Path: filepath.ToSlash(path), Approval: a,
			Missing: append([]approval.Role{}, standing.Missing...), Approved: standing.Approved(), Next: nextStep(now, standing),
		})
	}
	_, err = fmt.Fprintf(env.stdout, "%s %s signed by %s for %s in %s\nbehaviour %s\ncontent   %s\n%s\n",
		now.ID, now.Version, a.Name, a.Role.Who(), path, a.Behaviour, a.Content, nextStep(now, standing))
	return err
}

// approval checks what was typed.
func (f signFlags) approval() (approval.Approval, error) {
	a := approval.Approval{
		Name: strings.TrimSpace(f.name), Role: approval.Role(f.role), Organisation: strings.TrimSpace(f.organisation),
		Date: f.date, Statement: strings.TrimSpace(f.statement),
	}
	for _, x := range []struct{ flag, value string }{
		{"--name", a.Name}, {"--role", f.role}, {"--organisation", a.Organisation}, {"--statement", a.Statement},
	} {
		if x.value == "" {
			return a, usage("an approval needs %s", x.flag)
		}
	}
	if !slices.Contains(approval.Roles(), a.Role) {
		return a, usage("nobody signs as %q: --role is gp or receiving_service", f.role)
	}
	day, err := dayOf(a.Date)
	if err != nil {
		return a, usage("--date %q is not a day: write year, month and day, such as 2026-11-21", a.Date)
	}
	if day.After(time.Now()) {
		return a, usage("--date %s is still to come", a.Date)
	}
	a.Date = day.Format("2006-01-02")
	return a, nil
}

// signable refuses a pathway whose own worked examples do not hold: nobody
// should be asked to sign what its authors did not mean.
func signable(lib *engine.Library, files []*source.File, p *engine.Pathway) error {
	c := &source.Collector{}
	wrong := 0
	for _, s := range examples.Read(files, c) {
		if s.Pathway != p.About().ID {
			continue
		}
		for _, r := range examples.Run(lib, s, c) {
			if len(r.Failures) > 0 {
				wrong++
			}
		}
	}
	if c.HasErrors() {
		return &exitError{exitFindings, fmt.Sprintf("the worked examples of %s have errors; see signpost check", p.About().ID)}
	}
	if wrong > 0 {
		return &exitError{exitFindings, fmt.Sprintf("%s of %s: the advice is not as expected; see signpost test", count(wrong, "worked example"), p.About().ID)}
	}
	return nil
}

// record adds the approval to the file beside the pathway.
func record(files []*source.File, p *engine.Pathway, a approval.Approval) (string, approval.Standing, error) {
	id := p.Identity()
	path := filepath.Join(filepath.Dir(filepath.FromSlash(p.File().Path)), id.ID+".approval.yaml")
	if _, err := os.Stat(p.File().Path); err != nil {
		return path, approval.Standing{}, usage("%s is built in, so nothing can be kept beside it: give the folder that holds it", id.ID)
	}
	c := &source.Collector{}
	sheets := approval.Read(files, c)
	if c.HasErrors() {
		return path, approval.Standing{}, &exitError{exitFindings, "the approvals on file have errors; see signpost check"}
	}
	var before *approval.Sheet
	for _, s := range sheets {
		if s.Pathway == id.ID && s.File.Path == filepath.ToSlash(path) {
			before = s
		}
	}
	for _, old := range approval.Of(id, sheets).Current {
		if old.Name == a.Name && old.Role == a.Role {
			return path, approval.Standing{}, &exitError{exitFindings, fmt.Sprintf("%s has signed %s as it is already, on %s", a.Name, id.ID, old.Date)}
		}
	}
	data := approval.Write(id.ID, before, a)
	sheet, ds := approval.Reread(path, data)
	if ds.HasErrors() {
		return path, approval.Standing{}, fmt.Errorf("write approval of %s: it would not be read back: %s", id.ID, ds[0].Message)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		return path, approval.Standing{}, fmt.Errorf("write %s: %w", path, err)
	}
	after := []*approval.Sheet{sheet}
	for _, s := range sheets {
		if s != before {
			after = append(after, s)
		}
	}
	return path, approval.Of(id, after), nil
}

// nextStep says what is still needed.
func nextStep(id engine.Identity, s approval.Standing) string {
	switch {
	case !s.Approved():
		var who []string
		for _, r := range s.Missing {
			who = append(who, r.Who())
		}
		return "still needed: the approval of " + strings.Join(who, " and of ")
	case id.Status == "approved":
		return "approved: both have signed it as it is"
	}
	return "both have signed it as it is: its status can now be approved"
}
