package convergence

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// PossibleDuplicate is a class of records that may be one source although nobody has said so. They count once in what is
// demonstrated.
type PossibleDuplicate struct {
	Records []*evidence.Source // by id; at least two
	Resting []*evidence.Source // of the side, that rest on one of them, by id; themselves if they take the side
	// Several reports whether the side would be worth more if they are not one: two of the side rest on different records.
	Several bool
}

// PossibleDuplicates returns the records behind a side that may be one, by their smallest ids.
func (s *Side) PossibleDuplicates() []PossibleDuplicate {
	a := s.analysis.a
	a.mu.Lock()
	defer a.mu.Unlock()
	members := map[int32][]int32{}
	for v, class := range a.worst.class {
		members[class] = append(members[class], int32(v))
	}
	var out []PossibleDuplicate
	for _, class := range sortedKeys(members) {
		if nodes := members[class]; len(nodes) > 1 {
			if d := s.analysis.duplicate(nodes); len(d.Resting) > 0 {
				out = append(out, d)
			}
		}
	}
	return out
}

// duplicate says which of the side rest on records that may be one.
func (s *sideAnalysis) duplicate(records []int32) PossibleDuplicate {
	d := PossibleDuplicate{Records: s.a.sourcesOf(records)}
	var first []int32 // the record that each rests on first
	for _, p := range s.positions {
		for _, v := range records {
			if p.node == v || s.a.downstreamOf([]int32{v})[p.node] {
				d.Resting = append(d.Resting, s.a.g.source(p.node))
				first = append(first, v)
				break
			}
		}
	}
	d.Several = len(slices.Compact(first)) > 1
	return d
}
