package evidence_test

import (
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

func TestParallels(t *testing.T) {
	link := func(to evidence.SourceID, kind evidence.DerivationKind, claims ...evidence.ClaimID) *evidence.Derivation {
		return &evidence.Derivation{ID: evidence.DerivationIDOf("source:x", to, kind, claims), From: "source:x", To: to,
			Kind: kind, Claims: claims}
	}
	retracted, suggested := link("source:a", evidence.Quotes), link("source:a", evidence.Quotes)
	retracted.Provenance.RetractedAt = new(time.Time)
	suggested.Status = evidence.Suggested
	elsewhere := link("source:b", evidence.Cites)
	for name, c := range map[string]struct {
		list []*evidence.Derivation
		want int
	}{
		"one for all claims, one for a claim": {[]*evidence.Derivation{link("source:a", evidence.Cites),
			link("source:a", evidence.Cites, "claim:c"), elsewhere}, 1},
		"two kinds": {[]*evidence.Derivation{link("source:a", evidence.Cites),
			link("source:a", evidence.Quotes), elsewhere}, 1},
		"three": {[]*evidence.Derivation{link("source:a", evidence.Cites),
			link("source:a", evidence.Quotes), link("source:a", evidence.DerivedFrom), elsewhere}, 3},
		"for other claims": {[]*evidence.Derivation{link("source:a", evidence.Cites, "claim:c"),
			link("source:a", evidence.Cites, "claim:d"), elsewhere}, 0},
		"it takes from nobody else": {[]*evidence.Derivation{link("source:a", evidence.Cites),
			link("source:a", evidence.Quotes)}, 0},
		"from somebody else for another claim": {[]*evidence.Derivation{link("source:a", evidence.Cites, "claim:c"),
			link("source:a", evidence.Quotes, "claim:c"), link("source:b", evidence.Cites, "claim:d")}, 0},
		"a syndication leaves the other out": {[]*evidence.Derivation{link("source:a", evidence.Cites),
			link("source:a", evidence.Syndicates), elsewhere}, 0},
		"a copy is judged by itself": {[]*evidence.Derivation{link("source:a", evidence.Cites),
			link("source:a", evidence.Copies), elsewhere}, 0},
		"retracted, or only suggested": {[]*evidence.Derivation{link("source:a", evidence.Cites), retracted,
			suggested, elsewhere}, 0},
		"the same link twice": {[]*evidence.Derivation{link("source:a", evidence.Cites),
			link("source:a", evidence.Cites), elsewhere}, 0},
	} {
		if got := evidence.Parallels(c.list); len(got) != c.want {
			t.Errorf("%s: %v, want %d", name, got, c.want)
		}
	}
}
