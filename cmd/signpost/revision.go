package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"signpost.health/signpost/engine/source"
)

// revision is one version of a library: files on disk, or in git.
type revision struct {
	name  string
	files []*source.File
	// own are the files named; the others complete them.
	own []*source.File
	// committed is set for a git revision.
	committed bool
}

// revisionsOf reads two versions. A git revision without a folder means the one
// that the other names.
func revisionsOf(env environment, a, b string) (before, after *revision, err error) {
	if before, err = revisionOf(a, b); err != nil {
		return nil, nil, err
	}
	if after, err = revisionOf(b, a); err != nil {
		return nil, nil, err
	}
	if before.committed && !after.committed {
		if err := before.follow(env, after.own); err != nil {
			return nil, nil, err
		}
	}
	if err := before.complete(after.own); err != nil {
		return nil, nil, err
	}
	return before, after, after.complete(before.own)
}

func revisionOf(arg, other string) (*revision, error) {
	v := &revision{name: arg}
	var err error
	if onDisk(arg) {
		v.own, err = readPath(arg)
		return v, err
	}
	rev, folder, named := strings.Cut(arg, ":")
	if !named && onDisk(other) {
		folder = other
	}
	if !isCommit(rev) {
		return nil, usage("%s is not a file, a folder or a git revision here", arg)
	}
	v.committed = true
	v.own, err = readCommit(rev, folder)
	return v, err
}

func onDisk(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// complete adds what the files share with the built-in library. A commit that
// has none of them yet is compared as it would be without any pathway: with the
// words and services that there are now.
func (v *revision) complete(now []*source.File) error {
	own := v.own
	if len(own) == 0 && v.committed {
		for _, f := range now {
			if starts(f, "vocabulary:") || starts(f, "services:") {
				own = append(own, f)
			}
		}
	}
	if len(own) == 0 && (!v.committed || len(now) == 0) {
		return usage("there is no .yaml file of a library in %s", v.name)
	}
	builtIn, err := embedded()
	if err != nil {
		return err
	}
	v.files = completed(own, builtIn)
	return nil
}

// pathways gives the pathways of the files named.
func (v *revision) pathways() []string {
	var out []string
	for _, f := range v.own {
		if starts(f, "pathway:") {
			out = append(out, pathwayID(f))
		}
	}
	return out
}

// pathwayID reads the id in a pathway file's first key.
func pathwayID(f *source.File) string { return firstValue(f, "pathway") }

// firstValue reads the value of a file's first key, if it is that one.
func firstValue(f *source.File, key string) string {
	for line := range strings.Lines(string(f.Data)) {
		if rest, ok := strings.CutPrefix(line, key+":"); ok {
			id, _, _ := strings.Cut(rest, "#")
			return strings.Trim(strings.TrimSpace(id), `"'`)
		}
	}
	return ""
}

func isCommit(rev string) bool {
	_, err := git(nil, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	return err == nil
}

// git runs git in the working directory.
func git(stdin io.Reader, args ...string) ([]byte, error) {
	cmd := exec.Command("git", args...)
	cmd.Stdin = stdin
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if errors.Is(err, exec.ErrNotFound) {
		return nil, errors.New("git is not installed, and a revision needs it")
	}
	if err != nil {
		return nil, fmt.Errorf("git %s: %s", args[0], strings.TrimSpace(stderr.String()))
	}
	return out, nil
}

// readCommit reads the library files of a folder as they were committed; of the
// whole tree, where no folder is given, only files that are a library's.
func readCommit(rev, folder string) ([]*source.File, error) {
	args := []string{"ls-tree", "-r", "-z", "--name-only", rev}
	if folder != "" {
		inside, err := insideWorkingDirectory(folder)
		if err != nil {
			return nil, err
		}
		args = append(args, "--", inside)
	} else {
		args = append(args, "--full-tree")
	}
	listing, err := git(nil, args...)
	if err != nil {
		return nil, err
	}
	names := yamlNames(string(listing))
	files, err := readBlobs(rev, names, folder != "")
	if err != nil || folder != "" {
		return files, err
	}
	var ours []*source.File
	for _, f := range files {
		if ofLibrary(f) {
			ours = append(ours, f)
		}
	}
	return ours, nil
}

// yamlNames gives the names of a listing that may be a library's, in order.
func yamlNames(listing string) []string {
	var names []string
	for _, name := range strings.Split(listing, "\x00") {
		if ext := path.Ext(name); (ext == ".yaml" || ext == ".yml") && !strings.ContainsRune(name, '\n') && !hidden(name) {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}

// insideWorkingDirectory is a folder as git wants it: relative, with slashes.
func insideWorkingDirectory(folder string) (string, error) {
	if !filepath.IsAbs(folder) {
		return filepath.ToSlash(filepath.Clean(folder)), nil
	}
	here, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the working directory: %w", err)
	}
	inside, err := filepath.Rel(here, folder)
	if err != nil {
		return "", usage("%s is not below the working directory", folder)
	}
	return filepath.ToSlash(inside), nil
}

// hidden says whether a path goes through a folder that is not for readers.
func hidden(name string) bool {
	for _, part := range strings.Split(path.Dir(name), "/") {
		if len(part) > 1 && part[0] == '.' && part != ".." {
			return true
		}
	}
	return false
}

func ofLibrary(f *source.File) bool {
	for _, kind := range []string{"vocabulary:", "pathway:", "examples:", "services:", "overlay:", "proof:", "approval:", "lint:"} {
		if starts(f, kind) {
			return true
		}
	}
	return false
}

// readBlobs reads many files of a commit in one go.
func readBlobs(rev string, names []string, relative bool) ([]*source.File, error) {
	var asked strings.Builder
	for _, name := range names {
		at := name
		if relative {
			at = "./" + name
		}
		fmt.Fprintf(&asked, "%s:%s\n", rev, at)
	}
	answer, err := git(strings.NewReader(asked.String()), "cat-file", "--batch")
	if err != nil {
		return nil, err
	}
	r := bufio.NewReader(bytes.NewReader(answer))
	var out []*source.File
	for _, name := range names {
		head, err := r.ReadString('\n')
		fields := strings.Fields(head)
		if err != nil || len(fields) != 3 {
			return nil, fmt.Errorf("git cat-file: %s:%s: %s", rev, name, strings.TrimSpace(head))
		}
		size, err := strconv.Atoi(fields[2])
		if err != nil {
			return nil, fmt.Errorf("git cat-file: %s:%s: size %s", rev, name, fields[2])
		}
		data := make([]byte, size+1) // the line break after it
		if _, err := io.ReadFull(r, data); err != nil {
			return nil, fmt.Errorf("git cat-file: %s:%s: %w", rev, name, err)
		}
		out = append(out, source.NewFile(rev+":"+name, data[:size]))
	}
	return out, nil
}
