package reliability_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/reliability"
)

// shelf is a graph under test; every source of it is a document, which names no origin and needs none.
type shelf struct {
	evidence.Batch
	sources map[string]bool
	claims  map[int]bool
}

func newShelf() *shelf { return &shelf{sources: map[string]bool{}, claims: map[int]bool{}} }

func put[T evidence.Record](list *[]evidence.Put[T], record T) {
	*list = append(*list, evidence.Put[T]{Value: record})
}

func sourceOf(name string) evidence.SourceID { return evidence.SourceID("source:" + name) }

func claimOf(n int) evidence.ClaimID { return evidence.ClaimID(fmt.Sprintf("claim:%02d", n)) }

// source puts in a source with a letter, "" for none.
func (s *shelf) source(name string, letter evidence.SourceReliability) *shelf {
	if !s.sources[name] {
		s.sources[name] = true
		put(&s.Sources, evidence.Source{ID: sourceOf(name), Kind: evidence.Document, Reliability: letter})
	}
	return s
}

// says has a source take a side on the claims from one number to before another.
func (s *shelf) says(name string, stance evidence.Stance, from, to int) *shelf {
	s.source(name, "")
	for n := from; n < to; n++ {
		if !s.claims[n] {
			s.claims[n] = true
			put(&s.Claims, evidence.Claim{ID: claimOf(n), Text: fmt.Sprintf("It is so, for the %dth time.", n)})
		}
		put(&s.Statements, evidence.Statement{Source: sourceOf(name), Claim: claimOf(n), Stance: stance})
	}
	return s
}

func (s *shelf) same(a, b evidence.ID) *shelf {
	put(&s.Samenesses, evidence.Sameness{A: a, B: b})
	return s
}

func record(t interface{ Fatal(...any) }, store *memstore.Store, b evidence.Batch) {
	b.Collector, b.Method = "test", evidence.Declared
	if _, err := store.Apply(context.Background(), b); err != nil {
		t.Fatal(err)
	}
}

func (s *shelf) store(t interface{ Fatal(...any) }) *memstore.Store {
	now := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	store := memstore.New(func() time.Time { now = now.Add(time.Minute); return now }, 1000)
	record(t, store, s.Batch)
	return store
}

func service(store *memstore.Store) *reliability.Service {
	return reliability.NewService(store, store, basis.DefaultPolicy())
}

func suggest(
	t interface{ Fatal(...any) }, store *memstore.Store, sources ...evidence.SourceID,
) []reliability.Suggestion {
	found, err := service(store).Suggest(context.Background(), sources, reliability.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return found.Suggestions
}

// estimateOf is what is estimated of one source.
func estimateOf(t *testing.T, s *shelf, name string) float64 {
	t.Helper()
	found := suggest(t, s.store(t), sourceOf(name))
	if len(found) != 1 || found[0].Accuracy == nil {
		t.Fatalf("%s is not estimated: %+v", name, found)
	}
	return *found[0].Accuracy
}

func check(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// Three sources rated A say of ten claims that they are so, a fourth says that they are not. In every round the three
// are worth three times the log-odds of .95, or of .85, and the fourth less than one: P is at its most, .99. The
// three are right in (2 + 10 x .99)/14 = .85, which is B, and the fourth in (2 + 10 x .01)/14 = .15, which is E. It
// differs from the .60 of one not rated by .45, the three from the .95 of their letter by .10.
func TestSuggest_ByHand(t *testing.T) {
	s := newShelf()
	put(&s.Outlets, evidence.Outlet{ID: "outlet:o", Name: "O", Reliability: evidence.ReliabilityA})
	put(&s.Sources, evidence.Source{ID: "source:c", Kind: evidence.Document, Outlet: "outlet:o"})
	s.sources["c"] = true
	s.source("a", evidence.ReliabilityA).source("b", evidence.ReliabilityA)
	for _, name := range []string{"a", "b", "c"} {
		s.says(name, evidence.Supports, 0, 10)
	}
	s.says("liar", evidence.Refutes, 0, 10).says("short", evidence.Supports, 0, 9).says("teller", evidence.Mentions, 0,
		10)
	found := suggest(t, s.store(t))
	var lines []string
	for _, x := range found {
		lines = append(lines, fmt.Sprintf("%s: %s of %s, %.2f; %.4f of %d, %d probable, %d alone: %s", x.Source,
			x.Letter, x.Of, x.OnRecord, *x.Accuracy,
			x.Claims, x.Probable, x.Alone, x.Suggested))
	}
	check(t, "the suggestions", []string{
		"source:liar:  of , 0.60; 0.1500 of 10, 0 probable, 0 alone: E",
		"source:a: A of source:a, 0.95; 0.8500 of 10, 10 probable, 0 alone: B",
		"source:b: A of source:b, 0.95; 0.8500 of 10, 10 probable, 0 alone: B",
		"source:c: A of outlet:o, 0.95; 0.8500 of 10, 10 probable, 0 alone: B",
	}, lines)
	check(t, "why of the liar", []string{
		"It takes a side on 10 claims; on 0 of them what it says came out more probable than not, with copies " +
			"counted as one.",
		"That makes 15%, which is nearest to the letter E; it is not rated, and counts as if it were right in 60%.",
		reliability.Caveat,
	}, found[0].Reasons)
	check(t, "why of an outlet's", "That makes 85%, which is nearest to the letter B; on record is A for its "+
		"outlet, which stands for 95%.", found[3].Reasons[1])
}

// naive is the estimate where all sources are independent of each other: Bayes' rule, with the accuracies of the
// round before.
func naive(said map[string]map[int]bool, start map[string]float64) map[string]float64 {
	accuracy := start
	for round := 1; ; round++ {
		odds := map[int]float64{}
		for name, claims := range said {
			a := math.Max(.5, math.Min(.95, accuracy[name]))
			for claim, against := range claims {
				if against {
					odds[claim] -= math.Log(a / (1 - a))
				} else {
					odds[claim] += math.Log(a / (1 - a))
				}
			}
		}
		next, moved := map[string]float64{}, 0.0
		for name, claims := range said {
			if len(claims) < 10 {
				next[name] = accuracy[name]
				continue
			}
			sum := 2.0
			for claim, against := range claims {
				p := math.Max(.01, math.Min(.99, 1/(1+math.Exp(-odds[claim]))))
				if against {
					p = 1 - p
				}
				sum += p
			}
			next[name] = sum / float64(4+len(claims))
			moved = math.Max(moved, math.Abs(next[name]-accuracy[name]))
		}
		if accuracy = next; round == 20 || round >= 5 && moved <= 1e-6 {
			return accuracy
		}
	}
}

// Independent sources are estimated by Bayes' rule, and in whatever order they are recorded.
func TestSuggest_IndependentSources(t *testing.T) {
	letters := map[evidence.SourceReliability]float64{"": .60, "A": .95, "B": .85, "C": .70, "D": .55, "E": .50,
		"F": .60}
	rapid.Check(t, func(t *rapid.T) {
		s, said, start := newShelf(), map[string]map[int]bool{}, map[string]float64{}
		for i := range 4 {
			name := fmt.Sprint("s", i)
			letter := rapid.SampledFrom([]evidence.SourceReliability{"", "A", "B", "C", "D", "E", "F"}).Draw(t,
				"letter")
			s.source(name, letter)
			start[name], said[name] = letters[letter], map[int]bool{}
			for claim := range 14 {
				switch rapid.IntRange(0, 5).Draw(t, "says") {
				case 0:
				case 1, 2:
					said[name][claim] = true
					s.says(name, evidence.Refutes, claim, claim+1)
				default:
					said[name][claim] = false
					s.says(name, evidence.Supports, claim, claim+1)
				}
			}
		}
		found, want := suggest(t, s.store(t)), naive(said, start)
		for _, x := range found {
			name := evidence.ID(x.Source).Key()
			// one of the two may stop a round earlier, at a change of about the tolerance
			if len(said[name]) < 10 || math.Abs(*x.Accuracy-want[name]) > 2e-6 {
				t.Fatalf("%s, of %d claims: got %v, want %v", name, len(said[name]), *x.Accuracy, want[name])
			}
			delete(want, name)
		}
		for name := range want {
			if len(said[name]) >= 10 {
				t.Fatalf("%s is not estimated", name)
			}
		}
		if !slices.IsSortedFunc(found, func(a, b reliability.Suggestion) int { return a.Key().Compare(b.Key()) }) {
			t.Fatalf("not in order: %+v", found)
		}
		s.Sources = rapid.Permutation(s.Sources).Draw(t, "sources")
		s.Statements = rapid.Permutation(s.Statements).Draw(t, "statements")
		if diff := cmp.Diff(found, suggest(t, s.store(t))); diff != "" {
			t.Fatalf("in another order (-want +got):\n%s", diff)
		}
	})
}

// Whoever copies a source does not make it more credible, be he rated A or estimated himself; whoever says the same
// on his own does.
func TestSuggest_CopiesRaiseNobody(t *testing.T) {
	graph := func(copies, claims int, link func(from, to evidence.SourceID) evidence.Derivation) *shelf {
		s := newShelf().says("wire", evidence.Supports, 0, 12).says("other", evidence.Supports, 0, 6).says("denier",
			evidence.Refutes, 4, 12)
		for i := range copies {
			name := fmt.Sprint("paper", i)
			s.source(name, evidence.ReliabilityA).says(name, evidence.Supports, 0, claims)
			if link != nil {
				put(&s.Derivations, link(sourceOf(name), "source:wire"))
			}
		}
		for i := range s.Sources {
			s.Sources[i].Value.PublishedAt = "2024-01-01"
			if strings.HasPrefix(string(s.Sources[i].Value.ID), "source:paper") {
				s.Sources[i].Value.PublishedAt = "2024-01-02"
			}
		}
		return s
	}
	alone := estimateOf(t, graph(0, 0, nil), "wire")
	whole := 1.0
	for name, link := range map[string]func(from, to evidence.SourceID) evidence.Derivation{
		"printed": func(from, to evidence.SourceID) evidence.Derivation {
			return evidence.Derivation{From: from, To: to, Kind: evidence.Syndicates}
		},
		"cited": func(from, to evidence.SourceID) evidence.Derivation {
			return evidence.Derivation{From: from, To: to, Kind: evidence.Cites}
		},
		"copied": func(from, to evidence.SourceID) evidence.Derivation {
			return evidence.Derivation{From: from, To: to, Kind: evidence.Copies, CopiedShare: &whole,
				Status: evidence.Confirmed}
		},
	} {
		for _, copies := range []int{1, 5} {
			for _, claims := range []int{9, 12} {
				if got := estimateOf(t, graph(copies, claims, link), "wire"); math.Abs(got-alone) > 1e-9 {
					t.Errorf("%s by %d on %d claims: %v; without them %v", name, copies, claims, got, alone)
				}
			}
		}
	}
	if got := estimateOf(t, graph(1, 9, nil), "wire"); got <= alone+.01 {
		t.Errorf("confirmed by one rated A: %v; without it %v", got, alone)
	}
}

func TestSuggest_AloneIsTold(t *testing.T) {
	s := newShelf().says("wire", evidence.Supports, 0, 12).says("paper", evidence.Supports, 0, 12).says("other",
		evidence.Supports, 0, 3)
	put(&s.Derivations, evidence.Derivation{From: "source:paper", To: "source:wire", Kind: evidence.Syndicates})
	found := suggest(t, s.store(t), "source:wire")[0]
	check(t, "claims without another", 9, found.Alone)
	check(t, "the words", true, strings.HasPrefix(found.Reasons[2],
		"On 9 of them no source speaks but itself and those that count as one with it"))
}

// Things that are one count once: sources of six and five claims, one of them on both, are one of ten.
func TestSuggest_FoldsWhatIsOne(t *testing.T) {
	s := newShelf().says("a", evidence.Supports, 0, 6).says("b", evidence.Supports, 5, 10)
	check(t, "by themselves", 0, len(suggest(t, s.store(t))))
	s.same("source:a", "source:b")
	found := suggest(t, s.store(t))
	check(t, "as one", 1, len(found))
	check(t, "its id", evidence.SourceID("source:a"), found[0].Source)
	check(t, "its claims", 10, found[0].Claims)
	check(t, "by the other's id", found, suggest(t, s.store(t), "source:b", "source:a"))
	s.same("claim:00", "claim:09")
	check(t, "with two claims that are one", 0, len(suggest(t, s.store(t))))
}

func TestSuggest_ByName(t *testing.T) {
	s := newShelf().says("long", evidence.Supports, 0, 10).says("short", evidence.Supports, 0, 9).says("gone",
		evidence.Supports, 0, 10).source("silent", evidence.ReliabilityB)
	for i := range s.Sources {
		if s.Sources[i].Value.ID == "source:gone" {
			s.Sources[i].Value.WithdrawnAt = "2024-01-01"
		}
	}
	store := s.store(t)
	found := suggest(t, store, "source:silent", "source:short", "source:long", "source:gone")
	var lines []string
	for _, x := range found {
		lines = append(lines, fmt.Sprintf("%s %s %d %t %s: %s", x.Source, x.Letter, x.Claims, x.Accuracy != nil,
			x.Suggested, x.Reasons[0]))
	}
	// Nine of long's claims are said by one who counts as F, too: with x for its accuracy P is .6x/(.6x + .4(1-x))
	// there and x for the tenth, and x = (2 + 9P + x)/14 has its solution near .68, which is C.
	check(t, "with reasons", []string{
		"source:long  10 true C: It takes a side on 10 claims; on 10 of them what it says came out more probable " +
			"than not, with copies counted as one.",
		"source:gone  10 false : It cannot be estimated: of what it says, fewer than 10 claims count. It was " +
			"withdrawn, or takes both sides of what is one claim.",
		"source:short  9 false : It cannot be estimated: it takes a side on 9 claims, and an estimate needs 10.",
		"source:silent B 0 false : It cannot be estimated: it takes a side on 0 claims, and an estimate needs 10.",
	}, lines)
	_, err := service(store).Suggest(t.Context(), []evidence.SourceID{"source:nobody"}, reliability.Options{})
	check(t, "the code of an absent source", evidence.CodeNotFound, evidence.CodeOf(err))
	_, err = service(store).Suggest(t.Context(), nil, reliability.Options{MaxClaims: 9})
	check(t, "the code of too many claims", evidence.CodeTooComplex, evidence.CodeOf(err))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := service(store).Suggest(ctx, nil, reliability.Options{}); err == nil {
		t.Error("cancelled, and answered")
	}
}

// busy is a store that is written to after each of the first scans.
type busy struct {
	*memstore.Store
	t             *testing.T
	scans, writes int
}

func (b *busy) Scan(ctx context.Context, kinds []evidence.Kind, each func(any) error) (evidence.Version, error) {
	v, err := b.Store.Scan(ctx, kinds, each)
	if b.scans++; b.scans <= b.writes {
		record(b.t, b.Store, newShelf().source(fmt.Sprint("new", b.writes, "-", b.scans), "").Batch)
	}
	return v, err
}

func TestSuggest_BelongsToOneVersion(t *testing.T) {
	store := newShelf().says("long", evidence.Supports, 0, 10).store(t)
	for writes, scans := range map[int]int{0: 1, 1: 2, 9: 3} {
		b := &busy{Store: store, t: t, writes: writes}
		s := reliability.NewService(b, b, basis.DefaultPolicy())
		found, err := s.Suggest(t.Context(), nil, reliability.Options{})
		check(t, "scans", scans, b.scans)
		if writes > scans {
			check(t, "the code where writing does not end", evidence.CodeUnavailable, evidence.CodeOf(err))
			continue
		}
		status, _ := store.Status(t.Context())
		check(t, "the version", status.Version, found.Version)
		if _, err := s.Suggest(t.Context(), []evidence.SourceID{"source:long"},
			reliability.Options{MaxClaims: 1}); err != nil || b.scans != scans {
			t.Errorf("asked again: %v, after %d scans", err, b.scans)
		}
		record(t, store, newShelf().source(fmt.Sprint("later", writes), "").Batch)
		if _, err := s.Suggest(t.Context(), nil, reliability.Options{}); err != nil || b.scans != scans+1 {
			t.Errorf("asked after a write: %v, after %d scans", err, b.scans)
		}
	}
}
