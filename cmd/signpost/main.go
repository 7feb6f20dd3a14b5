// Command signpost checks, tests, decides and serves clinical referral
// pathways.
package main

import (
	"os"
)

func main() {
	os.Exit(run(environment{
		args: os.Args[1:], stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv,
	}))
}
