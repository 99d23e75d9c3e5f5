package grammar

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// tableFields returns the fields of lines that are read into a T, as the table of the record says; in returns where in
// a T the record is. Left out are what follows from other fields, what only stores set, and what is named. Of times
// there is a field for the time of day as well, if clock is given: it keeps them until the day is read.
func tableFields[T any](table *evidence.Table, in func(*T) any, clock func(*T) map[string]string,
	except ...string) []field[T] {
	var list []field[T]
	for i := range table.Fields {
		f := &table.Fields[i]
		derived := f.Role == evidence.Derived || f.Role == evidence.ByStore
		if derived || f.Role == evidence.Key && table.Kind.IsLink() || slices.Contains(except, f.Name) {
			continue
		}
		list = append(list, tableField(f, in))
		if name := f.Clock(); name != "" && clock != nil {
			list = append(list, field[T]{name: name, expected: expectedClock, set: func(t *T, v value, expected string) error {
				text, err := v.text(expected)
				clock(t)[name] = text
				return err
			}})
		}
	}
	return list
}

// tableField is the field of a line that states a field of a record.
func tableField[T any](f *evidence.Property, in func(*T) any) field[T] {
	own := field[T]{name: f.Name, former: f.Former, expected: f.Expected, required: f.Required,
		set: func(t *T, v value, expected string) error {
			x, err := v.as(f, expected)
			if err == nil {
				f.Set(in(t), x)
			}
			return err
		}}
	if f.Role == evidence.Stated {
		own.states = f.Name
	}
	return own
}

// as reads what a field of a record takes, nil of null.
func (v value) as(f *evidence.Property, expected string) (any, error) {
	if v.null() {
		return nil, nil
	}
	switch f.Shape {
	case evidence.ShapeText, evidence.ShapeDay, evidence.ShapeTime:
		return v.text(expected)
	case evidence.ShapeTexts:
		return v.texts(expected)
	case evidence.ShapeID:
		text, err := v.text(expected)
		if err != nil {
			return nil, err
		}
		return evidence.ParseKey[string](f.Of, text)
	case evidence.ShapeIDs:
		return v.keys(f.Of, expected)
	case evidence.ShapeNumber:
		return v.factor(f, expected)
	case evidence.ShapeWhole:
		return v.whole(expected)
	case evidence.ShapeTruth:
		return v.truth(expected)
	case evidence.ShapeShare:
		return v.share(expected)
	default:
		return v.quotes()
	}
}

// keys reads ids of a kind, bare or global.
func (v value) keys(kind evidence.Kind, expected string) ([]string, error) {
	texts, err := v.texts(expected)
	for i := 0; i < len(texts) && err == nil; i++ {
		texts[i], err = evidence.ParseKey[string](kind, texts[i])
	}
	return texts, err
}

// factor reads a number; 0 is refused where it would mean "not stated" in the record.
func (v value) factor(f *evidence.Property, expected string) (any, error) {
	x, err := v.number(expected)
	if err == nil && *x == 0 && f.Usual != nil {
		err = v.unexpected(expected)
	}
	if err != nil {
		return nil, err
	}
	return *x, nil
}

func (v value) truth(expected string) (any, error) {
	if v[0] != 't' && v[0] != 'f' {
		return nil, v.unexpected(expected)
	}
	return v[0] == 't', nil
}

// share reads a number, or true for a share that is not known.
func (v value) share(expected string) (any, error) {
	switch v[0] {
	case 't':
		return true, nil
	case 'f':
		return 0.0, nil
	}
	x, err := v.number(expected)
	if err != nil {
		return nil, err
	}
	return *x, nil
}
