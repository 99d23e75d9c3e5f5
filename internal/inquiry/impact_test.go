package inquiry_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/convergence/whatif"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// TestImpactForgetsNobody compares the list with what comes of asking every claim of a random graph by itself.
func TestImpactForgetsNobody(t *testing.T) {
	changed := 0
	for seed := range uint64(150) {
		world := graphs.New(rand.New(rand.NewPCG(seed, 7)))
		clock := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
		store := memstore.New(func() time.Time { clock = clock.Add(time.Minute); return clock }, 1000)
		for _, b := range []evidence.Batch{world.Graph(), world.Change()} {
			_, _ = store.Apply(t.Context(), b) // some batches are to be refused
		}
		at := evidence.Moment{}
		if seed%3 == 1 {
			at.ValidAt = evidence.Date("2021-06").Time()
		}
		for _, without := range everythingIn(t, store) {
			want := oneByOne(t, store, without, at)
			got, err := inquiry.New(store).Impact(t.Context(), []evidence.ID{without}, at, basis.DefaultPolicy())
			if err != nil {
				t.Fatalf("seed %d without %s: %v", seed, without, err)
			}
			if diff := cmp.Diff(want, sketch(got)); diff != "" {
				t.Fatalf("seed %d without %s (-one by one +impact):\n%s", seed, without, diff)
			}
			if !slices.IsSortedFunc(got, func(a, b compare.Impact) int { return a.Key().Compare(b.Key()) }) {
				t.Errorf("seed %d without %s: not in order", seed, without)
			}
			changed += len(got)
		}
	}
	if changed < 100 {
		t.Errorf("%d changes: the graphs show too little", changed)
	}
}

// everythingIn returns the ids of all sources and links of a store.
func everythingIn(t testing.TB, store *memstore.Store) []evidence.ID {
	t.Helper()
	var out, nodes []evidence.ID
	for i := range 12 {
		nodes = append(nodes, evidence.ID(fmt.Sprintf("source:s%02d", i)))
	}
	out = append(out, present(t, store, nodes)...)
	for i := range 3 {
		for _, name := range []string{"claim:c", "outlet:o", "organization:g", "person:p"} {
			nodes = append(nodes, evidence.ID(fmt.Sprint(name, i)))
		}
	}
	for _, kind := range evidence.LinkKinds() {
		pages, err := store.Links(
			t.Context(), evidence.LinkQuery{Subjects: nodes, Kind: kind, Direction: evidence.Either,
				Page: evidence.Page{First: 1000}})
		if err != nil {
			t.Fatal(err)
		}
		for _, page := range pages {
			for _, l := range page.Links {
				out = append(out, l.Link.LinkID())
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func present(t testing.TB, store *memstore.Store, ids []evidence.ID) []evidence.ID {
	t.Helper()
	objects, err := store.Objects(t.Context(), ids, evidence.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	var out []evidence.ID
	for i, o := range objects {
		if o.Node != nil {
			out = append(out, ids[i])
		}
	}
	return out
}

// oneByOne asks every claim of the world by itself.
func oneByOne(t testing.TB, store *memstore.Store, without evidence.ID, at evidence.Moment) []string {
	t.Helper()
	var out []compare.Impact
	for i := range 3 {
		claim := evidence.ClaimID(fmt.Sprintf("claim:c%d", i))
		sub, err := store.Subgraphs(t.Context(), []evidence.ClaimID{claim}, at)
		if err != nil {
			t.Fatal(err)
		}
		if len(sub.Claims) == 0 {
			continue
		}
		supposed, _, err := whatif.Suppose(
			sub, claim, whatif.Hypothesis{Without: []evidence.ID{without}}, basis.DefaultPolicy())
		if err != nil {
			t.Fatal(err)
		}
		was, is := compute1(t, sub, claim), compute1(t, supposed, claim)
		i := compare.Impact{Claim: was.Claim,
			Before: convergence.Score{Supporting: was.Supporting.Numbers(), Refuting: was.Refuting.Numbers(),
				LogOdds: was.LogOdds(), Probability: was.Probability()},
			After: convergence.Score{Supporting: is.Supporting.Numbers(), Refuting: is.Refuting.Numbers(),
				LogOdds: is.LogOdds(), Probability: is.Probability()}}
		if !i.Before.Supporting.Same(i.After.Supporting) || !i.Before.Refuting.Same(i.After.Refuting) ||
			odds(was.LogOdds()) != odds(is.LogOdds()) ||
			odds(was.Probability()) != odds(is.Probability()) {
			out = append(out, i)
		}
	}
	slices.SortFunc(out, func(a, b compare.Impact) int { return a.Key().Compare(b.Key()) })
	return sketch(out)
}

func compute1(t testing.TB, sub *evidence.Subgraphs, claim evidence.ClaimID) *convergence.Convergence {
	t.Helper()
	c, err := convergence.Compute(sub, claim, basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// sketch writes what counts of a list, figures to nine digits.
func sketch(list []compare.Impact) []string {
	var out []string
	for _, i := range list {
		out = append(
			out, fmt.Sprintf(
				"%s %s -> %s; %s -> %s; odds %s -> %s; probability %s -> %s", i.Claim.ID, digits(i.Before.Supporting),
				digits(i.After.Supporting),
				digits(i.Before.Refuting), digits(i.After.Refuting), odds(i.Before.LogOdds), odds(i.After.LogOdds),
				odds(i.Before.Probability), odds(i.After.Probability)))
	}
	return out
}

func odds(x *float64) string {
	if x == nil {
		return "none"
	}
	return fmt.Sprintf("%.7f", *x+0) // no -0
}

func digits(n convergence.Numbers) string {
	return fmt.Sprintf(
		"%d %d %d %d %d %.7f %.7f %.7f %.7f", n.SourceCount, n.TracedCount, n.LineCount, n.DemonstratedLineCount,
		n.UngroundedCount,
		n.Demonstrated, n.Pooled, n.Presumed, n.PresumedOrigins)
}

// splitting refuses the evidence of more than one claim at once, as a store does where it is too much.
type splitting struct {
	evidence.Reader
	reads int
}

func (s *splitting) Subgraphs(
	ctx context.Context, claims []evidence.ClaimID, at evidence.Moment, also ...evidence.ID) (*evidence.Subgraphs, error) {
	s.reads++
	if len(claims) > 1 {
		return nil, &evidence.Error{Code: evidence.CodeTooComplex, Message: "too much"}
	}
	return s.Reader.Subgraphs(ctx, claims, at, also...)
}

// wire is a store with claims that sources of their own report, all of which print one wire report:
//
//	claim c0 <- p0 <= wire
//	claim c1 <- p1 <= wire, q1
//	claim c2 <- p2 <- wire, own work of half
//	claim c3 <- q3
func wire(t testing.TB) *memstore.Store {
	t.Helper()
	half := &evidence.Firsthand{Share: 0.5}
	b := evidence.Batch{}
	for i, s := range []evidence.Source{{ID: "source:wire", Kind: evidence.Document}, {ID: "source:p0"}, {ID: "source:p1"},
		{ID: "source:p2", Firsthand: half},
		{ID: "source:q1", Kind: evidence.Document}, {ID: "source:q3", Kind: evidence.Document}} {
		b.Sources = append(b.Sources, evidence.Put[evidence.Source]{Value: s})
		if i < 4 {
			claim := evidence.ClaimID(fmt.Sprintf("claim:c%d", i))
			b.Claims = append(b.Claims, evidence.Put[evidence.Claim]{Value: evidence.Claim{ID: claim, Text: "So."}})
		}
	}
	say := func(source, claim string) {
		b.Statements = append(b.Statements, evidence.Put[evidence.Statement]{Value: evidence.Statement{
			Source: evidence.SourceID("source:" + source), Claim: evidence.ClaimID("claim:" + claim),
			Stance: evidence.Supports}})
	}
	say("p0", "c0")
	say("p1", "c1")
	say("q1", "c1")
	say("p2", "c2")
	say("q3", "c3")
	for from, kind := range map[string]evidence.DerivationKind{"p0": evidence.Syndicates, "p1": evidence.Syndicates,
		"p2": evidence.Cites} {
		b.Derivations = append(b.Derivations, evidence.Put[evidence.Derivation]{Value: evidence.Derivation{
			From: evidence.SourceID("source:" + from), To: "source:wire", Kind: kind}})
	}
	store := memstore.New(time.Now, 100)
	if _, err := store.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	return store
}

// TestImpact, by hand: without the wire c0 and c1 lose one demonstrated source each, c2 keeps its own
// work, which nobody has confirmed, so that it is not demonstrated (the origins were two that overlap: see below).
func TestImpact(t *testing.T) {
	s := &splitting{Reader: wire(t)}
	list, err := inquiry.New(s).Impact(t.Context(), []evidence.ID{"source:wire"}, evidence.Moment{}, basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, i := range list {
		var fallen []evidence.SourceID
		for _, f := range i.LostSources {
			fallen = append(fallen, f.ID)
		}
		got = append(
			got, fmt.Sprintf(
				"%s: demonstrated %.2f -> %.2f, origins %.2f -> %.2f, falls %v", i.Claim.ID, i.Before.Supporting.Demonstrated,
				i.After.Supporting.Demonstrated, i.Before.Supporting.PresumedOrigins, i.After.Supporting.PresumedOrigins, fallen))
	}
	want := []string{
		"claim:c0: demonstrated 1.00 -> 0.00, origins 1.00 -> 0.00, falls [source:p0]",
		"claim:c1: demonstrated 2.00 -> 1.00, origins 2.00 -> 1.00, falls [source:p1]",
		"claim:c2: demonstrated 1.00 -> 0.00, origins 2.00 -> 1.00, falls []", // wire and its own work stood behind p2
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if s.reads != 5 { // three claims, two of them, and each of the three
		t.Errorf("%d reads of evidence, expected 5", s.reads)
	}
}

// TestImpact_Likelihood: of the method's example 11 the tabloid loses its link to the rumour. It is first-hand then,
// and worth as much as before, but no rumour holds its letter back: 2 * .589111 + 1 - .5 = 1.678222, which is .99 at
// most.
func TestImpact_Likelihood(t *testing.T) {
	store := memstore.New(time.Now, 100)
	b := evidence.Batch{Claims: []evidence.Put[evidence.Claim]{{Value: evidence.Claim{ID: "claim:c", Text: "It is so."}}}}
	for id, letter := range map[evidence.SourceID]evidence.SourceReliability{"source:S1": "B", "source:S2": "B",
		"source:Tab": "A", "source:Rumour": "D", "source:R1": "A"} {
		b.Sources = append(
			b.Sources, evidence.Put[evidence.Source]{Value: evidence.Source{ID: id, Kind: evidence.Document,
				Reliability: letter}})
		if id == "source:Rumour" {
			continue
		}
		s := evidence.Statement{Source: id, Claim: "claim:c", Stance: evidence.Supports}
		if id == "source:R1" {
			s.Stance, s.Strength = evidence.Refutes, 0.5
		}
		b.Statements = append(b.Statements, evidence.Put[evidence.Statement]{Value: s})
	}
	b.Derivations = []evidence.Put[evidence.Derivation]{{Value: cites("Tab", "Rumour")}}
	if _, err := store.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	link := evidence.ID(evidence.DerivationIDOf("source:Tab", "source:Rumour", evidence.Cites, nil))
	list, err := inquiry.New(store).Impact(t.Context(), []evidence.ID{link}, evidence.Moment{}, basis.DefaultPolicy())
	if err != nil || len(list) != 1 {
		t.Fatalf("%v, %v", sketch(list), err)
	}
	was, is := list[0].Before, list[0].After
	if !was.Supporting.Same(is.Supporting) || was.Supporting.Demonstrated != 3 {
		t.Errorf("the numbers change from %+v to %+v", was.Supporting, is.Supporting)
	}
	if got := fmt.Sprintf(
		"%.6f %.6f %s, %.4f %.2f %s", *was.LogOdds, *was.Probability, *was.Likelihood, *is.LogOdds, *is.Probability,
		*is.Likelihood); got !=
		"2.197653 0.900039 VERY_LIKELY, 4.9414 0.99 ALMOST_CERTAIN" {
		t.Errorf("%s", got)
	}
}

func TestImpactRefuses(t *testing.T) {
	service := inquiry.New(wire(t))
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for name, tc := range map[string]struct {
		ctx     context.Context
		without []evidence.ID
		want    evidence.Code
	}{
		"a claim":           {t.Context(), []evidence.ID{"claim:c0"}, evidence.CodeInvalid},
		"an unknown link":   {t.Context(), []evidence.ID{"source:wire", "derivation:none"}, evidence.CodeNotFound},
		"the request's end": {ended, []evidence.ID{"source:wire"}, evidence.CodeTimeout},
	} {
		if _, err := service.Impact(tc.ctx, tc.without, evidence.Moment{}, basis.DefaultPolicy()); evidence.CodeOf(
			err) != tc.want {
			t.Errorf("%s: %v, expected code %s", name, err, tc.want)
		}
	}
	if list, err := service.Impact(t.Context(), nil, evidence.Moment{}, basis.DefaultPolicy()); err != nil ||
		len(list) != 0 {
		t.Errorf("without nothing: %v, %v", list, err)
	}
}
