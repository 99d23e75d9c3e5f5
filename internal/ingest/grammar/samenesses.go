package grammar

import (
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// sameness is what a line of type same or distinct is read into.
type sameness struct {
	kind       evidence.Kind
	ids        []string
	provenance evidence.Provenance
}

const expectedKind = "claim, source, outlet, organization or person"

func samenessModel() *model[evidence.Sameness] {
	return &model[evidence.Sameness]{
		slot: func(b *evidence.Batch) *[]evidence.Put[evidence.Sameness] { return &b.Samenesses },
		id:   func(s evidence.Sameness) evidence.ID { return evidence.ID(evidence.SamenessIDOf(s.A, s.B)) },
		mentions: func(s evidence.Sameness, list []Mention) []Mention {
			return append(list, Mention{ID: s.A}, Mention{ID: s.B})
		},
	}
}

// sameLine reads nodes that are one: each is linked to the first of them by id, whatever the order on the line.
func sameLine() *shape[sameness] {
	one := builder(samenessModel())
	return samenessShape("a list of at least two ids",
		func(ids []evidence.ID, p evidence.Provenance, stated []string) Record {
			if len(ids) < 2 {
				return refusedf("ids", "names %d node; expected at least two different ones", len(ids))
			}
			g := &group{}
			for _, id := range ids[1:] {
				g.members = append(g.members, one(evidence.Sameness{A: ids[0], B: id, Provenance: p}, stated))
			}
			return g
		})
}

// distinctLine reads two nodes that are not one: a sameness that is denied. It is another record than the sameness, so
// that lines about the one are not merged with lines about the other.
func distinctLine() *shape[sameness] {
	m := samenessModel()
	slot, id := m.slot, m.id
	m.slot = func(b *evidence.Batch) *[]evidence.Put[evidence.Sameness] {
		b.Denied = true // the batch has nothing else in it, see [Denials]
		return slot(b)
	}
	m.id = func(s evidence.Sameness) evidence.ID { return DenialID(id(s)) }
	one := builder(m)
	return samenessShape("a list of two ids", func(ids []evidence.ID, p evidence.Provenance, stated []string) Record {
		if len(ids) != 2 {
			return refusedf("ids", "the number of different nodes is %d; expected two (a line for each pair)", len(ids))
		}
		return one(evidence.Sameness{A: ids[0], B: ids[1], Provenance: p}, stated)
	})
}

// denialPrefix begins the id by which an import knows a denial; the id of the sameness follows.
const denialPrefix = "no-"

// DenialID returns the id of the denial of a sameness.
func DenialID(sameness evidence.ID) evidence.ID { return denialPrefix + sameness }

// DeniedBy returns the id of the sameness that a denial is of.
func DeniedBy(denial evidence.ID) evidence.ID {
	return evidence.ID(strings.TrimPrefix(string(denial), denialPrefix))
}

// samenessShape reads the kind and the ids, which build gets in order and each once.
func samenessShape(
	expectedIDs string, build func(ids []evidence.ID, p evidence.Provenance, stated []string) Record) *shape[sameness] {
	fields := []field[sameness]{
		need(identity(words("kind", expectedKind, func(t *sameness) *evidence.Kind { return &t.kind }))),
		need(identity(list("ids", expectedIDs, func(t *sameness) *[]string { return &t.ids }))),
	}
	provenance := &evidence.Table{Fields: evidence.ProvenanceFields()}
	fields = append(fields, tableFields(provenance, func(t *sameness) any { return &t.provenance }, nil, "quotes")...)
	return newShape(func(s sameness, stated []string) Record {
		if !s.kind.IsNode() || s.kind == evidence.KindReview {
			return refusedf("kind", "found %q; expected %s", string(s.kind), expectedKind)
		}
		ids := make([]evidence.ID, len(s.ids))
		for i, text := range s.ids {
			id, err := evidence.ParseKey[evidence.ID](s.kind, text)
			if err != nil {
				return refusedf("ids", "%s", FaultOf(err).Message)
			}
			ids[i] = id
		}
		slices.Sort(ids)
		return build(slices.Compact(ids), s.provenance, stated)
	}, func(t *sameness) *evidence.Provenance { return &t.provenance }, fields...)
}

// refused is a record that cannot be built.
type refused struct {
	group
	err error
}

func refusedf(field, format string, args ...any) Record {
	return &refused{err: evidence.Invalidf(field, format, args...)}
}

func (r *refused) Validate() (bool, error) { return false, r.err }
