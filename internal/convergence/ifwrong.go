package convergence

import (
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// IfWrong tells what would remain of the side if each of the sources were wrong, least first, ties by id. With no
// sources given it tries every source that something rests on; where there are more than the policy's budget, those
// through which most passes. first < 0 means all. The error has code [evidence.CodeNotFound] for a source that the
// evidence does not hold.
func (s *Side) IfWrong(sources []evidence.SourceID, first int) ([]IfWrong, error) {
	s.analysis.a.Mu.Lock()
	defer s.analysis.a.Mu.Unlock()
	nodes, err := s.analysis.Chosen(sources)
	if err != nil {
		return nil, err
	}
	list := s.analysis.List(nodes)
	list = list[:tally.UpTo(first, len(list))]
	out := make([]IfWrong, len(list))
	for i, r := range list {
		out[i] = IfWrong{
			Source: s.analysis.a.G.Source(r.Node), Presumed: r.Effective, Demonstrated: s.analysis.DemonstratedWithout(r.Node),
			LostSources: s.analysis.a.SourcesOf(s.analysis.Lost(r.Node)),
		}
	}
	return out, nil
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
