package truth

import (
	"cmp"
	"slices"
)

// Copy is a pair of sources of which one is taken to copy the other.
type Copy struct {
	A, B      string // A before B by name; see Direction for who copies
	Confirmed bool   // a person has confirmed it; its figures may then be below what is asked for otherwise
	// Kappa is the probability of copying, in (0,1). Of a confirmed copy with too few shared false values it is 0: not
	// asked for.
	Kappa float64
	// LLR is the log-odds that Kappa is made of.
	LLR float64
	// SharedFalse, SharedTrue and Different count the items of both: those with a shared value that is believed false,
	// else with another shared value, else with different values.
	SharedFalse, SharedTrue, Different int
	Mistakes                           []SharedMistake // the shared false values, the most telling first
	Direction                          Direction
}

// SharedMistake is a value of an item that both sources of a pair give and that is believed false.
type SharedMistake struct {
	Item, Value  string
	Probability  float64 // that it is true after all
	Holders      int     // how many sources give it, these two included
	Popularity   float64 // pop of the method: its share among the item's other wrong answers, smoothed; small = rare
	Contribution float64 // to the LLR; smaller where a source gives several values to the item
}

// compareTelling puts what adds more first, then the rarer, then by item and value.
func compareTelling(x, y SharedMistake) int {
	return cmp.Or(cmp.Compare(y.Contribution, x.Contribution), cmp.Compare(x.Popularity, y.Popularity),
		cmp.Compare(x.Holders, y.Holders), cmp.Compare(x.Item, y.Item), cmp.Compare(x.Value, y.Value))
}

// findings puts names to what was found.
func (r *statRun) findings() *Findings {
	last := &r.rounds[len(r.rounds)-1]
	pairs := r.copies(last.pairs, r.judged.accuracy)
	sc := newScorer(r, last)
	for _, key := range r.known.confirmed {
		if i, found := slices.BinarySearchFunc(
			pairs, key, func(p statPair, k pairKey) int { return p.key().compare(k) }); !found {
			pairs = slices.Insert(pairs, i, sc.pair(key.a, key.b))
		}
	}
	f := &Findings{Kept: r.kept, Stable: r.stable, run: r}
	for i := range pairs {
		f.Copies = append(f.Copies, r.told(&pairs[i], last))
	}
	slices.SortFunc(f.Copies, func(x, y Copy) int {
		return cmp.Or(cmp.Compare(y.LLR, x.LLR), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	r.tellGroups(f)
	ix := r.ix
	f.Stats = r.stats
	f.Stats.Sources, f.Stats.Items, f.Stats.Values, f.Stats.Observations = len(ix.sources), len(ix.items), len(ix.values),
		len(ix.said)
	return f
}

// told is what is said of one pair.
func (r *statRun) told(p *statPair, round *statRound) Copy {
	acc := r.judged.accuracy
	c := Copy{
		A: r.ix.sources[p.a], B: r.ix.sources[p.b], Confirmed: r.known.isConfirmed(p.key()),
		LLR:         r.o.llr(p, acc[p.a], acc[p.b]),
		SharedFalse: int(p.wrong), SharedTrue: int(p.right), Different: int(p.differ),
	}
	if c.SharedFalse >= r.o.MinSharedFalse {
		c.Kappa = kappaOf(c.LLR)
	}
	d := newPairView(r, p, round)
	c.Mistakes, c.Direction = d.mistakes(), d.direction()
	return c
}

// tellGroups sets groups, their copies and accuracies.
func (r *statRun) tellGroups(f *Findings) {
	members := make([][]string, len(r.groups))
	for s, g := range r.groups {
		members[g] = append(members[g], r.ix.sources[s])
	}
	for _, m := range members {
		if len(m) > 1 {
			f.Groups = append(f.Groups, CopyGroup{Sources: m})
		}
	}
	slices.SortFunc(f.Groups, func(x, y CopyGroup) int {
		return cmp.Or(cmp.Compare(len(y.Sources), len(x.Sources)), cmp.Compare(x.Sources[0], y.Sources[0]))
	})
	place := make([]int, len(r.groups)) // by source
	for s := range place {
		place[s] = -1
	}
	for i, g := range f.Groups {
		for _, name := range g.Sources {
			s, _ := r.ix.source(name)
			place[s] = i
		}
	}
	for i, c := range f.Copies {
		a, _ := r.ix.source(c.A)
		b, _ := r.ix.source(c.B)
		if g := place[a]; g >= 0 && g == place[b] {
			f.Groups[g].Copies = append(f.Groups[g].Copies, i)
		}
	}
	for s, name := range r.ix.sources {
		f.Accuracies = append(f.Accuracies, SourceAccuracy{
			Source: name, Accuracy: r.final.accuracy[s], Items: int(r.ix.answered[s]), Group: place[s],
		})
	}
}
