package annotate

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/attribution"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/terminal"
)

const harbourText = `Harbour to close
The harbour will close in May, harbour master Anna Berg said.
According to the Harbour Institute, forty ships use it every week.
`

// TestConfirm types keys and looks at what is confirmed. The text has five items: that it supports its headline and
// two claims, and whom it takes two of them from.
func TestConfirm(t *testing.T) {
	for _, c := range []struct {
		name, keys string
		want       []string
		complete   bool
		err        error
	}{
		{"each", "ynyyn", []string{"this article supports: Harbour to close",
			"this article supports: Forty ships use it every week.",
			"this article takes from Anna Berg (CITES) for: The harbour will close in May."}, true, nil},
		{"all the rest", "nna", []string{"this article supports: Forty ships use it every week.",
			"this article takes from Anna Berg (CITES) for: The harbour will close in May.",
			"this article takes from Harbour Institute (CITES) for: Forty ships use it every week."}, true, nil},
		{"stop", "yq", []string{"this article supports: Harbour to close"}, false, nil},
		{"other keys are asked again", "YxN?q", []string{"this article supports: Harbour to close"}, false, nil},
		{"the end of the input", "y\x04", []string{"this article supports: Harbour to close"}, false, nil},
		{"the terminal is gone", "y", []string{"this article supports: Harbour to close"}, false, nil},
		{"Ctrl-C", "yy\x03", nil, false, context.Canceled},
		{"undo a no and a yes", "nyuuynnnn", []string{"this article supports: Harbour to close"}, true, nil},
		{"nothing to undo", "uynnnn", []string{"this article supports: Harbour to close"}, true, nil},
		{"other words of a claim", "neThe harbour closes.\nynyn", []string{"this article supports: The harbour closes.",
			"this article takes from Anna Berg (CITES) for: The harbour closes."}, true, nil},
		{"another name of a source", "nnne\nAnna Bergh\nyn",
			[]string{"this article takes from Anna Bergh (CITES) for: The harbour will close in May."}, true, nil},
		{"an edit is undone", "neThe harbour closes.\nuynnn",
			[]string{"this article supports: The harbour will close in May."}, true, nil},
		{"attach to the main claim", "yc1\nynyn", []string{"this article supports: Harbour to close",
			"this article takes from Anna Berg (CITES) for: Harbour to close"}, true, nil},
		{"no such claim", "yc9\nnnnn", []string{"this article supports: Harbour to close"}, true, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			graph, err := attribution.Read(harbourText)
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			kept, complete, err := Confirm(&terminal.Person{In: strings.NewReader(c.keys), Out: &out}, graph)
			if !errors.Is(err, c.err) || complete != c.complete {
				t.Fatalf("complete %t, %v; want %t, %v\n%s", complete, err, c.complete, c.err, out.String())
			}
			if err != nil {
				return
			}
			var got []string
			for _, item := range kept.Items() {
				got = append(got, item.Text)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("-want +got:\n%s%s", d, out.String())
			}
			if _, err := Parse(kept, Text{Name: "harbour", Words: harbourText}); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestConfirm_NothingOfTheTextReachesTheTerminalAsACommand: a text is somebody else's.
func TestConfirm_NothingOfTheTextReachesTheTerminalAsACommand(t *testing.T) {
	graph, err := attribution.Read("News \x1b[2J\nAnna \x1b]0;x\x07Berg, the mayor, said the port is shut \x1b[2J for a " +
		"week.\n")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, _, err := Confirm(&terminal.Person{In: strings.NewReader("e\n\nc\nyyyyyyy"), Out: &out}, graph); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsRune(out.String(), 0x1b) {
		t.Errorf("%q", out.String())
	}
}

// TestIsOf: what is retracted when an annotation is corrected was recorded from the text, by name and by its words.
func TestIsOf(t *testing.T) {
	r := Recording{Text: Text{Name: "a.txt", Words: "One\nThe port is shut, Ann said.\n"}}
	for _, c := range []struct {
		name, from string
		quotes     []evidence.Quote
		want       bool
	}{
		{"its words on their line", "a.txt", []evidence.Quote{{Exact: "Ann said", StartLine: 2, EndLine: 2}}, true},
		{"over two lines", "a.txt", []evidence.Quote{{Exact: "One\nThe port", StartLine: 1, EndLine: 2}}, true},
		{"another file", "b.txt", []evidence.Quote{{Exact: "Ann said", StartLine: 2, EndLine: 2}}, false},
		{"another text under the same name", "a.txt", []evidence.Quote{{Exact: "Bob said", StartLine: 2, EndLine: 2}},
			false},
		{"one passage of two", "a.txt", []evidence.Quote{{Exact: "One", StartLine: 1, EndLine: 1}, {Exact: "Two",
			StartLine: 2, EndLine: 2}}, false},
		{"another line", "a.txt", []evidence.Quote{{Exact: "Ann said", StartLine: 1, EndLine: 1}}, false},
		{"below the text", "a.txt", []evidence.Quote{{Exact: "Ann said", StartLine: 9, EndLine: 9}}, false},
		{"no line", "a.txt", []evidence.Quote{{Exact: "Ann said"}}, false},
		{"no words", "a.txt", nil, false},
	} {
		link := &evidence.Statement{Provenance: evidence.Provenance{RecordedFrom: c.from, Quotes: c.quotes}}
		if got := r.isOf(link); got != c.want {
			t.Errorf("%s: %t, want %t", c.name, got, c.want)
		}
	}
}

// TestStandFor: a source of the graph takes the place of one of the batch in all that names it.
func TestStandFor(t *testing.T) {
	put := func(x evidence.Statement) evidence.Put[evidence.Statement] {
		return evidence.Put[evidence.Statement]{Value: x.Normalize()}
	}
	batch := evidence.Batch{
		Sources: []evidence.Put[evidence.Source]{{Value: evidence.Source{ID: "source:new"}},
			{Value: evidence.Source{ID: "source:text"}}},
		Statements: []evidence.Put[evidence.Statement]{put(evidence.Statement{Source: "source:new", Claim: "claim:c",
			Stance: evidence.Supports}),
			put(evidence.Statement{Source: "source:text", Claim: "claim:c", Stance: evidence.Refutes})},
		Derivations: []evidence.Put[evidence.Derivation]{{Value: evidence.Derivation{From: "source:text",
			To: "source:new", Kind: evidence.Cites}.Normalize()}},
		Reviews: []evidence.Put[evidence.ClaimReview]{{Value: evidence.ClaimReview{ID: "review:r", Claim: "claim:c",
			Cites: []evidence.SourceID{"source:new"}}}},
	}
	old := batch.Statements[0].Value.LinkID()
	if standFor(&batch, "source:new", "source:text") {
		t.Error("the text would both support and refute the claim, and take from itself")
	}
	if batch.Statements[0].Value.LinkID() != old || len(batch.Sources) != 2 {
		t.Error("the batch is not what it was")
	}
	if !standFor(&batch, "source:new", "source:known") {
		t.Fatal("refused")
	}
	x := batch.Statements[0].Value
	if len(batch.Sources) != 1 || x.Source != "source:known" || x.LinkID() == old ||
		batch.Derivations[0].Value.To != "source:known" ||
		batch.Reviews[0].Value.Cites[0] != "source:known" {
		t.Errorf("%+v", batch)
	}
}
