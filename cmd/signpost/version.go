package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// versions is what the version command says, for programs.
type versions struct {
	Signpost string `json:"signpost"`
	Library  string `json:"library"`
	Pathways int    `json:"pathways"`
}

func newVersion(env environment) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use: "version", Short: "Print the version and the built-in library's digest",
		Long:    "Version prints the program's version and the digest of the library built into it.",
		Example: "  signpost version --format json",
		Args:    arguments(0, 0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			if err := textOrJSON(format); err != nil {
				return err
			}
			lib, _, err := loadLibrary(env, nil)
			if err != nil {
				return err
			}
			v := versions{version(), lib.Digest(), len(lib.Pathways())}
			if format == "json" {
				return writeJSON(env.stdout, v)
			}
			_, err = fmt.Fprintf(env.stdout, "signpost %s\nlibrary %s\npathways %d\n", v.Signpost, v.Library, v.Pathways)
			return err
		},
	}
	c.Flags().StringVar(&format, "format", "text", "text or json")
	return c
}

// version is the module's, or that of the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "devel-" + s.Value[:12]
		}
	}
	return "devel"
}
