package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/preview"
	"signpost.health/signpost/letters"
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
	format, patient, at, out string
	large                    bool
	library                  []string
}

func newLetter(env environment) *cobra.Command {
	var f letterFlags
	c := &cobra.Command{
		Use:   "letter PATHWAY",
		Short: "Write the letter for one patient on one pathway",
		Long: `Letter decides for one patient and writes the letter as PDF, HTML or plain text. The patient
file may hold a person (title, given, family, nhs_number, address, phone, question, free_text,
sender). The same input gives the same bytes.`,
		Example: "  signpost letter copd --patient patient.json --out letter.pdf\n  signpost letter copd --patient patient.json --format text",
		Args:    arguments(1, 1, "one pathway"),
		RunE:    func(_ *cobra.Command, args []string) error { return writeLetter(env, args[0], f) },
	}
	c.Flags().StringVar(&f.patient, "patient", "", "FILE.json with patient, answers, others and person; - for standard input")
	c.Flags().StringVar(&f.format, "format", "pdf", "pdf, html or text")
	c.Flags().StringVar(&f.at, "at", "", "the day of the letter, such as 2026-11-21 (default today)")
	c.Flags().StringVar(&f.out, "out", "", "where to write it (default standard output)")
	c.Flags().BoolVar(&f.large, "large", false, "large print, 18 point")
	c.Flags().StringSliceVar(&f.library, "library", nil, "files or folders instead of the built-in library")
	return c
}

func writeLetter(env environment, id string, f letterFlags) error {
	lib, _, err := loadLibrary(env, f.library)
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
	l, err := composeLetter(lib, p, who, day)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	switch f.format {
	case "pdf":
		err = letters.PDF(&b, l, letters.Options{LargePrint: f.large})
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

func composeLetter(lib *engine.Library, p *engine.Pathway, who patientFile, day time.Time) (*letters.Letter, error) {
	a, unknown, refused := who.answers(lib, day)
	if err := refuse(lib, unknown, refused); err != nil {
		return nil, err
	}
	in := letters.Input{
		ComposedAt: time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC),
		About:      p.About(), Decision: lib.Advise(p, a), Answers: preview.Told(p, a), Library: lib,
		Patient: letters.Patient{Born: who.Patient.Born, Sex: who.Patient.Sex},
	}
	if x := who.Person; x != nil {
		in.Patient.Title, in.Patient.Given, in.Patient.Family = x.Title, x.Given, x.Family
		in.Patient.NHSNumber, in.Patient.Address, in.Patient.Phone = x.NHSNumber, x.Address, x.Phone
		in.Sender, in.Question, in.FreeText = x.Sender, x.Question, x.FreeText
	}
	if s := in.Decision.Services; len(s) > 0 {
		in.Recipient = letters.RecipientOf(s[0])
	}
	in.ID = letterID(p, who)
	l, err := letters.Compose(in)
	if err != nil {
		return nil, fmt.Errorf("compose letter: %w", err)
	}
	return l, nil
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
