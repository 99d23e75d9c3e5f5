package export_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/export"
)

// mixed is a graph with something that each format but the lines leaves out.
func mixed() *export.Graph {
	quotes := evidence.Provenance{Quotes: []evidence.Quote{{Exact: "one"}, {Exact: "two"}}}
	g := &export.Graph{
		Claims: []evidence.Claim{{ID: "claim:a", Text: "A."}, {ID: "claim:b", Text: "B."}},
		Sources: []evidence.Source{
			{ID: "source:s", Title: "S", Outlet: "outlet:o"}, {ID: "source:t", Title: "T"},
		},
		Outlets: []evidence.Outlet{{ID: "outlet:o", Name: "O"}, {ID: "outlet:p", Name: "P"}},
		Reviews: []evidence.ClaimReview{
			{
				ID: "review:r", Claim: "claim:a", Verdict: evidence.VerdictFalse, AlternateName: "No",
				Publisher: "outlet:p",
			},
		},
		Statements: []evidence.Statement{
			{ID: "statement:1", Source: "source:s", Claim: "claim:a", Stance: evidence.Mentions, Strength: 1},
		},
		Derivations: []evidence.Derivation{
			{
				ID: "derivation:1", From: "source:s", To: "source:t", Kind: evidence.Cites, Weight: 1,
				Status: evidence.Confirmed, Provenance: quotes,
			},
		},
		Confirmations: []evidence.Confirmation{{ID: "confirmation:1", Source: "source:s"}},
		Interests: []evidence.Interest{
			{ID: "interest:1", Holder: "outlet:o", Claim: "claim:a", Direction: evidence.For, Kind: evidence.OwnerInterest},
			{ID: "interest:2", Holder: "source:s", Tag: "board", Direction: evidence.Against, Kind: evidence.OtherInterest},
		},
		Leanings: []evidence.Leaning{
			{ID: "leaning:1", Outlet: "outlet:p", Scheme: "political", Value: "left", RatedBy: "R"},
		},
		Denials: []evidence.Denial{{A: "source:s", B: "source:t"}},
		Texts:   map[evidence.SourceID]string{"source:s": "What it says."},
	}
	return g
}

// TestContents says of each format what of a graph it writes and what it leaves out.
func TestContents(t *testing.T) {
	for format, want := range map[string]string{
		"jsonl": "2 outlet, 2 source, 2 claim, 1 review, 1 statement, 1 derivation, 1 confirmation, 2 " +
			"interest, 1 leaning, 1 distinct; not",
		"claimreview": "1 ClaimReview, 1 Claim; not 1 source, 1 derivation, 1 confirmation, 2 interest, 1 leaning, 1 " +
			"denial, 1 text of a source",
		"stix": "3 identity, 1 extension-definition, 2 x-credence-claim, 2 report, 1 opinion, 4 relationship, 1 " +
			"x-credence-topic, 1 note; not 1 confirmation, 1 denial, 1 text of a source",
		"prov": "2 agent, 10 entity, 2 wasAttributedTo, 1 wasDerivedFrom; not 1 denial, 1 text of a source",
		"gexf": "2 outlet node, 2 source node, 2 claim node, 1 review node, 2 published_by edge, 1 reviews edge, 1 " +
			"mentions edge, 1 cites edge, " +
			"1 has_interest_in edge; not 1 confirmation, 1 interest, 1 leaning, 1 denial, 1 text of a source, 1 quote after the first of a link",
		"csv": "2 row of nodes_claims.csv, 2 row of nodes_sources.csv, 2 row of nodes_outlets.csv, 1 row of " +
			"nodes_reviews.csv, 1 row of links_statements.csv, " +
			"1 row of links_derivations.csv, 1 row of links_confirmations.csv, 2 row of links_interests.csv, 1 row of links_leanings.csv, 1 row of links_denials.csv; not 1 " +
			"text of a source, 1 quote after the first of a link",
	} {
		f, _ := export.Named(format)
		var out bytes.Buffer
		contents, err := f.Write(&out, mixed())
		if err != nil {
			t.Fatalf("%s: %v", format, err)
		}
		got := strings.TrimSpace(told(contents.Items) + "; not " + told(contents.LeftOut))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", format, diff)
		}
	}
	f, _ := export.Named("nquads")
	var out bytes.Buffer
	contents, err := f.Write(&out, mixed())
	if lines := bytes.Count(out.Bytes(), []byte("\n")); err != nil || contents.Total() != lines {
		t.Errorf("%d quads of %d lines, %v", contents.Total(), lines, err)
	}
}

func told(list []export.Count) string {
	var texts []string
	for _, c := range list {
		texts = append(texts, fmt.Sprint(c.Count, " ", c.What))
	}
	return strings.Join(texts, ", ")
}
