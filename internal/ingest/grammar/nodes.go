package grammar

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

func claimLine() *shape[evidence.Claim] {
	type T = evidence.Claim
	m := &model[T]{
		slot:     func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Claims },
		id:       T.NodeID,
		mentions: func(c T, list []Mention) []Mention { return append(list, Mention{ID: c.NodeID()}) },
		// An item that is cleared is missing if an earlier value stays.
		leans: func(p evidence.Put[T]) bool {
			return p.Value.Item == "" && slices.Contains(p.Fields, "item") && !slices.Contains(p.Fields, "value")
		},
	}
	return nodeShape(m)
}

// What dates look like, and the time of day alone.
const (
	expectedDate  = "a date, YYYY-MM-DD, YYYY-MM or YYYY"
	expectedClock = "a time of day such as 08:10, 08:10Z or 08:10+02:00"
)

// nodeShape reads lines about nodes as the table of the record says.
func nodeShape[R evidence.Record](m *model[R]) *shape[R] {
	table := evidence.TableOf(new(R))
	return newShape(builder(m), nil, tableFields(table, func(r *R) any { return r }, nil)...)
}

// sourceLine reads a source and its words, which do not stand in its record.
func sourceLine() *shape[wordedSource] {
	type T = wordedSource
	m := &model[evidence.Source]{
		slot: func(b *evidence.Batch) *[]evidence.Put[evidence.Source] { return &b.Sources },
		id:   evidence.Source.NodeID,
		mentions: func(s evidence.Source, list []Mention) []Mention {
			list = append(list, Mention{ID: s.NodeID()})
			if s.Outlet != "" {
				list = append(list, Mention{ID: evidence.ID(s.Outlet)})
			}
			return mentionAll(s.Authors, list)
		},
	}
	build := builder(m)
	fields := tableFields(evidence.TableOf(&evidence.Source{}), func(t *T) any { return &t.Source }, (*T).clock, "text")
	fields = append(fields,
		field[T]{name: "text", states: "text", expected: "the words of the source", set: setWords},
		field[T]{name: "fingerprint", states: "text", expected: "the fingerprint of its words", set: setFingerprint},
	)
	shape := newShape(
		func(t T, stated []string) Record { return &worded{build(t.Source, stated), t.words} }, nil, fields...)
	shape.finish = withTimes
	return shape
}

func outletLine() *shape[evidence.Outlet] {
	type T = evidence.Outlet
	m := &model[T]{
		slot:     func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Outlets },
		id:       T.NodeID,
		mentions: func(o T, list []Mention) []Mention { return append(list, Mention{ID: o.NodeID()}) },
	}
	return nodeShape(m)
}

func organizationLine() *shape[evidence.Organization] {
	type T = evidence.Organization
	m := &model[T]{
		slot:     func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Organizations },
		id:       T.NodeID,
		mentions: func(o T, list []Mention) []Mention { return append(list, Mention{ID: o.NodeID()}) },
	}
	return nodeShape(m)
}

func personLine() *shape[evidence.Person] {
	type T = evidence.Person
	m := &model[T]{
		slot:     func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Persons },
		id:       T.NodeID,
		mentions: func(p T, list []Mention) []Mention { return append(list, Mention{ID: p.NodeID()}) },
	}
	return nodeShape(m)
}

func reviewLine() *shape[evidence.ClaimReview] {
	type T = evidence.ClaimReview
	m := &model[T]{
		slot: func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Reviews },
		id:   T.NodeID,
		mentions: func(r T, list []Mention) []Mention {
			list = append(list, Mention{ID: r.NodeID()})
			if r.Claim != "" {
				list = append(list, Mention{ID: evidence.ID(r.Claim)})
			}
			if r.Publisher != "" {
				list = append(list, Mention{ID: evidence.ID(r.Publisher)})
			}
			return mentionAll(r.Cites, list)
		},
	}
	return nodeShape(m)
}

func mentionAll[S ~string](ids []S, list []Mention) []Mention {
	for _, id := range ids {
		list = append(list, Mention{ID: evidence.ID(id)})
	}
	return list
}
