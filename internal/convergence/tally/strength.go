package tally

import (
	"math"

	"github.com/credence-graph/credence/internal/convergence/basis"
)

// Strengths returns for every group the amplitude with which it speaks: the greatest of its members'.
func (s *Side) Strengths(r *basis.Reliances) []float64 {
	out := make([]float64, len(s.Groups))
	for i, p := range s.Positions {
		if group := s.GroupOf[i]; group >= 0 {
			out[group] = math.Max(out[group], s.Strength(r, p))
		}
	}
	return out
}

// Strength is the amplitude of a grounded source: by its letter, F where it has none, by how strongly it says so, and
// capped by what it rests on (method, section 5).
func (s *Side) Strength(r *basis.Reliances, p basis.Position) float64 {
	own, _ := r.Own(p.Node)
	return r.Capped(p.Node, own*math.Sqrt(s.stated(p)))
}

// stated is the strength with which a source says so, the greatest of its statements', above 0 to 1.
func (s *Side) stated(p basis.Position) float64 { return s.A.G.StatedBy(p) }

// Weigh finds the weight of the side, and its weight where all unknown origins count as one extra source.
func (s *Side) Weigh() {
	if s.weighed || len(s.Groups) == 0 {
		return
	}
	s.weighed = true
	alpha := s.Strengths(s.A.ByLetters())
	s.Weight, s.ApproxWeight = s.WeightAt(alpha)
	s.PooledWeight = s.Weight
	if s.someUnnamed() {
		rows, place := s.pooledRoots()
		pooled := make([]float64, rows.Len())
		for i, at := range place {
			pooled[at] = math.Max(pooled[at], alpha[i])
		}
		p := s.A.solver.Solve(rows, pooled, nil)
		s.PooledWeight = math.Min(p.Value, s.Weight)
		s.ApproxWeight = s.ApproxWeight || p.Approx
	}
}

// WeightAt is the weight of the side where its groups speak with the amplitudes alpha, and whether it is not certified
// to the tolerance.
func (s *Side) WeightAt(alpha []float64) (weight float64, approx bool) {
	w := s.A.solver.Solve(s.Root, alpha, s.weights)
	return math.Min(w.Value, s.Tally.Presumed), w.Approx
}
