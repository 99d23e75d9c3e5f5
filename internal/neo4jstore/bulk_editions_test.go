package neo4jstore_test

import (
	"os"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore"
)

// TestBulk_Editions writes each edition once, whatever the number of batches that have a part of it.
func TestBulk_Editions(t *testing.T) {
	b := neo4jstore.NewBulk(t.TempDir(), func() time.Time { return time.Unix(0, 7) })
	defer func() { _ = b.Close() }()
	one := evidence.Edition{Of: "r1", At: time.Unix(0, 5), States: []evidence.ID{"ownership:2", "ownership:1"}}
	two := evidence.Edition{Of: "outlet:o", At: time.Unix(0, 6)}
	for _, editions := range [][]evidence.Edition{{one, two}, {one}} {
		if _, err := b.Apply(t.Context(), evidence.Batch{Editions: editions}); err != nil {
			t.Fatal(err)
		}
	}
	nodes, _, err := b.Finish()
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range nodes {
		if table.Name != "Edition" {
			continue
		}
		header, err := os.ReadFile(table.Header)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := os.ReadFile(table.Rows)
		if err != nil {
			t.Fatal(err)
		}
		want := "at:long,id:ID(Edition),states:string[]\n5,\"r1\",\"ownership:1\x1fownership:2\"\n6,\"outlet:o\"\n"
		if got := string(header) + string(rows); got != want {
			t.Errorf("got\n%q, want\n%q", got, want)
		}
		return
	}
	t.Errorf("the tables %+v have no editions", nodes)
}
