package detect

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/copying"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// TruthStore is what [Truths] needs of a graph.
type TruthStore interface {
	evidence.Scanner
	// Status tells which version of the graph there is.
	Status(ctx context.Context) (evidence.Status, error)
}

// Letters are the accuracies that Admiralty letters stand for, in (0,1): what is estimated of a rated source is drawn to
// its letter's. A letter that is missing says nothing.
type Letters map[evidence.SourceReliability]float64

// Truths tells what is to be believed where claims compete for the value of one item. What all sources say of all items goes into
// it, so it is estimated for the graph as a whole, and kept until the graph changes. It is safe for concurrent use.
type Truths struct {
	store    TruthStore
	letters  Letters
	believed *evidence.Latest[*beliefs]
}

// beliefs are what was estimated of one version of the graph.
type beliefs struct {
	findings *copying.Findings
	claims   map[[2]string][]evidence.ClaimID // by item and value
	disputed []string                         // the items with at least two values, in order
}

// NewTruths returns a Truths of a graph.
func NewTruths(store TruthStore, letters Letters) *Truths {
	return &Truths{store: store, letters: letters, believed: evidence.NewLatest[*beliefs]()}
}

// Truth is what is to be believed of one item.
type Truth struct {
	Item   string
	Values []Value // the most probable first. Never empty
	// Counted is the value that most sources give, each counted once, whoever copies whom; "" where several have as many.
	Counted string
	// Reasons say in words what the answer rests on, each a sentence.
	Reasons []string
}

// Value is one of the values of an item.
type Value struct {
	Text   string
	Claims []evidence.ClaimID // that give the item this value, by id
	// Probability is with copies counted as one, Uncollapsed with every source counted by itself: those of an item sum to 1. They
	// are nil where nobody gives another value: nothing is compared then, and nothing follows.
	Probability, Uncollapsed *float64
	SourceCount              int     // that give it
	Voices                   []Voice // the sources, those that copy one another as one voice: the strongest first
}

// Voice is sources that count as one.
type Voice struct {
	Sources []VoiceSource // the one that speaks for them first, then by id
	Because string        // why they count as one; "" where there is one
}

// VoiceSource is a source with what is estimated of it.
type VoiceSource struct {
	Source   evidence.SourceID
	Accuracy float64 // how often it is taken to be right, in (0,1)
	Items    int     // on how many items that is estimated from
}

// Items returns the items for which claims compete with at least two values, in order, from the version of the graph
// that is returned with them.
func (t *Truths) Items(ctx context.Context) ([]string, evidence.Version, error) {
	b, version, err := t.believed.Get(ctx, t.store.Status, t.estimate)
	if err != nil {
		return nil, version, err
	}
	return b.disputed, version, nil
}

// Of returns what is to be believed of items, in their order; an item that nobody gives a value is [evidence.CodeNotFound].
func (t *Truths) Of(ctx context.Context, items []string) ([]Truth, error) {
	b, _, err := t.believed.Get(ctx, t.store.Status, t.estimate)
	if err != nil {
		return nil, err
	}
	truths := make([]Truth, len(items))
	for i, item := range items {
		found, known := b.findings.Truth(item)
		if !known {
			return nil, evidence.NotFoundf("no source gives the item %q a value: no claim with this item and a value is supported; it is compared letter by letter", item)
		}
		truths[i] = b.tell(&found)
	}
	return truths, nil
}

func (t *Truths) estimate(ctx context.Context) (*beliefs, evidence.Version, error) {
	g, err := gather(ctx, t.store, Options{Statistical: true})
	if err != nil {
		return nil, evidence.Version{}, err
	}
	found, err := g.believe(ctx, t.letters, nil)
	if err != nil {
		return nil, evidence.Version{}, err
	}
	b := &beliefs{findings: found, claims: map[[2]string][]evidence.ClaimID{}}
	for item := range found.Items() {
		if len(item.Values) > 1 {
			b.disputed = append(b.disputed, item.Item)
		}
	}
	for id, c := range g.claims {
		key := [2]string{c.Item, c.Value}
		b.claims[key] = append(b.claims[key], id)
	}
	for _, ids := range b.claims {
		slices.Sort(ids)
	}
	return b, g.version, nil
}

func (b *beliefs) tell(found *copying.ItemTruth) Truth {
	told := Truth{Item: found.Item}
	if !found.Votes.Naive.Tied {
		told.Counted = found.Votes.Naive.Value
	}
	for i := range found.Values {
		v := &found.Values[i]
		value := Value{Text: v.Value, Claims: b.claims[[2]string{found.Item, v.Value}], SourceCount: v.Holders}
		if len(found.Values) > 1 {
			value.Probability, value.Uncollapsed = &v.Probability, &v.Uncollapsed
		}
		for _, voice := range v.Voices {
			value.Voices = append(value.Voices, b.voice(voice))
		}
		told.Values = append(told.Values, value)
	}
	told.Reasons = told.reasons()
	return told
}

func (b *beliefs) voice(v copying.Voice) Voice {
	voice := Voice{}
	for _, s := range v.Sources {
		voice.Sources = append(voice.Sources, VoiceSource{evidence.SourceID(s.Source), s.Accuracy, s.Items})
	}
	if len(v.Sources) < 2 {
		return voice
	}
	in := map[string]bool{}
	for _, s := range v.Sources {
		in[s.Source] = true
	}
	var most *copying.StatisticalCopy
	confirmed := false
	for _, i := range v.Copies {
		c := &b.findings.Copies[i]
		if !in[c.A] && !in[c.B] {
			continue
		}
		confirmed = confirmed || c.Confirmed
		if most == nil || c.SharedFalse > most.SharedFalse {
			most = c
		}
	}
	switch {
	case most == nil:
	case confirmed && most.Kappa == 0:
		voice.Because = "a person has confirmed that they copy one another"
	default:
		voice.Because = fmt.Sprintf("%s and %s share %s that %s believed false", key(most.A), key(most.B),
			wording.Count(most.SharedFalse, "value"), wording.Choose(most.SharedFalse, "is", "are"))
		if confirmed {
			voice.Because += ", and a person has confirmed copying among them"
		}
	}
	return voice
}

func key(id string) string { return evidence.ID(id).Key() }

// reasons say what the answer rests on.
func (t *Truth) reasons() []string {
	if len(t.Values) == 1 {
		n := t.Values[0].SourceCount
		return []string{fmt.Sprintf("%s %s %q and nobody another value: nothing is compared, and nothing follows from it.",
			wording.Count(n, "source"), wording.Choose(n, "gives", "give"), t.Values[0].Text)}
	}
	var told []string
	for _, v := range t.Values[:min(len(t.Values), toldMistakes)] {
		text := fmt.Sprintf("%q: %s. %s %s it", v.Text, share(*v.Probability), wording.Count(v.SourceCount, "source"), wording.Choose(v.SourceCount, "gives", "give"))
		if len(v.Voices) < v.SourceCount {
			text += fmt.Sprintf(" and %s as %s, since some copy others", wording.Choose(v.SourceCount, "counts", "count"), wording.Number(len(v.Voices)))
		}
		told = append(told, text+".")
	}
	first := t.Values[0]
	if t.Counted != "" && t.Counted != first.Text {
		told = append(told, fmt.Sprintf("Counted one by one, most sources give %q.", t.Counted))
	}
	if least := slices.MinFunc(first.Voices, func(a, b Voice) int { return cmp.Compare(a.Sources[0].Items, b.Sources[0].Items) }); least.Sources[0].Items < fewItems {
		told = append(told, fmt.Sprintf("How often a source is right is estimated from what it says of all items, of some from as few as %s: take the percentages as an order, not as odds.",
			wording.Number(least.Sources[0].Items)))
	}
	return told
}

// fewItems is the sample below which an estimate of accuracy is told with a warning: the method's section 5 asks for ten claims.
const fewItems = 10

// share writes a probability in whole per cent, never 0 or 100: nobody is certain.
func share(p float64) string {
	n := int(math.Round(p * 100))
	switch {
	case n < 1:
		return "less than 1%"
	case n > 99:
		return "more than 99%"
	}
	return fmt.Sprintf("%d%%", n)
}
