package detect_test

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/detect"
	"github.com/credence-graph/credence/internal/evidence"
)

// thieves is shops with two more that have all of bad's mistakes, and four more honest ones, which say nothing of
// item07: there the copies are in the majority, and everywhere else in the minority.
func thieves() evidence.Batch {
	b := shops()
	for _, honest := range []string{"d", "e", "f", "g"} {
		id := evidence.SourceID("source:" + honest)
		b.Sources = append(b.Sources, put(evidence.Source{ID: id})...)
		for item := range 7 {
			claim := evidence.ClaimID(fmt.Sprintf("claim:item%02d=right", item))
			b.Statements = append(b.Statements, put(evidence.Statement{Source: id, Claim: claim, Stance: evidence.Supports})...)
		}
	}
	for i := range 2 {
		id := evidence.SourceID(fmt.Sprint("source:thief", i))
		b.Sources = append(b.Sources, put(evidence.Source{ID: id})...)
		for item := range 14 {
			value := "right"
			if item < 8 {
				value = "wrong"
			}
			claim := evidence.ClaimID(fmt.Sprintf("claim:item%02d=%s", item, value))
			b.Statements = append(b.Statements, put(evidence.Statement{Source: id, Claim: claim, Stance: evidence.Supports})...)
		}
	}
	return b
}

func TestTruths_CountsCopiesOnce(t *testing.T) {
	s := newShelf(t, thieves())
	truths := detect.NewTruths(s, nil, basis.DefaultPolicy())
	items, version, err := truths.Items(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	status, _ := s.Status(t.Context())
	check(t, "the version", status.Version, version)
	check(
		t, "items with competing values", []string{"item00", "item01", "item02", "item03", "item04", "item05", "item06",
			"item07"}, items)
	found, err := truths.Of(t.Context(), []string{"item07", "item19"})
	if err != nil {
		t.Fatal(err)
	}
	first := found[0]
	check(t, "the most probable", "right", first.Values[0].Text)
	check(t, "what most sources give", "wrong", first.MostStated)
	check(t, "its claims", []evidence.ClaimID{"claim:item07=right"}, first.Values[0].Claims)
	check(t, "sources of the other", 4, first.Values[1].SourceCount)
	check(t, "its voices", 1, len(first.Values[1].Voices))
	if because := first.Values[1].Voices[0].Reason; !strings.Contains(because, "share 8 values that are believed false") {
		t.Errorf("they count as one because %q", because)
	}
	if p, q := *first.Values[0].Probability, *first.Values[1].Probability; math.Abs(p+q-1) > 1e-9 || p < .5 {
		t.Errorf("probabilities %v and %v", p, q)
	}
	check(t, "the probability of a value that nobody disputes", (*float64)(nil), found[1].Values[0].Probability)
	check(
		t, "the words about the other", true, strings.Contains(
			first.Reasons[1], "4 sources give it and count as one, since some copy others."))
	check(t, "the words about the count", `Counted one by one, most sources give "wrong".`, first.Reasons[2])
	check(t, "values of an item without dispute", 1, len(found[1].Values))
	_, err = truths.Of(t.Context(), []string{"no such item"})
	check(t, "the code of an item that is not in the graph", evidence.CodeNotFound, evidence.CodeOf(err))
}

// counting counts the scans of a store.
type counting struct {
	*shelf
	scans int
}

func (c *counting) Scan(ctx context.Context, kinds []evidence.Kind, each func(any) error) (evidence.Version, error) {
	c.scans++
	return c.shelf.Scan(ctx, kinds, each)
}

func TestTruths_EstimatesOnceAVersion(t *testing.T) {
	s := &counting{shelf: newShelf(t, shops())}
	truths := detect.NewTruths(s, nil, basis.DefaultPolicy())
	for range 3 {
		if _, err := truths.Of(t.Context(), []string{"item00"}); err != nil {
			t.Fatal(err)
		}
	}
	check(t, "scans", 1, s.scans)
	s.record(
		evidence.Batch{Claims: put(
			evidence.Claim{ID: "claim:other", Text: "item00 is other", Item: "item00", Value: "other"}),
			Statements: put(evidence.Statement{Source: "source:bad", Claim: "claim:other", Stance: evidence.Supports})})
	found, err := truths.Of(t.Context(), []string{"item00"})
	if err != nil {
		t.Fatal(err)
	}
	check(t, "scans after a write", 2, s.scans)
	check(t, "values after a write", 3, len(found[0].Values))
}

func TestTruths_LetterSpeaks(t *testing.T) {
	b := evidence.Batch{
		Claims: put(
			evidence.Claim{ID: "claim:a", Text: "It is a", Item: "x", Value: "a"},
			evidence.Claim{ID: "claim:b", Text: "It is b", Item: "x", Value: "b"}),
		Outlets: put(evidence.Outlet{ID: "outlet:good", Name: "Good", Reliability: evidence.ReliabilityA}),
		Sources: put(
			evidence.Source{ID: "source:a", Outlet: "outlet:good"},
			evidence.Source{ID: "source:b", Reliability: evidence.ReliabilityE}),
		Statements: put(evidence.Statement{Source: "source:a", Claim: "claim:a", Stance: evidence.Supports},
			evidence.Statement{Source: "source:b", Claim: "claim:b", Stance: evidence.Supports}),
	}
	s := newShelf(t, b)
	unrated, err := detect.NewTruths(s, nil, basis.DefaultPolicy()).Of(t.Context(), []string{"x"})
	if err != nil {
		t.Fatal(err)
	}
	check(t, "unrated they are as probable", unrated[0].Values[0].Probability, unrated[0].Values[1].Probability)
	check(t, "unrated none is counted more", "", unrated[0].MostStated)
	letters := detect.Letters{evidence.ReliabilityA: .95, evidence.ReliabilityE: .5}
	rated, err := detect.NewTruths(s, letters, basis.DefaultPolicy()).Of(t.Context(), []string{"x"})
	if err != nil {
		t.Fatal(err)
	}
	if v := rated[0].Values[0]; v.Text != "a" || *v.Probability < .6 {
		t.Errorf("rated A against E: %q with %v", v.Text, *v.Probability)
	}
}
