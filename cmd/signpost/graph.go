package main

import (
	"io"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine/graph"
)

func newGraph(env environment) *cobra.Command {
	var format string
	var width int
	var library []string
	c := &cobra.Command{
		Use:   "graph PATHWAY",
		Short: "Draw the flow of a pathway",
		Long: `Graph draws whom a pathway is for, its rows in order with their conditions in plain English, and
where each leads: as Mermaid text, as an SVG picture with real text, or as a Graphviz graph.
The same pathway gives the same bytes.`,
		Example: "  signpost graph copd --format svg > copd.svg\n  signpost graph copd --format svg --width 360 > copd-narrow.svg\n  signpost graph copd --library pathways",
		Args:    arguments(1, 1, "one pathway"),
		RunE: func(_ *cobra.Command, args []string) error {
			draw, err := drawing(format, width)
			if err != nil {
				return err
			}
			lib, _, err := loadLibrary(env, library)
			if err != nil {
				return err
			}
			p, err := pathway(lib, args[0])
			if err != nil {
				return err
			}
			_, err = io.WriteString(env.stdout, draw(graph.Of(p)))
			return err
		},
	}
	c.Flags().StringVar(&format, "format", "mermaid", "mermaid, svg or dot")
	completeFormats(c, "mermaid", "svg", "dot")
	c.Flags().IntVar(&width, "width", 760, "width of the SVG in pixels; under 560 outcomes stand below their questions")
	c.Flags().StringSliceVar(&library, "library", nil, "files or folders instead of the built-in library")
	return c
}

func drawing(format string, width int) (func(graph.Flow) string, error) {
	if width < 240 || width > 4000 {
		return nil, usage("--width %d cannot be drawn: use 240 to 4000", width)
	}
	switch format {
	case "mermaid":
		return graph.Mermaid, nil
	case "dot":
		return graph.DOT, nil
	case "svg":
		return func(f graph.Flow) string { return graph.SVG(f, graph.SVGOptions{Width: width}) }, nil
	}
	return nil, usage("unknown format %q: use mermaid, svg or dot", format)
}
