package graph_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
)

// meanwhile is a reader that calls a function before each list.
type meanwhile struct {
	evidence.Reader
	write func(list int)
	lists int
}

func (m *meanwhile) List(ctx context.Context, q evidence.ListQuery) (evidence.NodePage, error) {
	m.lists++
	m.write(m.lists)
	return m.Reader.List(ctx, q)
}

// TestOwners_OfOneGraph asks for the sources of an owner while somebody writes: what is not about owners changes
// nothing, a new owner counts, and owners that never stay are refused.
func TestOwners_OfOneGraph(t *testing.T) {
	sale := func(share float64) evidence.Batch {
		return evidence.Batch{Ownerships: puts(
			evidence.Ownership{Asset: "outlet:agency", Owner: "person:max", SharePercent: &share})}
	}
	for name, c := range map[string]struct {
		write func(store *memstore.Store, list int)
		want  string // of the ids; "" = an error
		lists int
	}{
		"something else": {func(s *memstore.Store, list int) {
			apply(t, s, evidence.Batch{Persons: puts(evidence.Person{ID: "person:new", Name: string(rune('A' + list))})})
		}, `[{"id":"source:daily"}]`, 1},
		"an owner": {func(s *memstore.Store, list int) {
			if list == 1 {
				apply(t, s, sale(90))
			}
		}, `[{"id":"source:daily"},{"id":"source:wire"}]`, 2},
		"owners again and again": {func(s *memstore.Store, list int) { apply(t, s, sale(90-80*float64((list+1)%2))) }, "", 3},
	} {
		store := fixture(t)
		reader := &meanwhile{Reader: store, write: func(list int) { c.write(store, list) }}
		data, errs := server(t, reader).Execute(t.Context(), `{ sources(where: {owners: ["person:max"]}) { nodes { id } } }`,
			nil, "")
		if c.want == "" {
			if len(errs) != 1 || errs[0].Extensions["code"] != "UNAVAILABLE" {
				t.Errorf("%s: %s, %v; expected an error of code UNAVAILABLE", name, data, errs)
			}
		} else {
			var got struct {
				Sources struct{ Nodes json.RawMessage }
			}
			if err := json.Unmarshal(data, &got); err != nil || len(errs) > 0 || string(got.Sources.Nodes) != c.want {
				t.Errorf("%s: %s, %v; expected %s", name, data, errs, c.want)
			}
		}
		if reader.lists != c.lists {
			t.Errorf("%s: the list was read %d times; expected %d", name, reader.lists, c.lists)
		}
	}
}
