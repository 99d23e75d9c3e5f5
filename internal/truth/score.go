package truth

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// statPair is what was counted of a pair, a < b. The counts are of items; the parts differ from them only where a
// source gives several values to an item.
type statPair struct {
	a, b                    int32
	wrong, right, differ    int32 // items: a shared false value; else a shared value; nothing shared
	wrongParts, differParts float64
}

func (p *statPair) key() pairKey { return pairKey{p.a, p.b} }

// admit returns the lists in which pairs may meet: of values believed false, with two holders or more but not too many,
// the rarest first as long as the meetings are not too many. It depends on what is said alone, not on the order it came
// in.
func (r *statRun) admit(wrong []bool) (open []bool, meetings int64) {
	var lists []int32
	for v, w := range wrong {
		if n := len(r.ix.heldBy(int32(v))); w && n >= 2 && n <= r.o.MaxHolders {
			lists = append(lists, int32(v))
		}
	}
	slices.SortFunc(lists, func(v, w int32) int {
		return cmp.Or(cmp.Compare(len(r.ix.heldBy(v)), len(r.ix.heldBy(w))), cmp.Compare(v, w))
	})
	open = make([]bool, len(wrong))
	for _, v := range lists {
		n := int64(len(r.ix.heldBy(v)))
		if m := meetings + n*(n-1)/2; r.o.MaxMeetings == 0 || m <= r.o.MaxMeetings {
			open[v], meetings = true, m
			continue
		}
		break
	}
	return open, meetings
}

func closedLists(ix *statIndex, round *statRound) (n int) {
	for v, w := range round.wrong {
		if w && !round.open[v] && len(ix.heldBy(int32(v))) >= 2 {
			n++
		}
	}
	return n
}

// scorer counts pairs, one source after the other.
type scorer struct {
	r     *statRun
	ix    *statIndex
	round *statRound

	closed []int32 // by source: how many false values it holds whose lists are closed
	meets  []int32 // by source: in how many open lists the present source meets it
	met    []int32
	marked int32   // the source whose items are marked, -1 = none
	stamp  []int32 // by item: the source that marked it, plus one
	begin  []int32 // by item: where its values begin in what the marking source says
	pairs  []statPair
}

func newScorer(r *statRun, round *statRound) *scorer {
	ix := r.ix
	sc := &scorer{
		r: r, ix: ix, round: round, closed: make([]int32, len(ix.sources)), meets: make([]int32, len(ix.sources)),
		marked: -1, stamp: make([]int32, len(ix.items)), begin: make([]int32, len(ix.items)),
	}
	for v, w := range round.wrong {
		if holders := ix.heldBy(int32(v)); w && !round.open[v] && len(holders) >= 2 {
			for _, s := range holders {
				sc.closed[s]++
			}
		}
	}
	return sc
}

// all counts the pairs that meet, of two sources in only where it is given. It keeps those with enough shared false
// values.
func (sc *scorer) all(ctx context.Context, only []bool) ([]statPair, error) {
	n := len(sc.ix.sources)
	for s := range n {
		if s%1024 == 0 {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			sc.r.progress("pairs", s, n)
		}
		if only == nil || only[s] {
			sc.partners(int32(s), only)
			sc.meetings(int32(s))
		}
	}
	sc.r.progress("pairs", n, n)
	return sc.pairs, nil
}

// partners collects the sources that s meets, of those who say less (or as much and come before): each pair is met
// once, from the side that says more, so that its cost is what the other one says.
func (sc *scorer) partners(s int32, only []bool) {
	sc.met = sc.met[:0]
	long := len(sc.ix.saidBy(s))
	for _, v := range sc.ix.saidBy(s) {
		if !sc.round.open[v] {
			continue
		}
		for _, t := range sc.ix.heldBy(v) {
			if n := len(sc.ix.saidBy(t)); n > long || n == long && t >= s || only != nil && !only[t] {
				continue
			}
			if sc.meets[t] == 0 {
				sc.met = append(sc.met, t)
			}
			sc.meets[t]++
		}
	}
}

// meetings counts the pairs of s with those it met, where they can share enough at all.
func (sc *scorer) meetings(s int32) {
	least := int32(sc.r.o.MinSharedFalse)
	for _, t := range sc.met {
		most := sc.meets[t] + min(sc.closed[s], sc.closed[t])
		sc.meets[t] = 0
		if most < least {
			continue
		}
		sc.r.stats.Rescored++
		if p := sc.pair(s, t); p.wrong >= least {
			sc.pairs = append(sc.pairs, p)
		}
	}
}

// pair counts what s and t share.
func (sc *scorer) pair(s, t int32) statPair {
	p := statPair{a: min(s, t), b: max(s, t)}
	skip, all := sc.r.known.skipped(p.key())
	if all {
		return p
	}
	sc.mark(s)
	ix := sc.ix
	end := ix.saidFrom[t+1]
	for i := ix.saidFrom[t]; i < end; {
		j := ix.endOfItem(i, end)
		item := ix.itemOf[ix.said[i]]
		if sc.stamp[item] == s+1 {
			if _, declared := slices.BinarySearch(skip, item); !declared {
				k := sc.begin[item]
				p.compare(ix.said[k:ix.endOfItem(k, ix.saidFrom[s+1])], ix.said[i:j], sc.round.wrong)
			}
		}
		i = j
	}
	return p
}

// mark notes where the items of s begin in what it says.
func (sc *scorer) mark(s int32) {
	if sc.marked == s {
		return
	}
	sc.marked = s
	end := sc.ix.saidFrom[s+1]
	for i := sc.ix.saidFrom[s]; i < end; i = sc.ix.endOfItem(i, end) {
		item := sc.ix.itemOf[sc.ix.said[i]]
		sc.stamp[item], sc.begin[item] = s+1, i
	}
}

// compare adds one item of both. x and y are their values of it, rising.
func (p *statPair) compare(x, y []int32, wrong []bool) {
	shared, mistakes := 0, 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			shared++
			if wrong[x[i]] {
				mistakes++
			}
			i, j = i+1, j+1
		}
	}
	parts := max(len(x), len(y))
	p.wrongParts += float64(mistakes) / float64(parts)
	p.differParts += float64(parts-shared) / float64(parts)
	switch {
	case mistakes > 0:
		p.wrong++
	case shared > 0:
		p.right++
	default:
		p.differ++
	}
}

// llr returns the log-odds that one of a pair copies the other.
func (o *Options) llr(p *statPair, a1, a2 float64) float64 {
	return math.Log(o.PriorCopying/(1-o.PriorCopying)) + p.wrongParts*o.sharedFalse(a1, a2) + p.differParts*math.Log(
		1-o.CopyRate)
}

// sharedFalse returns ln(pc/pi), what a shared false value adds. Popularity is a factor of both, and cancels.
func (o *Options) sharedFalse(a1, a2 float64) float64 {
	pi := (1 - a1) * (1 - a2)
	pc := o.CopyRate*((1-a1)+(1-a2))/2 + (1-o.CopyRate)*pi
	return math.Log(pc / pi)
}

func kappaOf(llr float64) float64 { return 1 / (1 + math.Exp(-llr)) }

// copies returns the pairs that are taken for copies, without the rejected.
func (r *statRun) copies(pairs []statPair, accuracy []float64) []statPair {
	var found []statPair
	for _, p := range pairs {
		if kappaOf(r.o.llr(&p, accuracy[p.a], accuracy[p.b])) >= r.o.MinKappa-rounding && !r.known.isRejected(p.key()) {
			found = append(found, p)
		}
	}
	return found
}
