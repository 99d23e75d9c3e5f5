package inquiry_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/convergence/whatif"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
)

func TestServiceReadsOnce(t *testing.T) {
	sub := draw(t, "+ A B; B <- A")
	sub.Claims = append(sub.Claims, evidence.Claim{ID: "claim:d", Text: "It is not."})
	sub.Statements = append(
		sub.Statements, evidence.Statement{Source: "source:A", Claim: "claim:d", Stance: evidence.Supports}.Normalize())
	r := &reader{Sub: sub}
	ids := []evidence.ClaimID{"claim:d", theClaim, "claim:none", "claim:d"}
	got, err := inquiry.New(r).Of(t.Context(), ids, evidence.Moment{}, basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]evidence.ClaimID{{"claim:d", theClaim, "claim:none"}}, r.Calls); diff != "" {
		t.Errorf("calls of the reader (-want +got):\n%s", diff)
	}
	if got[2] != nil {
		t.Errorf("an unknown claim: want nil, got %+v", got[2])
	}
	if got[0] != got[3] || got[0].Claim.ID != "claim:d" || got[1].Claim.ID != theClaim {
		t.Errorf("the answers are not in the order asked")
	}
	if got[0].Supporting.SourceCount != 1 || got[1].Supporting.SourceCount != 2 || got[1].Supporting.Presumed != 1 {
		t.Errorf("the answers are %+v and %+v", got[0].Supporting.Tally, got[1].Supporting.Tally)
	}
	single := compute(t, sub)
	if diff := cmp.Diff(single.Supporting.Tally, got[1].Supporting.Tally); diff != "" {
		t.Errorf("alone and among others (-alone +among):\n%s", diff)
	}
}

func TestServiceErrors(t *testing.T) {
	broken := errors.New("no connection")
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	one := []evidence.ClaimID{theClaim}
	for name, tc := range map[string]struct {
		ctx    context.Context
		reader *reader
		at     evidence.Moment
		policy basis.Policy
		want   error
	}{
		"the reader's": {t.Context(), &reader{Err: broken}, evidence.Moment{}, basis.DefaultPolicy(), broken},
		"the policy":   {t.Context(), &reader{}, evidence.Moment{}, basis.Policy{}, evidence.ErrInvalid},
		"the moment": {t.Context(), &reader{}, evidence.Moment{Undated: "PERHAPS"}, basis.DefaultPolicy(),
			evidence.ErrInvalid},
		"the request's end": {ended, &reader{Sub: draw(t, "+ A")}, evidence.Moment{}, basis.DefaultPolicy(),
			evidence.ErrTimeout},
		"the cause is there": {ended, &reader{Sub: draw(t, "+ A")}, evidence.Moment{}, basis.DefaultPolicy(),
			context.Canceled},
	} {
		if _, err := inquiry.New(tc.reader).Of(tc.ctx, one, tc.at, tc.policy); !errors.Is(err, tc.want) {
			t.Errorf("%s: want %v, got %v", name, tc.want, err)
		}
	}
	r := &reader{}
	if got, err := inquiry.New(r).Of(t.Context(), nil, evidence.Moment{}, basis.DefaultPolicy()); err != nil ||
		len(got) != 0 || len(r.Calls) != 0 {
		t.Errorf("no claims: want no answers and no call, got %v, %v and %v", got, err, r.Calls)
	}
}

// Lists are asked for from several goroutines at once; every one of them gets the same answer.
func TestConcurrentLists(t *testing.T) {
	c := compute(t, draw(t, "+ Reuters KyivPost CNN RAND Backgrounder;- Other;"+seedShaped))
	ask := []func() any{
		func() any { return c.Explanation() }, func() any { return c.Caveats() }, func() any { return c.NextQuestions(-1) },
		func() any { return c.Supporting.Groups(-1) }, func() any { return c.Supporting.Overlaps(0, -1) },
		func() any { return c.Supporting.Lines(-1) }, func() any { return c.Supporting.Circles(-1) },
		func() any { return c.Supporting.Fragility() }, func() any { return c.Supporting.Bottlenecks() },
		func() any { list, err := c.Supporting.IfWrong(nil, -1); return []any{list, err} },
		func() any { return c.Refuting.Groups(-1) }, func() any { return c.Supporting.Origins() },
	}
	const rounds = 8
	got := make([][]any, rounds)
	var wait sync.WaitGroup
	for round := range rounds {
		got[round] = make([]any, len(ask))
		for i := range ask {
			wait.Go(func() { at := (i + round) % len(ask); got[round][at] = ask[at]() })
		}
	}
	wait.Wait()
	for round := 1; round < rounds; round++ {
		if diff := cmp.Diff(got[0], got[round]); diff != "" {
			t.Errorf("round %d (-first +this):\n%s", round, diff)
		}
	}
}

// Long chains and large circles: nothing recurses, nothing is quadratic, and what is one is one.
func TestLargeGraphs(t *testing.T) {
	long := compute(t, chain(100_000))
	want := tally.Tally{
		SourceCount: 100_000, TracedCount: 100_000, Demonstrated: 1, Pooled: 1, Presumed: 1, DemonstratedLineCount: 1,
		LineCount: 1,
	}
	if diff := cmp.Diff(want, long.Supporting.Tally); diff != "" {
		t.Errorf("a chain (-want +got):\n%s", diff)
	}
	if notes := long.Explanation(); find(notes, convergence.NoteBottleneck) == nil {
		t.Errorf("a chain has no bottleneck: %v", said(notes))
	}
	if g := long.Supporting.Groups(1); len(g[0].Members) != 100_000 || len(g[0].Reasons) != 100 {
		t.Errorf("a chain: %d members for %d reasons", len(g[0].Members), len(g[0].Reasons))
	}
}

// A large circle is one source's worth of whatever enters it; small ones are solved exactly, large ones swept.
func TestLargeCircles(t *testing.T) {
	for _, n := range []int{150, 5000} {
		ring := chain(n)
		first := evidence.SourceID("source:s000000")
		ring.Derivations = append(ring.Derivations,
			evidence.Derivation{From: first, To: ring.Sources[n-1].ID, Kind: evidence.Cites}.Normalize(),
			evidence.Derivation{From: first, To: "source:zz", Kind: evidence.Cites}.Normalize())
		ring.Sources = append(ring.Sources, evidence.Source{ID: "source:zz", Kind: evidence.Document})
		c := compute(t, ring)
		s := c.Supporting
		if s.Presumed != 1 || s.LineCount != 1 || s.UngroundedCount != 0 || s.Approximate {
			t.Errorf("a ring of %d: %+v, approximate %t", n, s.Tally, s.Approximate)
		}
		k := s.Circles(-1)
		if len(k) != 1 || !k[0].Grounded || keys(k[0].EntryPoints) != "s000000" || len(k[0].Dependents) != n {
			t.Errorf("a ring of %d: %d circles, entered at %q", n, len(k), keys(k[0].EntryPoints))
		}
		wrong, err := s.IfWrong([]evidence.SourceID{"source:zz"}, -1)
		if err != nil || wrong[0].Presumed != 0 || len(wrong[0].LostSources) != n {
			t.Errorf("a ring of %d without its origin: %v, %d fall, %v", n, wrong[0].Presumed, len(wrong[0].LostSources), err)
		}
	}
}

// Where the moment does not say how undated sources count the policy does, whatever is asked. By hand, in June 2024
// without them: A takes from C, which has no date, so it is worth nothing; without the link, and now, which hides
// nothing, it is worth 1.
func TestPolicyLeavesOutUndated(t *testing.T) {
	service := inquiry.New(stored(t, draw(t, "+ A; A <- C; A : date=2024")))
	at, policy := midsummer(""), basis.DefaultPolicy()
	policy.Undated = evidence.ExcludeUndated
	link := evidence.ID(evidence.DerivationIDOf("source:A", "source:C", evidence.Cites, nil))

	answers, err := service.Of(t.Context(), []evidence.ClaimID{theClaim}, at, policy)
	if err != nil || answers[0].Supporting.Demonstrated != 0 {
		t.Fatalf("the answer: %+v, error %v; expected nothing demonstrated", answers, err)
	}
	impact, err := service.Impact(t.Context(), []evidence.ID{link}, at, policy)
	if err != nil || len(impact) != 1 || impact[0].Before.Supporting.Demonstrated != 0 ||
		impact[0].After.Supporting.Demonstrated != 1 {
		t.Errorf("the impact: %q, error %v; expected one claim that rises from 0 to 1", sketch(impact), err)
	}
	changed, err := service.Changed(t.Context(), []evidence.ID{link}, at, evidence.Moment{}, policy)
	if err != nil || len(changed) != 1 || changed[0].Before.Supporting.Demonstrated != 0 ||
		changed[0].After.Supporting.Demonstrated != 1 {
		t.Errorf("what changed: %q, error %v; expected one claim that rises from 0 to 1", sketch(changed), err)
	}
	supposed, err := service.WhatIf(t.Context(), theClaim, whatif.Hypothesis{Without: []evidence.ID{link}}, at, policy)
	if err != nil || supposed.Before.Supporting.Demonstrated != 0 || supposed.After.Supporting.Demonstrated != 1 {
		t.Errorf("what if: %+v, error %v; expected a rise from 0 to 1", supposed, err)
	}
}
