package digraph_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/credence-graph/credence/internal/digraph"
)

// csr turns pairs of from and to into offsets and targets.
func csr(n int, links [][2]int32) (start, to []int32) {
	start = make([]int32, n+1)
	for v := range int32(n) {
		for _, l := range links {
			if l[0] == v {
				to = append(to, l[1])
			}
		}
		start[v+1] = int32(len(to))
	}
	return start, to
}

// Two nodes are in one component exactly if each reaches the other, and components come upstream first.
func TestComponents(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		n := 1 + random.IntN(9)
		var links [][2]int32
		reach := make([][]bool, n)
		for v := range reach {
			reach[v] = make([]bool, n)
			reach[v][v] = true
		}
		for range random.IntN(2 * n) {
			l := [2]int32{random.Int32N(int32(n)), random.Int32N(int32(n))}
			links, reach[l[0]][l[1]] = append(links, l), true
		}
		for m := range n {
			for v := range n {
				for u := range n {
					reach[v][u] = reach[v][u] || reach[v][m] && reach[m][u]
				}
			}
		}
		start, to := csr(n, links)
		of, count := digraph.Components(start, to)
		first, nodes := digraph.Members(of, count)
		for v := range n {
			if !slices.Contains(nodes[first[of[v]]:first[of[v]+1]], int32(v)) {
				t.Fatalf("%v: node %d is not among the members of its component %d", links, v, of[v])
			}
			for u := range n {
				if one := reach[v][u] && reach[u][v]; one != (of[v] == of[u]) {
					t.Fatalf("%v: nodes %d and %d are one: %v; components %v", links, v, u, one, of)
				}
				if reach[v][u] && of[u] > of[v] {
					t.Fatalf("%v: %d leads to %d, whose component comes later: %v", links, v, u, of)
				}
			}
		}
	}
}
