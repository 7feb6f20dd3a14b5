package engine_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
)

// TestACaseDecidesAsItsAnswersDo: given one by one or all together, the same
// answers get the same advice, the same screening and the same refusals.
func TestACaseDecidesAsItsAnswersDo(t *testing.T) {
	lib, at := shipped(t), time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		given, raws := engine.Answers{}, randomRaws(t, lib)
		c := lib.NewCase()
		defer c.Close()
		for _, id := range rapid.Permutation(slices.Sorted(maps.Keys(raws))).Draw(t, "order") {
			a, err := lib.ParseAnswer(id, raws[id])
			require.Equal(t, err, c.Give([]byte(id), raws[id]))
			if err == nil {
				given[id] = a
			}
		}
		who := engine.Patient{Sex: rapid.SampledFrom([]string{"", "female", "male"}).Draw(t, "sex")}
		if rapid.Bool().Draw(t, "born") {
			who.Born = fmt.Sprintf("%d-04-05", rapid.IntRange(1920, 2026).Draw(t, "year"))
		}
		refused := lib.CheckGiven(who, given, at)
		require.Equal(t, refused, c.Complete(who, at))
		if len(refused) > 0 {
			return
		}
		lib.Complete(given, who, at)
		unused, all := lib.Unused(given), given
		if rapid.Bool().Draw(t, "absent") {
			c.Assume()
			all = lib.Assume(given)
		}
		p := rapid.SampledFrom(lib.Pathways()).Draw(t, "pathway")
		advice, found := lib.Advise(p, all), lib.Screen(all)
		advice.Unused, found.Unused = unused, unused
		require.Empty(t, cmp.Diff(advice, c.Advise(p)))
		require.Empty(t, cmp.Diff(found, c.Screen()))
	})
}

// randomRaws draws answers as people send them: some dated, some that cannot
// be used.
func randomRaws(t *rapid.T, lib *engine.Library) map[string]any {
	out := map[string]any{}
	for _, f := range rapid.SliceOfNDistinct(rapid.SampledFrom(lib.Findings()), 0, 30, rapid.ID[*engine.Finding]).Draw(t, "findings") {
		var v any = "not_known"
		switch f.Kind {
		case engine.KindYesNo:
			v = rapid.Bool().Draw(t, "yes")
		case engine.KindOption, engine.KindOptions:
			v = rapid.SampledFrom(f.Options).Draw(t, "option").ID
		case engine.KindNumber:
			v = f.Min + rapid.Float64Range(0, 1.1).Draw(t, "number")*(f.Max-f.Min)
		case engine.KindDate, engine.KindText, engine.KindFile:
		}
		switch rapid.IntRange(0, 5).Draw(t, "form") {
		case 0:
			v = map[string]any{"value": v, "date": fmt.Sprintf("%d-03-04", rapid.IntRange(2020, 2027).Draw(t, "date")), "source": "record"}
		case 1:
			v = map[string]any{"value": "not_known", "why": rapid.SampledFrom([]string{"unsure", "out_of_date", "nonsense"}).Draw(t, "why"), "note": "x"}
		}
		out[f.ID] = v
	}
	if rapid.IntRange(0, 9).Draw(t, "odd") == 0 {
		out["no_such_finding"] = true
	}
	return out
}
