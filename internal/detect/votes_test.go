package detect_test

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/detect"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
)

// press is a graph of sources that give items values.
type press struct {
	evidence.Batch
	claims map[evidence.ClaimID]bool
}

func newPress() *press { return &press{claims: map[evidence.ClaimID]bool{}} }

func (p *press) source(s evidence.Source) *press {
	p.Sources = append(p.Sources, put(s)...)
	return p
}

func sourceOf(name string) evidence.SourceID { return evidence.SourceID("source:" + name) }

// says has sources give an item a value.
func (p *press) says(item, value string, names ...string) *press {
	claim := evidence.ClaimID("claim:" + item + "=" + value)
	if !p.claims[claim] {
		p.claims[claim] = true
		c := evidence.Claim{ID: claim, Text: item + " is " + value, Item: item, Value: value}
		p.Claims = append(p.Claims, put(c)...)
	}
	for _, name := range names {
		s := evidence.Statement{Source: sourceOf(name), Claim: claim, Stance: evidence.Supports}
		p.Statements = append(p.Statements, put(s)...)
	}
	return p
}

func (p *press) link(from, to string, kind evidence.DerivationKind) *press {
	p.Derivations = append(p.Derivations, put(evidence.Derivation{From: sourceOf(from), To: sourceOf(to), Kind: kind})...)
	return p
}

// syndicated is a wire story, five reprints of it, and two eyewitnesses who say otherwise.
func syndicated(wire evidence.Source) *press {
	own := &evidence.Firsthand{Unquantified: true}
	wire.ID, wire.Kind, wire.Firsthand = "source:wire", evidence.WireReport, own
	p := newPress().source(wire).says("ferries", "twelve", "wire")
	for i := range 5 {
		name := fmt.Sprint("print", i)
		p.source(evidence.Source{ID: sourceOf(name)}).says("ferries", "twelve", name).link(name, "wire", evidence.Syndicates)
	}
	for i := range 2 {
		name := fmt.Sprint("witness", i)
		p.source(evidence.Source{ID: sourceOf(name), Firsthand: own}).says("ferries", "two", name)
	}
	return p
}

func truthOf(t *testing.T, b evidence.Batch, item string) detect.Truth {
	t.Helper()
	found, err := detect.NewTruths(newShelf(t, b), nil, basis.DefaultPolicy()).Of(t.Context(), []string{item})
	if err != nil {
		t.Fatal(err)
	}
	return found[0]
}

// tellValues writes the values of an item, each with what it counts.
func tellValues(truth detect.Truth) (lines []string) {
	for _, v := range truth.Values {
		p := "unknown"
		if v.Probability != nil {
			p = fmt.Sprintf("%.4f", *v.Probability)
		}
		lines = append(lines, fmt.Sprintf("%s %s: %d sources, %d without a vote, %d voices",
			v.Text, p, v.SourceCount, v.VotelessCount, len(v.Voices)))
	}
	return lines
}

// A source that gives one item one value believed with P has the accuracy (2 + P)/5. Nobody votes for "twelve", so
// both witnesses have (2 + 1)/5 = .6 and add ln(5 x .6/.4) = ln 7.5 each; "twelve" has the empty sum. P = 7.5^2/(7.5^2
// + 1) = .9825.
func TestTruths_WithdrawnWireHasNoVote(t *testing.T) {
	truth := truthOf(t, syndicated(evidence.Source{WithdrawnAt: "2024-03-01"}).Batch, "ferries")
	check(t, "the values", []string{
		"two 0.9825: 2 sources, 0 without a vote, 2 voices", "twelve 0.0175: 6 sources, 6 without a vote, 0 voices",
	}, tellValues(truth))
	check(t, "what most sources give", "twelve", truth.MostStated)
	check(t, "the claims of the other", []evidence.ClaimID{"claim:ferries=twelve"}, truth.Values[1].Claims)
	check(t, "the words", []string{
		`"two": 98%. 2 sources give it.`,
		`"twelve": 2%. 6 sources give it and have no vote: withdrawn, without a basis in force, or on both sides.`,
		`Counted one by one, most sources give "twelve".`,
	}, truth.Reasons[:3])
}

func TestTruths_ReprintsCountOnce(t *testing.T) {
	for name, wire := range map[string]evidence.Source{"dated": {PublishedAt: "2024-03-02"}, "undated": {}} {
		p := syndicated(wire)
		p.Sources[1].Value.PublishedAt = "2024-03-01" // of a reprint, before what it prints: it is a reprint nevertheless
		truth := truthOf(t, p.Batch, "ferries")
		check(t, name+": believed", "two", truth.Values[0].Text)
		check(t, name+": sources of the other", 6, truth.Values[1].SourceCount)
		check(t, name+": its voices", 1, len(truth.Values[1].Voices))
		voice := truth.Values[1].Voices[0]
		check(t, name+": who speaks for them", evidence.SourceID("source:wire"), voice.Sources[0].Source)
		check(t, name+": how many they are", 6, len(voice.Sources))
		check(t, name+": why they are one", "five of them take everything from wire", voice.Reason)
		words := fmt.Sprintf("%q: %.0f%%. 6 sources give it and count as one, since some take from others.",
			"twelve", *truth.Values[1].Probability*100)
		check(t, name+": the words", words, truth.Reasons[1])

		alone := newPress().source(evidence.Source{ID: "source:wire"}).says("ferries", "twelve", "wire")
		for _, name := range []string{"witness0", "witness1"} {
			alone.source(evidence.Source{ID: sourceOf(name)}).says("ferries", "two", name)
		}
		want := truthOf(t, alone.Batch, "ferries")
		check(t, name+": probable as without the reprints", *want.Values[0].Probability, *truth.Values[0].Probability)
		check(t, name+": before copying is estimated", *want.Values[0].Uncollapsed, *truth.Values[0].Uncollapsed)
	}
}

// With one witness P = 7.5/8.5 = .8824.
func TestTruths_ClosedCircleHasNoVote(t *testing.T) {
	p := newPress()
	ring := []string{"north", "east", "south"}
	for i, name := range ring {
		p.source(evidence.Source{ID: sourceOf(name)}).link(name, ring[(i+1)%3], evidence.Cites)
	}
	p.source(evidence.Source{ID: "source:witness", Firsthand: &evidence.Firsthand{Unquantified: true}})
	p.says("lamp", "red", ring...).says("lamp", "green", "witness").says("bell", "loud", ring...)
	p.says("door", "open", ring[0]).says("door", "shut", ring[1])
	truth := truthOf(t, p.Batch, "lamp")
	check(t, "the values", []string{
		"green 0.8824: 1 sources, 0 without a vote, 1 voices", "red 0.1176: 3 sources, 3 without a vote, 0 voices",
	}, tellValues(truth))

	alone := truthOf(t, p.Batch, "bell")
	check(
		t, "one value without a vote", []string{"loud unknown: 3 sources, 3 without a vote, 0 voices"}, tellValues(alone))
	check(t, "its words", []string{`"loud": 3 sources give it and have no vote: ` +
		"withdrawn, without a basis in force, or on both sides. No other value is given: nothing is compared, and nothing follows from it."}, alone.Reasons)
	none := truthOf(t, p.Batch, "door")
	check(t, "values without a vote", []string{
		"open unknown: 1 sources, 1 without a vote, 0 voices", "shut unknown: 1 sources, 1 without a vote, 0 voices",
	}, tellValues(none))
	check(t, "their words", "No value has a vote: nothing is compared, and nothing follows from it.", none.Reasons[2])
	check(t, "what most give of two as often", "", none.MostStated)
}

// A source that was wrong every time is worth less than nothing to a value; a value without a vote is no more probable
// even so.
func TestTruths_NoVoteNeverBeatsAVote(t *testing.T) {
	p := newPress().source(evidence.Source{ID: "source:liar"})
	p.source(evidence.Source{ID: "source:gone", WithdrawnAt: "2024-01-01"})
	for i := range 4 {
		p.source(evidence.Source{ID: evidence.SourceID(fmt.Sprint("source:honest", i))})
	}
	for i := range 20 {
		item := fmt.Sprintf("item%02d", i)
		p.says(item, "false", "liar").says(item, "true", "honest0", "honest1", "honest2", "honest3")
	}
	p.says("last", "yes", "liar").says("last", "no", "gone")
	truth := truthOf(t, p.Batch, "last")
	check(t, "the first", "yes", truth.Values[0].Text)
	check(t, "accuracy of who says so is below chance", true, truth.Values[0].Voices[0].Sources[0].Accuracy < 1.0/6)
	check(t, "and neither is more probable", *truth.Values[0].Probability, *truth.Values[1].Probability)
}

// Suggested copies are found again from what is said, as if they were not on record; a confirmed one joins also who
// votes for the two.
func TestTruths_CopiesComeAfterTheVotes(t *testing.T) {
	p := syndicated(evidence.Source{})
	before := truthOf(t, p.Batch, "ferries")
	copied := func(status evidence.ReviewStatus, from, to evidence.SourceID) evidence.Batch {
		b := p.Batch
		d := evidence.Derivation{From: from, To: to, Kind: evidence.Copies, CopiedShare: new(.9), Status: status,
			Detector: "text/2"}
		b.Derivations = append(slices.Clone(b.Derivations), put(d)...)
		return b
	}
	suggested := truthOf(t, copied(evidence.Suggested, "source:witness1", "source:witness0"), "ferries")
	check(t, "with a suggested copy", tellValues(before), tellValues(suggested))
	confirmed := truthOf(t, copied(evidence.Confirmed, "source:witness1", "source:witness0"), "ferries")
	check(t, "voices with a confirmed copy", 1, len(valueOf(confirmed, "two").Voices))

	p.Sources[4].Value.PublishedAt = "2024-03-04"
	p.source(evidence.Source{ID: "source:echo", PublishedAt: "2024-03-05"}).says("ferries", "twelve", "echo")
	echo := truthOf(t, copied(evidence.Confirmed, "source:echo", "source:print3"), "ferries")
	check(t, "voices with a copy of a reprint", 1, len(valueOf(echo, "twelve").Voices))
	check(t, "the reasons", "five of them take everything from wire and a person has confirmed that they copy one another",
		valueOf(echo, "twelve").Voices[0].Reason)
}

func valueOf(truth detect.Truth, text string) detect.Value {
	return truth.Values[slices.IndexFunc(truth.Values, func(v detect.Value) bool { return v.Text == text })]
}

// Whoever says the same of what is one claim under two ids gives its value.
func TestTruths_ClaimsThatAreOneHaveTheSameVotes(t *testing.T) {
	p := newPress().source(evidence.Source{ID: "source:a"}).source(evidence.Source{ID: "source:b"})
	p.says("lamp", "red", "a").says("lamp", "green")
	p.Claims = append(p.Claims, put(evidence.Claim{ID: "claim:other", Text: "The lamp was green."})...)
	s := evidence.Statement{Source: "source:b", Claim: "claim:other", Stance: evidence.Supports}
	p.Statements = append(p.Statements, put(s)...)
	check(t, "values by themselves", 1, len(truthOf(t, p.Batch, "lamp").Values))
	p.Samenesses = put(evidence.Sameness{A: "claim:lamp=green", B: "claim:other"})
	check(t, "values with the same claim", 2, len(truthOf(t, p.Batch, "lamp").Values))
}

// Reprints of what is on record change nothing, whatever their dates, letters and ids.
func TestTruths_ReprintsChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, said := randomPress(t)
		before := allTruths(t, p.Batch)
		for i := range rapid.IntRange(1, 6).Draw(t, "reprints") {
			of := rapid.SampledFrom(said).Draw(t, "of")
			name := rapid.SampledFrom([]string{"aa", "zz"}).Draw(t, "id") + fmt.Sprint(i)
			p.source(evidence.Source{ID: sourceOf(name), Reliability: letter(t), PublishedAt: date(t)})
			kinds := []evidence.DerivationKind{evidence.Syndicates, evidence.Translates, evidence.Cites}
			p.link(name, of.source, rapid.SampledFrom(kinds).Draw(t, "kind"))
			p.says(of.item, of.value, name)
			said = append(said, giving{name, of.item, of.value})
		}
		after := allTruths(t, p.Batch)
		for i, was := range before {
			is := after[i]
			for v := range was.Values {
				x, y := was.Values[v], is.Values[v]
				same := near(x.Probability, y.Probability) && near(x.Uncollapsed, y.Uncollapsed)
				if x.Text != y.Text || len(x.Voices) != len(y.Voices) || !same {
					t.Fatalf("%s: %v became %v", was.Item, tellValues(was), tellValues(is))
				}
			}
		}
	})
}

func near(a, b *float64) bool {
	return a == nil && b == nil || a != nil && b != nil && math.Abs(*a-*b) < 1e-9
}

// giving is what a source says.
type giving struct{ source, item, value string }

// randomPress is up to eight sources that take from one another in all ways, and what they say of three items.
func randomPress(t *rapid.T) (*press, []giving) {
	p := newPress()
	names := []string{"b", "c", "d", "e", "f", "g", "h", "i"}[:rapid.IntRange(2, 8).Draw(t, "sources")]
	for _, name := range names {
		s := evidence.Source{ID: sourceOf(name), Reliability: letter(t), PublishedAt: date(t)}
		if rapid.IntRange(0, 4).Draw(t, "withdrawn") == 0 {
			s.WithdrawnAt = "2024-05-01"
		}
		if rapid.Bool().Draw(t, "own") {
			s.Firsthand = &evidence.Firsthand{Unquantified: true}
		}
		p.source(s)
	}
	linked := map[[2]string]bool{}
	for range rapid.IntRange(0, 8).Draw(t, "links") {
		from, to := rapid.SampledFrom(names).Draw(t, "from"), rapid.SampledFrom(names).Draw(t, "to")
		if from != to && !linked[[2]string{from, to}] {
			linked[[2]string{from, to}] = true
			kinds := []evidence.DerivationKind{evidence.Syndicates, evidence.Cites, evidence.Cites}
			p.link(from, to, rapid.SampledFrom(kinds).Draw(t, "kind"))
		}
	}
	var said []giving
	for _, name := range names {
		for _, item := range []string{"lamp", "bell", "door"} {
			if value := rapid.SampledFrom([]string{"", "one", "two", "three"}).Draw(t, "value"); value != "" {
				p.says(item, value, name)
				said = append(said, giving{name, item, value})
			}
		}
	}
	if len(said) == 0 {
		p.says("lamp", "one", names[0])
		said = append(said, giving{names[0], "lamp", "one"})
	}
	return p, said
}

func letter(t *rapid.T) evidence.SourceReliability {
	return rapid.SampledFrom([]evidence.SourceReliability{"", evidence.ReliabilityA, evidence.ReliabilityE}).Draw(
		t, "letter")
}

func date(t *rapid.T) evidence.Date {
	return rapid.SampledFrom([]evidence.Date{"", "2024-01-01", "2024-02-01", "2024-03-01"}).Draw(t, "date")
}

// allTruths is what is to be believed of every item of a random press that anybody gives a value.
func allTruths(t *rapid.T, b evidence.Batch) []detect.Truth {
	store := memstore.New(func() time.Time { return time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC) }, 1000)
	b.Collector, b.Method = "test", evidence.Declared
	if _, err := store.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	letters := detect.Letters{evidence.ReliabilityA: .95, evidence.ReliabilityE: .5}
	truths := detect.NewTruths(store, letters, basis.DefaultPolicy())
	var all []detect.Truth
	for _, item := range []string{"bell", "door", "lamp"} {
		found, err := truths.Of(t.Context(), []string{item})
		if evidence.CodeOf(err) == evidence.CodeNotFound {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, found...)
	}
	return all
}
