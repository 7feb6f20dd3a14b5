package main

import "github.com/spf13/cobra"

// completeFormats lets a shell complete --format.
func completeFormats(c *cobra.Command, formats ...string) {
	// The flag is there: the caller has just defined it.
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
}
