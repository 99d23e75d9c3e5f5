package digraph

// Equivalence are things that are one, or are connected: union-find. The smallest id of each class stands for it; what
// is in no class stands for itself and is not in the map. The zero Equivalence cannot be joined; make one with make or
// a literal.
type Equivalence[T ~string] map[T]T

// Of returns the id that stands for the class of one.
func (c Equivalence[T]) Of(id T) T {
	for {
		up, ok := c[id]
		if !ok {
			return id
		}
		if further, ok := c[up]; ok {
			c[id] = further
		}
		id = up
	}
}

// Join makes one class of those of a and b.
func (c Equivalence[T]) Join(a, b T) {
	a, b = c.Of(a), c.Of(b)
	if a != b {
		c[max(a, b)] = min(a, b)
	}
}

// Flatten ties every member to what stands for it, after which Of changes nothing: several may call it at once.
func (c Equivalence[T]) Flatten() {
	for id := range c {
		c[id] = c.Of(id)
	}
}
