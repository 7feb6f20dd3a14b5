package bench

import (
	"os"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/stretchr/testify/require"
)

// opaModule is the subject parsed once: compiling it is not what is timed.
func opaModule(t testing.TB) func(*rego.Rego) {
	t.Helper()
	text, err := os.ReadFile("testdata/subject.rego")
	require.NoError(t, err)
	m, err := ast.ParseModule("subject.rego", string(text))
	require.NoError(t, err)
	c := ast.NewCompiler()
	c.Compile(map[string]*ast.Module{"subject.rego": m})
	require.False(t, c.Failed(), c.Errors)
	return rego.Compiler(c)
}
