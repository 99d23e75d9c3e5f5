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
		claims(where: {supporting: {sourceCount: {gte: 1}}}, orderBy: {field: DEMONSTRATED, direction: DESC},
			first: $first, after: $after, last: $last, before: $before) {
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

// TestClaims_EveryOrder lists claims by every field in both directions: whole, and page by page from either end, which
// give the same list. The other direction is the same list from its end, but for ties, which are by id in both, and
// for undated claims, which are last in both.
func TestClaims_EveryOrder(t *testing.T) {
	store := fixture(t)
	apply(t, store, evidence.Batch{Claims: puts(evidence.Claim{ID: "claim:aaa", Text: "Undated."},
		evidence.Claim{ID: "claim:zzz", Text: "Old.", ClaimDate: "1999"})})
	s := server(t, store)
	for _, field := range scores.OrderFields() {
		for _, where := range []string{"{}", `{supporting: {lineCount: {gte: 0}}}`} {
			inOrder := func(direction string) []string {
				list := listed(t, s, where, field.Value, direction)
				if len(list) < 9 {
					t.Fatalf("%d claims are listed by %s; expected those of the fixture", len(list), field.Value)
				}
				return list
			}
			up, down := inOrder("ASC"), inOrder("DESC")
			slices.Sort(up)
			slices.Sort(down)
			if diff := cmp.Diff(up, down); diff != "" {
				t.Errorf("by %s, the claims upwards and downwards (-up +down):\n%s", field.Value, diff)
			}
		}
	}
	newest, oldest := listed(t, s, "{}", "CLAIM_DATE", "DESC"), listed(t, s, "{}", "CLAIM_DATE", "ASC")
	dated := map[string][]string{"newest": newest[:3], "oldest": oldest[:3]}
	want := map[string][]string{"newest": {"claim:bridge", "claim:lorries", "claim:zzz"},
		"oldest": {"claim:zzz", "claim:lorries", "claim:bridge"}}
	if diff := cmp.Diff(want, dated); diff != "" {
		t.Errorf("dated claims first (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(newest[3:], oldest[3:]); diff != "" || newest[3] != "claim:aaa" {
		t.Errorf("undated claims last and by id, %v; the newest and the oldest first (-newest +oldest):\n%s", newest, diff)
	}
}

// listed returns the ids of the claims in an order, after it has paged through them from both ends.
func listed(t *testing.T, s *transport.Server, where, field, direction string) []string {
	t.Helper()
	page := func(arguments string) rankedPage {
		data, errs := s.Execute(t.Context(), fmt.Sprintf(`{ claims(where: %s, orderBy: {field: %s, direction: %s}, %s) {
			pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { node { id } } } }`,
			where, field, direction, arguments), nil, "")
		var p rankedPage
		if err := json.Unmarshal(data, &p); err != nil || len(errs) > 0 {
			t.Fatalf("by %s %s, %s: %v, %v", field, direction, arguments, err, errs)
		}
		return p
	}
	whole := page("first: 100").ids()
	var forwards, backwards []string
	for p := page("first: 2"); ; p = page(fmt.Sprintf("first: 2, after: %q", p.Claims.PageInfo.EndCursor)) {
		if forwards = append(forwards, p.ids()...); !p.Claims.PageInfo.HasNextPage {
			break
		}
	}
	for p := page("last: 2"); ; p = page(fmt.Sprintf("last: 2, before: %q", p.Claims.PageInfo.StartCursor)) {
		if backwards = append(p.ids(), backwards...); !p.Claims.PageInfo.HasPreviousPage {
			break
		}
	}
	for name, pages := range map[string][]string{"from the start": forwards, "from the end": backwards} {
		if diff := cmp.Diff(whole, pages); diff != "" {
			t.Errorf("by %s %s, the pages %s (-whole +pages):\n%s", field, direction, name, diff)
		}
	}
	return whole
}
