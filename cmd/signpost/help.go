package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
)

// finish sorts the commands into groups, ends the help of each with the exit
// codes, and tells a shell what can follow.
func finish(root *cobra.Command) {
	root.AddGroup(
		&cobra.Group{ID: "author", Title: "Write, check and sign pathways:"},
		&cobra.Group{ID: "decide", Title: "Decide for patients:"},
		&cobra.Group{ID: "run", Title: "Run and find out:"},
	)
	root.SetHelpCommandGroupID("run")
	root.SetCompletionCommandGroupID("run")
	for _, c := range root.Commands() {
		c.GroupID = groupOf(c.Name())
		for _, one := range append(c.Commands(), c) {
			one.Long += "\n\nExit codes: 0 clean, 1 something was found, 2 wrong use, 3 could not run."
		}
		completeFlags(c)
		if takesPathway(c.Name()) {
			c.ValidArgsFunction = completePathway
		}
	}
	root.Args = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		var names []string
		for _, sub := range c.Commands() {
			names = append(names, sub.Name())
		}
		if near, ok := source.Nearest(args[0], names); ok {
			return usage("there is no command %q; did you mean %q?\nsee: signpost --help", args[0], near)
		}
		return usage("there is no command %q\nsee: signpost --help", args[0])
	}
	root.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
}

// inOurWords puts what the library of commands adds of itself into our words.
func inOurWords(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Short = "Show the help of a command"
		case "completion":
			c.Short = "Print a script that lets a shell complete commands, pathways and codes"
		}
	}
	root.Version = version()
	root.SetVersionTemplate("signpost {{.Version}}\n")
	root.InitDefaultVersionFlag()
	root.Flags().Lookup("version").Usage = "print the version"
	for _, c := range append(everyCommand(root), root) {
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = "show this help"
	}
}

// everyCommand gives the commands below one, however deep.
func everyCommand(c *cobra.Command) []*cobra.Command {
	out := c.Commands()
	for _, sub := range c.Commands() {
		out = append(out, everyCommand(sub)...)
	}
	return out
}

func groupOf(command string) string {
	switch command {
	case "decide", "ask", "screen", "letter":
		return "decide"
	case "serve", "version":
		return "run"
	}
	return "author"
}

func takesPathway(command string) bool {
	return slices.Contains([]string{"decide", "ask", "letter", "graph", "sign"}, command)
}

// completeFlags completes the flags that take one of a few words. A command
// that has said what its formats are keeps to that.
func completeFlags(c *cobra.Command) {
	if f := c.Flags().Lookup("format"); f != nil {
		completeFormats(c, formatsIn(f.Usage)...)
	}
	for name, ids := range map[string]func(*engine.Library) []string{"pathway": pathwayIDs, "only": pathwayIDs, "to": serviceIDs} {
		if c.Flags().Lookup(name) != nil {
			// The flag is there: it has just been looked up.
			_ = c.RegisterFlagCompletionFunc(name, func(c *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
				return ids(completionLibrary(c)), cobra.ShellCompDirectiveNoFileComp
			})
		}
	}
}

// formatsIn reads the formats out of a flag's usage, such as "text, json or
// sarif".
func formatsIn(usage string) []string {
	var out []string
	for _, part := range strings.Split(strings.ReplaceAll(usage, " or ", ", "), ",") {
		if word := strings.Fields(strings.TrimPrefix(strings.TrimSpace(part), "or ")); len(word) > 0 {
			out = append(out, word[0])
		}
	}
	return out
}

// completePathway completes the id that a command takes first.
func completePathway(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return pathwayIDs(completionLibrary(c)), cobra.ShellCompDirectiveNoFileComp
}

// completionLibrary is the library that a command would read; nil where that
// cannot be.
func completionLibrary(c *cobra.Command) *engine.Library {
	var paths []string
	if f := c.Flags().Lookup("library"); f != nil {
		// A flag of another type holds no folders.
		paths, _ = c.Flags().GetStringSlice("library")
	}
	files, err := readLibrary(paths)
	if err != nil {
		return nil
	}
	lib, _ := engine.Load(files, engine.Options{})
	return lib
}

// pathwayIDs gives the ids of a library's pathways, each with its title.
func pathwayIDs(lib *engine.Library) []string {
	if lib == nil {
		return nil
	}
	var out []string
	for _, p := range lib.Pathways() {
		out = append(out, p.About().ID+"\t"+p.About().Title)
	}
	return out
}

// serviceIDs gives the ids of the directory, each with its name.
func serviceIDs(lib *engine.Library) []string {
	if lib == nil {
		return nil
	}
	var out []string
	for _, s := range lib.Services() {
		out = append(out, s.ID+"\t"+s.Name)
	}
	return out
}
