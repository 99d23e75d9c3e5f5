package neo4jstore_test

import (
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// TestHub looks for ways through an agency with 10,000 items, each of which a paper prints: whoever looks at all of
// them would wait long.
func TestHub(t *testing.T) {
	s := open(t)
	const items, most = 10_000, 10 * time.Second
	b := evidence.Batch{Collector: "test", Method: evidence.Imported,
		Outlets: put(
			evidence.Outlet{ID: "outlet:agency", Name: "Agency"}, evidence.Outlet{ID: "outlet:paper", Name: "Paper"},
			evidence.Outlet{ID: "outlet:far", Name: "Far"}),
		Sources: put(
			evidence.Source{ID: "source:near", Outlet: "outlet:agency"}, evidence.Source{ID: "source:far", Outlet: "outlet:far"},
			evidence.Source{ID: "source:alone"})}
	for i := range items {
		b.Sources = append(
			b.Sources, put(
				evidence.Source{ID: sourceID(i), Outlet: "outlet:agency"},
				evidence.Source{ID: sourceID(items + i), Outlet: "outlet:paper"})...)
		b.Derivations = append(
			b.Derivations, put(evidence.Derivation{From: sourceID(items + i), To: sourceID(i), Kind: evidence.Syndicates})...)
	}
	b.Derivations = append(
		b.Derivations, put(evidence.Derivation{From: "source:far", To: sourceID(items), Kind: evidence.Cites})...)
	apply(t, s, b)
	for _, way := range []struct {
		name     string
		from, to evidence.ID
		want     int // edges; -1 = none
	}{
		{"between two items", evidence.ID(sourceID(3)), evidence.ID(sourceID(9_999)), 2},
		{"between an item and what prints another", "source:near", "source:far", 4},
		{"between the outlets", "outlet:agency", "outlet:far", 4},
		{"through both", "source:near", evidence.ID(sourceID(items + 5)), 3},
		{"if there is none", "source:near", "source:alone", -1},
	} {
		start := time.Now()
		path, err := s.Path(t.Context(), evidence.PathQuery{From: way.from, To: way.to, MaxLength: evidence.MaxPathLength})
		took := time.Since(start)
		t.Logf("%s: %v", way.name, took)
		switch {
		case err != nil:
			t.Errorf("%s: %v", way.name, err)
		case path == nil && way.want >= 0, path != nil && len(path.Edges) != way.want:
			t.Errorf("%s: %+v; expected %d edges", way.name, path, way.want)
		case took > most:
			t.Errorf("%s took %v; expected at most %v", way.name, took, most)
		}
	}
	start := time.Now()
	page, err := s.Neighbors(t.Context(), evidence.NeighborQuery{Node: "outlet:agency", First: 50})
	if took := time.Since(start); err != nil || page.Counts[evidence.EdgePublishedBy] != items+1 || took > most {
		t.Errorf("the agency's neighbors took %v: %v (%v)", took, page.Counts, err)
	} else {
		t.Logf("neighbors: %v", took)
	}
	start = time.Now()
	downstream, err := s.Downstream(t.Context(), []evidence.OutletID{"outlet:agency"}, evidence.Moment{}, 10)
	if took := time.Since(start); err != nil || len(downstream) != 2 || took > most {
		t.Errorf("who takes from the agency took %v: %v (%v)", took, downstream, err)
	} else {
		t.Logf("downstream: %v", took)
	}
}
