package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine/schema"
	"signpost.health/signpost/engine/source"
)

// anyKind is the schema in which the first key of a file says what it is.
const anyKind = "any"

func newSchema(env environment) *cobra.Command {
	var out string
	kinds := append([]string{anyKind}, schema.Kinds()...)
	c := &cobra.Command{
		Use:   "schema [KIND]",
		Short: "Write JSON Schema, so that an editor completes and checks files",
		Long: `Schema prints the JSON Schema of one kind of file, or of any (the default): then the first key
of a file says what it is. With --out it writes all of them into a folder.

An editor that speaks YAML uses it after a first line such as
  # yaml-language-server: $schema=schema/pathway.json

Kinds: ` + strings.Join(kinds, ", ") + ".",
		Example:   "  signpost schema --out schema\n  signpost schema pathway > pathway.schema.json",
		Args:      arguments(0, 1, "one kind of file"),
		ValidArgs: kinds,
		RunE: func(_ *cobra.Command, args []string) error {
			if out != "" {
				return writeSchemas(env, out, kinds)
			}
			kind := anyKind
			if len(args) == 1 {
				kind = args[0]
			}
			data, err := schemaOf(kind, kinds)
			if err != nil {
				return err
			}
			_, err = env.stdout.Write(data)
			return err
		},
	}
	c.Flags().StringVar(&out, "out", "", "write the schema of every kind into this folder")
	return c
}

func schemaOf(kind string, kinds []string) ([]byte, error) {
	if kind == anyKind {
		return schema.All()
	}
	if _, ok := schema.Of(kind); !ok {
		if near, ok := source.Nearest(kind, kinds); ok {
			return nil, usage("there is no kind of file %q; did you mean %q?", kind, near)
		}
		return nil, usage("there is no kind of file %q; there are: %s", kind, strings.Join(kinds, ", "))
	}
	return schema.JSON(kind)
}

func writeSchemas(env environment, dir string, kinds []string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	for _, kind := range kinds {
		data, err := schemaOf(kind, kinds)
		if err != nil {
			return err
		}
		path := filepath.Join(dir, kind+".json")
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return fmt.Errorf("write %s: %w", path, err)
		}
		if _, err := fmt.Fprintln(env.stdout, filepath.ToSlash(path)); err != nil {
			return fmt.Errorf("write names: %w", err)
		}
	}
	_, _ = fmt.Fprintf(env.stderr, "%d schemas written\n", len(kinds)) // the sentence is a courtesy
	return nil
}
