package inquiry_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/convergence/convergencetest"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// reads answers claims of a store in every way: each alone, all in one read, and all in a sweep.
type reads struct {
	*inquiry.Service
	testing.TB
	at     evidence.Moment
	policy basis.Policy
}

func (r *reads) alone(claim evidence.ClaimID) *convergence.Convergence {
	r.Helper()
	return r.together(claim)[0]
}

func (r *reads) together(claims ...evidence.ClaimID) []*convergence.Convergence {
	r.Helper()
	answers, err := r.Of(r.Context(), claims, r.at, r.policy)
	if err != nil {
		r.Fatal(err)
	}
	return answers
}

func (r *reads) swept(claims ...evidence.ClaimID) []*convergence.Convergence {
	r.Helper()
	var mu sync.Mutex
	byClaim := map[evidence.ClaimID]*convergence.Convergence{}
	err := r.Sweep(r.Context(), claims, r.at, r.policy, func(c *convergence.Convergence) error {
		mu.Lock()
		defer mu.Unlock()
		byClaim[c.Claim.ID] = c
		return nil
	})
	if err != nil {
		r.Fatal(err)
	}
	answers := make([]*convergence.Convergence, len(claims))
	for i, id := range claims {
		answers[i] = byClaim[id]
	}
	return answers
}

// TestReadTogether, by hand, in June 2024. A cites the later record of a report that was out already under another
// record, I, which rests on K as B does. So A and B are one line from K, whether or not the claim of I itself is read
// as well.
func TestReadTogether(t *testing.T) {
	sub := draw(t, "+ A B; A <- G; B <- K; I <- K; same source G I; G : date=2025; I : date=2024-01")
	sub.Claims = append(sub.Claims, evidence.Claim{ID: "claim:d", Text: "It is not."})
	sub.Statements = append(
		sub.Statements, evidence.Statement{Source: "source:I", Claim: "claim:d", Stance: evidence.Supports}.Normalize())
	store := stored(t, sub)
	r := &reads{inquiry.New(store), t, midsummer(""), basis.DefaultPolicy()}
	want := tally.Tally{SourceCount: 2, TracedCount: 2, Demonstrated: 1, Pooled: 1, Presumed: 1, DemonstratedLineCount: 1,
		LineCount: 1}
	for name, c := range map[string]*convergence.Convergence{
		"alone": r.alone(theClaim), "together": r.together("claim:d", theClaim)[1],
		"in a sweep": r.swept("claim:d", theClaim)[1],
	} {
		if diff := cmp.Diff(want, c.Supporting.Tally, cmpopts.EquateApprox(0, tolerance)); diff != "" ||
			c.Supporting.UngroundedCount != 0 {
			t.Errorf("%s: %d have no ground; the tally (-want +got):\n%s", name, c.Supporting.UngroundedCount, diff)
		}
		if got := find(c.Caveats(), convergence.NoteUnpublished); got != nil {
			t.Errorf("%s: %s", name, got.Text)
		}
		if origins := c.Supporting.Origins(); len(origins) != 1 || origins[0].Source.ID != "source:K" {
			t.Errorf("%s: the origins are %+v", name, origins)
		}
	}
	for _, claims := range [][]evidence.ClaimID{{theClaim}, {theClaim, "claim:d"}} { // the same without a service
		read, err := store.Subgraphs(t.Context(), claims, r.at)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(everythingOf(t, r.alone(theClaim)), everythingOf(t, compute(t, read))); diff != "" {
			t.Errorf("computed from the evidence of %q (-alone +so):\n%s", claims, diff)
		}
	}
}

// TestReadTogether_Publisher: who published what the moment hides is read where another claim brings it, and is not
// told of.
func TestReadTogether_Publisher(t *testing.T) {
	sub := draw(t, "+ A; A <- G; G : date=2025 outlet=wire; W : date=2024-01 outlet=wire; wire owner acme")
	sub.Claims = append(sub.Claims, evidence.Claim{ID: "claim:d", Text: "It is not."})
	sub.Statements = append(
		sub.Statements, evidence.Statement{Source: "source:W", Claim: "claim:d", Stance: evidence.Supports}.Normalize())
	sub.Ownerships[0].Reciprocated = new(false)
	r := &reads{inquiry.New(stored(t, sub)), t, midsummer(""), basis.DefaultPolicy()}
	together := r.together(theClaim, "claim:d")
	if got := together[1].OneSided(); len(got) != 1 {
		t.Fatalf("above W there are %d ownerships that one side states, expected 1", len(got))
	}
	if diff := cmp.Diff(everythingOf(t, r.alone(theClaim)), everythingOf(t, together[0])); diff != "" {
		t.Errorf("(-alone +together):\n%s", diff)
	}
}

// TestReadTogether_Random: what is said of a claim of a random graph at a moment is the same to the bit, whether the
// claim is read alone or with all the others.
func TestReadTogether_Random(t *testing.T) {
	picky := basis.DefaultPolicy()
	picky.MinConfidence, picky.SuggestedCopies = 50, true
	policies := []basis.Policy{basis.DefaultPolicy(), picky}
	undated := []evidence.Undated{"", evidence.ExcludeUndated}
	mixed := 0
	for seed := range uint64(400) {
		random := rand.New(rand.NewPCG(seed, 7))
		world := graphs.New(random)
		clock := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
		store := memstore.New(func() time.Time { clock = clock.Add(time.Minute); return clock }, 1000)
		batches := []evidence.Batch{world.Graph(), world.Graph(), world.Change()}
		for range random.IntN(4) {
			batches = append(batches, oneSource(random.IntN(12), random.IntN(12)))
		}
		for _, b := range batches {
			_, _ = store.Apply(t.Context(), b) // some batches are to be refused
		}
		for _, day := range []evidence.Date{"", "2020", "2021-06", "2022-03-04"} {
			at := evidence.Moment{ValidAt: day.Time(), Undated: undated[random.IntN(2)]}
			r := &reads{inquiry.New(store), t, at, policies[random.IntN(2)]}
			if !r.agree(
				fmt.Sprintf("seed %d at %q, undated %q, %d%% confidence", seed, day, at.Undated, r.policy.MinConfidence)) {
				return
			}
			mixed += r.mixed(store)
		}
	}
	if mixed < 100 {
		t.Errorf("only %d of the graphs had sources of which the moment shows some records and hides others", mixed)
	}
}

// oneSource makes two sources of a world one.
func oneSource(a, b int) evidence.Batch {
	name := func(n int) evidence.ID { return evidence.ID(fmt.Sprintf("source:s%02d", n)) }
	return evidence.Batch{Collector: "anna", Method: evidence.Declared,
		Samenesses: convergencetest.PutAll([]evidence.Sameness{{A: name(a), B: name(b)}})}
}

// agree compares what is said of the claims of a world, alone and together.
func (r *reads) agree(name string) bool {
	r.Helper()
	claims := []evidence.ClaimID{"claim:c0", "claim:c1", "claim:c2"}
	together, swept := r.together(claims...), r.swept(claims...)
	for i, id := range claims {
		var said [3][]any
		for way, c := range []*convergence.Convergence{r.alone(id), together[i], swept[i]} {
			if c != nil {
				said[way] = everythingOf(r, c)
			}
		}
		for way, with := range []string{"in one read", "in a sweep"} {
			if diff := cmp.Diff(said[0], said[way+1]); diff != "" {
				r.Errorf("%s: %s (-alone +with the others %s):\n%s", name, id, with, diff)
				return false
			}
		}
	}
	return true
}

// mixed counts the samenesses of a source that the moment shows with one that it hides.
func (r *reads) mixed(store *memstore.Store) int {
	r.Helper()
	sub, err := store.Subgraphs(r.Context(), []evidence.ClaimID{"claim:c0", "claim:c1", "claim:c2"}, r.at)
	if err != nil {
		r.Fatal(err)
	}
	veiled := map[evidence.ID]bool{}
	for _, s := range sub.Unpublished {
		veiled[s.NodeID()] = true
	}
	n := 0
	for _, s := range sub.Samenesses {
		if veiled[s.A] != veiled[s.B] {
			n++
		}
	}
	return min(n, 1)
}

// TestDiffTellsOfTheClaimsOwnEvidence changes who owns and who is the same among what another claim rests on, and
// expects the diff of a claim that was read with it to tell of nothing.
func TestDiffTellsOfTheClaimsOwnEvidence(t *testing.T) {
	store := memstore.New(time.Now, 1000)
	record := func(b evidence.Batch) {
		t.Helper()
		if _, err := store.Apply(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	supports := func(s evidence.SourceID, c evidence.ClaimID) evidence.Put[evidence.Statement] {
		return evidence.Put[evidence.Statement]{Value: evidence.Statement{Source: s, Claim: c, Stance: evidence.Supports,
			Strength: 1}}
	}
	outlet := func(id evidence.OutletID) evidence.Put[evidence.Outlet] {
		return evidence.Put[evidence.Outlet]{Value: evidence.Outlet{ID: id, Name: string(id)}}
	}
	source := func(id evidence.SourceID, o evidence.OutletID) evidence.Put[evidence.Source] {
		return evidence.Put[evidence.Source]{Value: evidence.Source{ID: id, Kind: evidence.Document, Outlet: o}}
	}
	record(evidence.Batch{
		Claims: []evidence.Put[evidence.Claim]{{Value: evidence.Claim{ID: "claim:one", Text: "One."}},
			{Value: evidence.Claim{ID: "claim:two", Text: "Two."}},
			{Value: evidence.Claim{ID: "claim:three", Text: "Three."}}},
		Organizations: []evidence.Put[evidence.Organization]{{Value: evidence.Organization{ID: "organization:house",
			Name: "House"}}},
		Outlets: []evidence.Put[evidence.Outlet]{outlet("outlet:a"), outlet("outlet:b"), outlet("outlet:c")},
		Sources: []evidence.Put[evidence.Source]{source("source:a", "outlet:a"), source("source:b", "outlet:b"),
			source("source:c", "outlet:c")},
		Statements: []evidence.Put[evidence.Statement]{supports("source:a", "claim:one"),
			supports("source:b", "claim:two")},
	})
	service := inquiry.New(store)
	ids := []evidence.ClaimID{"claim:one", "claim:two", "claim:three"}
	answers := func() []*convergence.Convergence {
		t.Helper()
		got, err := service.Of(t.Context(), ids, evidence.Moment{}, basis.DefaultPolicy())
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	before := answers()
	record(evidence.Batch{
		Ownerships: []evidence.Put[evidence.Ownership]{{Value: evidence.Ownership{Asset: "outlet:b",
			Owner: "organization:house"}}},
		Samenesses: []evidence.Put[evidence.Sameness]{{Value: evidence.Sameness{A: "source:b", B: "source:c"}},
			{Value: evidence.Sameness{A: "claim:two", B: "claim:three"}}},
	})
	after := answers()
	for i, want := range []int{0, 3, 0} {
		told := compare.Compare(before[i], after[i]).Changes(-1)
		if i == 2 {
			if len(told) == 0 {
				t.Errorf("%s: what it is the same as brings a source, and nothing is told", ids[i])
			}
			continue
		}
		if len(told) != want {
			t.Errorf("%s: told of %d changes, want %d: %+v", ids[i], len(told), want, told)
		}
	}
}
