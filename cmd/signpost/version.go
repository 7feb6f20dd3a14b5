package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersion(env environment) *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version and the built-in library's digest",
		Long: "Version prints the program's version and the digest of the library built into it.",
		Args: arguments(0, 0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			lib, _, err := loadLibrary(env, nil)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(env.stdout, "signpost %s\nlibrary %s\npathways %d\n", version(), lib.Digest(), len(lib.Pathways()))
			return err
		},
	}
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
