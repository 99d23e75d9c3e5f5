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
