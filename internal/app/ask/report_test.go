package ask

import (
	"context"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/app/run/runtest"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest/annotation"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/seed"
)

var update = flag.Bool("update", false, "write the golden files again; check them by hand")

// TestReport_Seed holds the text for the fact check against the one that was written by hand from its figures.
func TestReport_Seed(t *testing.T) {
	s, out := runtest.InMemory(t)
	annotation, err := annotation.Parse(seed.Annotation(), seed.Text())
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if _, err := s.Writer.Apply(ctx, annotation.Batch); err != nil {
		t.Fatal(err)
	}
	if err := Converge(ctx, s, []evidence.ClaimID{annotation.Main}, evidence.Moment{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/seed.txt", out.String())
}

// TestReport_Rated holds the text for the method's example 11 against the one that was written by hand: three sources
// worth 3, weights of 1.246374 and .5, so 90 percent; three demonstrated lines, of which none can be checked.
func TestReport_Rated(t *testing.T) {
	s, out := runtest.InMemory(t)
	s.Policy.Name, s.Policy.MinConfidence = "strict", 10
	runtest.RecordInquiry(t, s)
	if err := Converge(t.Context(), s, []evidence.ClaimID{"claim:c"}, evidence.Moment{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/rated.txt", out.String())
}

// TestReport_Camps holds the text for a claim that both sides of a conflict speak to against the one that was checked
// by hand. Four first-hand documents support it: that of the ministry, which is a party and gains; that of the Daily,
// whose owner gains; that of the rebels' radio, a party that would gain if it were not believed; and that of the
// Observer. So two of four remain without the first two, and without the radio, too, one does. A rebel paper refutes
// it, and gains if it is not believed: nothing remains against it.
func TestReport_Camps(t *testing.T) {
	s, out := runtest.InMemory(t)
	b := evidence.Batch{Claims: []evidence.Put[evidence.Claim]{runtest.Put(evidence.Claim{ID: "claim:c",
		Text: "The dam was blown up.", Tags: []string{"war"}})},
		Organizations: []evidence.Put[evidence.Organization]{
			runtest.Put(evidence.Organization{ID: "organization:dams", Name: "Dams Inc."}),
			runtest.Put(evidence.Organization{ID: "organization:rebels", Name: "The rebels"})}}
	for _, said := range []struct {
		name, outlet string
		stance       evidence.Stance
	}{{"ministry", "Ministry", evidence.Supports}, {"report", "Daily", evidence.Supports},
		{"radio", "Radio", evidence.Supports}, {"photo", "Observer", evidence.Supports},
		{"denial", "Rebel Paper", evidence.Refutes}} {
		outlet := evidence.OutletID("outlet:" + said.name)
		source := evidence.Source{ID: evidence.SourceID("source:" + said.name), Kind: evidence.Document, Title: said.name,
			Outlet: outlet, PublishedAt: "2024-06-01"}
		b.Outlets = append(b.Outlets, runtest.Put(evidence.Outlet{ID: outlet, Name: said.outlet}))
		b.Sources = append(b.Sources, runtest.Put(source))
		b.Statements = append(b.Statements, runtest.Put(evidence.Statement{Source: source.ID, Claim: "claim:c",
			Stance: said.stance}))
	}
	percent := 80.
	b.Ownerships = []evidence.Put[evidence.Ownership]{runtest.Put(evidence.Ownership{Asset: "outlet:report",
		Owner: "organization:dams", SharePercent: &percent})}
	b.Fundings = []evidence.Put[evidence.Funding]{
		runtest.Put(evidence.Funding{Recipient: "outlet:radio", Funder: "organization:rebels"}),
		runtest.Put(evidence.Funding{Recipient: "outlet:denial", Funder: "organization:rebels"})}
	told := evidence.Provenance{Quotes: []evidence.Quote{{Exact: "insured against war", Locator: "p. 3"}}}
	b.Interests = []evidence.Put[evidence.Interest]{
		runtest.Put(evidence.Interest{Holder: "source:ministry", Tag: "war", Direction: evidence.For,
			Kind: evidence.PartyInterest, ValidFrom: "2024-02-24"}),
		runtest.Put(evidence.Interest{Holder: "organization:rebels", Tag: "war", Direction: evidence.Against,
			Kind: evidence.PartyInterest}),
		runtest.Put(evidence.Interest{Holder: "organization:dams", Claim: "claim:c", Direction: evidence.For,
			Kind: evidence.CommercialInterest, Provenance: told})}
	for outlet, value := range map[evidence.OutletID]string{"outlet:report": "left", "outlet:photo": "right",
		"outlet:radio": "right"} {
		b.Leanings = append(b.Leanings, runtest.Put(evidence.Leaning{Outlet: outlet, Scheme: "political", Value: value,
			RatedBy: "Board"}))
	}
	if _, err := s.Writer.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	supposed := report.Supposed{Sources: []evidence.SourceID{"source:ministry"},
		Holders: []evidence.ID{"organization:dams", "organization:rebels"}, Scheme: "political"}
	if err := converge(t.Context(), s, []evidence.ClaimID{"claim:c"}, evidence.Moment{}, supposed); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/camps.txt", out.String())
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// TestReport_Roots looks at what is said to be presumed where sources rest on others that name no origin: not that all
// sources are independent, but that those are.
func TestReport_Roots(t *testing.T) {
	for _, c := range []struct {
		name  string
		takes map[string]string
		want  []string
	}{
		{"one", map[string]string{"Second": "First", "Third": "Second"}, []string{
			"pooled        1.00  if \"First\" is itself an independent source\n",
			"presumed      1.00  the same: every other source can be traced to a named origin\n",
			"0 named, 1 presumed\n",
		}},
		{"two", map[string]string{"Second": "First", "Fourth": "Third"}, []string{
			"pooled        1.00  if \"First\" and \"Third\", which name no origin, share one origin\n",
			"presumed      2.00  if those two are independent, which nothing shows\n",
			"0 named, 2 presumed\n",
		}},
		{"their own", map[string]string{}, []string{
			"pooled        1.00  if they all share one unnamed origin\n",
			"presumed      4.00  if all four are independent, which nobody asserts and nothing shows\n",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, out := runtest.InMemory(t)
			b := evidence.Batch{Claims: []evidence.Put[evidence.Claim]{runtest.Put(evidence.Claim{ID: "claim:c",
				Text: "The bridge was closed."})}}
			titles := []string{"First", "Second", "Third", "Fourth"}
			if c.name == "one" {
				titles = titles[:3]
			}
			for _, title := range titles {
				id := evidence.SourceID("source:" + title)
				b.Sources = append(b.Sources, runtest.Put(evidence.Source{ID: id, Title: title}))
				b.Statements = append(b.Statements,
					runtest.Put(evidence.Statement{Source: id, Claim: "claim:c", Stance: evidence.Supports}))
				if from := c.takes[title]; from != "" {
					b.Derivations = append(b.Derivations,
						runtest.Put(evidence.Derivation{From: id, To: evidence.SourceID("source:" + from),
							Kind: evidence.Syndicates}))
				}
			}
			if _, err := s.Writer.Apply(t.Context(), b); err != nil {
				t.Fatal(err)
			}
			if err := Converge(t.Context(), s, []evidence.ClaimID{"claim:c"}, evidence.Moment{}); err != nil {
				t.Fatal(err)
			}
			for _, line := range c.want {
				if !strings.Contains(out.String(), line) {
					t.Errorf("no %q in\n%s", line, out)
				}
			}
		})
	}
}
