package convergence

import (
	"math"

	"github.com/credence-graph/credence/internal/convergence/basis"
)

// strengths returns for every group the amplitude with which it speaks: the greatest of its members'.
func (s *sideCore) strengths(r *basis.Reliances) []float64 {
	out := make([]float64, len(s.groups))
	for i, p := range s.positions {
		if group := s.groupOf[i]; group >= 0 {
			out[group] = math.Max(out[group], s.strength(r, p))
		}
	}
	return out
}

// strength is the amplitude of a grounded source: by its letter, F where it has none, by how strongly it says so, and capped
// by what it rests on (method, section 5).
func (s *sideCore) strength(r *basis.Reliances, p basis.Position) float64 {
	own, _ := r.Own(p.Node)
	return r.Capped(p.Node, own*math.Sqrt(s.stated(p)))
}

// stated is the strength with which a source says so, the greatest of its statements', above 0 to 1.
func (s *sideCore) stated(p basis.Position) float64 { return s.a.g.StatedBy(p) }

// weigh finds the weight of the side, and its weight where everything unnamed counts as one separate source.
func (s *sideCore) weigh() {
	if s.weighed || len(s.groups) == 0 {
		return
	}
	s.weighed = true
	alpha := s.strengths(s.a.byLetters())
	s.weight, s.approxWeight = s.weightAt(alpha)
	s.pooledWeight = s.weight
	if s.someUnnamed() {
		rows, place := s.pooledRoots()
		pooled := make([]float64, rows.Len())
		for i, at := range place {
			pooled[at] = math.Max(pooled[at], alpha[i])
		}
		p := s.a.solver.Solve(rows, pooled, nil)
		s.pooledWeight = math.Min(p.Value, s.weight)
		s.approxWeight = s.approxWeight || p.Approx
	}
}

// weightAt is the weight of the side where its groups speak with the amplitudes alpha, and whether it is not certified to the
// tolerance.
func (s *sideCore) weightAt(alpha []float64) (weight float64, approx bool) {
	w := s.a.solver.Solve(s.root, alpha, s.weights)
	return math.Min(w.Value, s.tally.Effective), w.Approx
}
