package inquiry_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/convergence/whatif"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/memstore"
)

// story returns a service on the story's graph. With a letter every source has it.
func story(t *testing.T, letter string) *inquiry.Service {
	t.Helper()
	lines, err := os.ReadFile("testdata/story.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if letter != "" {
		lines = bytes.ReplaceAll(lines, []byte(`{"type":"source",`), []byte(`{"type":"source","reliability":"`+letter+`",`))
	}
	// so that the ends of their lines can be checked
	for _, source := range []string{"mer-1", "tl-1", "captain", "union"} {
		lines = fmt.Appendf(lines, `{"type":"confirmation","source":%q,"justification":"seen in the archive"}`+"\n", source)
	}
	store := memstore.New(time.Now, 1000)
	summary, err := ingest.Import(
		t.Context(), store, []ingest.Input{{Name: "story.jsonl", Reader: bytes.NewReader(lines)}}, ingest.Options{})
	if err != nil || summary.ProblemCount > 0 {
		t.Fatalf("importing the story: %v, %+v", err, summary.Problems)
	}
	return inquiry.New(store)
}

func answersOf(t *testing.T, s *inquiry.Service, claims ...evidence.ClaimID) []*convergence.Convergence {
	t.Helper()
	answers, err := s.Of(t.Context(), claims, evidence.Moment{}, basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	return answers
}

// TestExcluding_Story: 19 crew members are held, or 23; both have two demonstrated lines, and nobody is rated.
func TestExcluding_Story(t *testing.T) {
	claims := []evidence.ClaimID{"claim:crew19", "claim:crew23", "claim:intl"}
	answers := answersOf(t, story(t, ""), claims...)
	for i, values := range [][2]string{{"23", "19"}, {"19", "23"}} {
		c, other := answers[i], answers[1-i]
		if c.Supporting.DemonstratedLineCount < 2 {
			t.Fatalf("%s has %d demonstrated lines, want two", claims[i], c.Supporting.DemonstratedLineCount)
		}
		if digit := c.SuggestedCredibility(); digit != nil {
			t.Errorf("%s: credibility %s is suggested", claims[i], *digit)
		}
		said := find(c.Explanation(), convergence.NoteCredibility)
		if said == nil || !strings.Contains(said.Text, "is not suggested") || len(said.Nodes) != 1 ||
			said.Nodes[0].NodeID() != evidence.ID(claims[1-i]) {
			t.Errorf("%s: of the credibility it is said: %+v", claims[i], said)
		}
		excluding := c.Excluding()
		if len(excluding) != 1 || excluding[0].Claim.ID != claims[1-i] || excluding[0].Probability != nil ||
			excluding[0].LogOdds != nil {
			t.Fatalf("%s is excluded by %+v, want %s without a likelihood", claims[i], excluding, claims[1-i])
		}
		if diff := cmp.Diff(other.Supporting.Tally, excluding[0].Supporting); diff != "" {
			t.Errorf("the tally of %s, in its own answer (-) and in that of %s (+):\n%s", claims[1-i], claims[i], diff)
		}
		reasons := excluding[0].Reasons
		if len(reasons) != 2 || reasons[0].Kind != convergence.OtherValue || reasons[1].Kind != convergence.Contradiction ||
			reasons[1].Relation == nil {
			t.Fatalf("%s is excluded because %+v", claims[i], reasons)
		}
		if want := fmt.Sprintf(
			"for %q it gives %q rather than %q", "crew-held", values[0], values[1]); reasons[0].Text != want {
			t.Errorf("%s is excluded because %q, want %q", claims[i], reasons[0].Text, want)
		}
		if said := find(c.Caveats(), convergence.NoteExcluded); said == nil ||
			!strings.Contains(said.Text, fmt.Sprintf("%q", values[0]+" crew held")) {
			t.Errorf("%s: the caveat is %+v", claims[i], said)
		}
	}
	if excluding := answers[2].Excluding(); len(excluding) > 0 {
		t.Errorf("nothing excludes that it was seized in international waters, but %+v does", excluding)
	}
}

// TestExcluding_StoryRated, by hand: each B weighs ln(17/3). The captain and Tideline, a third of which is the captain,
// overlap sqrt(1/3): 2/(1+sqrt(1/3)) of that. Meridian, whose text the Harbour Times prints, and the union share
// nothing: 2 of it.
func TestExcluding_StoryRated(t *testing.T) {
	answers := answersOf(t, story(t, "B"), "claim:crew19", "claim:crew23")
	o19, o23 := math.Pow(17./3, 2/(1+math.Sqrt(1./3))), 17./3*17/3
	sum := 0.0
	for i, odds := range []float64{o19, o23} {
		if got := answers[i].LogOdds(); got == nil || math.Abs(*got-math.Log(odds)) > tolerance {
			t.Errorf("%s: log-odds %v, want %v: nothing is shared there", answers[i].Claim.ID, got, math.Log(odds))
		}
		p, want := answers[i].Probability(), odds/(1+o19+o23)
		if p == nil || math.Abs(*p-want) > tolerance {
			t.Fatalf("%s: probability %v, want %v", answers[i].Claim.ID, p, want)
		}
		sum += *p
		if other := answers[1-i].Excluding()[0].Probability; other == nil || *other != *p {
			t.Errorf("the probability of %s is %v, in the other's answer %v", answers[i].Claim.ID, *p, other)
		}
		if digit := answers[i].SuggestedCredibility(); digit != nil {
			t.Errorf("%s: credibility %s is suggested", answers[i].Claim.ID, *digit)
		}
	}
	if sum > 1 {
		t.Errorf("the probabilities add up to %v", sum)
	}
	said := find(answers[0].Explanation(), convergence.NoteLikelihood)
	if want := `It is unlikely to be true (21%), assuming even odds before, and that at most one of it and "23 crew held" is true.`; said == nil || said.Text != want {
		t.Errorf("of the likelihood it is said %+v, want %q", said, want)
	}
}

// TestImpact_Rivals, by hand as in TestExcluding_StoryRated: without the union 23 crew members have one line of a B,
// and 19 is likelier by as much as 23 is less likely, though nothing that it rests on has changed.
func TestImpact_Rivals(t *testing.T) {
	list, err := story(t, "B").Impact(t.Context(), []evidence.ID{"source:union"}, evidence.Moment{}, basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	o19, o23, without := math.Pow(17./3, 2/(1+math.Sqrt(1./3))), 17./3*17/3, 17./3
	want := map[evidence.ClaimID][2]float64{
		"claim:crew19": {o19 / (1 + o19 + o23), o19 / (1 + o19 + without)},
		"claim:crew23": {o23 / (1 + o19 + o23), without / (1 + o19 + without)},
	}
	for _, i := range list {
		p, expected := want[i.Claim.ID]
		if !expected {
			t.Errorf("%s is listed; it neither rests on the union nor excludes what does", i.Claim.ID)
			continue
		}
		delete(want, i.Claim.ID)
		if math.Abs(*i.Before.Probability-p[0]) > tolerance || math.Abs(*i.After.Probability-p[1]) > tolerance {
			t.Errorf("%s: %v before and %v after, want %v", i.Claim.ID, *i.Before.Probability, *i.After.Probability, p)
		}
		if i.Claim.ID == "claim:crew19" && (!i.Before.Supporting.Same(i.After.Supporting) || len(i.LostSources) > 0) {
			t.Errorf("of %s more than the probability changes: %+v", i.Claim.ID, i)
		}
	}
	if len(want) > 0 {
		t.Errorf("not listed: %v", want)
	}
}

// TestExcluding_WhatIf: what is supposed of a claim that excludes another, or that they do not contradict each other,
// counts.
func TestExcluding_WhatIf(t *testing.T) {
	service := story(t, "B")
	relation := answersOf(t, service, "claim:crew19")[0].Excluding()[0].Reasons[1].Relation.ID
	for name, tc := range map[string]struct {
		change whatif.Hypothesis
		odds23 float64
		reason int // how many are left
	}{
		"the union says nothing": {whatif.Hypothesis{Without: []evidence.ID{"source:union"}}, 17. / 3, 2},
		"the union is rated A": {whatif.Hypothesis{Ratings: []whatif.Rating{{Subject: "source:union",
			Reliability: evidence.ReliabilityA}}},
			17. / 3 * 19, 2},
		"the relation is withdrawn": {whatif.Hypothesis{Without: []evidence.ID{evidence.ID(relation)}}, 17. / 3 * 17 / 3, 1},
	} {
		diff, err := service.WhatIf(t.Context(), "claim:crew19", tc.change, evidence.Moment{}, basis.DefaultPolicy())
		if err != nil {
			t.Fatal(err)
		}
		o19 := math.Pow(17./3, 2/(1+math.Sqrt(1./3)))
		if p, want := diff.After.Probability(), o19/(1+o19+tc.odds23); p == nil || math.Abs(*p-want) > tolerance {
			t.Errorf("%s: probability %v, want %v", name, p, want)
		}
		if got := len(diff.After.Excluding()[0].Reasons); got != tc.reason {
			t.Errorf("%s: %d reasons are left, want %d", name, got, tc.reason)
		}
		for _, change := range diff.Changes(-1) {
			if change.Code == compare.ChangeNoEffect {
				t.Errorf("%s: it is said that it has no effect: %s", name, change.Text)
			}
		}
	}
}
