package convergence

import "github.com/credence-graph/credence/internal/evidence"

// fold joins things that are asserted to be the same, by union-find, and returns the class of each and the number of
// classes. Things are numbered in the order of their ids; so are the classes, by their smallest id.
func (ix *index) fold(n int, at func(evidence.ID) (int32, bool)) (class []int32, classes int) {
	parent := make([]int32, n)
	for i := range parent {
		parent[i] = int32(i)
	}
	for i := range ix.sub.Samenesses {
		s := &ix.sub.Samenesses[i]
		if !ix.policy.Confident(&s.Provenance) {
			continue
		}
		a, isA := at(s.A)
		b, isB := at(s.B)
		if isA && isB {
			join(parent, a, b)
		}
	}
	return number(parent)
}

// joined returns the classes of n things of which the pairs are one, and how many classes there are.
func joined(n int, pairs [][2]int32) (class []int32, classes int) {
	parent := make([]int32, n)
	for i := range parent {
		parent[i] = int32(i)
	}
	for _, pair := range pairs {
		join(parent, pair[0], pair[1])
	}
	return number(parent)
}

// join makes the smaller of two roots the root of both.
func join(parent []int32, a, b int32) {
	a, b = root(parent, a), root(parent, b)
	if b < a {
		a, b = b, a
	}
	parent[b] = a
}

func root(parent []int32, x int32) int32 {
	for parent[x] != x {
		parent[x] = parent[parent[x]]
		x = parent[x]
	}
	return x
}

// number turns a forest into class numbers, in the order of the roots.
func number(parent []int32) ([]int32, int) {
	classes := int32(0)
	class := make([]int32, len(parent))
	for i := range parent {
		if r := root(parent, int32(i)); r != int32(i) {
			class[i] = class[r] // the root is smaller, so it is numbered already
			continue
		}
		class[i] = classes
		classes++
	}
	return class, int(classes)
}
