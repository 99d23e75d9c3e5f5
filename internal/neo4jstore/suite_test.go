package neo4jstore_test

import (
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/neo4jd/neo4jdtest"
	"github.com/credence-graph/credence/internal/storetest"
	"github.com/credence-graph/credence/internal/storetest/sameanswers"
)

// openAt returns an empty store whose records are dated by a clock.
func openAt(t *testing.T, now func() time.Time) storetest.Store {
	c := settings(neo.Start(t))
	c.Now = now
	return openWith(t, c)
}

func TestStore(t *testing.T) {
	neo4jdtest.Need(t) // the suite fails if none of its checks is made
	storetest.Run(t, openAt)
}

// TestStoreThatTakesBatchesForNew holds the quick way of writing to the same promises: what it is refused for, the
// careful way must find out.
func TestStoreThatTakesBatchesForNew(t *testing.T) {
	neo4jdtest.Need(t)
	storetest.Run(t, func(t *testing.T, now func() time.Time) storetest.Store {
		c := settings(neo.Start(t))
		c.Now = now
		s := openWith(t, c)
		s.TakeForNew()
		return s
	})
}

// TestRandomHistories compares the store with the oracle.
func TestRandomHistories(t *testing.T) {
	neo4jdtest.Need(t)
	const cases = 8
	oracle := func(_ *testing.T, now func() time.Time) storetest.Store { return memstore.New(now, 1000) }
	sameanswers.Compare(t, oracle, openAt, cases)
}
