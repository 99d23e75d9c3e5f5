package evidence_test

import (
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
)

// TestFullLabel: a title stands in quotation marks, with what distinguishes the source from others of that title.
func TestFullLabel(t *testing.T) {
	for want, c := range map[string]struct {
		source evidence.Source
		outlet string
	}{
		`"Tanker seized, crew held" (Harbour Times, 14 March 2026)`: {evidence.Source{Title: "Tanker seized, crew held",
			PublishedAt: "2026-03-14T08:10Z"}, "Harbour Times"},
		`"Tanker seized" (Harbour Times)`: {evidence.Source{Title: "Tanker seized"}, "Harbour Times"},
		`"Tanker seized" (March 2026)`:    {evidence.Source{Title: "Tanker seized", PublishedAt: "2026-03"}, ""},
		`"Tanker seized"`:                 {evidence.Source{Title: "Tanker seized"}, ""},
		`Meridian wire report (2026)`: {evidence.Source{Kind: evidence.WireReport, PublishedAt: "2026"},
			"Meridian"},
		`Meridian`:              {evidence.Source{}, "Meridian"},
		`https://example.org/a`: {evidence.Source{URL: "https://example.org/a"}, ""},
		`a`:                     {evidence.Source{ID: "source:a"}, ""},
	} {
		if got := c.source.FullLabel(c.outlet); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
