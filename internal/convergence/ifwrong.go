package convergence

import (
	"github.com/credence-graph/credence/internal/evidence"
)

// IfWrong tells what would remain of the side if each of the sources were wrong, least first, ties by id. With no
// sources given it tries every source that something rests on; where there are more than the policy's budget, those
// through which most passes. first < 0 means all. The error has code [evidence.CodeNotFound] for a source that the evidence does not hold.
func (s *Side) IfWrong(sources []evidence.SourceID, first int) ([]IfWrong, error) {
	s.analysis.a.mu.Lock()
	defer s.analysis.a.mu.Unlock()
	nodes, err := s.analysis.chosen(sources)
	if err != nil {
		return nil, err
	}
	list := s.analysis.list(nodes)
	list = list[:upTo(first, len(list))]
	out := make([]IfWrong, len(list))
	for i, r := range list {
		out[i] = IfWrong{
			Source: s.analysis.a.g.Source(r.node), Effective: r.effective, Demonstrated: s.analysis.demonstratedWithout(r.node),
			Falls: s.analysis.a.sourcesOf(s.analysis.falls(r.node)),
		}
	}
	return out, nil
}

// Bottlenecks returns the sources that everything goes through, nearest to the claim first; at most one line of evidence
// is left where there are any.
func (s *Side) Bottlenecks() []*evidence.Source {
	s.analysis.a.mu.Lock()
	defer s.analysis.a.mu.Unlock()
	return s.analysis.a.sourcesOf(s.analysis.bottlenecks())
}

// Fragility returns the largest part of the effective number that one source can take away by being wrong, from 0 to 1;
// 0 where nothing is grounded.
func (s *Side) Fragility() float64 {
	s.analysis.a.mu.Lock()
	defer s.analysis.a.mu.Unlock()
	_, lost := s.analysis.worst(false)
	return lost
}
