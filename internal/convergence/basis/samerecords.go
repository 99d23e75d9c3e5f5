package basis

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/sameness"
)

// MayBeOne returns the pairs of sources that may be one although nobody has said so: as many as make one class of all
// that may be. What was withdrawn, or is not out at the moment, is left aside: it says nothing.
func (g *Graph) MayBeOne() [][2]int32 {
	at := make([]int32, 0, len(g.Nodes)) // by record: its source
	records := make([]sameness.Record, 0, len(g.Nodes))
	for v := range g.Nodes {
		if !g.Withdrawn[v] {
			at, records = append(at, int32(v)), append(records, sameness.RecordOf(g.Source(int32(v))))
		}
	}
	joins := sameness.Join(records, g.denied(at))
	for i, j := range joins {
		joins[i] = [2]int32{at[j[0]], at[j[1]]}
	}
	return joins
}

// denied returns the pairs of sources that somebody found not to be one, by their places in a list of sources.
func (g *Graph) denied(sources []int32) [][2]int32 {
	var out [][2]int32
	for _, d := range g.ix.Sub.Denials {
		v, hasA := g.Find(evidence.SourceID(d.A))
		w, hasB := g.Find(evidence.SourceID(d.B))
		i, isA := slices.BinarySearch(sources, v)
		j, isB := slices.BinarySearch(sources, w)
		if hasA && hasB && isA && isB && i != j {
			out = append(out, [2]int32{int32(min(i, j)), int32(max(i, j))})
		}
	}
	return out
}

// Record returns a source as it is recorded, not united with others; nil where the moment does not show it.
func (ix *Index) Record(id evidence.SourceID) *evidence.Source {
	i, shown := slices.BinarySearchFunc(
		ix.Sub.Sources, id, func(s evidence.Source, id evidence.SourceID) int { return cmp.Compare(s.ID, id) })
	if !shown {
		return nil
	}
	return &ix.Sub.Sources[i]
}

// Samenesses returns a shortest chain of assertions by which two nodes are one; of equally short ones that by smaller
// ids.
func (ix *Index) Samenesses(from, to evidence.ID) []*evidence.Sameness {
	all := Pointers(ix.Sub.Samenesses, func(a, b *evidence.Sameness) int { return cmp.Compare(a.ID, b.ID) })
	via := map[evidence.ID]*evidence.Sameness{from: nil}
	for queue := []evidence.ID{from}; len(queue) > 0; queue = queue[1:] {
		for _, s := range all {
			next := otherEnd(s, queue[0])
			if _, met := via[next]; met || next == "" || !ix.Policy.Confident(&s.Provenance) {
				continue
			}
			via[next] = s
			queue = append(queue, next)
		}
	}
	var out []*evidence.Sameness
	for at := to; via[at] != nil; {
		s := via[at]
		out = append(out, s)
		at = otherEnd(s, at)
	}
	slices.Reverse(out)
	return out
}

// otherEnd returns the end of an assertion away from a node, "" where the node is at neither.
func otherEnd(s *evidence.Sameness, id evidence.ID) evidence.ID {
	switch id {
	case s.A:
		return s.B
	case s.B:
		return s.A
	}
	return ""
}
