package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"syscall"

	"context"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine/source"
)

// Exit codes, the same for every command and format.
const (
	exitClean    = 0
	exitFindings = 1
	exitUsage    = 2
	exitFailed   = 3
)

// environment is all that a command takes from the world.
type environment struct {
	args           []string
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
}

// exitError ends a command with a code; an empty message says nothing more.
type exitError struct {
	code    int
	message string
}

func (e *exitError) Error() string { return e.message }

func usage(format string, args ...any) error {
	return &exitError{exitUsage, fmt.Sprintf(format, args...)}
}

// findings ends a command that worked and found something.
func findings() error { return &exitError{exitFindings, ""} }

func run(env environment) int {
	root := newRoot(env)
	root.SetArgs(env.args)
	root.SetIn(env.stdin)
	root.SetOut(env.stdout)
	root.SetErr(env.stderr)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitClean
	}
	var e *exitError
	code := exitFailed
	if errors.As(err, &e) {
		code = e.code
	}
	if err.Error() != "" {
		_, _ = fmt.Fprintf(env.stderr, "signpost: %s\n", err) // nothing is left to tell it to
	}
	return code
}

func newRoot(env environment) *cobra.Command {
	root := &cobra.Command{
		Use:   "signpost",
		Short: "Referral decision support that asks only what can still change the advice",
		Long: `Signpost is referral decision support for general practice. Clinicians write pathways as
versioned YAML with CEL rules; Signpost asks only what can still change the advice, and
writes the letter, the patient's words and the follow-up from the same answers.

It supports and never blocks. Every pathway shipped here is a draft until it is signed.`,
		Example: `  signpost serve                         start the demo on this machine
  signpost new pathway knee_pain         begin a pathway that works
  signpost check pathways                check a folder of pathways
  signpost explain P224                  explain what was found
  signpost decide copd --patient p.json  decide for one patient`,
		SilenceUsage: true, SilenceErrors: true,
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usage("%s%s\nsee: %s --help", err, nearFlag(c, err), c.CommandPath())
	})
	root.AddCommand(
		newCheck(env), newTest(env), newDecide(env), newAsk(env), newScreen(env), newLetter(env),
		newGraph(env), newDocs(env), newSign(env),
		newServe(env),
		newDiff(env), newMutate(env), newProve(env),
		newExplain(env), newFmt(env), newLint(env), newNew(env), newSchema(env), newVersion(env),
	)
	finish(root)
	inOurWords(root)
	return root
}

// arguments says in words what a command takes.
func arguments(least, most int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < least || (most >= 0 && len(args) > most) {
			return usage("%s takes %s\nsee: %s --help", c.CommandPath(), what, c.CommandPath())
		}
		return nil
	}
}

// nearFlag suggests the flag that a mistyped one is nearest to.
func nearFlag(c *cobra.Command, err error) string {
	typed, ok := strings.CutPrefix(err.Error(), "unknown flag: --")
	if !ok {
		return ""
	}
	var names []string
	for _, m := range regexp.MustCompile(`(?m)^ +(?:-\w, )?--([a-z-]+)`).FindAllStringSubmatch(c.Flags().FlagUsages(), -1) {
		names = append(names, m[1])
	}
	if near, ok := source.Nearest(typed, names); ok {
		return "; did you mean --" + near + "?"
	}
	return ""
}
