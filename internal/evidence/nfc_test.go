package evidence_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/evidence"
)

// TestMerge_NFC: whatever form a text is typed in, it is written in one, and what the caller holds is not changed.
func TestMerge_NFC(t *testing.T) {
	claim := evidence.Put[evidence.Claim]{Value: evidence.Claim{ID: "claim:ne\u0301", Text: "Le cafe\u0301 ferme.",
		Tags: []string{"a", "e\u0301"}, Claimant: "Zoe\u0308"}}
	want := evidence.Claim{ID: "claim:ne\u0301", Text: "Le caf\u00e9 ferme.", Tags: []string{"a", "\u00e9"},
		Claimant: "Zo\u00eb"}
	if d := cmp.Diff(want, evidence.Merge(nil, claim)); d != "" {
		t.Errorf("a claim (-want +got):\n%s", d)
	}
	if claim.Value.Tags[1] != "e\u0301" {
		t.Error("the caller's list has changed")
	}
	source := evidence.Put[evidence.Source]{Value: evidence.Source{ID: "source:a", Title: "Me\u0301te\u0301o",
		URL: "//paper.example/me\u0301te\u0301o", Outlet: "outlet:e\u0301"}}
	got := evidence.Merge(nil, source)
	if got.Title != "M\u00e9t\u00e9o" || got.URL != "https://paper.example/m\u00e9t\u00e9o" ||
		got.CanonicalURL != "https://paper.example/m%C3%A9t%C3%A9o" || got.Outlet != "outlet:e\u0301" {
		t.Errorf("a source is recorded as %+v", got)
	}
	outlet := evidence.Merge(
		nil, evidence.Put[evidence.Outlet]{Value: evidence.Outlet{ID: "outlet:a",
			Domains: []string{"Cafe\u0301.example.", "xn--caf-dma.example"}}})
	if d := cmp.Diff([]string{"xn--caf-dma.example"}, outlet.Domains); d != "" {
		t.Errorf("the domains of an outlet (-want +got):\n%s", d)
	}
	said := evidence.Provenance{Justification: "vu a\u0300 Lyon", Quotes: []evidence.Quote{{Exact: "ferme\u0301"}}}
	link := evidence.Merge(
		nil, evidence.Put[evidence.Derivation]{Value: evidence.Derivation{From: "source:a", To: "source:b",
			Kind: evidence.Quotes, Provenance: said}})
	if p := link.Provenance; p.Justification != "vu \u00e0 Lyon" || p.Quotes[0].Exact != "ferm\u00e9" ||
		said.Quotes[0].Exact != "ferme\u0301" {
		t.Errorf("a link is recorded with %+v", p)
	}
	var b evidence.Batch
	if b.AddWords("e\u0301") != b.AddWords("\u00e9") || len(b.Words) != 1 {
		t.Errorf("one text in two forms is kept as %v", b.Words)
	}
	if evidence.ClaimIDOf("ferme\u0301") != evidence.ClaimIDOf("ferm\u00e9") {
		t.Error("one claim in two forms has two ids")
	}
}
