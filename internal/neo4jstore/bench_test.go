package neo4jstore_test

import (
	"fmt"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore"
)

// chain records a chain of syndications in which every link supports one claim.
func chain(t testing.TB, s *neo4jstore.Store, length int) {
	t.Helper()
	const step = 5000
	apply(t, s, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:chain", Text: "A chain"})})
	for from := 0; from < length; from += step {
		b := evidence.Batch{Collector: "test", Method: evidence.Imported, RecordedFrom: "chain"}
		for i := from; i < min(from+step, length); i++ {
			b.Sources = append(b.Sources, put(evidence.Source{ID: sourceID(i), Kind: evidence.Article})...)
			b.Statements = append(
				b.Statements, put(evidence.Statement{Source: sourceID(i), Claim: "claim:chain", Stance: evidence.Supports})...)
			if i > 0 {
				b.Derivations = append(
					b.Derivations, put(evidence.Derivation{From: sourceID(i), To: sourceID(i - 1), Kind: evidence.Syndicates})...)
			}
		}
		apply(t, s, b)
	}
}

// BenchmarkImport records 10,000 claims with 50,000 sources and 200,000 links in batches as an import makes them, first
// into an empty graph and then again. One round of each is what there is to measure.
func BenchmarkImport(b *testing.B) {
	s := open(b)
	for _, name := range []string{"new", "again"} {
		b.Run(name, func(b *testing.B) {
			for from := 0; from < 10_000; from += 1000 {
				apply(b, s, board(from, from+1000))
			}
			for from := 0; from < 10_000; from += 500 {
				apply(b, s, boardLinks(from, from+500))
			}
		})
	}
	status, err := s.Status(b.Context())
	if err != nil || status.Links[evidence.KindStatement] < 99_000 || status.Nodes[evidence.KindSource] != 50_000 {
		b.Errorf("%v, %v (%v)", status.Nodes, status.Links, err)
	}
}

// BenchmarkChain reads a claim that rests on a chain of 100,000 sources, all of them its supporters.
func BenchmarkChain(b *testing.B) {
	s := open(b)
	chain(b, s, 100_000)
	for b.Loop() {
		sub, err := s.Subgraphs(b.Context(), []evidence.ClaimID{"claim:chain"}, evidence.Moment{})
		if err != nil || len(sub.Sources) != 100_000 {
			b.Fatal(err)
		}
	}
}

// BenchmarkBoard reads the evidence of one claim and of 200 claims, among 2,000.
func BenchmarkBoard(b *testing.B) {
	s := open(b)
	for from := 0; from < 2000; from += 500 {
		apply(b, s, board(from, from+500))
		apply(b, s, boardLinks(from, from+500))
	}
	for _, n := range []int{1, 200} {
		var claims []evidence.ClaimID
		for i := range n {
			claims = append(claims, claimID(10*i))
		}
		b.Run(fmt.Sprint(n, " claims"), func(b *testing.B) {
			for range 100 { // the server's code is compiled as it is used
				if _, err := s.Subgraphs(b.Context(), claims, evidence.Moment{}); err != nil {
					b.Fatal(err)
				}
			}
			for b.Loop() {
				sub, err := s.Subgraphs(b.Context(), claims, evidence.Moment{})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(sub.Sources)), "sources")
				b.ReportMetric(float64(len(sub.Derivations)+len(sub.Statements)), "links")
			}
		})
	}
}

// BenchmarkScan reads all of a graph of 2,000 claims, 10,000 sources and their links.
func BenchmarkScan(b *testing.B) {
	s := open(b)
	for from := 0; from < 2000; from += 500 {
		apply(b, s, board(from, from+500))
		apply(b, s, boardLinks(from, from+500))
	}
	for b.Loop() {
		records := 0
		if _, err := s.Scan(b.Context(), nil, func(any) error { records++; return nil }); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(records), "records")
	}
}
