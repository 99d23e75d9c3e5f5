package convergence_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

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
