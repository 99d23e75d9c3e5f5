package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/transport"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/live"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/scores"
)

// worth makes a claim that so many documents say, each for itself.
func worth(id evidence.ClaimID, documents int) evidence.Batch {
	b := evidence.Batch{RecordedFrom: "worth.txt", Claims: puts(evidence.Claim{ID: id, Text: string(id)})}
	for n := range documents {
		s := evidence.SourceID(fmt.Sprintf("source:%s-%d", evidence.ID(id).Key(), n))
		b.Sources = append(b.Sources, puts(evidence.Source{ID: s, Kind: evidence.Document})...)
		b.Statements = append(b.Statements, puts(evidence.Statement{Source: s, Claim: id,
			Stance: evidence.Supports})...)
	}
	return b
}

// keptServer is a server whose figures follow what is written through the writer.
func keptServer(t *testing.T, store *memstore.Store) (*transport.Server, evidence.Writer) {
	t.Helper()
	feed := live.New(store, time.Now)
	table := scores.New(scores.Config{Service: inquiry.New(store), Feed: feed,
		Policy: basis.DefaultPolicy()})
	ctx, cancel := context.WithCancel(t.Context())
	var done sync.WaitGroup
	done.Go(func() { table.Run(ctx) })
	t.Cleanup(func() { cancel(); done.Wait() })
	return graph.New(graph.Config{Reader: store, Scores: table}), feed.Writer(store)
}

// rankedPage is a page of claims, the strongest first.
type rankedPage struct {
	Claims struct {
		PageInfo struct {
			HasNextPage, HasPreviousPage bool
			StartCursor, EndCursor       string
		}
		Edges []struct{ Node struct{ ID string } }
	}
}

func (p rankedPage) ids() []string {
	var ids []string
	for _, e := range p.Claims.Edges {
		ids = append(ids, e.Node.ID)
	}
	return ids
}

func ranked(t *testing.T, s *transport.Server, variables map[string]any) rankedPage {
	t.Helper()
	data, errs := s.Execute(t.Context(), `query Q($first: Int, $after: String, $last: Int, $before: String) {
		claims(where: {supporting: {sourceCount: {gte: 1}}}, orderBy: [DEMONSTRATED_DESC], first: $first, after: $after,
			last: $last, before: $before) {
			pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
			edges { node { id } }
		}
	}`, variables, "")
	if errs != nil {
		t.Fatal(errs)
	}
	var p rankedPage
	if err := json.Unmarshal(data, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestClaims_RankedPagesWhileClaimsAreRecorded pages through a list that is ordered by a figure, in both directions,
// while claims are recorded before, between and behind: every claim that was there comes once, in its place.
func TestClaims_RankedPagesWhileClaimsAreRecorded(t *testing.T) {
	for _, backwards := range []bool{false, true} {
		t.Run(fmt.Sprintf("backwards %v", backwards), func(t *testing.T) {
			store := memstore.New(time.Now, 10_000)
			for n := 10; n > 0; n-- {
				id := evidence.ClaimID(fmt.Sprintf("claim:c%02d", n))
				apply(t, store, worth(id, (n+1)/2)) // two claims of each number
			}
			// c10 and c09 have 5, c08 and c07 4, ...: ties by id
			want := []string{"claim:c09", "claim:c10", "claim:c07", "claim:c08", "claim:c05", "claim:c06", "claim:c03",
				"claim:c04", "claim:c01", "claim:c02"}
			s, w := keptServer(t, store)
			size, from, more := "first", "after", func(p rankedPage) (bool,
				string) {
				return p.Claims.PageInfo.HasNextPage, p.Claims.PageInfo.EndCursor
			}
			if backwards {
				size, from, more = "last", "before", func(p rankedPage) (bool, string) {
					return p.Claims.PageInfo.HasPreviousPage, p.Claims.PageInfo.StartCursor
				}
			}
			var got []string
			variables := map[string]any{size: 3}
			for page := 0; ; page++ {
				p := ranked(t, s, variables)
				seen := slices.DeleteFunc(p.ids(), func(id string) bool { return id >= "claim:n" })
				if backwards {
					seen = append(seen, got...)
					got = seen
				} else {
					got = append(got, seen...)
				}
				hasMore, cursor := more(p)
				if !hasMore {
					break
				}
				variables[from] = cursor
				for documents := 1; documents <= 6; documents++ {
					id := evidence.ClaimID(fmt.Sprintf("claim:new%d-%d", page, documents))
					if _, err := w.Apply(t.Context(), worth(id, documents)); err != nil {
						t.Fatal(err)
					}
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("claims that were there (-want +got):\n%s", diff)
			}
		})
	}
}

// TestClaims_ScoresComeFromTheTable asks for the scores of many claims and counts the reads: once they are kept, none.
func TestClaims_ScoresComeFromTheTable(t *testing.T) {
	store := many(t, 50)
	reader := &counter{Reader: store, calls: map[string]int{}}
	feed := live.New(reader, time.Now)
	table := scores.New(scores.Config{Service: inquiry.New(reader), Feed: feed,
		Policy: basis.DefaultPolicy()})
	ctx, cancel := context.WithCancel(t.Context())
	var done sync.WaitGroup
	done.Go(func() { table.Run(ctx) })
	t.Cleanup(func() { cancel(); done.Wait() })
	if _, err := table.Rows(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	s := graph.New(graph.Config{Reader: reader, Scores: table})
	reader.mu.Lock()
	clear(reader.calls)
	reader.mu.Unlock()
	got := post(t, s, `{ claims(first: 50) { edges { node { score { supporting { sourceCount presumed } } } } } }`, nil)
	if got.code() != "" {
		t.Fatal(got.Errors)
	}
	// The list, and one look at the version.
	if diff := cmp.Diff(map[string]int{"List": 1, "Subgraphs": 1}, reader.calls); diff != "" {
		t.Errorf("reads (-want +got):\n%s", diff)
	}
}
