package evidence

import "reflect"

// Differences returns the names of the stated fields in which two records differ, in their order; see [Equal].
func Differences[T Record](a, b T) []string { return differing(reflect.ValueOf(a), reflect.ValueOf(b)) }

func differing(a, b reflect.Value) []string {
	var names []string
	for i := range a.NumField() {
		switch tag := a.Type().Field(i).Tag.Get("field"); tag {
		case "-", "":
		case ",inline":
			names = append(names, differing(a.Field(i), b.Field(i))...)
		default:
			if !sameValue(a.Field(i), b.Field(i)) {
				names = append(names, tag)
			}
		}
	}
	return names
}
