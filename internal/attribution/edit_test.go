package attribution_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/attribution"
	"github.com/credence-graph/credence/internal/attribution/outline"
	"github.com/credence-graph/credence/internal/evidence"
)

const mill = "Mill burns\nThe mill has burnt, police said.\nThe old mill burnt, Ines Holt said.\nInes Holt denied that the oven was old.\n"

func readMill(t *testing.T) *outline.Graph {
	t.Helper()
	g, err := attribution.Read(mill)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// key returns the key of the claim with some words.
func key(t *testing.T, g *outline.Graph, text string) string {
	t.Helper()
	for _, c := range g.Claims {
		if c.Text == text {
			return c.ID
		}
	}
	t.Fatalf("%q is no claim of %+v", text, g.Claims)
	return ""
}

// TestAttach: what was said of two claims is said of one, with the passages of both, and the original graph is as it
// was.
func TestAttach(t *testing.T) {
	g := readMill(t)
	before := g.Clone()
	c := g.Clone()
	if err := c.Attach(key(t, g, "The old mill burnt."), key(t, g, "The mill has burnt.")); err != nil {
		t.Fatal(err)
	}
	if len(c.Items()) != len(g.Items()) {
		t.Errorf("%d items, want %d: an item must not move while a person is asked", len(c.Items()), len(g.Items()))
	}
	if d := cmp.Diff(before, g); d != "" {
		t.Errorf("the graph that was cloned has changed:\n%s", d)
	}
	kept := make([]bool, len(c.Items()))
	for i := range kept {
		kept[i] = true
	}
	joined := c.Keep(kept).Join()
	sound(t, mill, joined)
	if len(joined.Claims) != 3 || len(joined.Statements) != len(g.Statements)-1 || len(joined.Claims[1].Quotes) != 2 {
		t.Errorf("%d claims, %d statements, passages %+v", len(joined.Claims), len(joined.Statements),
			joined.Claims[1].Quotes)
	}
}

// TestAttach_Opposites: the text supports one claim and refutes another; they cannot be one.
func TestAttach_Opposites(t *testing.T) {
	g := readMill(t)
	before := g.Clone()
	err := g.Attach(key(t, g, "The oven was old."), key(t, g, "The mill has burnt."))
	if evidence.CodeOf(err) != evidence.CodeConflict {
		t.Errorf("%v, want a conflict", err)
	}
	if d := cmp.Diff(before, g); d != "" {
		t.Errorf("refused, and changed all the same:\n%s", d)
	}
}

// TestSetClaim: other words are another claim, wherever it is named.
func TestSetClaim(t *testing.T) {
	g := readMill(t)
	from := key(t, g, "The old mill burnt.")
	to, err := g.SetClaim(from, "  The old\nmill burnt down. ")
	if err != nil || to != key(t, g, "The old mill burnt down.") {
		t.Fatalf("%q, %v", to, err)
	}
	for _, s := range g.Statements {
		if s.Claim == from {
			t.Errorf("%+v names the claim of before", s)
		}
	}
	sound(t, mill, g)
	for _, words := range []string{"The mill has burnt.", " ", ""} {
		if _, err := g.SetClaim(to, words); evidence.CodeOf(err) != evidence.CodeInvalid ||
			g.ClaimText(to) != "The old mill burnt down." {
			t.Errorf("%q: %v, %q", words, err, g.ClaimText(to))
		}
	}
	if same, err := g.SetClaim(to, "The old mill burnt down."); err != nil || same != to {
		t.Errorf("the words that it has: %q, %v", same, err)
	}
}

// TestSetName: a person has another title, an outlet another name.
func TestSetName(t *testing.T) {
	g, err := attribution.Read(
		"News\nThe Weir Courier reported that the mill burnt. Ines Holt said that bread was dear.\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range g.Sources {
		if s.ID != g.Self {
			g.SetName(s.ID, g.SourceName(s.ID)+" II")
		}
	}
	if g.Outlets[0].Name != "Weir Courier II" {
		t.Errorf("%+v", g.Outlets)
	}
	if d := cmp.Diff([]string{"News CITES Weir Courier II", "News CITES Ines Holt II"}, others(g)); d != "" {
		t.Error(d)
	}
}
