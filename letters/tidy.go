package letters

import (
	"reflect"
	"strconv"
	"strings"

	"signpost.health/signpost/letters/internal/pdf/clean"
)

// tidy cleans every string of the letter and holds numbers to their units.
// It walks the letter by its shape, so that no field can be forgotten, and
// gives it lists of its own: citations are the library's, for everybody.
func tidy(l *Letter) {
	t := &tidier{}
	t.walk(reflect.ValueOf(l).Elem(), "")
	l.Repairs = append(l.Repairs, t.repairs...)
}

type tidier struct{ repairs []Repair }

func (t *tidier) walk(v reflect.Value, where string) {
	switch v.Kind() {
	case reflect.String:
		s, repairs := clean.Text(v.String())
		for _, r := range repairs {
			t.repairs = append(t.repairs, Repair{Where: where, What: string(r)})
		}
		v.SetString(hold(s))
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return
		}
		own := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(own, v)
		if !v.IsNil() {
			v.Set(own)
		}
		for i := range v.Len() {
			t.walk(v.Index(i), where+"/"+nameOf(v.Index(i), i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && v.Field(i).CanSet() {
				t.walk(v.Field(i), where+"/"+strings.ToLower(f.Name))
			}
		}
	}
}

// nameOf names an element of a list by its own id or label, as a reader would.
func nameOf(v reflect.Value, i int) string {
	switch x := v.Interface().(type) {
	case Section:
		return x.ID
	case Line:
		if x.Trace.Finding != "" {
			return x.Trace.Finding
		}
	}
	return strconv.Itoa(i + 1)
}
