package dedupe

import (
	"fmt"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/sameness"
)

// mayBeOne suggests the sources that may be one by [sameness], of all texts together, as far as what is asserted
// and what was found by other rules does not make one of them already. Here only a denial and a link between two
// tell them apart, and what the rule itself looks at: two texts may well quote one person in two languages. Pairs
// that were counted as in conflict or as fitting several and are suggested now are counted no longer.
func (s *sources) mayBeOne(found []Suggestion, st *Statistics) []Suggestion {
	records := s.records()
	joined, apart := s.joined(found), s.notOne()
	pairs := sameness.Extend(records, joined, apart)
	suggestions := make([]Suggestion, len(pairs))
	for at, p := range pairs {
		i, j := p[0], p[1]
		a, b := s.ids[i], s.ids[j]
		suggestions[at] = Suggestion{
			A: a, B: b, Sameness: evidence.SamenessIDOf(a, b), Strength: Weak, Fields: s.fields(i, j),
			Reasons: []Reason{{MayBeOne, Weak, s.alike(&records[i], &records[j])}},
		}
	}
	s.recount(records, pairs, st)
	return suggestions
}

// records returns what is compared of the sources. One that is UNNAMED has no name: who it is nobody says.
func (s *sources) records() []sameness.Record {
	records := make([]sameness.Record, len(s.all))
	for i := range s.all {
		n := &s.all[i]
		r := sameness.Record{Speaker: n.speaks, Category: n.category, Address: n.address, Date: n.published}
		if !n.unnamed {
			r.Name = n.title
		}
		if n.outlet >= 0 {
			r.Outlet = evidence.OutletID(s.outlets.ids[n.outlet])
		}
		records[i] = r
	}
	return records
}

// joined returns the pairs that are asserted to be one, and those that are suggested.
func (s *sources) joined(found []Suggestion) (pairs [][2]int32) {
	for i := range s.root {
		if root := rootOf(s.root, int32(i)); root != int32(i) {
			pairs = append(pairs, [2]int32{root, int32(i)})
		}
	}
	for i := range found {
		if a, here := s.place(found[i].A); here {
			b, _ := s.place(found[i].B)
			pairs = append(pairs, [2]int32{a, b})
		}
	}
	return pairs
}

// notOne returns the pairs that somebody has denied to be one, or of which one takes from the other.
func (s *sources) notOne() (pairs [][2]int32) {
	for _, of := range []map[pair]bool{s.denied, s.apart} {
		for p := range of {
			if p.a != p.b {
				pairs = append(pairs, [2]int32{p.a, p.b})
			}
		}
	}
	return pairs
}

// alike says why two sources may be one.
func (s *sources) alike(a, b *sameness.Record) string {
	text := "Both are called " + called(a.Name, b.Name)
	if a.Name != b.Name {
		text = fmt.Sprintf("They are called %q and %q", min(a.Name, b.Name), max(a.Name, b.Name))
	}
	if a.Speaker {
		return text + "; both speak"
	}
	return text + "; neither address, outlet nor date tells them apart"
}

// recount counts the pairs that may be one and are denied, and those no longer that are suggested after all.
func (s *sources) recount(records []sameness.Record, pairs [][2]int32, st *Statistics) {
	for p := range s.denied {
		alike := []sameness.Record{records[p.a], records[p.b]}
		if s.refused[p] != isDenied && len(sameness.Join(alike, nil)) > 0 {
			st.DeniedCount++
		}
	}
	for _, p := range pairs {
		between := s.rootsOf(pair{p[0], p[1]})
		switch {
		case s.found[between] != nil:
		case s.refused[between] == conflicting:
			st.ConflictCount--
		case s.ambiguous[between]:
			st.AmbiguousCount--
		}
	}
}
