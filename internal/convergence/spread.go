package convergence

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// Spread is what the sources of a side are worth by the leaning of their outlets in one scheme.
type Spread struct {
	Scheme string
	Values []SpreadValue // by value
	// DisputedCount counts the sources of the side whose outlet is rated, but not with one value; UnratedCount those
	// whose outlet has no rating, or is not known. Neither are of a value.
	DisputedCount, UnratedCount int
}

// SpreadValue is the worth of the sources whose outlets have one value of a scheme, alone.
type SpreadValue struct {
	Value                 string
	Outlets               []*evidence.Outlet // by id
	SourceCount           int
	Demonstrated          float64 // of these sources alone: the least under the worst answer to every open question
	DemonstratedLineCount int
}

// Spread tells what the sources of the side are worth by the leaning of their outlets in a scheme.
func (s *Side) Spread(scheme string) Spread {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	out := Spread{Scheme: scheme}
	leaningOf := a.Leanings(scheme)
	sources := map[string][]int32{} // by value
	for _, p := range s.analysis.Positions {
		switch value, disputed := leaningOf(p.Node); {
		case disputed:
			out.DisputedCount++
		case value == "":
			out.UnratedCount++
		default:
			sources[value] = append(sources[value], p.Node)
		}
	}
	for value, nodes := range sources {
		out.Values = append(out.Values, s.analysis.ofValue(value, nodes))
	}
	slices.SortFunc(out.Values, func(x, y SpreadValue) int { return cmp.Compare(x.Value, y.Value) })
	return out
}

// ofValue computes what some sources of the side are worth alone.
func (s *SideAnalysis) ofValue(value string, nodes []int32) SpreadValue {
	out := SpreadValue{Value: value, SourceCount: len(nodes)}
	in := make([]bool, len(s.a.G.Nodes))
	var parties []int32
	for _, v := range nodes {
		in[v] = true
		if party, here := s.a.Ix.PartyAt[evidence.ID(s.a.G.Source(v).Outlet)]; here {
			parties = append(parties, party)
		}
	}
	for _, party := range sortedUnique(parties) {
		if outlet, is := s.a.Ix.Parties[party].(*evidence.Outlet); is {
			out.Outlets = append(out.Outlets, outlet)
		}
	}
	out.Demonstrated, out.DemonstratedLineCount = s.AloneWorth(in)
	return out
}
