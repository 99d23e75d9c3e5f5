package neo4jstore_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore"
)

// TestBulk_Confirmed writes a confirmation as a relationship of a source to itself.
func TestBulk_Confirmed(t *testing.T) {
	b := neo4jstore.NewBulk(t.TempDir(), func() time.Time { return time.Unix(0, 7) })
	defer func() { _ = b.Close() }()
	c := evidence.Confirmation{Source: "source:s", Provenance: evidence.Provenance{Justification: "read it"}}
	applied, err := b.Apply(
		t.Context(), evidence.Batch{Collector: "me", Confirmations: []evidence.Put[evidence.Confirmation]{{Value: c}}})
	if err != nil || applied.Created[evidence.KindConfirmation] != 1 {
		t.Fatal(applied, err)
	}
	_, relationships, err := b.Finish()
	if err != nil || len(relationships) != 1 || relationships[0].Name != "CONFIRMED" {
		t.Fatal(relationships, err)
	}
	got, err := os.ReadFile(relationships[0].Rows)
	if err != nil {
		t.Fatal(err)
	}
	// By hand: ends, type, collector, id, why, recordedAt.
	want := `"source:s","source:s","me","` + string(evidence.ConfirmationIDOf("source:s")) + `","read it",7` + "\n"
	if !strings.HasSuffix(string(got), want) {
		t.Errorf("got\n%swant a row\n%s", got, want)
	}
}
