package truth

import "slices"

// changedSince tells which sources hold a value of an item that has changed between an earlier count and this one, or
// have another declared link, and returns the earlier pairs with the numbers of today. A pair of which not both sources
// are touched has the counts that it had.
func (r *statRun) changedSince(before *statRun, was, is *statRound) (touched []bool, pairs []statPair) {
	now, old := r.ix, before.ix
	touched = make([]bool, len(now.sources))
	if now == old {
		for item := range now.items {
			if !sameBeliefs(now, was, is, int32(item)) {
				touch(touched, now, int32(item), nil)
			}
		}
		return touched, was.pairs
	}
	today := renumber(old.sources, now.sources)
	c := itemComparison{now: now, old: old, was: was, is: is, today: today}
	c.each(touched)
	r.known.touchLinks(touched, before.known, today, renumber(old.items, now.items))
	for _, p := range was.pairs {
		if p.a, p.b = today[p.a], today[p.b]; p.a >= 0 && p.b >= 0 {
			pairs = append(pairs, p)
		}
	}
	return touched, pairs
}

// sameBeliefs reports whether the same values of an item are believed false, and bring pairs together.
func sameBeliefs(ix *statIndex, was, is *statRound, item int32) bool {
	from, to := ix.valuesFrom[item], ix.valuesFrom[item+1]
	return slices.Equal(was.wrong[from:to], is.wrong[from:to]) && slices.Equal(was.open[from:to], is.open[from:to])
}

// touch marks the holders of an item's values. number turns the index's sources into those of touched; nil = they are.
func touch(touched []bool, ix *statIndex, item int32, number []int32) {
	for h := ix.holdersFrom[ix.valuesFrom[item]]; h < ix.holdersFrom[ix.valuesFrom[item+1]]; h++ {
		s := ix.holders[h]
		if number != nil {
			s = number[s]
		}
		if s >= 0 {
			touched[s] = true
		}
	}
}

// renumber returns, for each old name, its place among the new ones, -1 where it is gone. Both are sorted.
func renumber(old, now []string) []int32 {
	place := make([]int32, len(old))
	j := 0
	for i, name := range old {
		for j < len(now) && now[j] < name {
			j++
		}
		place[i] = -1
		if j < len(now) && now[j] == name {
			place[i] = int32(j)
		}
	}
	return place
}

// itemComparison compares the items of two runs.
type itemComparison struct {
	now, old *statIndex
	was, is  *statRound
	today    []int32 // by old source, its number now
}

// each walks the items of both in the order of their names and touches the holders of those that differ.
func (c *itemComparison) each(touched []bool) {
	i, j := 0, 0
	for i < len(c.old.items) || j < len(c.now.items) {
		switch {
		case j == len(c.now.items) || i < len(c.old.items) && c.old.items[i] < c.now.items[j]:
			touch(touched, c.old, int32(i), c.today)
			i++
		case i == len(c.old.items) || c.now.items[j] < c.old.items[i]:
			touch(touched, c.now, int32(j), nil)
			j++
		default:
			if !c.same(int32(i), int32(j)) {
				touch(touched, c.old, int32(i), c.today)
				touch(touched, c.now, int32(j), nil)
			}
			i, j = i+1, j+1
		}
	}
}

// same reports whether an item has the same values, each with the same holders, and the same are believed.
func (c *itemComparison) same(old, now int32) bool {
	v, w := c.old.valuesFrom[old], c.now.valuesFrom[now]
	n := c.old.valuesFrom[old+1] - v
	if n != c.now.valuesFrom[now+1]-w {
		return false
	}
	for k := range n {
		if c.old.values[v+k] != c.now.values[w+k] || c.was.wrong[v+k] != c.is.wrong[w+k] ||
			c.was.open[v+k] != c.is.open[w+k] {
			return false
		}
		if !slices.EqualFunc(c.old.heldBy(v+k), c.now.heldBy(w+k), func(s, t int32) bool { return c.today[s] == t }) {
			return false
		}
	}
	return true
}

// touchLinks touches the pairs whose declared links are not what they were.
func (k *knownPairs) touchLinks(touched []bool, before *knownPairs, sources, items []int32) {
	var old []declaredPair
	for _, d := range before.declared {
		d.a, d.b = sources[d.a], sources[d.b]
		if d.a < 0 || d.b < 0 {
			continue
		}
		kept := make([]int32, 0, len(d.items))
		for _, item := range d.items {
			if items[item] >= 0 {
				kept = append(kept, items[item])
			}
		}
		d.items = kept
		old = append(old, d)
	}
	for _, pair := range [][2][]declaredPair{{old, k.declared}, {k.declared, old}} {
		for _, d := range pair[0] {
			i, found := slices.BinarySearchFunc(pair[1], d.pairKey, func(e declaredPair, p pairKey) int { return e.compare(p) })
			if !found || pair[1][i].all != d.all || !slices.Equal(pair[1][i].items, d.items) {
				touched[d.a], touched[d.b] = true, true
			}
		}
	}
}
