package convergence_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

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
		if i.Claim.ID == "claim:crew19" && (!i.Before.Supporting.Same(i.After.Supporting) || len(i.Falls) > 0) {
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

// rivalry is the evidence of claims of which the first is theClaim; each is supported by the sources named for it.
func rivalry(
	t *testing.T, claims []evidence.Claim, relations []evidence.Relation, drawings ...string) *evidence.Subgraphs {
	t.Helper()
	all := &evidence.Subgraphs{Claims: claims}
	for i, drawn := range drawings {
		sub := draw(t, drawn)
		for k := range sub.Statements {
			sub.Statements[k].Claim = claims[i].ID
			sub.Statements[k] = sub.Statements[k].Normalize()
		}
		all.Sources, all.Statements = append(all.Sources, sub.Sources...), append(all.Statements, sub.Statements...)
		all.Derivations = append(all.Derivations, sub.Derivations...)
	}
	for _, r := range relations {
		all.Relations = append(all.Relations, r.Normalize())
	}
	return all
}

func against(from, to evidence.ClaimID) evidence.Relation {
	return evidence.Relation{From: from, Kind: evidence.Contradicts, To: to}
}

func valued(id evidence.ClaimID, item, value string) evidence.Claim {
	return evidence.Claim{ID: id, Text: string(id), Item: item, Value: value}
}

// TestExcluding_Likelihood, by hand: o is 17/3, the odds of one B, and f 3/2, those of an F. A claim without evidence
// has odds of 1.
func TestExcluding_Likelihood(t *testing.T) {
	const o, f = 17. / 3, 3. / 2
	one, two, three := valued(theClaim, "n", "1"), valued("claim:d", "n", "2"), valued("claim:e", "n", "3")
	plain := func(id evidence.ClaimID) evidence.Claim { return valued(id, "", "") }
	b := func(name string) string { return "+ " + name + "; " + name + " : reliability=B" }
	hesitant := against(theClaim, "claim:d")
	hesitant.Provenance.Confidence = new(10)
	for _, tc := range []struct {
		name string
		sub  *evidence.Subgraphs
		want float64 // NaN = null
	}{
		{"alone", rivalry(t, []evidence.Claim{one}, nil, b("A")), o / (1 + o)},
		{"another value", rivalry(t, []evidence.Claim{one, two}, nil, b("A"), b("B")), o / (1 + o + o)},
		{"two other values", rivalry(t, []evidence.Claim{one, two, three}, nil, b("A"), b("B"), b("C")), o / (1 + 3*o)},
		{"the same value", rivalry(t, []evidence.Claim{one, valued("claim:d", "n", "1")}, nil, b("A"), b("B")), o / (1 + o)},
		{"another item", rivalry(t, []evidence.Claim{one, valued("claim:d", "m", "2")}, nil, b("A"), b("B")), o / (1 + o)},
		{"no value", rivalry(t, []evidence.Claim{one, valued("claim:d", "n", "")}, nil, b("A"), b("B")), o / (1 + o)},
		{"contradicts", rivalry(
			t, []evidence.Claim{plain(theClaim), plain("claim:d")}, []evidence.Relation{against(theClaim, "claim:d")}, b("A"),
			b("B")),
			o / (1 + o + o)},
		{"is contradicted", rivalry(
			t, []evidence.Claim{plain(theClaim), plain("claim:d")}, []evidence.Relation{against("claim:d", theClaim)}, b("A"),
			b("B")),
			o / (1 + o + o)},
		{"both, and in both directions", rivalry(
			t, []evidence.Claim{one, two}, []evidence.Relation{against("claim:d", theClaim), against(theClaim, "claim:d")},
			b("A"), b("B")), o / (1 + o + o)},
		{"contradicted by what is contradicted",
			rivalry(t, []evidence.Claim{plain(theClaim), plain("claim:d"), plain("claim:e")},
				[]evidence.Relation{against("claim:d", theClaim), against("claim:d", "claim:e")}, b("A"), b("B"), b("C")),
			o / (1 + o + o)},
		{"below the policy's confidence", rivalry(
			t, []evidence.Claim{plain(theClaim), plain("claim:d")}, []evidence.Relation{hesitant}, b("A"), b("B")),
			o / (1 + o)},
		{"a rival without a letter counts as F", rivalry(t, []evidence.Claim{one, two}, nil, b("A"), "+ B"), o / (1 + o + f)},
		{"a rival without evidence", rivalry(t, []evidence.Claim{one, two}, nil, b("A"), ""), o / (2 + o)},
		{"a rival that is refuted", rivalry(t, []evidence.Claim{one, two}, nil, b("A"), "- B; B : reliability=B"),
			o / (1 + o + 1/o)},
		{"no letter of its own", rivalry(t, []evidence.Claim{one, two}, nil, "+ A", b("B")), math.NaN()},
		{"below the lower limit of section 5",
			rivalry(t, []evidence.Claim{one, two}, nil, "- A A2 A3; A : reliability=B; A2 : reliability=B; A3 : reliability=B",
				"+ B B2; B : reliability=B; B2 : reliability=B"), math.Pow(o, -3) / (1 + math.Pow(o, -3) + o*o)},
		{"above the upper limit", rivalry(
			t, []evidence.Claim{one, two}, nil, "+ A A2 A3 A4; A : reliability=B; A2 : reliability=B; A3 : reliability=B; A4 : reliability=B",
			""), 0.99},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := basis.DefaultPolicy()
			p.MinConfidence = 50
			c := computeWith(t, tc.sub, p)
			got := toldOf(c)
			if math.IsNaN(tc.want) != math.IsNaN(got.Probability) || math.Abs(got.Probability-tc.want) > tolerance {
				t.Errorf("probability %v, want %v", got.Probability, tc.want)
			}
			if got.Likelihood != "" && got.Likelihood != string(convergence.LikelihoodOf(tc.want)) {
				t.Errorf("likelihood %s for %v", got.Likelihood, tc.want)
			}
			if math.IsNaN(tc.want) {
				return
			}
			if assumed := convergence.Assume(nil).Probability(c); math.Abs(assumed-tc.want) > tolerance {
				t.Errorf("probability %v where nothing is assumed, want %v", assumed, tc.want)
			}
		})
	}
}

// TestExcluding_Same: claims that are the same are one rival, and none of their own.
func TestExcluding_Same(t *testing.T) {
	const o = 17. / 3
	one, two, again := valued(theClaim, "n", "1"), valued("claim:d", "n", "2"), valued("claim:e", "n", "zwei")
	sub := rivalry(t, []evidence.Claim{one, two, again}, []evidence.Relation{against("claim:d", "claim:e")},
		"+ A; A : reliability=B", "+ B; B : reliability=B", "+ B2; B2 : reliability=B")
	sub.Samenesses = []evidence.Sameness{evidence.Sameness{A: "claim:d", B: "claim:e"}.Normalize()}
	c := compute(t, sub)
	excluding := c.Excluding()
	if len(excluding) != 1 || excluding[0].Claim.ID != "claim:d" || excluding[0].Supporting.SourceCount != 2 ||
		len(excluding[0].Reasons) != 2 {
		t.Fatalf("excluded by %+v, want one claim with two sources for two reasons", excluding)
	}
	if p := c.Probability(); p == nil || math.Abs(*p-o/(1+o+o*o)) > tolerance {
		t.Errorf("probability %v, want %v", p, o/(1+o+o*o))
	}
}

// TestExcluding_Credibility: two demonstrated lines suggest credibility 1 unless an excluding claim has a demonstrated
// one.
func TestExcluding_Credibility(t *testing.T) {
	one, two := valued(theClaim, "n", "1"), valued("claim:d", "n", "2")
	for name, tc := range map[string]struct {
		rival string
		want  bool
	}{
		"no evidence": {"", true}, "refuted": {"- B", true}, "a line": {"+ B", false},
		"a line of unnamed origin": {"+ B; B : identity=UNNAMED", true}, "refuted and a line": {"+ B; - C", false},
		"no ground": {"+ B; B <- C; C <- B", true},
	} {
		c := compute(t, rivalry(t, []evidence.Claim{one, two}, nil, "+ A A2; addressed", tc.rival))
		if got := c.SuggestedCredibility() != nil; got != tc.want {
			t.Errorf("%s: credibility suggested: %t, want %t", name, got, tc.want)
		}
		said := find(c.Explanation(), convergence.NoteCredibility)
		if said == nil || strings.Contains(said.Text, "is not suggested") == tc.want {
			t.Errorf("%s: it is said: %+v", name, said)
		}
	}
}

// exclusive draws claims of random worlds that all exclude each other, by values or by relations, and reads them
// together.
func exclusive(t *rapid.T) (*evidence.Subgraphs, []evidence.ClaimID) {
	all, byValue := &evidence.Subgraphs{}, rapid.Bool().Draw(t, "by value")
	var ids []evidence.ClaimID
	for k := range rapid.IntRange(2, 5).Draw(t, "claims") {
		sub := worlds(everything()).Draw(t, "world").subgraphs(
			func(i int) evidence.SourceID { return evidence.SourceID(fmt.Sprintf("source:k%d-%02d", k, i)) })
		claim := evidence.Claim{ID: evidence.ClaimID(fmt.Sprintf("claim:k%d", k)), Text: "It is so."}
		if byValue {
			claim.Item, claim.Value = "n", fmt.Sprint(k)
		}
		for _, s := range sub.Statements {
			s.Claim = claim.ID
			if rapid.IntRange(0, 3).Draw(t, "stance") == 0 {
				s.Stance = evidence.Refutes
			}
			all.Statements = append(all.Statements, s.Normalize())
		}
		for _, other := range ids {
			if !byValue {
				all.Relations = append(all.Relations, against(claim.ID, other).Normalize())
			}
		}
		ids, all.Claims = append(ids, claim.ID), append(all.Claims, claim)
		all.Sources, all.Derivations = append(all.Sources, sub.Sources...), append(all.Derivations, sub.Derivations...)
		if k == 0 {
			all.Outlets, all.Persons, all.Organizations = sub.Outlets, sub.Persons, sub.Organizations
		}
	}
	return all, ids
}

// TestExcluding_Random: the probabilities of claims that all exclude each other add up to at most 1, and they are those
// of the log-odds that the claims have alone, where all are rated. Without the exclusions it is section 5, to the bit.
func TestExcluding_Random(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sub, ids := exclusive(t)
		apart := *sub
		apart.Claims, apart.Relations = slices.Clone(sub.Claims), nil
		for i := range apart.Claims {
			apart.Claims[i].Item, apart.Claims[i].Value = "", ""
		}
		sum, odds, rated := 0.0, 1.0, true
		probabilities := make([]*float64, len(ids))
		own := make([]float64, len(ids))
		for i, id := range ids {
			c, alone := computed(t, sub, id), computed(t, &apart, id)
			if diff := cmp.Diff(alone.LogOdds(), c.LogOdds()); diff != "" {
				t.Fatalf("the log-odds of %s alone (-) and with others (+):\n%s", id, diff)
			}
			if len(c.Excluding()) != len(ids)-1 || len(alone.Excluding()) != 0 {
				t.Fatalf("%s is excluded by %d and %d claims", id, len(c.Excluding()), len(alone.Excluding()))
			}
			if rated = rated && c.LogOdds() != nil; c.LogOdds() == nil {
				if c.Probability() != nil {
					t.Fatalf("%s has no letter and a probability", id)
				}
				continue
			}
			own[i] = math.Exp(*c.LogOdds())
			odds, probabilities[i] = odds+own[i], c.Probability()
			sum += *c.Probability()
			if want := math.Max(.01, math.Min(.99, 1/(1+math.Exp(-*alone.LogOdds())))); *alone.Probability() != want {
				t.Fatalf("%s alone: %v, want %v", id, *alone.Probability(), want)
			}
		}
		if sum > 1+1e-12 {
			t.Fatalf("the probabilities add up to %v", sum)
		}
		for i := range ids {
			if want := math.Min(.99, own[i]/odds); rated && math.Abs(*probabilities[i]-want) > rounding {
				t.Fatalf("%s: probability %v, want %v", ids[i], *probabilities[i], want)
			}
		}
	})
}

func computed(t *rapid.T, sub *evidence.Subgraphs, id evidence.ClaimID) *convergence.Convergence {
	c, err := convergence.Compute(sub, id, basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	return c
}
