package truth

import (
	"cmp"
	"fmt"
	"slices"
)

// knownPairs is what was said about pairs beforehand, by number, each list sorted by its pair.
type knownPairs struct {
	declared            []declaredPair
	confirmed, rejected []pairKey
	linked              []bool // by source: some declared link is of it
}

// pairKey is a pair of sources, a < b.
type pairKey struct{ a, b int32 }

func (p pairKey) compare(q pairKey) int { return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b)) }

// declaredPair is all that is declared of a pair.
type declaredPair struct {
	pairKey
	all   bool
	items []int32 // rising
}

func newKnownPairs(ix *statIndex, in *Observations) (*knownPairs, error) {
	k := &knownPairs{linked: make([]bool, len(ix.sources))}
	var err error
	if k.confirmed, err = keysOf(ix, "confirmed", in.Confirmed); err != nil {
		return nil, err
	}
	if k.rejected, err = keysOf(ix, "rejected", in.Rejected); err != nil {
		return nil, err
	}
	for _, p := range k.confirmed {
		if k.isRejected(p) {
			return nil, fmt.Errorf(
				"statistical copying: %q and %q are both confirmed and rejected; keep one of the two", ix.sources[p.a],
				ix.sources[p.b])
		}
	}
	return k, k.declare(ix, in.Declared)
}

func keysOf(ix *statIndex, what string, pairs []SourcePair) ([]pairKey, error) {
	keys := make([]pairKey, 0, len(pairs))
	for i, p := range pairs {
		key, known, err := keyOf(ix, p)
		if err != nil {
			return nil, fmt.Errorf("statistical copying: %s pair %d: %w", what, i, err)
		}
		if known {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, pairKey.compare)
	return slices.Compact(keys), nil
}

func keyOf(ix *statIndex, p SourcePair) (key pairKey, known bool, err error) {
	if p.A == p.B {
		return key, false, fmt.Errorf("it is %q twice; expected two different sources", p.A)
	}
	a, okA := ix.source(p.A)
	b, okB := ix.source(p.B)
	return pairKey{min(a, b), max(a, b)}, okA && okB, nil
}

func (k *knownPairs) declare(ix *statIndex, links []DeclaredLink) error {
	for i, l := range links {
		key, known, err := keyOf(ix, l.SourcePair)
		if err != nil {
			return fmt.Errorf("statistical copying: declared link %d: %w", i, err)
		}
		if !known {
			continue
		}
		d := declaredPair{pairKey: key, all: len(l.Items) == 0}
		for _, name := range l.Items {
			if item, ok := ix.item(name); ok {
				d.items = append(d.items, item)
			}
		}
		k.declared = append(k.declared, d)
		k.linked[key.a], k.linked[key.b] = true, true
	}
	slices.SortStableFunc(k.declared, func(p, q declaredPair) int { return p.compare(q.pairKey) })
	k.unite()
	return nil
}

// unite makes one of several links of a pair.
func (k *knownPairs) unite() {
	kept := k.declared[:0]
	for _, d := range k.declared {
		if n := len(kept) - 1; n >= 0 && kept[n].pairKey == d.pairKey {
			kept[n].all = kept[n].all || d.all
			kept[n].items = append(kept[n].items, d.items...)
			continue
		}
		kept = append(kept, d)
	}
	for i := range kept {
		slices.Sort(kept[i].items)
		kept[i].items = slices.Compact(kept[i].items)
	}
	k.declared = kept
}

func (k *knownPairs) isRejected(p pairKey) bool {
	_, found := slices.BinarySearchFunc(k.rejected, p, pairKey.compare)
	return found
}

func (k *knownPairs) isConfirmed(p pairKey) bool {
	_, found := slices.BinarySearchFunc(k.confirmed, p, pairKey.compare)
	return found
}

// skipped returns the items to leave out for a pair, or that all are.
func (k *knownPairs) skipped(p pairKey) (items []int32, all bool) {
	if !k.linked[p.a] || !k.linked[p.b] {
		return nil, false
	}
	i, found := slices.BinarySearchFunc(k.declared, p, func(d declaredPair, p pairKey) int { return d.compare(p) })
	if !found {
		return nil, false
	}
	return k.declared[i].items, k.declared[i].all
}
