package schema

import (
	"encoding/json"
	"fmt"
	"slices"
)

// dialect names the version of JSON Schema that is written.
const dialect = "https://json-schema.org/draft/2020-12/schema"

// JSON writes the schema of a kind of file.
func JSON(kind string) ([]byte, error) {
	t, ok := Of(kind)
	if !ok {
		return nil, fmt.Errorf("there is no kind of file %q", kind)
	}
	w := writer{defs: map[string]any{}}
	root := w.object(t)
	root["$schema"] = dialect
	root["title"] = "Signpost: " + kind
	if len(w.defs) > 0 {
		root["$defs"] = w.defs
	}
	out, err := json.MarshalIndent(root, "", "  ")
	return append(out, '\n'), err
}

// All writes one schema for every kind: the first key says which.
func All() ([]byte, error) {
	w := writer{defs: map[string]any{}}
	var kinds []any
	for _, kind := range Kinds() {
		t, _ := Of(kind)
		w.define(t)
		kinds = append(kinds, map[string]any{
			"if": map[string]any{"required": []string{kind}}, "then": ref(t.Name),
		})
	}
	out, err := json.MarshalIndent(map[string]any{
		"$schema": dialect, "title": "Signpost: any file", "type": "object", "allOf": kinds, "$defs": w.defs,
		"anyOf": requiredKinds(),
	}, "", "  ")
	return append(out, '\n'), err
}

func requiredKinds() []any {
	var out []any
	for _, kind := range Kinds() {
		out = append(out, map[string]any{"required": []string{kind}})
	}
	return out
}

// writer turns tables into schemas and gathers the definitions they share.
type writer struct {
	defs map[string]any
}

func ref(name string) map[string]any { return map[string]any{"$ref": "#/$defs/" + name} }

func (w writer) define(t *Table) map[string]any {
	if _, done := w.defs[t.Name]; !done {
		w.defs[t.Name] = nil // in hand
		w.defs[t.Name] = w.object(t)
	}
	return ref(t.Name)
}

func (w writer) object(t *Table) map[string]any {
	properties := map[string]any{}
	required := []string{}
	for _, f := range t.Fields {
		value := w.value(f)
		value["description"] = f.Says
		properties[f.Key] = value
		if f.Required {
			required = append(required, f.Key)
		}
	}
	out := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		slices.Sort(required)
		out["required"] = required
	}
	return out
}

func (w writer) value(f Field) map[string]any {
	switch f.Shape {
	case Text, Quoted, Condition, Date, Duration, ID, Word:
		return scalar(f)
	case Texts:
		return orList(anyText())
	case IDs:
		return orList(map[string]any{"type": "string", "pattern": idPattern})
	case YesNo:
		return map[string]any{"enum": []any{true, false, "yes", "no"}}
	case Number:
		return map[string]any{"type": "number"}
	case Whole:
		return map[string]any{"type": "integer"}
	case Step:
		return map[string]any{"anyOf": []any{
			map[string]any{"type": "number", "exclusiveMinimum": 0},
			map[string]any{"type": "string", "pattern": `^[0-9.]+ */ *[0-9.]+$`},
		}}
	case Object:
		return w.define(f.Of)
	case List:
		return map[string]any{"type": "array", "items": w.define(f.Of)}
	case Named:
		return map[string]any{"type": "object", "additionalProperties": w.define(f.Of)}
	case Numbers:
		return map[string]any{"type": "object", "additionalProperties": map[string]any{"type": "number"}}
	case Answers:
		return map[string]any{"type": "object", "additionalProperties": anyAnswer()}
	case Matrix:
		return map[string]any{"type": "array", "minItems": 1, "items": map[string]any{
			"type": "object", "properties": map[string]any{"expect": w.define(f.Of)}, "additionalProperties": anyAnswer(),
		}}
	}
	return map[string]any{}
}

// idPattern is what a name looks like that conditions and files can use.
const idPattern = "^[a-z][a-z0-9_]*$"

func scalar(f Field) map[string]any {
	out := map[string]any{"type": "string"}
	switch f.Shape {
	case Word:
		return map[string]any{"enum": f.Words}
	case ID:
		out["pattern"] = idPattern
	case Date:
		out["pattern"] = `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`
	case Duration:
		out["pattern"] = `^[1-9][0-9]{0,3} (year|month|week|day|hour)s?$`
	case Condition:
		out["minLength"] = 1
	case Text:
		out = anyText()
	case Quoted, Texts, YesNo, Number, Whole, Step, IDs, Object, List, Named, Numbers, Answers, Matrix:
	}
	if f.Pattern != "" {
		out["type"], out["pattern"] = "string", f.Pattern
	}
	return out
}

// anyText is a text, which may look like a number.
func anyText() map[string]any { return map[string]any{"type": []string{"string", "number"}} }

func orList(item map[string]any) map[string]any {
	return map[string]any{"anyOf": []any{item, map[string]any{"type": "array", "items": item}}}
}

// anyAnswer is an answer in one of its forms; the finding says which.
func anyAnswer() map[string]any {
	return map[string]any{"type": []string{"string", "number", "boolean", "array", "object"}}
}
