package memstore_test

import (
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/storetest"
)

func open(_ *testing.T, now func() time.Time) storetest.Store { return memstore.New(now, 100_000) }

func TestConformance(t *testing.T) { storetest.Run(t, open) }

func TestSameWritesSameAnswers(t *testing.T) { storetest.Compare(t, open, open, 8) }
