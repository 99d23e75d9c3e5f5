package convergence

import (
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// PossibleDuplicate is a class of records that may be one source although nobody has said so. They count once in what
// is demonstrated.
type PossibleDuplicate struct {
	Records []*evidence.Source // by id; at least two
	Resting []*evidence.Source // of the side, that rest on one of them, by id; themselves if they take the side
	// Several reports whether the side would be worth more if they are not one: two of the side rest on different
	// records.
	Several bool
}

// PossibleDuplicates returns the records behind a side that may be one, by their smallest ids.
func (s *Side) PossibleDuplicates() []PossibleDuplicate {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	members := map[int32][]int32{}
	for v, class := range a.Worst.Class {
		members[class] = append(members[class], int32(v))
	}
	var out []PossibleDuplicate
	for _, class := range tally.SortedKeys(members) {
		if nodes := members[class]; len(nodes) > 1 {
			if d := s.analysis.duplicate(nodes); len(d.Resting) > 0 {
				out = append(out, d)
			}
		}
	}
	return out
}

// duplicate says which of the side rest on records that may be one.
func (s *SideAnalysis) duplicate(records []int32) PossibleDuplicate {
	d := PossibleDuplicate{Records: s.a.SourcesOf(records)}
	first := s.a.firstOf(records)
	several := digraph.NoNode
	for _, p := range s.Positions {
		record := first[p.Node]
		if record == digraph.NoNode {
			continue
		}
		d.Resting = append(d.Resting, s.a.G.Source(p.Node))
		d.Several = d.Several || several != digraph.NoNode && several != record
		several = record
	}
	return d
}

// firstOf returns, by source, the first of some sources from which it takes by any number of steps, itself if it is one
// of them; noNode if it takes from none of them.
func (a *Analysis) firstOf(sources []int32) []int32 {
	a.DownstreamOf(nil) // the links turned around are made once
	first := make([]int32, len(a.G.Nodes))
	for v := range first {
		first[v] = digraph.NoNode
	}
	var queue []int32
	for _, source := range sources {
		queue = append(queue[:0], source)
		for len(queue) > 0 {
			v := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			if first[v] != digraph.NoNode {
				continue
			}
			first[v] = source
			queue = append(queue, a.Down[a.DownStart[v]:a.DownStart[v+1]]...)
		}
	}
	return first
}
