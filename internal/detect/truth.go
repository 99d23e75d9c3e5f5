package detect

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memo"
	"github.com/credence-graph/credence/internal/truth"
	"github.com/credence-graph/credence/internal/wording"
)

// TruthStore is what [Truths] needs of a graph.
type TruthStore interface {
	evidence.Scanner
	// Status tells which version of the graph there is.
	Status(ctx context.Context) (evidence.Status, error)
}

// Letters are the accuracies that Admiralty letters stand for, in (0,1): what is estimated of a rated source is drawn
// to its letter's. A letter that is missing says nothing.
type Letters map[evidence.SourceReliability]float64

// Truths says what is to be believed where claims compete for the value of one item. The votes are those of
// [convergence.EachVotes]: what was declared to be taken from another counts once, and what is withdrawn or rests on
// nothing does not count. Only then is it estimated who copies whom. What all sources say of all items goes into it,
// so it is estimated for the graph as a whole, and kept until the graph changes. It is safe for concurrent use.
type Truths struct {
	store    TruthStore
	letters  Letters
	policy   basis.Policy
	believed *memo.ByVersion[*beliefs]
}

type progressKey struct{}

// WithProgress returns a context in which a look for copies, or an estimate of what is true, tells how far each phase
// of it is; of is 0 if nobody knows.
func WithProgress(ctx context.Context, tell func(phase string, done, of int)) context.Context {
	return context.WithValue(ctx, progressKey{}, tell)
}

// ProgressOf returns whom a context tells how far a look is, nil for nobody.
func ProgressOf(ctx context.Context) func(phase string, done, of int) {
	tell, _ := ctx.Value(progressKey{}).(func(string, int, int))
	return tell
}

// beliefs are what was estimated of one version of the graph.
type beliefs struct {
	findings *truth.Findings
	votes    votes
	disputed []string // the items with at least two values, in order
}

// NewTruths returns a Truths of a graph, whose links count under a policy.
func NewTruths(store TruthStore, letters Letters, policy basis.Policy) *Truths {
	return &Truths{store: store, letters: letters, policy: policy, believed: memo.NewByVersion[*beliefs]()}
}

// Truth is what is to be believed of one item.
type Truth struct {
	Item string
	// Values are the most probable first, and last those that no vote is for. Never empty.
	Values []Value
	// MostStated is the value that most sources give, each counted by itself, whoever takes from whom and whether or
	// not it has a vote; "" if several have as many. It is not what is believed: that is the first of Values.
	MostStated string
	// Reasons say in words what the answer rests on, each a sentence.
	Reasons []string
}

// Value is one of the values of an item.
type Value struct {
	Text   string
	Claims []evidence.ClaimID // that give the item this value, by id
	// Probability is with copies counted as one, Uncollapsed with every voter counted by itself: those of an item sum
	// to 1. They are nil if no source gives another value or nothing has a vote: nothing is compared then, and nothing
	// follows.
	Probability, Uncollapsed *float64
	SourceCount              int // that give it
	// VotelessCount is how many of these have no vote: withdrawn, without a basis in force, or on both sides.
	VotelessCount int
	Voices        []Voice // of the sources with a vote, those that count as one as one voice: the strongest first
}

// Voice is sources that count as one.
type Voice struct {
	Sources []VoiceSource // the one that speaks for them first, then by id
	Reason  string        // why they count as one; "" if it is one source

	takes bool // some of it was declared to be taken from another source
}

// VoiceSource is a source with what is estimated of it, or of all that have one vote with it.
type VoiceSource struct {
	Source    evidence.SourceID
	Accuracy  float64 // how often it is taken to be right, in (0,1)
	ItemCount int     // on how many items that is estimated from
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

// Of returns what is to be believed of items, in their order; an item that nobody gives a value is
// [evidence.CodeNotFound].
func (t *Truths) Of(ctx context.Context, items []string) ([]Truth, error) {
	b, _, err := t.believed.Get(ctx, t.store.Status, t.estimate)
	if err != nil {
		return nil, err
	}
	truths := make([]Truth, len(items))
	for i, item := range items {
		if len(b.votes[item]) == 0 {
			return nil, evidence.NotFoundf(
				"no source gives the item %q a value: no claim with this item and a value is supported; it is compared letter by letter", item)
		}
		truths[i] = b.tell(item)
	}
	return truths, nil
}

func (t *Truths) estimate(ctx context.Context) (*beliefs, evidence.Version, error) {
	g, err := gather(ctx, t.store, Options{Statistical: true, Progress: ProgressOf(ctx)}, &t.policy)
	if err != nil {
		return nil, evidence.Version{}, err
	}
	b := &beliefs{}
	if b.votes, err = g.count(ctx); err != nil {
		return nil, evidence.Version{}, err
	}
	if b.findings, err = g.believe(ctx, b.votes.observations(g), t.letters, ProgressOf(ctx)); err != nil {
		return nil, evidence.Version{}, err
	}
	for item, values := range b.votes {
		if len(values) > 1 {
			b.disputed = append(b.disputed, item)
		}
	}
	slices.Sort(b.disputed)
	return b, g.version, nil
}

func (b *beliefs) tell(item string) Truth {
	told := Truth{Item: item, MostStated: b.votes.mostStated(item)}
	backed := b.votes[item]
	found, voted := b.findings.Truth(item)
	for i := range found.Values {
		v := &found.Values[i]
		value := newValue(v.Value, backed[v.Value])
		for _, voice := range v.Voices {
			value.Voices = append(value.Voices, b.voice(voice, backed[v.Value]))
		}
		told.Values = append(told.Values, value)
	}
	for _, text := range slices.Sorted(maps.Keys(backed)) {
		if len(backed[text].voters) == 0 {
			told.Values = append(told.Values, newValue(text, backed[text]))
		}
	}
	if voted && len(told.Values) > 1 {
		probability, uncollapsed := found.Beside(len(told.Values) - len(found.Values))
		for i := range told.Values {
			told.Values[i].Probability, told.Values[i].Uncollapsed = &probability[i], &uncollapsed[i]
		}
	}
	told.Reasons = told.reasons()
	return told
}

func newValue(text string, b *backing) Value {
	n := len(b.sources)
	return Value{Text: text, Claims: b.claims, SourceCount: n, VotelessCount: n - len(b.votersOf())}
}

// voice tells of those who count as one for a value: the sources that give it, of each voter those that have its vote.
func (b *beliefs) voice(v truth.Voice, backing *backing) Voice {
	voice := Voice{}
	var because []string
	for i, s := range v.Sources {
		voter := backing.voters[evidence.SourceID(s.Source)]
		members := slices.Clone(voter.Members)
		if at := slices.Index(members, voter.Source); i == 0 && at > 0 { // it speaks for them
			members = slices.Insert(slices.Delete(members, at, at+1), 0, voter.Source)
		}
		for _, m := range members {
			voice.Sources = append(voice.Sources, VoiceSource{m, s.Accuracy, s.Items})
		}
		if len(members) > 1 {
			because = append(because, together(voter))
		}
	}
	slices.SortFunc(voice.Sources[1:], func(x, y VoiceSource) int { return cmp.Compare(x.Source, y.Source) })
	voice.Sources = slices.CompactFunc(voice.Sources, func(x, y VoiceSource) bool { return x.Source == y.Source })
	voice.takes = len(because) > 0
	if len(v.Sources) > 1 {
		if copied := b.copied(v); copied != "" {
			because = append(because, copied)
		}
	}
	voice.Reason = wording.JoinMost(because, toldMistakes, "and")
	return voice
}

// together says why the sources with one vote have it.
func together(v *tally.Voter) string {
	others := len(v.Members)
	if slices.Contains(v.Members, v.Source) {
		others--
	}
	switch {
	case !v.Common:
		return fmt.Sprintf("%s rest on the same sources in the same parts", wording.Count(len(v.Members), "source"))
	case others == 1:
		return "one of them takes everything from " + key(string(v.Source))
	}
	return fmt.Sprintf("%s of them take everything from %s", wording.Number(others), key(string(v.Source)))
}

// copied says by which copies voters count as one; "" if these are not among them.
func (b *beliefs) copied(v truth.Voice) string {
	in := map[string]bool{}
	for _, s := range v.Sources {
		in[s.Source] = true
	}
	var most *truth.Copy
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
		return ""
	case confirmed && most.Kappa == 0:
		return "a person has confirmed that they copy one another"
	}
	because := fmt.Sprintf("%s and %s share %s that %s believed false", key(most.A), key(most.B),
		wording.Count(most.SharedFalse, "value"), wording.Choose(most.SharedFalse, "is", "are"))
	if confirmed {
		because += ", and a person has confirmed copying among them"
	}
	return because
}

func key(id string) string { return evidence.ID(id).Key() }

// reasons say what the answer rests on.
func (t *Truth) reasons() []string {
	first := &t.Values[0]
	if len(t.Values) == 1 {
		if len(first.Voices) == 0 {
			return []string{first.reason() +
				" No other value is given: nothing is compared, and nothing follows from it."}
		}
		return []string{fmt.Sprintf(
			"%s %s %q and no source gives another value: nothing is compared, and nothing follows from it.",
			wording.Count(first.SourceCount, "source"), wording.Choose(first.SourceCount, "gives", "give"), first.Text)}
	}
	var told []string
	for i := range t.Values[:min(len(t.Values), toldMistakes)] {
		told = append(told, t.Values[i].reason())
	}
	if len(first.Voices) == 0 {
		return append(told, "No value has a vote: nothing is compared, and nothing follows from it.")
	}
	if t.MostStated != "" && t.MostStated != first.Text {
		told = append(told, fmt.Sprintf("Counted one by one, most sources give %q.", t.MostStated))
	}
	if least := slices.MinFunc(
		first.Voices, func(a, b Voice) int {
			return cmp.Compare(
				a.Sources[0].ItemCount, b.Sources[0].ItemCount)
		}); least.Sources[0].ItemCount < fewItems {
		told = append(
			told, fmt.Sprintf(
				"How often a source is right is estimated from what it says of all items, of some from as few as %s: take the percentages as an order, not as odds.",
				wording.Number(least.Sources[0].ItemCount)))
	}
	return told
}

// reason says who gives a value and what that is worth.
func (v *Value) reason() string {
	text := fmt.Sprintf("%q: ", v.Text)
	if v.Probability != nil {
		text += share(*v.Probability) + ". "
	}
	gives := wording.Choose(v.SourceCount, "gives", "give")
	text += fmt.Sprintf("%s %s it", wording.Count(v.SourceCount, "source"), gives)
	const voteless = "withdrawn, without a basis in force, or on both sides"
	voting := v.SourceCount - v.VotelessCount
	switch {
	case voting == 0:
		return text + " and " + wording.Choose(v.SourceCount, "has", "have") + " no vote: " + voteless + "."
	case v.VotelessCount > 0:
		text += fmt.Sprintf(", %s of them without a vote (%s)", wording.Number(v.VotelessCount), voteless)
	}
	if len(v.Voices) < voting {
		does := "copy"
		if slices.ContainsFunc(v.Voices, func(voice Voice) bool { return voice.takes }) {
			does = "take from"
		}
		rest := wording.Choose(min(v.VotelessCount, 1), " the rest", "")
		text += fmt.Sprintf(" and%s count as %s, since some %s others", rest, wording.Number(len(v.Voices)), does)
	}
	return text + "."
}

// fewItems is the sample below which an estimate of accuracy is told with a warning: the method's section 5 asks for
// ten claims.
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
