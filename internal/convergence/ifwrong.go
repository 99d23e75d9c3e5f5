package convergence

import (
	"github.com/credence-graph/credence/internal/evidence"
)

// IfWrong returns the first of [Side.IfWrongList]; all for first < 0.
func (s *Side) IfWrong(sources []evidence.SourceID, first int) ([]IfWrong, error) {
	list, err := s.IfWrongList(sources)
	if err != nil {
		return nil, err
	}
	return list.First(first), nil
}

// IfWrongList tells what would remain of the side if each of the sources were wrong, least first, ties by id, which is
// the key. With no sources given it tries every source that something rests on; where there are more than the policy's
// budget, those through which most passes. The error has code [evidence.CodeNotFound] for a source that the evidence
// does not hold.
func (s *Side) IfWrongList(sources []evidence.SourceID) (List[IfWrong], error) {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	nodes, err := s.analysis.Chosen(sources)
	if err != nil {
		return List[IfWrong]{}, err
	}
	// what is left of a source: its number, and the presumed number without it
	type left struct {
		node     int32
		presumed float64
	}
	remains := s.analysis.List(nodes)
	lefts := make([]left, len(remains))
	for i, r := range remains {
		lefts[i] = left{r.Node, r.Presumed}
	}
	return computed(a, lefts,
		func(l left) string { return a.idOf(l.node) },
		func(w *IfWrong) string { return string(w.Source.ID) },
		func(l left) IfWrong {
			return IfWrong{
				Source: a.G.Source(l.node), Presumed: l.presumed,
				Demonstrated: s.analysis.DemonstratedWithout(l.node), LostSources: a.SourcesOf(s.analysis.Lost(l.node)),
			}
		}), nil
}

// Bottlenecks returns the sources that everything goes through, nearest to the claim first; at most one line of
// evidence is left where there are any.
func (s *Side) Bottlenecks() []*evidence.Source {
	s.analysis.a.Mu.Lock()
	defer s.analysis.a.Mu.Unlock()
	return s.analysis.a.SourcesOf(s.analysis.Bottlenecks())
}

// Fragility returns the largest part of the effective number that one source can take away by being wrong, from 0 to 1;
// 0 where nothing is grounded.
func (s *Side) Fragility() float64 {
	s.analysis.a.Mu.Lock()
	defer s.analysis.a.Mu.Unlock()
	_, lost := s.analysis.Worst(false)
	return lost
}
