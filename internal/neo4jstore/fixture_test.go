package neo4jstore_test

import (
	"fmt"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore"
)

func put[T evidence.Record](values ...T) []evidence.Put[T] {
	puts := make([]evidence.Put[T], len(values))
	for i, v := range values {
		puts[i] = evidence.Put[T]{Value: v}
	}
	return puts
}

func apply(t testing.TB, s *neo4jstore.Store, b evidence.Batch) evidence.Applied {
	t.Helper()
	done, err := s.Apply(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func sourceID(i int) evidence.SourceID { return evidence.SourceID(fmt.Sprintf("source:s%06d", i)) }

func claimID(i int) evidence.ClaimID { return evidence.ClaimID(fmt.Sprintf("claim:c%05d", i)) }

// board makes the records of many claims: five sources a claim, of which the later take from the earlier ones, each
// with a title, an address and one of a hundred outlets.
func board(from, to int) evidence.Batch {
	b := evidence.Batch{Collector: "test", Method: evidence.Imported, RecordedFrom: "board"}
	for o := range 100 {
		b.Outlets = append(
			b.Outlets, put(
				evidence.Outlet{ID: evidence.OutletID(fmt.Sprintf("outlet:o%d", o)), Name: fmt.Sprint("Outlet ", o)})...)
	}
	for c := from; c < to; c++ {
		b.Claims = append(
			b.Claims, put(evidence.Claim{ID: claimID(c), Text: fmt.Sprint("Claim ", c), Item: fmt.Sprint("item ", c/3)})...)
		for i := range 5 {
			n := 5*c + i
			b.Sources = append(b.Sources, put(evidence.Source{
				ID: sourceID(n), Kind: evidence.Article, Title: fmt.Sprint("Title ", n),
				URL:         fmt.Sprintf("https://example.org/%d", n),
				PublishedAt: evidence.Date(fmt.Sprintf("2024-%02d-%02d", 1+n%12, 1+n%28)),
				Outlet:      evidence.OutletID(fmt.Sprintf("outlet:o%d", n%100)),
			})...)
		}
	}
	return b
}

// boardLinks makes twenty links for each claim of a board: ten supporters, among them the five sources of the claim
// itself, and ten derivations from these, to earlier ones among the hundred sources of its twenty claims.
func boardLinks(from, to int) evidence.Batch {
	b := evidence.Batch{Collector: "test", Method: evidence.Imported, RecordedFrom: "board"}
	kinds := evidence.DerivationKinds()
	for c := from; c < to; c++ {
		for i := range 10 {
			supporter := max(0, 5*c+4-i)
			if i >= 5 && c == 0 {
				continue
			}
			b.Statements = append(
				b.Statements, put(evidence.Statement{Source: sourceID(supporter), Claim: claimID(c), Stance: evidence.Supports,
					Provenance: evidence.Provenance{Quotes: []evidence.Quote{{Exact: "so it is", StartLine: 1, EndLine: 1}}}})...)
			taker := 5*c + i%5
			b.Derivations = append(b.Derivations, put(evidence.Derivation{
				From: sourceID(taker), To: sourceID(c/20*100 + (c*7+i*31)%(1+taker%100)), Kind: kinds[i/5],
			})...)
		}
	}
	return b
}

// populate gives the planner something to count.
func populate(t testing.TB, s *neo4jstore.Store) {
	t.Helper()
	apply(t, s, board(0, 200))
	apply(t, s, boardLinks(0, 200))
}
