package evidence

// Reference is a node that a record names in one of its fields.
type Reference struct {
	Field string
	ID    ID
}

// References returns every node that a record names, given as a pointer to a struct of this package.
func References(record any) []Reference {
	var all []Reference
	EachReference(record, func(r Reference) { all = append(all, r) })
	return all
}

// EachReference calls f with every node that a record names.
func EachReference(record any, f func(Reference)) {
	t := TableOf(record)
	if t == nil {
		return
	}
	for i := range t.Fields {
		if named := &t.Fields[i]; named.Ref() {
			named.references(record, t.Kind, f)
		}
	}
}

func (f *Property) references(record any, of Kind, call func(Reference)) {
	name := f.Name
	if of == KindSameness {
		name = "ids" // as a file states both
	}
	switch v := f.Get(record).(type) {
	case string:
		call(Reference{name, ID(v)})
	case []string:
		for _, id := range v {
			call(Reference{name, ID(id)})
		}
	}
}
