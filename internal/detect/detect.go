package detect

import (
	"cmp"
	"context"
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// Store is what a look for copies needs of a graph: parts of evidence's interfaces, with their guarantees.
type Store interface {
	evidence.Scanner
	evidence.Words
	// Apply writes one batch, all of it or none.
	Apply(ctx context.Context, b evidence.Batch) (evidence.Applied, error)
	// Retract withdraws suggestions that are not found any more.
	Retract(ctx context.Context, ids []evidence.ID, collector, reason string) (evidence.Applied, error)
}

// DetectorStatistical compares the values that sources give, which are believed false.
const DetectorStatistical = "statistical/1"

// DefaultCollector is who is recorded as having found a copy where nobody else is named.
const DefaultCollector = "credence detect"

// Options say what to look for. The zero Options look for everything everywhere and record it.
type Options struct {
	// Text compares what sources say word for word, Statistical the false values that they share. Neither = both.
	Text, Statistical bool
	// Sources limits the look to pairs with at least one of these; nil = all pairs. What is believed true still depends
	// on what all sources say.
	Sources []evidence.SourceID
	// DryRun records nothing.
	DryRun bool
	// Collector is who is recorded as having found them; "" = [DefaultCollector].
	Collector string
	// Letters are what ratings stand for.
	Letters Letters
	// Progress gets how far a phase is, in what the phase counts; nil = nobody asks.
	Progress func(phase string, done, of int)
}

// State says what a look did about a copy that it found.
type State string

// The states.
const (
	// Fresh: it was not recorded before.
	Fresh State = "NEW"
	// Revised: it was recorded with other figures or words.
	Revised State = "REVISED"
	// Standing: it was recorded just so.
	Standing State = "STANDING"
)

// Copy is a copy that was found.
type Copy struct {
	// Derivation is the link as it is recorded, or would be: its justification says in words why.
	Derivation evidence.Derivation
	// Directed reports whether it is known who copies; else the link reads from the larger id to the smaller.
	Directed bool
	// Because says how the direction is known: canonical, original, credit, time, completeness or accuracy; "" where it
	// is not.
	DirectedBy string
	State      State
}

// Group is sources that are connected by copies.
type Group struct {
	Sources []evidence.SourceID // by id; at least two
	// Origin is the one that the others most likely go back to: it copies none of them; "" where several do not.
	Origin evidence.SourceID
}

// Credit is a credit line or dateline of a source.
type Credit struct {
	Source evidence.SourceID
	Agency string // its usual name, never ""
	Words  string // exactly as printed
}

// Quotation is a passage in quotation marks that several sources have, each in marks of its own: no copy, since whoever
// heard a speech quotes the same words, but a trace of what they have in common.
type Quotation struct {
	Words   string              // as the first of them has it
	Sources []evidence.SourceID // the first in time first; at most 50
	Count   int                 // of all sources that have it
}

// Statistics says what was looked at. What was left out because of a limit is told, never hidden.
type Statistics struct {
	SourceCount, TextCount, HeadlineCount int // of the graph; with words; with a title alone
	CandidateCount, ComparedCount         int // pairs of texts that may be copies, and that were compared in full
	// lists of texts, headlines and quotations that were longer than is looked at
	LeftOutCount          int
	ItemCount, ValueCount int // with competing values, and how many these are
	PairCount             int // of sources whose shared false values were weighed
}

// Result is what a look found.
type Result struct {
	Version evidence.Version // of the graph that was looked at
	Copies  []Copy           // the largest kappa first, then by the ids of From and To
	Groups  []Group          // the largest first, then by the first id
	Credits []Credit         // by source
	// Quotations are those that sources share, the longest first.
	Quotations []Quotation
	// Retracted are suggestions of earlier looks that were not found any more.
	Retracted  []evidence.DerivationID
	Statistics Statistics
	// Applied counts what was written; zero after a dry run.
	Applied evidence.Applied
}

// Run looks for copies and records them. Errors are those of the store; what was written before an error stays, and
// looking again completes it. With an error there is a result if something may have been written: its Applied counts
// what was.
func Run(ctx context.Context, store Store, o Options) (*Result, error) {
	if !o.Text && !o.Statistical {
		o.Text, o.Statistical = true, true
	}
	o.Collector = cmp.Or(o.Collector, DefaultCollector)
	g, err := gather(ctx, store, o, nil)
	if err != nil {
		return nil, err
	}
	l := &look{g: g, options: o, store: store, found: map[pair]*finding{}, result: &Result{Version: g.version}}
	l.result.Statistics.SourceCount = len(g.sources)
	if o.Text {
		if err := l.texts(ctx); err != nil {
			return nil, err
		}
	}
	if o.Statistical {
		if err := l.values(ctx); err != nil {
			return nil, err
		}
	}
	l.settle()
	if o.DryRun {
		return l.result, nil
	}
	return l.result, l.record(ctx)
}

// look is one look under way.
type look struct {
	g       *graph
	options Options
	store   Store
	found   map[pair]*finding
	result  *Result
}

// finding is what the detectors say of one pair: the strongest counts, the others are told beside it.
type finding struct {
	best   Copy
	others []string
}

func (l *look) progress(phase string, done, of int) {
	if l.options.Progress != nil {
		l.options.Progress(phase, done, of)
	}
}

// add notes what a detector found.
func (l *look) add(c Copy) {
	p := pairOf(c.Derivation.From, c.Derivation.To)
	f := l.found[p]
	switch {
	case f == nil:
		l.found[p] = &finding{best: c}
	case *c.Derivation.CopiedShare > *f.best.Derivation.CopiedShare:
		f.others = append(f.others, f.best.Derivation.Provenance.Justification)
		f.best = c
	default:
		f.others = append(f.others, c.Derivation.Provenance.Justification)
	}
}

// settle turns the findings into the copies of the result, compares them with what is recorded, and groups them.
func (l *look) settle() {
	r := l.result
	kept := map[evidence.DerivationID]bool{}
	for _, f := range l.found {
		c := f.best
		slices.Sort(f.others)
		for _, other := range f.others {
			c.Derivation.Provenance.Justification += " Also: " + other
		}
		c.Derivation = c.Derivation.Normalize()
		c.Derivation.Provenance.Collector, c.Derivation.Provenance.Method = l.options.Collector, evidence.Detected
		if c.State = l.g.stateOf(c.Derivation); c.State == Standing {
			c.Derivation = *l.g.suggested[c.Derivation.ID]
		}
		kept[c.Derivation.ID] = true
		r.Copies = append(r.Copies, c)
	}
	slices.SortFunc(r.Copies, func(a, b Copy) int {
		return cmp.Or(
			cmp.Compare(*b.Derivation.CopiedShare, *a.Derivation.CopiedShare), cmp.Compare(a.Derivation.From, b.Derivation.From),
			cmp.Compare(a.Derivation.To, b.Derivation.To))
	})
	for id, d := range l.g.suggested {
		if !kept[id] && l.looked(d) {
			r.Retracted = append(r.Retracted, id)
		}
	}
	slices.Sort(r.Retracted)
	r.Groups = groupsOf(r.Copies)
}

// looked reports whether this look would have found a suggestion again: its detector was asked, and one of the pair is
// among those that were looked at.
func (l *look) looked(d *evidence.Derivation) bool {
	asked := l.options.Text
	if d.Detector == DetectorStatistical {
		asked = l.options.Statistical
	}
	return asked && (l.g.wanted(d.From) || l.g.wanted(d.To))
}

// perBatch is how many copies are written in one transaction.
const perBatch = 5000

// record writes the copies that are not recorded just so, and withdraws what is not found any more. If the context
// allows it at one version only, that is the version that was looked at, and the first write keeps to it.
func (l *look) record(ctx context.Context) error {
	r := l.result
	r.Applied = evidence.Applied{Created: map[evidence.Kind]int{}, Changed: map[evidence.Kind]int{},
		Unchanged: map[evidence.Kind]int{},
		Retracted: map[evidence.Kind]int{}, Version: r.Version}
	if err := evidence.Moved(ctx, r.Version); err != nil {
		return err
	}
	// Only the first write keeps to the version that the request names: it changes the version itself.
	later := evidence.OnlyAt(ctx, evidence.Version{})
	if len(r.Retracted) > 0 {
		ids := make([]evidence.ID, len(r.Retracted))
		for i, id := range r.Retracted {
			ids[i] = evidence.ID(id)
		}
		applied, err := l.store.Retract(ctx, ids, l.options.Collector, "a later search for copies no longer found it")
		if err != nil {
			return err
		}
		r.sum(applied)
	}
	done := 0
	for some := range slices.Chunk(r.Copies, perBatch) {
		b := evidence.Batch{Collector: l.options.Collector, Method: evidence.Detected}
		for _, c := range some {
			b.Derivations = append(b.Derivations, evidence.Put[evidence.Derivation]{Value: c.Derivation})
		}
		at := later
		if done == 0 && len(r.Retracted) == 0 {
			at = ctx
		}
		applied, err := l.store.Apply(at, b)
		if err != nil {
			return err
		}
		r.sum(applied)
		for i := range some {
			if some[i].State != Standing {
				some[i].Derivation.Provenance.RecordedAt = applied.At
			}
		}
		done += len(some)
		l.progress("record", done, len(r.Copies))
	}
	return nil
}

func (r *Result) sum(a evidence.Applied) {
	for _, pair := range []struct{ sum, more map[evidence.Kind]int }{
		{r.Applied.Created, a.Created}, {r.Applied.Changed, a.Changed}, {r.Applied.Unchanged, a.Unchanged},
		{r.Applied.Retracted, a.Retracted},
	} {
		for kind, n := range pair.more {
			pair.sum[kind] += n
		}
	}
	r.Applied.Version, r.Applied.At = a.Version, a.At
}

// groupsOf joins the sources of the copies.
func groupsOf(copies []Copy) []Group {
	u := digraph.Equivalence[evidence.SourceID]{}
	for _, c := range copies {
		u.Join(c.Derivation.From, c.Derivation.To)
	}
	members := map[evidence.SourceID][]evidence.SourceID{}
	copier := map[evidence.SourceID]bool{}
	for _, c := range copies {
		copier[c.Derivation.From] = true
		copier[c.Derivation.To] = copier[c.Derivation.To] || !c.Directed
	}
	for id := range copier {
		members[u.Of(id)] = append(members[u.Of(id)], id)
	}
	var groups []Group
	for _, ids := range members {
		slices.Sort(ids)
		g := Group{Sources: ids}
		var origins []evidence.SourceID
		for _, id := range ids {
			if !copier[id] {
				origins = append(origins, id)
			}
		}
		if len(origins) == 1 {
			g.Origin = origins[0]
		}
		groups = append(groups, g)
	}
	slices.SortFunc(groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(len(b.Sources), len(a.Sources)), cmp.Compare(a.Sources[0], b.Sources[0]))
	})
	return groups
}
