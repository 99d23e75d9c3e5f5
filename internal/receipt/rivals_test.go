package receipt_test

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/receipt"
)

// contradicted is the evidence of small, all of it rated B but the blog, and of a claim that contradicts its claim.
func contradicted() *evidence.Subgraphs {
	sub := small()
	for i := range sub.Sources[1:] {
		sub.Sources[1+i].Reliability = evidence.ReliabilityB
	}
	sub.Claims = append(sub.Claims, evidence.Claim{ID: "claim:d", Text: "It is open."})
	sub.Sources = append(
		sub.Sources, evidence.Source{ID: "source:guard", Kind: evidence.Spoken, Identity: evidence.Named,
			Reliability: evidence.ReliabilityB})
	sub.Statements = append(
		sub.Statements, evidence.Statement{Source: "source:guard", Claim: "claim:d", Stance: evidence.Supports, Strength: 1})
	sub.Relations = []evidence.Relation{evidence.Relation{From: "claim:d", Kind: evidence.Contradicts,
		To: "claim:c"}.Normalize()}
	return normalized(sub)
}

// TestExcluding: a receipt holds the claims that exclude its own with their evidence, and gives the shared probability
// again. By hand: a B is worth 17/3 and the guard is one; the wire is one against an F, 3/2, and its paper is the same
// again.
func TestExcluding(t *testing.T) {
	text := mustMake(t, contradicted(), "claim:c")
	r, err := receipt.Verify(text)
	if err != nil || !r.OK() {
		t.Fatalf("verified: %v, %+v", err, r)
	}
	const guard, own = 17. / 3, 17. / 3 / 1.5
	if p, want := r.Answer.Probability(), own/(1+own+guard); p == nil || math.Abs(*p-want) > 1e-6 {
		t.Errorf("probability %v, want %v", p, want)
	}
	if list := r.Answer.Excluding(); len(list) != 1 || list[0].Claim.ID != "claim:d" ||
		list[0].Supporting.SourceCount != 1 {
		t.Errorf("excluded by %+v, want claim:d with one source", list)
	}
	alone := contradicted()
	alone.Relations = nil
	before, err := receipt.Verify(mustMake(t, alone, "claim:c"))
	if err != nil || !before.OK() {
		t.Fatalf("without the relation: %v, %+v", err, before)
	}
	if p, want := before.Answer.Probability(), own/(1+own); p == nil || math.Abs(*p-want) > 1e-6 {
		t.Errorf("probability without the relation %v, want %v", p, want)
	}
	shuffled := contradicted()
	shuffled.Relations = append(
		shuffled.Relations, evidence.Relation{From: "claim:c", Kind: evidence.Contradicts, To: "claim:d"}.Normalize())
	again := *shuffled
	again.Relations = slices.Clone(shuffled.Relations)
	slices.Reverse(again.Relations)
	if !bytes.Equal(mustMake(t, shuffled, "claim:c"), mustMake(t, &again, "claim:c")) {
		t.Error("the order of the relations changes the receipt")
	}
}
