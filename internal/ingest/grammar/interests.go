package grammar

import "github.com/credence-graph/credence/internal/evidence"

// interestLine reads interests. Their holders can be of four kinds, of which a bare key says none: only global ids do.
func interestLine() *shape[evidence.Interest] {
	type T = evidence.Interest
	m := &model[T]{
		slot: func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Interests },
		id:   func(i T) evidence.ID { return evidence.ID(i.Normalize().ID) },
		mentions: func(i T, list []Mention) []Mention {
			list = append(list, Mention{ID: i.Holder})
			if i.Claim != "" {
				list = append(list, Mention{ID: evidence.ID(i.Claim)})
			}
			return list
		},
	}
	return linkShape(builder(m), append(needed[T]("direction"), field[T]{
		name: "holder", expected: "the global id of a source, outlet, organization or person, such as source:s1",
		required: true, set: setHolder,
	}))
}

func setHolder(i *evidence.Interest, v value, expected string) error {
	text, err := v.text(expected)
	if err != nil {
		return err
	}
	switch id := evidence.ID(text); id.Kind() {
	case evidence.KindSource, evidence.KindOutlet, evidence.KindOrganization, evidence.KindPerson:
		i.Holder = id
		return nil
	case "":
		return evidence.Invalidf("", "%q does not say what it is; expected %s", Shorten(text), expected)
	default:
		return evidence.Invalidf("", "%q names %s; expected %s", Shorten(text), id.Kind().One(), expected)
	}
}

func leaningLine() *shape[evidence.Leaning] {
	type T = evidence.Leaning
	m := &model[T]{
		slot: func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Leanings },
		id:   func(l T) evidence.ID { return evidence.ID(l.Normalize().ID) },
		mentions: func(l T, list []Mention) []Mention {
			return append(list, Mention{ID: evidence.ID(l.Outlet)})
		},
	}
	return linkShape(builder(m), needed[T]("scheme", "value", "ratedBy"))
}

// needed returns fields of a record that no line about it can do without.
func needed[R evidence.Record](names ...string) []field[R] {
	var list []field[R]
	for _, name := range names {
		list = append(list, need(tableField(evidence.TableOf(new(R)).Field(name), func(r *R) any { return r })))
	}
	return list
}
