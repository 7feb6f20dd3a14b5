package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine/approval"
	"signpost.health/signpost/engine/diff"
	"signpost.health/signpost/engine/explain"
	"signpost.health/signpost/engine/source"
)

func newExplain(env environment) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "explain [CODE...]",
		Short: "Explain a code: what is wrong, what is right, and why",
		Long: `Explain prints the page of a code such as P224: what it means, why it matters, an example that
gets it and the same put right. Without a code it lists them all.`,
		Example: "  signpost explain P224\n  signpost explain",
		RunE: func(_ *cobra.Command, args []string) error {
			pages, err := explainPages()
			if err != nil {
				return err
			}
			asked, err := pagesOf(pages, args)
			if err != nil {
				return err
			}
			switch format {
			case "text":
				return writePages(env, asked, len(args) == 0)
			case "json":
				e := json.NewEncoder(env.stdout)
				e.SetEscapeHTML(false)
				e.SetIndent("", "  ")
				return e.Encode(asked)
			}
			return usage("unknown format %q: use text or json", format)
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			pages, err := explainPages()
			if err != nil {
				return nil, cobra.ShellCompDirectiveError
			}
			var out []string
			for _, p := range pages {
				out = append(out, p.Code+"\t"+p.Title)
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
	}
	c.Flags().StringVar(&format, "format", "text", "text or json")
	completeFormats(c, "text", "json")
	return c
}

// explainPages gives the page of every code that this program reports.
func explainPages() ([]explain.Page, error) {
	return explain.Pages(append(approval.Codes(), diff.Codes()...)...)
}

// pagesOf gives the pages asked for, or all.
func pagesOf(all []explain.Page, codes []string) ([]explain.Page, error) {
	if len(codes) == 0 {
		return all, nil
	}
	var known []string
	for _, p := range all {
		known = append(known, p.Code)
	}
	var out []explain.Page
	for _, code := range codes {
		wanted := strings.ToUpper(code)
		if strings.Trim(wanted, "0123456789") == "" {
			wanted = "P" + wanted
		}
		at := -1
		for i, p := range all {
			if p.Code == wanted {
				at = i
			}
		}
		if at < 0 {
			near, ok := source.Nearest(wanted, known)
			if ok {
				return nil, usage("there is no code %q; did you mean %s?", code, near)
			}
			return nil, usage("there is no code %q; `signpost explain` lists them", code)
		}
		out = append(out, all[at])
	}
	return out, nil
}

func writePages(env environment, pages []explain.Page, list bool) error {
	var b strings.Builder
	for i, p := range pages {
		switch {
		case list:
			fmt.Fprintf(&b, "%s  %s\n", p.Code, p.Title)
		case i > 0:
			b.WriteString("\n" + p.Text())
		default:
			b.WriteString(p.Text())
		}
	}
	if _, err := fmt.Fprint(env.stdout, b.String()); err != nil {
		return fmt.Errorf("write page: %w", err)
	}
	return nil
}
