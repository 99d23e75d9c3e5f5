package truth

import (
	"cmp"
	"iter"
	"slices"
)

// ItemTruth is what is to be believed of one item.
type ItemTruth struct {
	Item   string
	Values []ValueTruth // the most probable first; those as probable by value. Never empty
	// Votes are the outcomes of the four ways to count; Votes.WeightedCollapsed is that of Values.
	Votes Votes
}

// Winner returns the most probable value.
func (t *ItemTruth) Winner() *ValueTruth { return &t.Values[0] }

// RunnerUp returns the second most probable value, nil where there is only one.
func (t *ItemTruth) RunnerUp() *ValueTruth {
	if len(t.Values) < 2 {
		return nil
	}
	return &t.Values[1]
}

// Beside returns the probabilities of the values, in their order, and of n more after them for which nobody votes:
// each of these has an empty sum of votes, 0, or the least sum of the values that somebody votes for if that is less,
// so that no vote at all never beats a vote. uncollapsed is the same with nothing collapsed. With n = 0 they are those
// of the values.
func (t *ItemTruth) Beside(n int) (probability, uncollapsed []float64) {
	least, leastUncollapsed := 0.0, 0.0
	for i := range t.Values {
		v := &t.Values[i]
		if n == 0 {
			probability, uncollapsed = append(probability, v.Probability), append(uncollapsed, v.Uncollapsed)
			continue
		}
		probability, uncollapsed = append(probability, v.Score), append(uncollapsed, v.ScoreUncollapsed)
		least, leastUncollapsed = min(least, v.Score), min(leastUncollapsed, v.ScoreUncollapsed)
	}
	if n == 0 {
		return probability, uncollapsed
	}
	for range n {
		probability, uncollapsed = append(probability, least), append(uncollapsed, leastUncollapsed)
	}
	softmax(probability)
	softmax(uncollapsed)
	return probability, uncollapsed
}

// Telling is what a sentence about an item needs: "41 shops give X, but 30 of them copy one another, which leaves 12
// that count; 20 give Y".
type Telling struct {
	Item     string
	Winner   Told
	RunnerUp *Told // nil where there is one value only
	// Overturned is the value that most sources give, where it is not the winner; nil otherwise.
	Overturned *Told
}

// Told is what a sentence says of one value.
type Told struct {
	Value       string
	Probability float64
	Holders     int      // sources that give it
	Voices      int      // what they count as
	InCopies    int      // holders that count together with another
	Largest     int      // the most holders that count as one; 1 where nobody copies
	Best        []string // of the strongest voice: its sources, the one that speaks for them first
	Accuracy    float64  // of the one that speaks for the strongest voice
	Items       int      // the sample of that accuracy
}

// Telling returns the item in the form that sentences are made of.
func (t *ItemTruth) Telling() Telling {
	told := Telling{Item: t.Item, Winner: t.Winner().told()}
	if second := t.RunnerUp(); second != nil {
		r := second.told()
		told.RunnerUp = &r
	}
	if naive := t.Votes.Naive; naive.Value != t.Winner().Value {
		i := slices.IndexFunc(t.Values, func(v ValueTruth) bool { return v.Value == naive.Value })
		o := t.Values[i].told()
		told.Overturned = &o
	}
	return told
}

func (v *ValueTruth) told() Told {
	best := v.Voices[0]
	told := Told{
		Value: v.Value, Probability: v.Probability, Holders: v.Holders, Voices: len(v.Voices), InCopies: v.InCopies,
		Accuracy: best.Sources[0].Accuracy, Items: best.Sources[0].Items,
	}
	for _, h := range best.Sources {
		told.Best = append(told.Best, h.Source)
	}
	for _, voice := range v.Voices {
		told.Largest = max(told.Largest, len(voice.Sources))
	}
	return told
}

// Votes are the outcomes of four ways to count who says what.
type Votes struct {
	Naive             Outcome // every source one voice
	NaiveCollapsed    Outcome // copies collapsed
	Weighted          Outcome // by accuracy, nothing collapsed, be it confirmed
	WeightedCollapsed Outcome // by accuracy, copies collapsed
}

// Outcome is the value that wins a vote.
type Outcome struct {
	Value string // of several that tieWithin the first by value
	Tied  bool   // another one has as much, within 1e-9
}

// ValueTruth is one value of an item and who gives it.
type ValueTruth struct {
	Value       string
	Probability float64 // copies collapsed; those of an item sum to 1
	Uncollapsed float64 // the same with nothing collapsed
	// Score and ScoreUncollapsed are the sums of the votes for it: the probabilities are in proportion to exp of them.
	Score, ScoreUncollapsed float64
	Holders                 int // sources that give it
	// Voices are the holders once copies are collapsed, the strongest first, then by name: n sources that count as one
	// are one voice.
	Voices []Voice
	// InCopies is how many holders count together with another: "41 shops give it, but 30 of them copy one another" has
	// 30 here.
	InCopies int
	// Naive and NaiveCollapsed are the votes for it: a source that gives k values to the item has 1/k for each.
	Naive, NaiveCollapsed float64
}

// Voice is what counts as one among the holders of a value.
type Voice struct {
	Sources []ValueHolder // the one that speaks for them first, then by name
	// what it adds to the score of the value: share of voice times ln(n a/(1-a)) of the one that speaks
	Strength float64
	// why they count as one, if they are several: the copies of their group, as places in [Findings.Copies]
	Copies []int
}

// ValueHolder is a source that gives a value.
type ValueHolder struct {
	Source   string
	Accuracy float64 // that went into the probability
	Items    int     // the sample it was estimated from
	Share    float64 // of its voice: 1/k where it gives k values to the item
}

// Items goes through all items in the order of their names.
func (f *Findings) Items() iter.Seq[ItemTruth] {
	return func(yield func(ItemTruth) bool) {
		for item := range f.run.ix.items {
			if !yield(f.truth(int32(item))) {
				return
			}
		}
	}
}

// Truth returns what is to be believed of one item; false where nobody gives it a value. It is put together when asked
// for.
func (f *Findings) Truth(item string) (ItemTruth, bool) {
	i, ok := f.run.ix.item(item)
	if !ok {
		return ItemTruth{}, false
	}
	return f.truth(i), true
}

func (f *Findings) truth(item int32) ItemTruth {
	ix := f.run.ix
	t := ItemTruth{Item: ix.items[item]}
	for v := ix.valuesFrom[item]; v < ix.valuesFrom[item+1]; v++ {
		t.Values = append(t.Values, f.value(v))
	}
	t.Votes = Votes{
		Naive:             outcome(t.Values, func(v *ValueTruth) float64 { return v.Naive }),
		NaiveCollapsed:    outcome(t.Values, func(v *ValueTruth) float64 { return v.NaiveCollapsed }),
		Weighted:          outcome(t.Values, func(v *ValueTruth) float64 { return v.Uncollapsed }),
		WeightedCollapsed: outcome(t.Values, func(v *ValueTruth) float64 { return v.Probability }),
	}
	slices.SortStableFunc(t.Values, func(x, y ValueTruth) int { return cmp.Compare(y.Probability, x.Probability) })
	return t
}

// rounding is how close two numbers are that count as equal, and within which thresholds are met: sums are rounded.
const rounding = 1e-9

// outcome returns the first of the values, which come by name, that nothing beats.
func outcome(values []ValueTruth, score func(*ValueTruth) float64) Outcome {
	best := 0
	for i := range values {
		if score(&values[i]) > score(&values[best])+rounding {
			best = i
		}
	}
	o := Outcome{Value: values[best].Value}
	for i := range values {
		o.Tied = o.Tied || i != best && score(&values[i]) >= score(&values[best])-rounding
	}
	return o
}

func (f *Findings) value(v int32) ValueTruth {
	r, ix := f.run, f.run.ix
	t := ValueTruth{
		Value: ix.values[v], Probability: r.final.probability[v], Uncollapsed: r.alone.probability[v],
		Holders: len(ix.heldBy(v)),
	}
	weigh := newStrength(r)
	places := slices.Collect(between(ix.holdersFrom[v], ix.holdersFrom[v+1]))
	slices.SortFunc(places, func(i, j int32) int {
		a, b := ix.holders[i], ix.holders[j]
		return cmp.Or(cmp.Compare(r.groups[a], r.groups[b]), cmp.Compare(weigh(j), weigh(i)), cmp.Compare(a, b))
	})
	for i := 0; i < len(places); {
		j := i + 1
		for j < len(places) && r.groups[ix.holders[places[j]]] == r.groups[ix.holders[places[i]]] {
			j++
		}
		voice, share := f.voice(places[i:j], weigh)
		t.Voices = append(t.Voices, voice)
		t.Score += voice.Strength
		t.NaiveCollapsed += share
		if j-i > 1 {
			t.InCopies += j - i
		}
		i = j
	}
	for h := ix.holdersFrom[v]; h < ix.holdersFrom[v+1]; h++ {
		t.Naive += ix.voices[h]
		t.ScoreUncollapsed += ix.voices[h] * logOddsOf(r.o.FalseValues, r.alone.accuracy[ix.holders[h]])
	}
	slices.SortStableFunc(t.Voices, func(x, y Voice) int {
		return cmp.Or(cmp.Compare(y.Strength, x.Strength), cmp.Compare(x.Sources[0].Source, y.Sources[0].Source))
	})
	return t
}

// voice makes one voice of the holders at places, the strongest first. share is the largest share of a voice among
// them.
func (f *Findings) voice(places []int32, weigh func(int32) float64) (voice Voice, share float64) {
	r, ix := f.run, f.run.ix
	voice.Strength = weigh(places[0])
	slices.Sort(places[1:])
	for _, h := range places {
		s := ix.holders[h]
		voice.Sources = append(voice.Sources, ValueHolder{
			Source: ix.sources[s], Accuracy: r.final.accuracy[s], Items: int(ix.answered[s]), Share: ix.voices[h],
		})
		share = max(share, ix.voices[h])
	}
	if len(places) > 1 {
		voice.Copies = f.copiesAmong(ix.holders[places[0]])
	}
	return voice, share
}

// copiesAmong returns the copies of a source's group: members that share a value need not be a pair themselves, they
// may be joined by others.
func (f *Findings) copiesAmong(s int32) []int {
	return f.Groups[f.Accuracies[s].Group].Copies
}

// newStrength returns how strong the voice of the holder at a place is.
func newStrength(r *statRun) func(int32) float64 {
	return func(h int32) float64 {
		return r.ix.voices[h] * logOddsOf(r.o.FalseValues, r.final.accuracy[r.ix.holders[h]])
	}
}

func between(from, to int32) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for i := from; i < to && yield(i); i++ {
		}
	}
}
