package api_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api"
	"signpost.health/signpost/api/panel"
	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// TestSchemasNameEveryField holds the hand-written schemas to the types: what
// a type can say, the document says too, and no more.
func TestSchemasNameEveryField(t *testing.T) {
	t.Parallel()
	doc, err := openapi3.NewLoader().LoadFromFile("openapi.yaml")
	require.NoError(t, err)
	require.NoError(t, doc.Validate(t.Context()))
	for name, c := range map[string]struct {
		of    any
		apart []string
	}{
		"Problem":       {of: api.Problem{}},
		"Identity":      {of: engine.Identity{}},
		"Citation":      {of: engine.Citation{}},
		"PathwayLine":   {of: engine.About{}, apart: []string{"because"}},
		"PathwayDetail": {of: engine.About{}, apart: []string{"identity", "findings", "outcomes"}},
		"Duration":      {of: engine.Duration{}},
		"Finding":       {of: engine.Finding{}},
		"Outcome":       {of: engine.Outcome{}},
		"Answer":        {of: engine.Answer{}},
		"ServiceState":  {of: engine.ServiceState{}},
		"HowToSend":     {of: engine.HowToSend{}},
		"ServiceOption": {of: engine.ServiceOption{}},
		"Service":       {of: engine.Service{}},
		"Question":      {of: engine.Question{}},
		"Screen":        {of: engine.Screen{}},
		"Met":           {of: engine.Met{}},
		"Screening":     {of: engine.Screening{}},
		"Decision":      {of: engine.Decision{}},
		"EnginePatient": {of: engine.Patient{}},
		"Actor":         {of: tracking.Actor{}},
		"Patient":       {of: tracking.Patient{}},
		"Record":        {of: tracking.Record{}},
		"Background":    {of: tracking.Background{}},
		"Entry":         {of: tracking.Entry{}},
		"OwnLetter":     {of: tracking.OwnLetter{}},
		"Image":         {of: tracking.Image{}},
		"Consent":       {of: tracking.Consent{}},
		"Override":      {of: tracking.Override{}},
		"Consultation":  {of: withoutDecision{}},
		"Summary":       {of: tracking.Summary{}},
		"Meanwhile":     {of: panel.Meanwhile{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := append(names(reflect.TypeOf(c.of)), c.apart...)
			slices.Sort(want)
			got := []string{}
			for property := range doc.Components.Schemas[name].Value.Properties {
				got = append(got, property)
			}
			slices.Sort(got)
			require.Empty(t, cmp.Diff(want, got))
		})
	}
}

// withoutDecision is a consultation as the API gives it: the decision stands
// beside it.
type withoutDecision struct {
	tracking.Consultation
	Decision *struct{} `json:"-"`
}

// names are the JSON names of a type's fields, those of embedded ones too.
func names(of reflect.Type) []string {
	var list []string
	for i := range of.NumField() {
		f := of.Field(i)
		tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && tag == "":
			list = append(list, names(f.Type)...)
		case tag == "-" || !f.IsExported():
		default:
			list = append(list, tag)
		}
	}
	if of == reflect.TypeFor[withoutDecision]() {
		list = slices.DeleteFunc(list, func(n string) bool { return n == "decision" })
	}
	return list
}

// TestEveryRouteIsDescribed asks the server for each operation of the
// document: none may be unknown to it.
func TestEveryRouteIsDescribed(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	doc, err := openapi3.NewLoader().LoadFromFile("openapi.yaml")
	require.NoError(t, err)
	for path, item := range doc.Paths.Map() {
		for method := range item.Operations() {
			got := s.raw(s.request(method, strings.NewReplacer("{", "", "}", "").Replace(path), ""))
			require.NotEqual(t, 405, got.status, "%s %s", method, path)
			require.NotContains(t, string(got.body), "no such address", "%s %s", method, path)
		}
	}
}
