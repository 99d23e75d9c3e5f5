package truth

import (
	"math"
	"slices"
)

// Direction says which of two sources copies, if that can be told.
//
// Time decides where it is known: the copier is the one that gave the shared false values later, in at least two thirds
// of those of which one time is known to come after the other. Otherwise completeness: if all items of one are items of
// the other, which has more, it is the copier. Otherwise accuracy on what the other lacks: a copier is as good as its
// original where it copies and as good as itself elsewhere, so the copier is the one whose mean probability changes
// more between the items of both and those the other lacks, by at least .1, each having at least as many such items as
// shared false values are asked for.
type Direction struct {
	Copier, Original string // both empty: undirected
	By               DirectionBasis

	// EarlierA and EarlierB count the shared false values that A or B gave earlier.
	EarlierA, EarlierB int
	// ItemsBoth, OnlyA and OnlyB count items.
	ItemsBoth, OnlyA, OnlyB int
	// The mean probability of what A and B say on the items of both, and on the items that the other lacks; 0 if
	// there are none.
	AccuracyBothA, AccuracyBothB, AccuracyOnlyA, AccuracyOnlyB float64
}

// DirectionBasis is what a direction was told from.
type DirectionBasis string

// The bases of a direction.
const (
	DirectionUnknown      DirectionBasis = ""
	DirectionTime         DirectionBasis = "TIME"
	DirectionCompleteness DirectionBasis = "COMPLETENESS"
	DirectionAccuracy     DirectionBasis = "ACCURACY"
)

// minAccuracyGap is by how much more the copier's accuracy must change for a direction to be told from it.
const minAccuracyGap = 0.1

// pairView walks what two sources say, item by item.
type pairView struct {
	r     *statRun
	p     *statPair
	round *statRound
	skip  []int32

	shared []sharedAt
	d      Direction
}

// sharedAt is a shared false value: who holds it where in what they say.
type sharedAt struct {
	value        int32
	placeA       int32
	placeB       int32
	partsOfVoice int
}

func newPairView(r *statRun, p *statPair, round *statRound) *pairView {
	w := &pairView{r: r, p: p, round: round}
	items, all := r.known.skipped(p.key())
	w.skip = items
	ix := r.ix
	var bothA, bothB, onlyA, onlyB float64
	i, endA := ix.saidFrom[p.a], ix.saidFrom[p.a+1]
	j, endB := ix.saidFrom[p.b], ix.saidFrom[p.b+1]
	for i < endA || j < endB {
		itemA, itemB := w.itemAt(i, endA), w.itemAt(j, endB)
		switch {
		case itemA < itemB:
			next := ix.endOfItem(i, endA)
			onlyA += w.meanOf(i, next)
			w.d.OnlyA++
			i = next
		case itemB < itemA:
			next := ix.endOfItem(j, endB)
			onlyB += w.meanOf(j, next)
			w.d.OnlyB++
			j = next
		default:
			nextA, nextB := ix.endOfItem(i, endA), ix.endOfItem(j, endB)
			bothA, bothB = bothA+w.meanOf(i, nextA), bothB+w.meanOf(j, nextB)
			w.d.ItemsBoth++
			if _, declared := slices.BinarySearch(w.skip, itemA); !declared && !all {
				w.collect(i, nextA, j, nextB)
			}
			i, j = nextA, nextB
		}
	}
	w.d.AccuracyBothA, w.d.AccuracyBothB = ratio(bothA, w.d.ItemsBoth), ratio(bothB, w.d.ItemsBoth)
	w.d.AccuracyOnlyA, w.d.AccuracyOnlyB = ratio(onlyA, w.d.OnlyA), ratio(onlyB, w.d.OnlyB)
	return w
}

// itemAt returns the item of what is said at a place, and one behind all items at the end.
func (w *pairView) itemAt(i, end int32) int32 {
	if i == end {
		return int32(len(w.r.ix.items))
	}
	return w.r.ix.itemOf[w.r.ix.said[i]]
}

func (w *pairView) meanOf(from, to int32) float64 {
	sum := 0.0
	for i := from; i < to; i++ {
		sum += w.r.ix.saidVoice[i] * w.r.judged.probability[w.r.ix.said[i]]
	}
	return sum
}

func ratio(sum float64, n int) float64 {
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// collect notes the shared false values of one item and who gave them earlier.
func (w *pairView) collect(fromA, toA, fromB, toB int32) {
	ix := w.r.ix
	for i, j := fromA, fromB; i < toA && j < toB; {
		switch v, u := ix.said[i], ix.said[j]; {
		case v < u:
			i++
		case v > u:
			j++
		default:
			if w.round.wrong[v] {
				w.shared = append(w.shared, sharedAt{v, i, j, int(max(toA-fromA, toB-fromB))})
			}
			i, j = i+1, j+1
		}
	}
}

func (w *pairView) mistakes() []SharedMistake {
	r, ix := w.r, w.r.ix
	each := r.o.sharedFalse(r.judged.accuracy[w.p.a], r.judged.accuracy[w.p.b])
	mistakes := make([]SharedMistake, 0, len(w.shared))
	for _, s := range w.shared {
		mistakes = append(mistakes, SharedMistake{
			Item: ix.items[ix.itemOf[s.value]], Value: ix.values[s.value], Probability: r.judged.probability[s.value],
			Holders: len(ix.heldBy(s.value)), Popularity: r.popularity(s.value, w.round.wrong),
			Contribution: each / float64(s.partsOfVoice),
		})
	}
	slices.SortFunc(mistakes, compareTelling)
	return mistakes
}

// popularity returns (holders of v among the wrong answers of others than the pair + 1) / (wrong answers + distinct
// wrong values + 1).
func (r *statRun) popularity(v int32, wrong []bool) float64 {
	ix := r.ix
	item := ix.itemOf[v]
	answers, values := 0, 0
	for u := ix.valuesFrom[item]; u < ix.valuesFrom[item+1]; u++ {
		if wrong[u] {
			answers += len(ix.heldBy(u))
			values++
		}
	}
	return float64(len(ix.heldBy(v))-2+1) / float64(answers+values+1)
}

func (w *pairView) direction() Direction {
	ix := w.r.ix
	for _, s := range w.shared {
		a, b := ix.saidAt[s.placeA], ix.saidAt[s.placeB]
		switch {
		case b.EntirelyAfter(a):
			w.d.EarlierA++
		case a.EntirelyAfter(b):
			w.d.EarlierB++
		}
	}
	d := &w.d
	if aCopies, by := w.told(); by != DirectionUnknown {
		d.By, d.Copier, d.Original = by, ix.sources[w.p.b], ix.sources[w.p.a]
		if aCopies {
			d.Copier, d.Original = d.Original, d.Copier
		}
	}
	return *d
}

// told returns whether it is A that copies, and what shows it.
func (w *pairView) told() (aCopies bool, by DirectionBasis) {
	d := &w.d
	if timed := d.EarlierA + d.EarlierB; timed > 0 && 3*max(d.EarlierA, d.EarlierB) >= 2*timed {
		return d.EarlierB > d.EarlierA, DirectionTime
	}
	if (d.OnlyA == 0) != (d.OnlyB == 0) {
		return d.OnlyA == 0, DirectionCompleteness
	}
	if least := w.r.o.MinSharedFalse; d.OnlyA >= least && d.OnlyB >= least {
		gap := math.Abs(d.AccuracyOnlyA-d.AccuracyBothA) - math.Abs(d.AccuracyOnlyB-d.AccuracyBothB)
		if math.Abs(gap) >= minAccuracyGap {
			return gap > 0, DirectionAccuracy
		}
	}
	return false, DirectionUnknown
}
