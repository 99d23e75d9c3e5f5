package tally

import "github.com/credence-graph/credence/internal/digraph"

// MayShare returns pairs of different records, one that v rests on and one that w does, that may be one: as long as
// nobody has merged or denied them, nobody can know whether v and w share something.
func (a *Claim) MayShare(v, w int32) [][2]int32 {
	if a.oneClass == nil {
		a.oneClass = []int32{} // no two may be one
		if joins := a.G.MayBeOne(); len(joins) > 0 {
			a.oneClass, _ = digraph.Join(len(a.G.Nodes), joins)
		}
	}
	if len(a.oneClass) == 0 {
		return nil
	}
	under := map[int32]int32{} // by class: a record that v rests on
	for _, x := range a.restsOn(v) {
		under[a.oneClass[x]] = x
	}
	var out [][2]int32
	for _, y := range a.restsOn(w) {
		if x, some := under[a.oneClass[y]]; some && x != y {
			out = append(out, [2]int32{x, y})
		}
	}
	return out
}

// restsOn returns a source and all that it takes from, by any number of steps.
func (a *Claim) restsOn(v int32) []int32 {
	queue, seen := []int32{v}, map[int32]bool{v: true}
	for i := 0; i < len(queue); i++ {
		a.G.EachUpstream(queue[i], func(u int32) {
			if !seen[u] {
				seen[u] = true
				queue = append(queue, u)
			}
		})
	}
	return queue
}

// SomeMayShare reports whether two of some sources rest on records that may be one.
func (a *Claim) SomeMayShare(nodes []int32) bool {
	for i, v := range nodes {
		for _, w := range nodes[i+1:] {
			if len(a.MayShare(v, w)) > 0 {
				return true
			}
		}
	}
	return false
}
