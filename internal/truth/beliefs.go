package truth

import (
	"context"
	"math"
)

// beliefs is what is believed with certain groups collapsed.
type beliefs struct {
	probability []float64 // by value; those of an item sum to 1
	accuracy    []float64 // by source
}

// smoothing is the weight of the prior in an accuracy, in items: (2 + sum)/(4 + n) is four items, half of them right.
const smoothing = 4

// checkEvery is after how many steps of a long loop the context is asked.
const checkEvery = 1 << 14

// singles returns groups in which each source stands alone.
func singles(n int) []int32 {
	groups := make([]int32, n)
	for s := range groups {
		groups[s] = int32(s)
	}
	return groups
}

// believe estimates probabilities and accuracies in turns. The probabilities returned are those that the accuracies
// returned make.
func (r *statRun) believe(ctx context.Context, groups []int32) (beliefs, error) {
	ix := r.ix
	b := beliefs{probability: make([]float64, len(ix.values)), accuracy: make([]float64, len(ix.sources))}
	for s := range b.accuracy {
		b.accuracy[s] = r.o.Start
		if r.priors[s] > 0 {
			b.accuracy[s] = r.priors[s]
		}
	}
	v := newVoter(r.o.FalseValues, ix, groups)
	for round := range r.o.Rounds {
		r.progress("beliefs", round, r.o.Rounds)
		if err := v.probabilities(ctx, &b); err != nil {
			return b, err
		}
		r.accuracies(&b)
	}
	r.progress("beliefs", r.o.Rounds, r.o.Rounds)
	return b, v.probabilities(ctx, &b)
}

// accuracies sets the smoothed mean probability of what each source says, every item counting once.
func (r *statRun) accuracies(b *beliefs) {
	ix := r.ix
	for s := range ix.sources {
		sum := 0.0
		for i := ix.saidFrom[s]; i < ix.saidFrom[s+1]; i++ {
			sum += ix.saidVoice[i] * b.probability[ix.said[i]]
		}
		prior := 0.5
		if r.priors[s] > 0 {
			prior = r.priors[s]
		}
		b.accuracy[s] = (smoothing*prior + sum) / (smoothing + float64(ix.answered[s]))
	}
}

// voter adds up the votes for values.
type voter struct {
	n      float64 // false values
	ix     *statIndex
	groups []int32
	many   []bool    // by source, as the name of a group: it has several members
	weight []float64 // by source: ln(n a/(1-a))

	stamp []int32 // by group: the value at which best was set, plus one
	best  []float64
	met   []int32
}

func newVoter(n float64, ix *statIndex, groups []int32) *voter {
	v := &voter{
		n: n, ix: ix, groups: groups, many: make([]bool, len(groups)), weight: make([]float64, len(groups)),
		stamp: make([]int32, len(groups)), best: make([]float64, len(groups)),
	}
	for s, g := range groups {
		if int32(s) != g {
			v.many[g] = true
		}
	}
	return v
}

func (v *voter) probabilities(ctx context.Context, b *beliefs) error {
	for s, a := range b.accuracy {
		v.weight[s] = logOddsOf(v.n, a)
	}
	clear(v.stamp)
	for item := range v.ix.items {
		if item%checkEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		from, to := v.ix.valuesFrom[item], v.ix.valuesFrom[item+1]
		for value := from; value < to; value++ {
			b.probability[value] = v.vote(value)
		}
		softmax(b.probability[from:to])
	}
	return nil
}

// vote returns the sum of the weights of those who give a value; a group counts as its strongest voice there.
func (v *voter) vote(value int32) float64 {
	sum := 0.0
	v.met = v.met[:0]
	for h := v.ix.holdersFrom[value]; h < v.ix.holdersFrom[value+1]; h++ {
		s := v.ix.holders[h]
		w, g := v.ix.voices[h]*v.weight[s], v.groups[s]
		switch {
		case !v.many[g]:
			sum += w
		case v.stamp[g] != value+1:
			v.stamp[g], v.best[g] = value+1, w
			v.met = append(v.met, g)
		case w > v.best[g]:
			v.best[g] = w
		}
	}
	for _, g := range v.met {
		sum += v.best[g]
	}
	return sum
}

// softmax turns sums of weights into probabilities, in place.
func softmax(x []float64) {
	top := math.Inf(-1)
	for _, w := range x {
		top = max(top, w)
	}
	total := 0.0
	for i, w := range x {
		x[i] = math.Exp(w - top)
		total += x[i]
	}
	for i := range x {
		x[i] /= total
	}
}

// wrong reports for each value whether it is believed false.
func (r *statRun) wrong(b *beliefs) []bool {
	wrong := make([]bool, len(b.probability))
	for v, p := range b.probability {
		wrong[v] = p < r.o.BelievedFalse-rounding
	}
	return wrong
}

// logOddsOf returns what a source of accuracy a adds to the score of a value, n false values being possible.
func logOddsOf(n, a float64) float64 { return math.Log(n * a / (1 - a)) }
