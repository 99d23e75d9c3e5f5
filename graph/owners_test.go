package graph_test

import (
	"testing"
	"time"

	"github.com/credence-graph/credence/graph/graphtest"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/ownership/ownershiptest"
)

// TestOwnershipCases asks for the owners that are worked out by hand: Outlet.ultimateOwners, the causes that two
// sources have in common, and the findings of an audit.
func TestOwnershipCases(t *testing.T) {
	for _, c := range ownershiptest.Cases() {
		t.Run(c.Name, func(t *testing.T) {
			store := memstore.New(func() time.Time { return recorded }, 100)
			apply(t, store, c.Batch(""))
			graphtest.Owners(t, server(t, store), c, "")
		})
	}
}
