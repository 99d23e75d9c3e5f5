package sameness

import "slices"

// classes are the classes of records, each with one of its records as its root.
type classes struct {
	root []int32

	denied map[int32][]int32 // by record, what it is known not to be
	marked map[int32][]int32 // by root, the records of the class that are in denied

	seen []int32 // by root, when distinct met it last
	time int32
}

func newClasses(records int, joined, denied [][2]int32) *classes {
	c := &classes{root: make([]int32, records), seen: make([]int32, records)}
	for i := range c.root {
		c.root[i] = int32(i)
	}
	if len(denied) > 0 {
		c.denied, c.marked = map[int32][]int32{}, map[int32][]int32{}
	}
	for _, pair := range denied {
		for _, end := range [][2]int32{pair, {pair[1], pair[0]}} {
			c.denied[end[0]] = append(c.denied[end[0]], end[1])
			c.marked[end[0]] = []int32{end[0]}
		}
	}
	for _, pair := range joined {
		c.merge(c.find(pair[0]), c.find(pair[1]))
	}
	return c
}

// find returns the root of a record's class, and shortens the way there.
func (c *classes) find(i int32) int32 {
	for c.root[i] != i {
		c.root[i] = c.root[c.root[i]]
		i = c.root[i]
	}
	return i
}

// join makes one class of those of two records. It returns false if it is one already or would hold a denied pair.
func (c *classes) join(i, k int32) bool {
	a, b := c.find(i), c.find(k)
	if a == b || c.apart(a, b) {
		return false
	}
	c.merge(a, b)
	return true
}

// apart reports whether some record of one class is known not to be some record of another. It looks at the denials
// of the class that has fewer.
func (c *classes) apart(a, b int32) bool {
	if len(c.marked[a]) > len(c.marked[b]) {
		a, b = b, a
	}
	return slices.ContainsFunc(c.marked[a], func(i int32) bool {
		return slices.ContainsFunc(c.denied[i], func(k int32) bool { return c.find(k) == b })
	})
}

// merge makes one class of two, of roots.
func (c *classes) merge(a, b int32) {
	if a == b {
		return
	}
	if c.root[b] = a; len(c.marked[b]) > 0 {
		c.marked[a] = append(c.marked[a], c.marked[b]...)
		delete(c.marked, b)
	}
}

// cell are records that have the same to compare, so that each may be one with the others and with the same others.
type cell struct {
	heads []int32 // ascending: all at first, later the first of each class
	many  bool    // they are more than one
	tried []int32 // of many, those whose pairs were all tried
}

// try notes that all pairs of a record are tried now. It returns false if they were, with another of its class.
func (c *classes) try(of *cell, i int32) bool {
	mine := c.find(i)
	if slices.ContainsFunc(of.tried, func(k int32) bool { return c.find(k) == mine }) {
		return false
	}
	if of.many {
		of.tried = append(of.tried, i)
	}
	return true
}

// others appends the heads of a cell that come after i and are not of the class mine. A head before i has tried i
// itself.
func (c *classes) others(dst []int32, of *cell, i, mine int32) []int32 {
	of.heads = c.distinct(of.heads)
	for _, k := range of.heads {
		if k > i && c.find(k) != mine {
			dst = append(dst, k)
		}
	}
	return dst
}

// distinct keeps the first record of each class.
func (c *classes) distinct(records []int32) []int32 {
	if len(records) == 1 {
		return records
	}
	c.time++
	return slices.DeleteFunc(records, func(i int32) bool {
		root := c.find(i)
		again := c.seen[root] == c.time
		c.seen[root] = c.time
		return again
	})
}

// allOf reports whether a cell is known to hold records of the class mine alone.
func (c *classes) allOf(of *cell, mine int32) bool {
	return len(of.heads) == 1 && c.find(of.heads[0]) == mine
}
