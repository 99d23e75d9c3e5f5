package evidence_test

import (
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/folding"
)

// marked writes parts with the matched ones in brackets.
func marked(parts []folding.TextPart) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Matched {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestHighlight(t *testing.T) {
	claim := &evidence.Claim{Text: "The bridge was closed.", Name: "bridge closed", Item: "traffic", Value: "none"}
	for _, tc := range []struct {
		node         evidence.Node
		search, want string
	}{
		{claim, "bridge", "The [bridge] was closed."},
		{claim, "traffic bridge", "The [bridge] was closed."},
		{claim, "traffic", "[traffic]"},
		{claim, "nothing of it", "The bridge was closed."},
		{&evidence.Source{Title: "Closed", URL: "https://daily.example/bridge"}, "bridge", "https://daily.example/[bridge]"},
		{&evidence.Source{}, "bridge", ""},
		{&evidence.Outlet{Name: "Daily", Domains: []string{"daily.example", "d.example"}}, "d", "[Daily]"},
		{&evidence.Organization{Name: "Press"}, "press", "[Press]"},
		{&evidence.Person{Name: "Ann"}, "ann", "[Ann]"},
		{&evidence.ClaimReview{AlternateName: "Mostly true"}, "true", "Mostly [true]"},
	} {
		if got := marked(evidence.Highlight(tc.node, tc.search)); got != tc.want {
			t.Errorf("%q in %T: want %q, got %q", tc.search, tc.node, tc.want, got)
		}
	}
}
