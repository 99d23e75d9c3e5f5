package export_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/export"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// sent returns the lines of the evidence of claims, which must be importable into an empty graph and be the same when
// they are exported from there as a whole.
func sent(t *testing.T, s export.Reader, claims ...evidence.ClaimID) (string, *export.Graph) {
	t.Helper()
	g, _, err := export.Evidence(t.Context(), s, claims)
	if err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	if _, err := export.WriteLines(&lines, g); err != nil {
		t.Fatal(err)
	}
	second := memory()
	imported(t, second, lines.String())
	if diff := cmp.Diff(lines.String(), written(t, second)); diff != "" {
		t.Errorf("the evidence of %v, exported, imported and exported (-first +second):\n%s", claims, diff)
	}
	return lines.String(), g
}

// TestEvidenceOfClaims is importable by itself: the claim that only a scope names comes with it.
func TestEvidenceOfClaims(t *testing.T) {
	s := memory()
	apply(t, s, graphs.Full(), traps())
	_, g := sent(t, s, "claim:c1")
	if len(g.Claims) != 2 || len(g.Sources) != 3 || len(g.Derivations) != 2 || len(g.Statements) != 1 ||
		len(g.Reviews) != 1 || len(g.Relations) != 1 {
		t.Errorf("the evidence has %d claims, %d sources, %d derivations, %d statements, %d fact checks, %d "+
			"relations; expected 2, 3, 2, 1, 1, 1",
			len(g.Claims), len(g.Sources), len(g.Derivations), len(g.Statements), len(g.Reviews), len(g.Relations))
	}
}

const bridge = `{"type":"organization","id":"owner","name":"Owner of a fact checker"}
{"type":"organization","id":"unrelated","name":"Nobody's owner"}
{"type":"outlet","id":"checker","name":"Checker"}
{"type":"outlet","id":"gazette","name":"Gazette"}
{"type":"outlet","id":"gazette2","name":"The Gazette"}
{"type":"outlet","id":"gazette3","name":"Gazette Abroad"}
{"type":"source","id":"cited","outlet":"gazette2"}
{"type":"source","id":"mentions","outlet":"gazette"}
{"type":"source","id":"other"}
{"type":"source","id":"says"}
{"type":"source","id":"wire"}
{"type":"claim","id":"bridge","text":"The bridge is closed."}
{"type":"claim","id":"open","text":"The bridge is open."}
{"type":"claim","id":"road","text":"The road is closed."}
{"type":"claim","id":"traffic","text":"Nothing moves."}
{"type":"claim","id":"unrelated","text":"It rains."}
{"type":"review","id":"check","claim":"bridge","verdict":"TRUE","alternateName":"True","publisher":"checker",` +
	`"cites":["cited"]}
{"type":"review","id":"of-another","claim":"road","verdict":"FALSE","alternateName":"False","publisher":"gazette3",` +
	`"cites":["other"]}
{"type":"statement","source":"mentions","claim":"bridge","stance":"MENTIONS",` +
	`"quotes":[{"exact":"closed, they say"}],"recordedFrom":"x"}
{"type":"statement","source":"other","claim":"bridge","stance":"MENTIONS","recordedFrom":"x"}
{"type":"statement","source":"other","claim":"road","stance":"SUPPORTS","recordedFrom":"x"}
{"type":"statement","source":"says","claim":"bridge","stance":"SUPPORTS","recordedFrom":"x"}
{"type":"derivation","from":"mentions","to":"wire","kind":"SYNDICATES","recordedFrom":"x"}
{"type":"ownership","asset":"outlet:checker","owner":"organization:owner","recordedFrom":"x"}
{"type":"ownership","asset":"outlet:gazette3","owner":"organization:unrelated","recordedFrom":"x"}
{"type":"relation","from":"bridge","kind":"PART_OF","to":"traffic","recordedFrom":"x"}
{"type":"relation","from":"open","kind":"CONTRADICTS","to":"bridge","recordedFrom":"x"}
{"type":"relation","from":"road","kind":"PART_OF","to":"traffic","recordedFrom":"x"}
{"type":"relation","from":"unrelated","kind":"CONTRADICTS","to":"open","recordedFrom":"x"}
{"type":"distinct","kind":"outlet","ids":["gazette","gazette2"],"recordedFrom":"ann","justification":"two houses"}
{"type":"distinct","kind":"outlet","ids":["gazette","gazette3"],"recordedFrom":"ann","justification":"two countries"}
`

// TestEvidenceOfOneClaim holds what is known of a claim and of nothing else. By hand: its fact check with who
// published and owns it and what it cites, who mentions it and what they take from, the claims that it is part of and
// that contradict it by their records alone, and what is denied of all these; not what is said of the other claims,
// nor how these are related.
func TestEvidenceOfOneClaim(t *testing.T) {
	s := memory()
	imported(t, s, bridge)
	lines, _ := sent(t, s, "claim:bridge")
	left := []string{
		`"organization","id":"unrelated"`, `"id":"gazette3"`, `"claim","id":"road"`, `"claim","id":"unrelated"`,
		`"id":"of-another"`, `"claim":"road"`,
		`"asset":"outlet:gazette3"`, `"from":"road"`, `"from":"unrelated"`, `"two countries"`,
	}
	got, seen := strings.SplitAfter(lines, "\n"), map[string]bool{}
	for _, line := range got {
		seen[line] = true
	}
	want := 0
	for line := range strings.Lines(bridge) {
		out := false
		for _, part := range left {
			out = out || strings.Contains(line, part)
		}
		if !out {
			want++
		}
		if seen[line] == out {
			t.Errorf("the line stands there: %v; expected the contrary: %s", seen[line], line)
		}
	}
	if n := strings.Count(lines, "\n"); n != want {
		t.Errorf("%d lines; expected %d:\n%s", n, want, lines)
	}
}

// TestEvidenceOfManyLinks reads further than a page of fact checks, mentions and relations, and takes a relation
// between two of the claims once.
func TestEvidenceOfManyLinks(t *testing.T) {
	const many = 501 // one more than a page
	b := evidence.Batch{Claims: put(evidence.Claim{ID: "claim:a", Text: "So."},
		evidence.Claim{ID: "claim:b", Text: "Not so."}),
		Relations: put(evidence.Relation{From: "claim:a", Kind: evidence.Contradicts, To: "claim:b"})}
	for i := range many {
		source, claim := evidence.SourceID(fmt.Sprintf("source:%d", i)), evidence.ClaimID(fmt.Sprintf("claim:%d", i))
		b.Sources = append(b.Sources, put(evidence.Source{ID: source})...)
		b.Claims = append(b.Claims, put(evidence.Claim{ID: claim, Text: "Part."})...)
		b.Statements = append(b.Statements,
			put(evidence.Statement{Source: source, Claim: "claim:a", Stance: evidence.Mentions})...)
		b.Relations = append(b.Relations, put(evidence.Relation{From: claim, Kind: evidence.PartOf, To: "claim:a"})...)
		b.Reviews = append(b.Reviews, put(evidence.ClaimReview{ID: evidence.ReviewID(fmt.Sprintf("review:%d", i)),
			Claim:   "claim:b",
			Verdict: evidence.VerdictFalse, AlternateName: "No"})...)
	}
	s := memory()
	apply(t, s, b)
	_, g := sent(t, s, "claim:a", "claim:b")
	if len(g.Claims) != many+2 || len(g.Sources) != many || len(g.Statements) != many || len(g.Reviews) != many ||
		len(g.Relations) != many+1 {
		t.Errorf("%d claims, %d sources, %d statements, %d fact checks, %d relations; expected %d of each, two "+
			"claims and a relation more",
			len(g.Claims), len(g.Sources), len(g.Statements), len(g.Reviews), len(g.Relations), many)
	}
}

// TestEvidenceOfNothing asks for a claim that is not there: its evidence is nothing, and not the fact checks of all
// claims.
func TestEvidenceOfNothing(t *testing.T) {
	s := memory()
	imported(t, s, bridge)
	if lines, _ := sent(t, s, "claim:none"); lines != "" {
		t.Errorf("the evidence of a claim that is not there is\n%s", lines)
	}
}

// writtenTo is a graph that somebody writes to while it is exported.
type writtenTo struct{ export.Reader }

func (w writtenTo) Denials(ctx context.Context) ([]evidence.Denial, evidence.Version, error) {
	denials, version, err := w.Reader.Denials(ctx)
	version.Bookmark += "+"
	return denials, version, err
}

// TestEvidenceOfAChangingGraph refuses what is of two versions, which to try again may cure.
func TestEvidenceOfAChangingGraph(t *testing.T) {
	s := memory()
	imported(t, s, bridge)
	if _, _, err := export.Evidence(t.Context(), writtenTo{s}, []evidence.ClaimID{"claim:bridge"}); !errors.Is(err,
		evidence.ErrUnavailable) {
		t.Errorf("the evidence of a claim: error %v, expected code %q", err, evidence.CodeUnavailable)
	}
	var out bytes.Buffer
	if _, _, err := (export.From{Scanner: s, Denials: writtenTo{s}}).WriteLines(t.Context(), &out); !errors.Is(
		err, evidence.ErrUnavailable) {
		t.Errorf("the whole: error %v, expected code %q", err, evidence.CodeUnavailable)
	}
}
