package receipt

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"
)

// A record's fields are written and read by their names, so that no field of the domain can be forgotten. What is zero
// is left out; a pointer that is set is written even where it points to zero.

var timeType = reflect.TypeFor[time.Time]()

// encode turns a value of the domain into one of JSON.
func encode(v reflect.Value) any {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == timeType {
			return v.Interface().(time.Time).UTC().Format(time.RFC3339Nano) //nolint:forcetypeassert // it is of that very type
		}
		object := map[string]any{}
		encodeFields(object, v)
		return object
	case reflect.Slice:
		list := make([]any, v.Len())
		for i := range list {
			list[i] = encode(v.Index(i))
		}
		return list
	case reflect.Pointer:
		return encode(v.Elem())
	case reflect.Int, reflect.Int64:
		return float64(v.Int())
	case reflect.Float64:
		return v.Float()
	case reflect.Bool:
		return v.Bool()
	}
	return v.String()
}

func encodeFields(object map[string]any, v reflect.Value) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		switch {
		case !f.IsExported():
		case f.Anonymous:
			encodeFields(object, v.Field(i))
		case !v.Field(i).IsZero() && (f.Type.Kind() != reflect.Slice || v.Field(i).Len() > 0):
			object[nameOf(f)] = encode(v.Field(i))
		}
	}
}

// nameOf is the name of a field in a file: that by which a user states it, else its own with a small beginning.
func nameOf(f reflect.StructField) string {
	for _, key := range []string{"field", "json"} {
		if name, _, _ := strings.Cut(f.Tag.Get(key), ","); name != "" && name != "-" {
			return name
		}
	}
	letters := []rune(f.Name)
	for i, r := range letters {
		if i > 0 && (!unicode.IsUpper(r) || i+1 < len(letters) && unicode.IsLower(letters[i+1])) {
			break
		}
		letters[i] = unicode.ToLower(r)
	}
	return string(letters)
}

// decode reads a value of JSON into one of the domain. The error names the place and what was expected there.
func decode(at string, value any, v reflect.Value) error {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		return decode(at, value, v.Elem())
	}
	ok := false
	switch x := value.(type) {
	case map[string]any:
		if v.Kind() == reflect.Struct && v.Type() != timeType {
			return decodeObject(at, x, v)
		}
	case []any:
		if v.Kind() == reflect.Slice {
			return decodeList(at, x, v)
		}
	case string:
		ok = decodeText(x, v)
	case float64:
		ok = decodeNumber(x, v)
	case bool:
		if ok = v.Kind() == reflect.Bool; ok {
			v.SetBool(x)
		}
	}
	if !ok {
		return fmt.Errorf("%s: %.60q is not what stands there; expected %s", at, fmt.Sprint(value), kindOf(v))
	}
	return nil
}

func kindOf(v reflect.Value) string {
	switch {
	case v.Type() == timeType:
		return "a time in RFC 3339"
	case v.Kind() == reflect.Struct:
		return "an object"
	case v.Kind() == reflect.Slice:
		return "a list"
	case v.Kind() == reflect.Int:
		return "a whole number"
	case v.Kind() == reflect.Float64:
		return "a number"
	case v.Kind() == reflect.Bool:
		return "true or false"
	}
	return "text"
}

func decodeText(text string, v reflect.Value) bool {
	if v.Type() == timeType {
		t, err := time.Parse(time.RFC3339Nano, text)
		v.Set(reflect.ValueOf(t))
		return err == nil
	}
	if v.Kind() != reflect.String {
		return false
	}
	v.SetString(text)
	return true
}

func decodeNumber(x float64, v reflect.Value) bool {
	switch {
	case v.Kind() == reflect.Float64:
		v.SetFloat(x)
		return true
	case v.Kind() == reflect.Int && x == math.Trunc(x) && math.Abs(x) <= 1<<53:
		v.SetInt(int64(x))
		return true
	}
	return false
}

func decodeList(at string, list []any, v reflect.Value) error {
	v.Set(reflect.MakeSlice(v.Type(), len(list), len(list)))
	for i, x := range list {
		if err := decode(fmt.Sprintf("%s.%d", at, i), x, v.Index(i)); err != nil {
			return err
		}
	}
	return nil
}

func decodeObject(at string, object map[string]any, v reflect.Value) error {
	read := 0
	err := eachField(v, func(name string, field reflect.Value) error {
		value, there := object[name]
		if !there {
			return nil
		}
		read++
		return decode(at+"."+name, value, field)
	})
	if err != nil || read == len(object) {
		return err
	}
	known := map[string]bool{}
	if err := eachField(v, func(name string, _ reflect.Value) error { known[name] = true; return nil }); err != nil {
		return err
	}
	unknown := slices.DeleteFunc(slices.Sorted(maps.Keys(object)), func(name string) bool { return known[name] })
	return fmt.Errorf("%s: the member %q is not known to this version", at, unknown[0])
}

func eachField(v reflect.Value, do func(name string, field reflect.Value) error) error {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() {
			continue
		}
		if f.Anonymous {
			if err := eachField(v.Field(i), do); err != nil {
				return err
			}
			continue
		}
		if err := do(nameOf(f), v.Field(i)); err != nil {
			return err
		}
	}
	return nil
}
