// Package arch_test holds the floors: it reads the files themselves, because
// a test that asks the go command is served stale from the test cache.
package arch_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "signpost.health/signpost/"

// floorOf says on which floor a folder stands. -1 is unknown.
func floorOf(dir string) int {
	exact := map[string]int{
		"engine/source": 0, "internal/audit": 0, "internal/nhsnumber": 0, "pathways": 0,
		"engine/lang": 1, "engine/expr": 1, "engine/diagram": 1,
		"engine": 2, "letters": 3, "api/fhir": 3,
		"tracking": 4, "internal/store": 5, "internal/demo": 5, "internal/preview": 5, "api/panel": 5, "api/desk": 5,
		"api": 6, "cmd/signpost": 7, "pathways_test": 7, "internal/arch": 7,
	}
	for d := dir; d != "."; d = path.Dir(d) {
		if f, ok := exact[d]; ok {
			return f
		}
		if path.Dir(d) == "engine" {
			return 3
		}
	}
	return -1
}

// family is the folder whose parts are one package to the rest of the tree.
func family(dir string) string {
	for _, root := range []string{"letters", "tracking", "api/panel", "internal/store"} {
		if dir == root || strings.HasPrefix(dir, root+"/") {
			return root
		}
	}
	return dir
}

// owners are the packages that alone may import a heavy dependency.
func owners() map[string][]string {
	return map[string][]string{
		"gopkg.in/yaml.v3":                        {"engine/lang"},
		"cel.dev/":                                {"engine/expr"},
		"github.com/jung-kurt/gofpdf":             {"letters/internal/pdf"},
		"github.com/gin-gonic/gin":                {"api"},
		"github.com/go-json-experiment/json":      {"api"},
		"modernc.org/sqlite":                      {"internal/store"},
		"github.com/jackc/pgx":                    {"internal/store"},
		"github.com/spf13/cobra":                  {"cmd/signpost"},
		"github.com/prometheus/client_golang":     {"api"},
		"github.com/go-fonts/":                    {"letters/internal/pdf"},
		"database/sql":                            {"internal/store"},
		"signpost.health/signpost/internal/store": {"cmd/signpost", "internal/store"},
	}
}

type file struct {
	path, dir string
	test      bool
	ast       *ast.File
	lines     int
}

func files(t *testing.T) (*token.FileSet, []file) {
	t.Helper()
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	fset := token.NewFileSet()
	var out []file
	err = filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && (strings.HasPrefix(name, ".") || name == "node_modules" || name == "tools" || name == "bench" || name == "testdata") && p != root {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		parsed, err := parser.ParseFile(fset, p, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		out = append(out, file{
			path: rel, dir: path.Dir(rel), test: strings.HasSuffix(name, "_test.go"), ast: parsed,
			lines: fset.File(parsed.Pos()).LineCount(),
		})
		return nil
	})
	require.NoError(t, err)
	return fset, out
}

func imports(f file) []string {
	var out []string
	for _, i := range f.ast.Imports {
		p, err := strconv.Unquote(i.Path.Value)
		if err == nil {
			out = append(out, p)
		}
	}
	return out
}

func within(dir string, owners []string) bool {
	for _, o := range owners {
		if dir == o || strings.HasPrefix(dir, o+"/") {
			return true
		}
	}
	return false
}

// sharedTool says which author tools other author tools may use: those that
// only read or put into words.
func sharedTool(dir string) bool {
	switch dir {
	case "engine/examples", "engine/english", "engine/approval", "engine/graph":
		return true
	}
	return false
}

func TestFloors(t *testing.T) {
	_, all := files(t)
	var wrong []string
	for _, f := range all {
		from := floorOf(f.dir)
		if from < 0 {
			wrong = append(wrong, f.path+": its folder stands on no floor; add it to floorOf and docs/architecture.md")
			continue
		}
		for _, p := range imports(f) {
			inner, ours := strings.CutPrefix(p, module)
			if !ours || f.test {
				continue
			}
			to := floorOf(inner)
			sameFamily := family(inner) == family(f.dir)
			shared := sharedTool(inner) && strings.HasPrefix(f.dir, "engine/")
			if to >= from && !sameFamily && !shared {
				wrong = append(wrong, f.path+" (floor "+strconv.Itoa(from)+") imports "+inner+" (floor "+strconv.Itoa(to)+")")
			}
			if f.dir == "api" && inner == "internal/store" {
				wrong = append(wrong, f.path+": api never imports internal/store")
			}
		}
	}
	sort.Strings(wrong)
	require.Empty(t, wrong, strings.Join(wrong, "\n"))
}

func TestOwners(t *testing.T) {
	_, all := files(t)
	var wrong []string
	for _, f := range all {
		for _, p := range imports(f) {
			for dep, who := range owners() {
				if strings.HasPrefix(p, dep) && !within(f.dir, who) && !f.test {
					wrong = append(wrong, f.path+" imports "+p+", which belongs to "+strings.Join(who, ", "))
				}
			}
		}
	}
	sort.Strings(wrong)
	require.Empty(t, wrong, strings.Join(wrong, "\n"))
}

func TestShape(t *testing.T) {
	fset, all := files(t)
	var wrong []string
	for _, f := range all {
		if f.lines > 400 && !f.test {
			wrong = append(wrong, f.path+": "+strconv.Itoa(f.lines)+" lines; split it by concept at 400")
		}
		for _, d := range f.ast.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				n := fset.Position(d.End()).Line - fset.Position(d.Pos()).Line + 1
				if n > 70 && !f.test {
					wrong = append(wrong, f.path+": func "+d.Name.Name+" has "+strconv.Itoa(n)+" lines; the most is 70")
				}
				if d.Name.Name == "init" && d.Recv == nil {
					wrong = append(wrong, f.path+": func init; wire it in cmd instead")
				}
			case *ast.GenDecl:
				if d.Tok == token.VAR && !f.test {
					wrong = append(wrong, packageVars(f, d)...)
				}
			}
		}
	}
	sort.Strings(wrong)
	require.Empty(t, wrong, strings.Join(wrong, "\n"))
}

// packageVars finds variables other than sentinel errors, embedded files and
// interface checks.
func packageVars(f file, d *ast.GenDecl) []string {
	embedded := d.Doc != nil && strings.Contains(commentText(d.Doc), "go:embed")
	var out []string
	for _, s := range d.Specs {
		v, ok := s.(*ast.ValueSpec)
		if !ok {
			continue
		}
		if v.Doc != nil && strings.Contains(commentText(v.Doc), "go:embed") {
			continue
		}
		for _, n := range v.Names {
			if n.Name == "_" || strings.HasPrefix(n.Name, "Err") || strings.HasPrefix(n.Name, "err") || embedded {
				continue
			}
			out = append(out, f.path+": package variable "+n.Name+"; make it a function, a field or a constant")
		}
	}
	return out
}

func commentText(g *ast.CommentGroup) string {
	var b strings.Builder
	for _, c := range g.List {
		b.WriteString(c.Text)
		b.WriteString("\n")
	}
	return b.String()
}
