package digraph

// forest joins nodes into classes (union-find). The root of a tree is its smallest node.
type forest []int32

// NewForest returns n nodes, each a class by itself.
func NewForest(n int) forest {
	f := make(forest, n)
	for i := range f {
		f[i] = int32(i)
	}
	return f
}

// Join makes the smaller of two roots the root of both.
func (f forest) Join(a, b int32) {
	a, b = f.root(a), f.root(b)
	if b < a {
		a, b = b, a
	}
	f[b] = a
}

func (f forest) root(x int32) int32 {
	for f[x] != x {
		f[x] = f[f[x]]
		x = f[x]
	}
	return x
}

// Number returns the class of each node and the number of classes. Classes are numbered in the order of their roots.
func (f forest) Number() (class []int32, classes int) {
	next := int32(0)
	class = make([]int32, len(f))
	for i := range f {
		if r := f.root(int32(i)); r != int32(i) {
			class[i] = class[r] // the root is smaller, so it is numbered already
			continue
		}
		class[i] = next
		next++
	}
	return class, int(next)
}

// Join returns the classes of n nodes of which the pairs are one, and how many classes there are.
func Join(n int, pairs [][2]int32) (class []int32, classes int) {
	f := NewForest(n)
	for _, pair := range pairs {
		f.Join(pair[0], pair[1])
	}
	return f.Number()
}
