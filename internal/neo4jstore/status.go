package neo4jstore

import (
	"context"
	"fmt"

	"github.com/credence-graph/credence/internal/evidence"
)

// Status implements evidence.Reader.
func (s *Store) Status(ctx context.Context) (evidence.Status, error) {
	a, version, err := s.pinned(ctx, "status", nil)
	if err != nil {
		return evidence.Status{}, fmt.Errorf("reading the status of the graph: %w", err)
	}
	status := evidence.Status{Version: version, Nodes: map[evidence.Kind]int{}, Links: map[evidence.Kind]int{}}
	for _, kind := range evidence.NodeKinds() {
		status.Nodes[kind] = 0
	}
	for _, kind := range evidence.LinkKinds() {
		status.Links[kind] = 0
	}
	for _, v := range a.list("counts") {
		row := as[[]any](a, "counts", v)
		if len(row) != 2 {
			a.fail("counts", v, "a list of kind and count")
			break
		}
		kind, n := evidence.Kind(as[string](a, "counts", row[0])), int(as[int64](a, "counts", row[1]))
		if kind.IsNode() {
			status.Nodes[kind] = n
		} else {
			status.Links[kind] = n
		}
	}
	if a.err != nil {
		return evidence.Status{}, a.err
	}
	return status, nil
}

// Holds reports whether there is anything in the database that is not of the making of an empty graph, prepared or not.
func (s *Store) Holds(ctx context.Context) (bool, error) {
	a, err := s.ask(ctx, "holds", nil)
	if err != nil {
		return false, fmt.Errorf("looking whether the graph is empty: %w", err)
	}
	some := as[bool](a, "some", a.value("some"))
	return some, a.err
}
