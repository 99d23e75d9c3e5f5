package audit

import (
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/app/run/runtest"
)

// TestChanges_Text does three things to the harbour's records, and asks for the last three changes.
func TestChanges_Text(t *testing.T) {
	s, out := runtest.Harbour(t)
	by := map[string]any{"collector": "ann", "reason": "it is so"}
	for _, step := range []struct {
		operation, field string
		variables        map[string]any
	}{
		{"Confirm", "confirm", map[string]any{"sources": []string{"source:wire"},
			"provenance": map[string]any{"collector": "ann", "recordedFrom": "ann", "justification": "read"}}},
		{"ReviewDerivation", "reviewDerivation",
			map[string]any{"id": runtest.GazetteOnWire, "status": "REJECTED", "by": by}},
		{"RateReliability", "rateReliability", map[string]any{"subject": "source:gazette", "reliability": "A", "by": by}},
	} {
		if err := s.Act(t.Context(), step.operation, step.field, false, step.variables); err != nil {
			t.Fatal(err)
		}
	}
	out.Reset()
	if err := changes(t.Context(), s, changesFlags{first: 3}, time.Time{}, nil); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 7 || !strings.HasPrefix(lines[0], "The last changes, the newest first (times in ") ||
		!strings.HasSuffix(lines[2], ` ann changed the source "gazette" (source:gazette): Admiralty letter set to `+
			`A. Reason: it is so.`) ||
		!strings.HasPrefix(lines[6], "There are more; go on with --after ") {
		t.Errorf("the changes:\n%s", out)
	}
}
