package evidence_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/evidence"
)

// TestDenialOf tells what was recorded as a denial from what was asserted and then retracted: the quotes of an
// assertion do not speak for the denial of it.
func TestDenialOf(t *testing.T) {
	recorded, retracted := time.Unix(1, 0), time.Unix(2, 0)
	same := evidence.Sameness{ID: "same:1", A: "outlet:a", B: "outlet:b", Provenance: evidence.Provenance{
		RecordedFrom: "a list", Collector: "ann", Justification: "why", Method: evidence.Imported,
		Quotes:     []evidence.Quote{{Exact: "so"}},
		RecordedAt: recorded, RetractedAt: &retracted,
	}}
	at := func(p evidence.Provenance) evidence.Denial {
		p.RecordedAt, p.RetractedAt = retracted, nil
		return evidence.Denial{A: "outlet:a", B: "outlet:b", Provenance: p}
	}
	for name, c := range map[string]struct {
		by, why string
		want    evidence.Denial
	}{
		"recorded as a denial": {"ann", "why", at(same.Provenance)},
		"retracted by another": {"bob", "why",
			at(evidence.Provenance{RecordedFrom: "bob", Collector: "bob", Justification: "why"})},
		"retracted for another reason": {"ann", "two",
			at(evidence.Provenance{RecordedFrom: "ann", Collector: "ann", Justification: "two"})},
		"nobody knows who retracted, why": {"", "", at(evidence.Provenance{})},
	} {
		got := evidence.DenialOf(same, c.by, c.why)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if id := evidence.ID(evidence.SamenessIDOf("outlet:b", "outlet:a")); got.LinkID() != id ||
			got.Sameness().LinkID() != id || len(evidence.References(&got)) != 2 {
			t.Errorf("%s: %+v is not of the sameness %s", name, got, id)
		}
	}
}
