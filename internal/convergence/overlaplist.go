package convergence

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence/tally"
)

// pair is two groups with their overlap.
type pair struct {
	a, b    int32
	overlap float64
}

// Overlaps returns the first of [Side.OverlapList]; all for first < 0.
func (s *Side) Overlaps(above float64, first int) []Independence {
	return s.OverlapList(above).First(first)
}

// OverlapList returns the pairs of groups, each named by its smallest id, that overlap by at least above (0 to 1; 0
// gives also those that share nothing), largest overlap first, ties by ids. Of more groups than the policy's budget
// only the largest are compared. The two ids are the key.
func (s *Side) OverlapList(above float64) List[Independence] {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	pairs := s.analysis.overlaps(above)
	head := func(group int32) int32 { return s.analysis.Groups[group][0] }
	return List[Independence]{
		Len: pairs.len(),
		Key: func(p *Independence) string { return string(p.A.ID) + "\n" + string(p.B.ID) },
		Find: func(key string) (int, bool) {
			a.Mu.Lock()
			defer a.Mu.Unlock()
			one, other, _ := strings.Cut(key, "\n")
			for i, p := range pairs.from(0) {
				if a.idOf(head(p.a)) == one && a.idOf(head(p.b)) == other {
					return i, true
				}
			}
			return 0, false
		},
		Make: func(from, to int) []Independence {
			a.Mu.Lock()
			defer a.Mu.Unlock()
			out := make([]Independence, 0, to-from)
			for i, p := range pairs.from(from) {
				if i >= to {
					break
				}
				out = append(out, a.independence(head(p.a), head(p.b)))
			}
			return out
		},
	}
}

// overlapping lists pairs of groups: those that share something, largest overlap first, and then, if they are asked
// for, those that share nothing, by ids. The latter are many, and made one after the other.
type overlapping struct {
	shared   []pair
	apart    bool
	met      []pair  // all that share something, by ids
	compared []int32 // ascending
}

// overlaps returns the pairs as OverlapList lists them.
func (s *SideAnalysis) overlaps(above float64) overlapping {
	compared := s.Listed()
	compared = slices.Clone(compared[:min(len(compared), s.a.Ix.Policy.Budget.ComparedCount)])
	slices.Sort(compared)
	o := overlapping{apart: above <= 0, met: s.meeting(compared), compared: compared}
	o.shared = make([]pair, 0, len(o.met))
	for _, p := range o.met {
		if p.overlap >= above {
			o.shared = append(o.shared, p)
		}
	}
	slices.SortStableFunc(
		o.shared, func(x, y pair) int { return cmp.Compare(tally.Rounded(y.overlap), tally.Rounded(x.overlap)) })
	return o
}

func (o overlapping) len() int {
	if n := len(o.compared); o.apart {
		return n * (n - 1) / 2
	}
	return len(o.shared)
}

// from returns the pairs from a place in the list on, each with its place.
func (o overlapping) from(first int) iter.Seq2[int, pair] {
	return func(yield func(int, pair) bool) {
		for i := first; i < len(o.shared); i++ {
			if !yield(i, o.shared[i]) {
				return
			}
		}
		if o.apart {
			o.apartFrom(max(first, len(o.shared)), yield)
		}
	}
}

// apartFrom yields the pairs that share nothing, by ids, from a place in the whole list on.
func (o overlapping) apartFrom(first int, yield func(int, pair) bool) {
	at, next := len(o.shared), 0
	for i, a := range o.compared {
		others, start := o.compared[i+1:], next
		for next < len(o.met) && o.met[next].a == a {
			next++
		}
		met := o.met[start:next]
		if apart := len(others) - len(met); at+apart <= first {
			at += apart
			continue
		}
		for _, b := range others {
			if len(met) > 0 && met[0].b == b {
				met = met[1:]
				continue
			}
			if at >= first && !yield(at, pair{a: a, b: b}) {
				return
			}
			at++
		}
	}
}

// meeting returns the pairs of groups that share a cause, by ids.
func (s *SideAnalysis) meeting(compared []int32) []pair {
	heads := make([]int32, s.a.Sign.Width) // by cause: the last row that has it, from 1
	var before []int32                     // by entry of the rows: the row before that has the cause
	var place []int32                      // by compared row: where its entries begin in before
	sum := make([]float64, len(compared))
	var out []pair
	for j, group := range compared {
		cols, vals := s.Root.Row(group)
		place = append(place, int32(len(before)))
		var touched []int32
		for k, c := range cols {
			for at := heads[c]; at > 0; {
				i := at - 1
				theirs, amps := s.Root.Row(compared[i])
				e, _ := slices.BinarySearch(theirs, c)
				if sum[i] == 0 {
					touched = append(touched, i)
				}
				sum[i] += vals[k] * amps[e]
				at = before[place[i]+int32(e)]
			}
			before = append(before, heads[c])
			heads[c] = int32(j) + 1
		}
		for _, i := range touched {
			out = append(out, pair{compared[i], group, math.Min(1, sum[i])})
			sum[i] = 0
		}
	}
	slices.SortFunc(out, func(x, y pair) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	return out
}
