package evidence_test

import (
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// TestConfirmation_Covers: a confirmation speaks for what was recorded before it or with it, and for nothing later.
func TestConfirmation_Covers(t *testing.T) {
	c := evidence.Confirmation{Source: "source:s", Provenance: evidence.Provenance{RecordedAt: noon(3)}}
	for at, want := range map[time.Time]bool{noon(2): true, noon(3): true, noon(3).Add(1): false, noon(4): false} {
		link := goodDerivation()
		link.Provenance.RecordedAt = at
		if got := c.CoversLink(&link); got != want {
			t.Errorf("a link of %v: covered %v by a confirmation of minute 3", at, got)
		}
		source := goodSource()
		source.RecordedAt = at
		if !c.CoversSource(&source) {
			t.Errorf("a source of %v that declares no share is not covered", at)
		}
		source.Firsthand = &evidence.Firsthand{}
		if got := c.CoversSource(&source); got != want {
			t.Errorf("a share of %v: covered %v by a confirmation of minute 3", at, got)
		}
	}
	later := goodCopy()
	later.Provenance.RecordedAt = noon(4)
	if !c.CoversLink(&later) {
		t.Error("a copy that was found later takes the confirmation away")
	}
}

// TestBatch_Renews: only confirmations, and only of a batch that says so.
func TestBatch_Renews(t *testing.T) {
	id := evidence.ID(evidence.ConfirmationIDOf("source:s"))
	said, file := evidence.Batch{Renew: true}, evidence.Batch{}
	if !said.Renews(id) || file.Renews(id) || said.Renews("source:s") || said.Renews("statement:x") {
		t.Error("a batch renews what it must not, or not what it must")
	}
}
