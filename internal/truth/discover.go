package truth

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// Observation is one value that a source gives to an item: a shop's author list for a book, an agency's number of
// soldiers. A source may give several values to one item: it then has one voice at that item, split evenly among them.
// A repeated observation counts once, at its earliest known time.
type Observation struct {
	Source string
	Item   string        // what the value is of; values of different items never compete
	Value  string        // compared as it is: normalise before
	At     evidence.Date // when the source said so; "" if nobody knows
}

// SourcePair is two sources, in either order.
type SourcePair struct{ A, B string }

// DeclaredLink says that one of two sources openly takes from the other. What they share there is no sign of hidden
// copying, so these items are left out when the pair is scored. It collapses nothing: a pair whose declared link should
// count as one voice belongs among the confirmed.
type DeclaredLink struct {
	SourcePair
	Items []string // the items it is about; empty = all
}

// Observations is what [Statistical] works on. The order of its lists means nothing. Links, pairs and priors may name
// sources and items that no observation has; they change nothing then.
type Observations struct {
	Observations []Observation
	Declared     []DeclaredLink
	// Confirmed are copies that a person has confirmed: they count as one from the start, and are reported whatever
	// their figures.
	Confirmed []SourcePair
	// Rejected are pairs that a person has found not to copy: they are never reported, and never end in one group, be
	// it by way of others.
	Rejected []SourcePair
	// Priors are accuracies known beforehand, above 0 and below 1, by source. The estimate of such a source starts from
	// its prior instead of [StatisticalOptions.Start], and is drawn to it instead of to one half.
	Priors map[string]float64
}

// Options are the constants of the method; [DefaultStatistical] has those that were tried.
type Options struct {
	FalseValues    float64 // n, how many false values an item is taken to have; at least 1
	Start          float64 // accuracy that every source starts from, in (0,1)
	Rounds         int     // of the estimate of beliefs and accuracies; at least 1
	BelievedFalse  float64 // a value less probable than this is believed false, in (0,1)
	CopyRate       float64 // c, how much of its items a copier copies, in (0,1)
	PriorCopying   float64 // probability of copying before anything is seen, in (0,1)
	MinSharedFalse int     // items on which a pair shares a false value below which nothing is said; at least 1
	MinKappa       float64 // copies below are neither reported nor collapsed, in (0,1)
	MaxHolders     int     // lists of a false value with more holders bring no pairs together; at least 2
	MaxMeetings    int64   // how often two sources may meet in these lists, rarest values first; 0 = no limit
	MaxRepeats     int     // how often beliefs and groups are computed again until the groups are stable; at least 1
	// Progress, if set, is told how far a stage has come. It is called from the goroutine that called Discover.
	Progress func(stage string, done, total int)
}

// Defaults returns the constants of the method: n = 5, start .8, 20 rounds, P < .2, c = .8, prior .05, at least 5
// shared false values, kappa at least .5, at most 200 holders, a thousand million meetings, 10 repeats.
func Defaults() Options {
	return Options{
		FalseValues: 5, Start: 0.8, Rounds: 20, BelievedFalse: 0.2, CopyRate: 0.8, PriorCopying: 0.05,
		MinSharedFalse: 5, MinKappa: 0.5, MaxHolders: 200, MaxMeetings: 1e9, MaxRepeats: 10,
	}
}

func (o *Options) validate() error {
	for _, c := range []struct {
		ok         bool
		name, want string
		got        any
	}{
		{o.FalseValues >= 1, "FalseValues", "at least 1", o.FalseValues},
		{insideUnit(o.Start), "Start", "above 0 and below 1", o.Start},
		{o.Rounds >= 1, "Rounds", "at least 1", o.Rounds},
		{insideUnit(o.BelievedFalse), "BelievedFalse", "above 0 and below 1", o.BelievedFalse},
		{insideUnit(o.CopyRate), "CopyRate", "above 0 and below 1", o.CopyRate},
		{insideUnit(o.PriorCopying), "PriorCopying", "above 0 and below 1", o.PriorCopying},
		{o.MinSharedFalse >= 1, "MinSharedFalse", "at least 1", o.MinSharedFalse},
		{insideUnit(o.MinKappa), "MinKappa", "above 0 and below 1", o.MinKappa},
		{o.MaxHolders >= 2, "MaxHolders", "at least 2", o.MaxHolders},
		{o.MaxMeetings >= 0, "MaxMeetings", "at least 0", o.MaxMeetings},
		{o.MaxRepeats >= 1, "MaxRepeats", "at least 1", o.MaxRepeats},
	} {
		if !c.ok {
			return fmt.Errorf("statistical copying: option %s is %v; expected %s", c.name, c.got, c.want)
		}
	}
	return nil
}

func insideUnit(x float64) bool { return x > 0 && x < 1 }

// same reports whether two runs with these options may share what they have counted.
func (o *Options) same(p *Options) bool {
	return o.FalseValues == p.FalseValues && o.Start == p.Start && o.Rounds == p.Rounds &&
		o.BelievedFalse == p.BelievedFalse &&
		o.CopyRate == p.CopyRate && o.PriorCopying == p.PriorCopying && o.MinSharedFalse == p.MinSharedFalse &&
		o.MinKappa == p.MinKappa && o.MaxHolders == p.MaxHolders && o.MaxMeetings == p.MaxMeetings &&
		o.MaxRepeats == p.MaxRepeats
}

// Findings is what [Statistical] found. It does not change any more and may be read from several goroutines.
type Findings struct {
	Copies     []Copy           // the most certain first: by LLR, then by the names
	Groups     []CopyGroup      // the largest first, then by the first name
	Accuracies []SourceAccuracy // every source, by name
	// Kept are copies that were not collapsed, because that would have put a rejected pair into one group.
	Kept []SourcePair
	// Stable is false where the groups still changed after the last repeat. The copies are then those that made the
	// groups, with the figures that they had then; probabilities and accuracies are those with the groups collapsed.
	Stable bool
	Stats  Statistics

	run *statRun
}

// CopyGroup is sources that count as one where they say the same.
type CopyGroup struct {
	Sources []string // by name; at least two
	Copies  []int    // the copies among them, as places in [Findings.Copies]
}

// SourceAccuracy is how often a source is taken to be right.
type SourceAccuracy struct {
	Source   string
	Accuracy float64 // in (0,1): (2 + sum of the probabilities of what it says) / (4 + Items), or drawn to its prior
	Items    int     // the sample: on how many items it gives a value
	Group    int     // place in [Findings.Groups], -1 where it stands alone
}

// Statistics says how much work there was.
type Statistics struct {
	Sources, Items, Values, Observations int
	Repeats                              int   // how often beliefs and groups were computed
	Rescored, Reused                     int   // pairs scored, and pairs taken over from an earlier run or repeat
	Meetings                             int64 // meetings of two sources in the lists of false values, at the last repeat
	// lists of false values that brought no pairs together, being too long or past the limit
	ClosedLists int
}

// Discover finds the copiers among sources that give values to items, and what is then to be believed.
//
// Agreement is not dependence: accurate sources agree because they are right. Only shared values that are believed
// false speak for copying (after Dong, Berti-Equille and Srivastava, Integrating Conflicting Data, VLDB 2009, made
// soft):
//
//  1. Beliefs without copying: P(v) of an item's values is proportional to exp(sum over the sources of ln(n a/(1-a))),
//     where a is the smoothed mean P of what the source says; see [SourceAccuracy].
//  2. For each pair over the items of both, starting at ln(.05/.95): a shared value that is believed false adds
//     ln(pc/pi) with pi = (1-a1)(1-a2) pop and pc = c ((1-a1)+(1-a2))/2 pop + (1-c) pi; different values add ln(1-c); a
//     shared value that is not believed false adds nothing.
//  3. kappa = sigmoid of that sum, with at least 5 shared false values.
//  4. The pairs found are collapsed into groups, and 1 to 3 are repeated until the groups are stable. Where members of
//     a group give the same value they count as one, the strongest of them; where they differ, each value of theirs
//     counts.
//
// pop, the popularity of a mistake, stands in both pi and pc, so that it does not change ln(pc/pi); it orders the
// evidence, the rarest mistakes first.
//
// A source that gives k values to an item says each with 1/k of its voice. Two sources of which one gives k values to
// an item and the other at most k compare there in k equal parts: each shared value is one part, and what is left of
// the parts is different.
//
// All pairs are never run. An inverted index holds, for each value believed false and with at most 200 holders, who
// holds it; only pairs that meet there are scored. With the Findings of an earlier run only those pairs are scored
// again of which both sources hold a value of an item that has changed: by an observation or by what is believed. The
// answer is the same as without.
//
// The result does not depend on the order of the observations. Errors name the place of what is wrong in the input.
func Discover(ctx context.Context, in Observations, o Options, earlier *Findings) (*Findings, error) {
	if err := o.validate(); err != nil {
		return nil, err
	}
	ix, err := newStatIndex(in.Observations)
	if err != nil {
		return nil, err
	}
	known, err := newKnownPairs(ix, &in)
	if err != nil {
		return nil, err
	}
	r := &statRun{o: o, ix: ix, known: known}
	if err := r.setPriors(in.Priors); err != nil {
		return nil, err
	}
	var before *statRun
	if earlier != nil && earlier.run != nil && earlier.run.o.same(&o) {
		before = earlier.run
	}
	if err := r.repeat(ctx, before); err != nil {
		return nil, err
	}
	return r.findings(), nil
}

// statRun is one run: its input by number, and what it found at each repeat.
type statRun struct {
	o      Options
	ix     *statIndex
	known  *knownPairs
	priors []float64 // by source; 0 = none

	alone  beliefs     // what would be believed if nothing were collapsed
	rounds []statRound // one a repeat
	judged beliefs     // by which the pairs of the last repeat were judged, and the groups made
	final  beliefs     // with those groups collapsed; the same as judged where the groups are stable
	groups []int32     // by source, the smallest source of its group
	kept   []SourcePair
	stable bool
	stats  Statistics
}

// statRound is what one repeat counted, kept so that a later run need not count it again.
type statRound struct {
	wrong []bool     // by value: believed false
	open  []bool     // by value: its holders meet
	pairs []statPair // by a, b
}

func (r *statRun) setPriors(priors map[string]float64) error {
	r.priors = make([]float64, len(r.ix.sources))
	names := make([]string, 0, len(priors))
	for name := range priors {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if !insideUnit(priors[name]) {
			return fmt.Errorf(
				"statistical copying: the prior accuracy of %q is %v; expected a number above 0 and below 1", name, priors[name])
		}
		if s, ok := r.ix.source(name); ok {
			r.priors[s] = priors[name]
		}
	}
	return nil
}

// repeat computes beliefs, pairs and groups until the groups are stable.
func (r *statRun) repeat(ctx context.Context, before *statRun) error {
	var err error
	n := len(r.ix.sources)
	if r.alone, err = r.believe(ctx, singles(n)); err != nil {
		return err
	}
	r.groups, r.kept = r.group(nil, nil)
	for range r.o.MaxRepeats {
		if r.final, err = r.believe(ctx, r.groups); err != nil {
			return err
		}
		r.judged = r.final
		round, err := r.count(ctx, before)
		if err != nil {
			return err
		}
		r.rounds = append(r.rounds, round)
		groups, kept := r.group(r.copies(round.pairs, r.final.accuracy), r.final.accuracy)
		if r.stable = slices.Equal(groups, r.groups); r.stable {
			r.kept = kept
			break
		}
		r.groups, r.kept = groups, kept
	}
	if !r.stable {
		if r.final, err = r.believe(ctx, r.groups); err != nil {
			return err
		}
	}
	r.stats.Repeats = len(r.rounds)
	return nil
}

// count scores the pairs of one repeat, those alone that have changed where an earlier count can be had.
func (r *statRun) count(ctx context.Context, before *statRun) (statRound, error) {
	at := len(r.rounds)
	round := statRound{wrong: r.wrong(&r.final)}
	var meetings int64
	round.open, meetings = r.admit(round.wrong)
	r.stats.Meetings = meetings
	r.stats.ClosedLists = closedLists(r.ix, &round)
	sc := newScorer(r, &round)
	var old []statPair
	var only []bool
	switch {
	case before != nil && at < len(before.rounds):
		only, old = r.changedSince(before, &before.rounds[at], &round)
	case at > 0:
		only, old = r.changedSince(r, &r.rounds[at-1], &round)
	}
	pairs, err := sc.all(ctx, only)
	if err != nil {
		return round, err
	}
	for _, p := range old {
		if !only[p.a] || !only[p.b] {
			pairs = append(pairs, p)
			r.stats.Reused++
		}
	}
	slices.SortFunc(pairs, func(p, q statPair) int { return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b)) })
	round.pairs = pairs
	return round, nil
}

func (r *statRun) progress(stage string, done, total int) {
	if r.o.Progress != nil {
		r.o.Progress(stage, done, total)
	}
}
