package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/internal/preview"
	"signpost.health/signpost/letters"
	"signpost.health/signpost/tracking"
)

// person is who a letter is about and from, for the command line.
type person struct {
	Title     string         `json:"title"`
	Given     string         `json:"given"`
	Family    string         `json:"family"`
	Address   string         `json:"address"`
	Phone     string         `json:"phone"`
	NHSNumber string         `json:"nhs_number"`
	Sender    letters.Sender `json:"sender"`
	Question  string         `json:"question"`
	FreeText  string         `json:"free_text"`
}

type letterFlags struct {
	format, patient, at, out, to string
	large, archival, copy        bool
	library                      []string
}

func newLetter(env environment) *cobra.Command {
	var f letterFlags
	c := &cobra.Command{
		Use:   "letter PATHWAY",
		Short: "Write the letter for one patient on one pathway",
		Long: `Letter decides for one patient and writes the letter as PDF, HTML or plain text. The patient
file may hold a person (title, given, family, nhs_number, address, phone, question, free_text,
sender). The same input gives the same bytes.

The letter is to the first service that can take the patient. While the advice is not decided,
or where no service takes the patient, it names none: --to names one.`,
		Example: `  signpost letter copd --patient patient.json --out letter.pdf
  signpost letter copd --patient patient.json --format text
  signpost letter copd --patient patient.json --to fernshire_community_copd_clinic --out letter.pdf`,
		Args: arguments(1, 1, "one pathway"),
		RunE: func(_ *cobra.Command, args []string) error { return writeLetter(env, args[0], f) },
	}
	c.Flags().StringVar(&f.patient, "patient", "", "FILE.json with patient, answers, others and person; - for standard input")
	c.Flags().StringVar(&f.format, "format", "pdf", "pdf, html or text")
	c.Flags().StringVar(&f.at, "at", "", "the day of the letter, such as 2026-11-21 (default today)")
	c.Flags().StringVar(&f.out, "out", "", "where to write it (default standard output)")
	c.Flags().StringVar(&f.to, "to", "", "the id of the service that the letter is to (default the first that can take the patient)")
	c.Flags().BoolVar(&f.large, "large", false, "large print, 18 point")
	c.Flags().BoolVar(&f.archival, "archival", false, "PDF/A-1b, which carries no attachment")
	c.Flags().BoolVar(&f.copy, "copy", false, "the patient's copy, in plain words")
	c.Flags().StringSliceVar(&f.library, "library", nil, "files or folders instead of the built-in library")
	return c
}

func writeLetter(env environment, id string, f letterFlags) error {
	lib, _, err := loadToDecide(env, f.library)
	if err != nil {
		return err
	}
	p, err := pathway(lib, id)
	if err != nil {
		return err
	}
	day, err := dayOf(f.at)
	if err != nil {
		return err
	}
	who, err := readPatient(f.patient, env.stdin)
	if err != nil {
		return err
	}
	if err := checkPerson(who); err != nil {
		return usage("%s: %s", f.patient, err)
	}
	in, err := letterInput(lib, p, who, day)
	if err != nil {
		return err
	}
	if err := address(env, lib, &in, f.to); err != nil {
		return err
	}
	compose := letters.Compose
	if f.copy {
		compose = letters.ComposePatientCopy
	}
	l, err := compose(in)
	if err != nil {
		return fmt.Errorf("compose letter: %w", err)
	}
	var b bytes.Buffer
	switch f.format {
	case "pdf":
		err = letters.PDF(&b, l, letters.Options{LargePrint: f.large, Archival: f.archival})
	case "html":
		err = letters.HTML(&b, l)
	case "text":
		err = letters.Text(&b, l)
	default:
		return usage("unknown format %q: use pdf, html or text", f.format)
	}
	if err != nil {
		return fmt.Errorf("write letter: %w", err)
	}
	return deliver(env, f, b.Bytes())
}

// checkPerson refuses an NHS number that is nobody's: a letter with it could
// be filed under another patient.
func checkPerson(who patientFile) error {
	if who.Person == nil || who.Person.NHSNumber == "" {
		return nil
	}
	if _, err := tracking.ParseNHSNumber(who.Person.NHSNumber); err != nil {
		return fmt.Errorf("/person/nhs_number: %w", err)
	}
	return nil
}

// letterInput decides for the patient and gathers what the letter says.
func letterInput(lib *engine.Library, p *engine.Pathway, who patientFile, day time.Time) (letters.Input, error) {
	a, unknown, refused := who.answers(lib, day)
	if err := refuse(lib, unknown, refused); err != nil {
		return letters.Input{}, err
	}
	in := letters.Input{
		ID:         letterID(p, who),
		ComposedAt: time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC),
		About:      p.About(), Decision: lib.Advise(p, a), Answers: preview.Told(p, a), Library: lib,
		Patient: letters.Patient{Born: who.Patient.Born, Sex: who.Patient.Sex},
	}
	if x := who.Person; x != nil {
		in.Patient.Title, in.Patient.Given, in.Patient.Family = x.Title, x.Given, x.Family
		in.Patient.NHSNumber, in.Patient.Address, in.Patient.Phone = x.NHSNumber, x.Address, x.Phone
		in.Sender, in.Question, in.FreeText = x.Sender, x.Question, x.FreeText
	}
	return in, nil
}

// address says who the letter is to: the service that was named, or the first
// of what is advised. While several outcomes are possible, none is chosen for
// the GP.
func address(env environment, lib *engine.Library, in *letters.Input, to string) error {
	d := in.Decision
	switch {
	case to != "":
		if _, ok := lib.Service(to); !ok {
			return noService(lib, to)
		}
		named := lib.ServicesFor(&engine.Outcome{Route: engine.Route{Service: to}}, in.Answers)
		in.Recipient = letters.RecipientOf(named[0])
	case d.Status == engine.Open || d.Status == engine.Undecided:
		// The sentences on standard error are a courtesy.
		_, _ = fmt.Fprintf(env.stderr, "the advice is not decided: the letter says so, and is to %s; --to names a service\n",
			cmp.Or(in.About.LetterTo, "no service"))
	default:
		taking := slices.IndexFunc(d.Services, func(s engine.ServiceOption) bool { return s.Accepts != engine.IsNotMet })
		if taking >= 0 {
			in.Recipient = letters.RecipientOf(d.Services[taking])
		} else if len(d.Services) > 0 {
			_, _ = fmt.Fprintln(env.stderr, "no service of the advice takes this patient: the letter names none; --to names one all the same")
		}
	}
	return nil
}

func noService(lib *engine.Library, id string) error {
	var ids []string
	for _, s := range lib.Services() {
		ids = append(ids, s.ID)
	}
	if near, ok := source.Nearest(id, ids); ok {
		return usage("there is no service %q; did you mean %q?", id, near)
	}
	return usage("there is no service %q; there are: %s", id, strings.Join(ids, ", "))
}

// letterID names a letter by what it was made from, so that the same input
// gives the same bytes.
func letterID(p *engine.Pathway, who patientFile) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %+v %+v", p.Identity().Digest, who.ID, who.Answers, who.Patient.Born))
	return "L-" + hex.EncodeToString(sum[:5])
}

func deliver(env environment, f letterFlags, data []byte) error {
	if f.out != "" {
		if err := os.WriteFile(f.out, data, 0o600); err != nil {
			return fmt.Errorf("write %s: %w", f.out, err)
		}
		return nil
	}
	if f.format == "pdf" && isTerminal(env.stdout) {
		return usage("a PDF is not for a terminal: add --out letter.pdf, or --format text")
	}
	if _, err := io.Copy(env.stdout, bytes.NewReader(data)); err != nil {
		return fmt.Errorf("write letter: %w", err)
	}
	return nil
}
