package curate

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/app/ask"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/app/run/runtest"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
)

// retract does what the command does.
func retract(t *testing.T, s *run.Session, ids ...evidence.ID) error {
	t.Helper()
	by := map[string]any{"collector": "ann", "reason": "wrong"}
	return s.Act(t.Context(), "Retract", "retract", false, map[string]any{"ids": ids, "by": by})
}

// TestRetract_SaysWhatChanges: without its link the paper names no origin, so one demonstrated source of two is left,
// and both are still presumed; the gazette's one is gone; the third claim loses what refutes it.
func TestRetract_SaysWhatChanges(t *testing.T) {
	s, out := runtest.Harbour(t)
	ids := []evidence.ID{runtest.PaperOnWire, runtest.GazetteOnWire, runtest.Denial}
	answer, err := ask.Impact(t.Context(), s, ids, evidence.Moment{}, false)
	if err != nil {
		t.Fatal(err)
	}
	p := &terminal.Page{}
	if err := report.WriteImpact(p, answer); err != nil {
		t.Fatal(err)
	}
	if err := retract(t, s, ids...); err != nil {
		t.Fatal(err)
	}
	head := "retracted 1 statement and 2 derivations\n"
	for _, id := range ids {
		head += "  " + string(id) + "\n"
	}
	want := head + `3 claims lose evidence: "The bridge is closed", "The ferry runs" and "The tram runs".
demonstrated before  after  presumed before  after  claim                  sources lost
               2.00   1.00             2.00   2.00  The bridge is closed.
               1.00   0.00             1.00   1.00  The ferry runs.
               0.00   0.00             0.00   0.00  The tram runs.         "log"
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(head+p.String(), out.String()); diff != "" {
		t.Errorf("what impact prints, and retract (-impact +retract):\n%s", diff)
	}
	out.Reset()
	if err := retract(t, s, ids...); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); got != "There was nothing to do.\nNo figure of any claim changes.\n" {
		t.Errorf("the same again: %q", got)
	}
}

// TestRetract_Likelihood: without its link to the rumour the tabloid's letter is not held back any more, and the
// claim is likelier: 2 * .589111 + 1 - .5 = 1.678222, more than 99 percent. It loses nothing.
func TestRetract_Likelihood(t *testing.T) {
	s, out := runtest.InMemory(t)
	runtest.RecordInquiry(t, s)
	link := evidence.ID(evidence.DerivationIDOf("source:Tabloid", "source:Rumour", evidence.Cites, nil))
	if err := retract(t, s, link); err != nil {
		t.Fatal(err)
	}
	want := "retracted 1 derivation\n  " + string(link) + "\n1 claim changes but loses no evidence.\n" +
		"demonstrated before  after  presumed before  after  " +
		"likelihood before  after               claim                   sources lost\n" +
		"               3.00   3.00             3.00   3.00  " +
		"very likely 90%    almost certain 99%  The bridge was closed.\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestRetract_JSON: the list is the GraphQL type, as of before the retraction.
func TestRetract_JSON(t *testing.T) {
	s, out := runtest.Harbour(t)
	s.JSON = true
	if err := retract(t, s, runtest.GazetteOnWire); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Retracted []report.CountView
		Version   string
		Impact    report.ImpactView
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	if len(got.Retracted) != 1 || got.Retracted[0] != (report.CountView{Kind: "DERIVATION",
		Count: 1}) || got.Version == "" || got.Impact.TotalCount != 1 || len(got.Impact.Edges) != 1 {
		t.Fatalf("%s", out)
	}
	if e := got.Impact.Edges[0]; e.Node.ID != "claim:ferry" || e.Before.Supporting.Demonstrated != 1 ||
		e.After.Supporting.Demonstrated != 0 {
		t.Errorf("%+v", e)
	}
}

// crowded is a store of which more claims rest on anything than may be asked about.
type crowded struct{ evidence.Reader }

func (c crowded) List(ctx context.Context, q evidence.ListQuery) (evidence.NodePage, error) {
	page, err := c.Reader.List(ctx, q)
	page.HasNext = page.HasNext || len(q.Where.RestsOn) > 0
	return page, err
}

// TestRetract_TooMuchToCompute: the records are retracted, and the output says how to get at the list.
func TestRetract_TooMuchToCompute(t *testing.T) {
	for _, asJSON := range []bool{false, true} {
		s, out := runtest.Harbour(t)
		s.JSON, s.Reader = asJSON, crowded{s.Reader}
		ids := []evidence.ID{runtest.PaperOnWire, runtest.GazetteOnWire}
		if err := retract(t, s, ids...); err != nil {
			t.Fatal(err)
		}
		text := out.String()
		for _, want := range []string{"more than 10000 claims are concerned by what was written",
			"credence impact ID... --known-at ", "credence diff CLAIM --from "} {
			hint := strings.HasPrefix(want, "credence") // of the text alone
			if (!asJSON || !hint) && !strings.Contains(text, want) {
				t.Errorf("JSON %t: no %q in\n%s", asJSON, want, text)
			}
		}
		answers, err := s.Service.Of(t.Context(), []evidence.ClaimID{"claim:ferry"}, evidence.Moment{},
			basis.DefaultPolicy())
		if err != nil || answers[0].Supporting.Demonstrated != 0 {
			t.Errorf("JSON %t: not retracted: %+v, %v", asJSON, answers[0].Supporting.Tally, err)
		}
		if asJSON {
			continue // there it is the field "at"
		}
		// The moment that is named is one at which the links still stood.
		_, rest, _ := strings.Cut(text, "--known-at ")
		moment, err := time.Parse(time.RFC3339Nano,
			strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune(" \n\"", r) })[0])
		if err != nil {
			t.Fatal(err)
		}
		objects, err := s.Reader.Objects(t.Context(), ids, evidence.Moment{KnownAt: moment})
		if err != nil || objects[0].Link == nil || objects[1].Link == nil {
			t.Errorf("JSON %t: at %v the links do not stand: %v", asJSON, moment, err)
		}
	}
}

// TestRetract_Unknown: a link that the graph never had leaves everything as it is.
func TestRetract_Unknown(t *testing.T) {
	s, out := runtest.Harbour(t)
	err := retract(t, s, runtest.GazetteOnWire, "derivation:none")
	if evidence.CodeOf(err) != evidence.CodeNotFound || out.Len() > 0 {
		t.Errorf("%v, printed %q", err, out)
	}
	if objects, err := s.Reader.Objects(t.Context(), []evidence.ID{runtest.GazetteOnWire},
		evidence.Moment{}); err != nil || objects[0].Link == nil {
		t.Errorf("the known link was retracted, too: %v", err)
	}
}

// TestRetract_Node: a node cannot be retracted, and what to do instead is said, as it can be typed.
func TestRetract_Node(t *testing.T) {
	s, _ := runtest.Harbour(t)
	b := evidence.Batch{Sources: []evidence.Put[evidence.Source]{runtest.Put(evidence.Source{ID: "source:page",
		Kind: evidence.Article, Title: "Page",
		URL: "https://page.example/?a=1&b=it's"})}}
	if _, err := s.Writer.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[evidence.ID]string{
		"source:paper": "\n  " + `echo '{"id":"paper","type":"source","withdrawnAt":"DATE"}' | credence import -`,
		"source:page":  "\n  " + `credence add source 'https://page.example/?a=1&b=it'\''s' --withdrawn DATE`,
		"claim:bridge": "claim:bridge is a claim. To retract is to say that our record of a link is wrong",
	} {
		if err := explainNode(t.Context(), s, id); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %q", id, err, want)
		}
	}
	if err := explainNode(t.Context(), s, "source:none"); evidence.CodeOf(err) != evidence.CodeNotFound {
		t.Errorf("of none: %v", err)
	}
}
