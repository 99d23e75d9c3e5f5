package basis

import (
	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// fold joins things that are asserted to be the same, by union-find, and returns the class of each and the number of
// classes. Things are numbered in the order of their ids; so are the classes, by their smallest id.
func (ix *Index) fold(n int, at func(evidence.ID) (int32, bool)) (class []int32, classes int) {
	f := digraph.NewForest(n)
	for i := range ix.Sub.Samenesses {
		s := &ix.Sub.Samenesses[i]
		if !ix.Policy.Confident(&s.Provenance) {
			continue
		}
		a, isA := at(s.A)
		b, isB := at(s.B)
		if isA && isB {
			f.Join(a, b)
		}
	}
	return f.Number()
}
