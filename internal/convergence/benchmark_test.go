package convergence_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
)

// crowd makes a claim with n supporters: articles of outlets with owners, most of which take from a few of a pool of
// documents and of earlier articles; one in ten names no origin. cites is the mean number of links.
func crowd(n, cites int) *evidence.Subgraphs {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	outlets, owners, documents := max(4, n/20), max(2, n/100), n
	sub := &evidence.Subgraphs{Claims: []evidence.Claim{{ID: theClaim, Text: "It is so."}}}
	for i := range owners {
		sub.Organizations = append(sub.Organizations, evidence.Organization{
			ID: evidence.OrganizationID(fmt.Sprintf("organization:g%06d", i)), Name: fmt.Sprintf("Group %d", i),
		})
	}
	for i := range outlets {
		id := fmt.Sprintf("outlet:o%06d", i)
		sub.Outlets = append(sub.Outlets, evidence.Outlet{ID: evidence.OutletID(id), Name: fmt.Sprintf("Outlet %d", i)})
		sub.Ownerships = append(sub.Ownerships, evidence.Ownership{
			Asset: evidence.ID(id), Owner: evidence.ID(sub.Organizations[r.IntN(owners)].ID),
		}.Normalize())
	}
	for i := range documents {
		sub.Sources = append(sub.Sources, evidence.Source{
			ID: evidence.SourceID(fmt.Sprintf("source:d%06d", i)), Kind: evidence.Document, Identity: evidence.Named,
			Outlet: sub.Outlets[r.IntN(outlets)].ID,
		})
	}
	for i := range n {
		s := evidence.Source{
			ID: evidence.SourceID(fmt.Sprintf("source:s%06d", i)), Kind: evidence.Article, Identity: evidence.Named,
			Outlet: sub.Outlets[r.IntN(outlets)].ID, PublishedAt: "2024-10-05",
		}
		sub.Statements = append(
			sub.Statements, evidence.Statement{Source: s.ID, Claim: theClaim, Stance: evidence.Supports}.Normalize())
		for range 1 + r.IntN(2*cites-1) {
			if i%10 == 0 {
				break
			}
			to := sub.Sources[r.IntN(documents)].ID
			if i > 0 && r.IntN(4) == 0 {
				to = sub.Sources[documents+r.IntN(i)].ID
			}
			sub.Derivations = append(sub.Derivations, evidence.Derivation{From: s.ID, To: to, Kind: evidence.Cites}.Normalize())
		}
		sub.Sources = append(sub.Sources, s)
	}
	sortByID(sub)
	return sub
}

func BenchmarkCompute(b *testing.B) {
	for _, n := range []int{20, 100, 1000, 100_000} {
		b.Run(fmt.Sprintf("supporters=%d", n), func(b *testing.B) { benchmark(b, crowd(n, 3)) })
	}
}

// What of BenchmarkCompute is the numbering of the subgraphs: a claim that is not there is asked for.
func BenchmarkIndex(b *testing.B) {
	service := inquiry.New(&reader{Sub: crowd(100, 3)})
	for b.Loop() {
		if _, err := service.Of(
			b.Context(), []evidence.ClaimID{"claim:none"}, evidence.Moment{}, basis.DefaultPolicy()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkChain(b *testing.B) {
	b.Run("supporters=100000", func(b *testing.B) { benchmark(b, chain(100_000)) })
}

// benchmark measures what a service does beyond reading: it numbers the subgraphs and computes the answer.
func benchmark(b *testing.B, sub *evidence.Subgraphs) {
	b.ReportAllocs()
	service := inquiry.New(&reader{Sub: sub})
	ids := []evidence.ClaimID{theClaim}
	var answers []*convergence.Convergence
	for b.Loop() {
		var err error
		if answers, err = service.Of(b.Context(), ids, evidence.Moment{}, basis.DefaultPolicy()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(answers[0].Supporting.Presumed, "presumed")
	b.ReportMetric(float64(answers[0].Supporting.LineCount), "lines")
}
