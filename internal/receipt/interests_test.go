package receipt_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/receipt"
)

// interested is the small evidence with interests: of the owner of the paper's outlet in a tag, of the wire, and of the
// blog, which refutes what it would gain from.
func interested() *evidence.Subgraphs {
	sub := normalized(small())
	sub.Interests = []evidence.Interest{
		evidence.Interest{Holder: "organization:g", Tag: "a", Direction: evidence.For, Kind: evidence.OwnerInterest,
			Provenance: evidence.Provenance{
				Quotes: []evidence.Quote{{Exact: "the owner", StartLine: 4, EndLine: 4}}}}.Normalize(),
		evidence.Interest{Holder: "source:blog", Claim: "claim:c", Direction: evidence.For}.Normalize(),
	}
	sub.Leanings = []evidence.Leaning{evidence.Leaning{Outlet: "outlet:o", Scheme: "political", Value: "left",
		RatedBy: "R", RatedAt: "2024"}.Normalize()}
	return sub
}

// TestInterests: a receipt carries the interests and leanings of its evidence, and a check works out the figures of
// what is disinterested again. By hand: the paper takes all from the wire, so one line is demonstrated, and it stays
// without the paper, whose owner gains; with an interest of the wire nothing does.
func TestInterests(t *testing.T) {
	text := string(mustMake(t, interested(), "claim:c"))
	for _, want := range []string{
		`"interests":[{`, `"tag":"a"`, `"exact":"the owner"`, `"leanings":[{`, `"ratedBy":"R"`,
		`"demonstrated":1,"demonstratedLineCount":1,"disinterested":1,"disinterestedLineCount":1,`,
		`"interested":[{"held":[{"holder":"organization:g","interest":"interest:`, `"source":"source:paper"}]`,
		`"againstInterest":[{"held":[{"holder":"source:blog","interest":"interest:`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the receipt has no %s:\n%s", want, text)
		}
	}
	if r := mustVerify(t, []byte(text)); !r.OK() {
		t.Errorf("it does not verify: %+v", r)
	}
	wire := interested()
	wire.Interests = append(wire.Interests,
		evidence.Interest{Holder: "source:wire", Claim: "claim:c", Direction: evidence.For}.Normalize())
	with := string(mustMake(t, wire, "claim:c"))
	if !strings.Contains(with, `"demonstratedLineCount":1,"disinterested":0,"disinterestedLineCount":0,`) {
		t.Errorf("with an interest of the wire something remains:\n%s", with)
	}
	if r := mustVerify(t, []byte(with)); !r.OK() {
		t.Errorf("with an interest of the wire it does not verify: %+v", r)
	}
}

// TestInterests_AreChecked: interests cannot be changed, left out or added without harm to the figures.
func TestInterests_AreChecked(t *testing.T) {
	text := mustMake(t, interested(), "claim:c")
	if r := mustVerify(t, bytes.Replace(text, []byte(`"direction":"FOR"`), []byte(`"direction":"AGAINST"`), 1)); r.OK() {
		t.Error("a direction can be changed")
	}
	before, rest, _ := strings.Cut(string(text), `"interests":[`)
	_, after, _ := strings.Cut(rest, `],"leanings"`)
	r := mustVerify(t, []byte(before+`"interests":[],"leanings"`+after))
	var paths []string
	for _, d := range r.Differences {
		paths = append(paths, d.Path)
	}
	for _, want := range []string{
		"numbers.supporting.disinterested", "numbers.supporting.interested", "numbers.refuting.againstInterest",
	} {
		if !strings.Contains(strings.Join(paths, " "), want) {
			t.Errorf("without the interests %q differs; want %s among it", paths, want)
		}
	}
}

// TestInterests_NobodyLooked: a receipt without interests is what it was before there were any.
func TestInterests_NobodyLooked(t *testing.T) {
	text := string(mustMake(t, normalized(small()), "claim:c"))
	for _, word := range []string{"nterest", "leaning"} {
		if strings.Contains(text, word) {
			t.Errorf("a receipt without interests says %q:\n%s", word, text)
		}
	}
	if receipt.Format != "credence-receipt/3" {
		t.Errorf("the format is %s; receipts without interests verify in the one before them", receipt.Format)
	}
}
