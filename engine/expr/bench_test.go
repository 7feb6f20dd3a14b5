package expr_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cel.dev/cel-go/cel"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/expr"
)

// library is a vocabulary of 600 findings and 12,000 conditions over it, as
// 300 pathways would have.
func library() (expr.Names, []string) {
	var n expr.Names
	for i := range 500 {
		n.Vars = append(n.Vars, expr.Var{Name: fmt.Sprintf("finding_%d", i), Kind: expr.YesNo})
	}
	for i := range 60 {
		n.Vars = append(n.Vars, expr.Var{Name: fmt.Sprintf("result_%d", i), Kind: expr.Number, Max: 400, Step: 1})
	}
	for i := range 40 {
		n.Vars = append(n.Vars, expr.Var{Name: fmt.Sprintf("status_%d", i), Kind: expr.Option, Options: []string{"never", "ex", "current"}})
	}
	n.Vars = append(n.Vars, expr.Var{Name: "age", Kind: expr.Number, Max: 120, Step: 1.0 / 12})
	var texts []string
	for i := range 12_000 {
		yes := func(k int) string { return fmt.Sprintf("finding_%d", (i*7+k*13)%500) }
		parts := []string{
			fmt.Sprintf("age >= %d", i%110), yes(1) + " && !" + yes(2),
			fmt.Sprintf("result_%d >= %d", i%60, (i/60)%400),
			fmt.Sprintf("(%s || status_%d == \"current\")", yes(3), i%40),
			fmt.Sprintf("at_least(2, %s, %s, result_%d < %d)", yes(4), yes(5), (i+1)%60, (i*3)%400),
		}
		from := i % 3
		texts = append(texts, strings.Join(parts[from:from+3], " && "))
	}
	return n, texts
}

func BenchmarkCompileLibrary(b *testing.B) {
	names, texts := library()
	for b.Loop() {
		env, err := expr.NewEnv(names)
		require.NoError(b, err)
		for _, text := range texts {
			_, issues := env.Compile(text)
			require.Empty(b, issues)
		}
	}
}

// BenchmarkCELLibrary is what cel-go's own front end needs for the same.
func BenchmarkCELLibrary(b *testing.B) {
	names, texts := library()
	var opts []cel.EnvOption
	for _, v := range names.Vars {
		kind := map[expr.Kind]*cel.Type{expr.YesNo: cel.BoolType, expr.Number: cel.DoubleType, expr.Option: cel.StringType}[v.Kind]
		opts = append(opts, cel.Variable(v.Name, kind))
	}
	bools := []*cel.Type{cel.IntType, cel.BoolType, cel.BoolType, cel.BoolType}
	opts = append(opts, cel.CrossTypeNumericComparisons(true),
		cel.Function("at_least", cel.Overload("at_least_3", bools, cel.BoolType)))
	for b.Loop() {
		env, err := cel.NewEnv(opts...)
		require.NoError(b, err)
		for _, text := range texts {
			_, issues := env.Compile(text)
			require.NoError(b, issues.Err())
		}
	}
}

func BenchmarkPartitionLibrary(b *testing.B) {
	names, texts := library()
	for b.Loop() {
		env, err := expr.NewEnv(names)
		require.NoError(b, err)
		for pathway := range slices.Chunk(texts, 40) {
			partitionPathway(b, env, pathway)
		}
	}
}

func partitionPathway(b *testing.B, env *expr.Env, texts []string) {
	var atoms []*expr.Atom
	var levels []expr.Level
	seen := map[any]bool{}
	for _, text := range texts {
		cond, issues := env.Compile(text)
		require.Empty(b, issues)
		for _, l := range cond.Levels() {
			if !seen[l] {
				seen[l], levels = true, append(levels, l)
			}
		}
		for _, a := range atomsOf(cond.Root(), nil) {
			if !seen[a] {
				seen[a], atoms = true, append(atoms, a)
			}
		}
	}
	_, _, err := env.Partition(levels, atoms)
	require.NoError(b, err)
}

func BenchmarkPartitionJoint(b *testing.B) {
	for b.Loop() {
		env, err := expr.NewEnv(vocabulary())
		require.NoError(b, err)
		cond, issues := env.Compile("weight*10000 >= 35*height*height || onset <= age")
		require.Empty(b, issues)
		_, _, err = env.Partition(cond.Levels(), atomsOf(cond.Root(), nil))
		require.NoError(b, err)
	}
}

func BenchmarkEval(b *testing.B) {
	cond, issues := newEnv(b).Compile(`smoker && age >= 40 && (fit_result >= 10 || smoking_status == "current")`)
	require.Empty(b, issues)
	value := func(l expr.Level) expr.Value { return expr.Value{Bool: true, Number: 50, Text: "current"} }
	for b.Loop() {
		if _, err := cond.Eval(value, nil); err != nil {
			b.Fatal(err)
		}
	}
}
