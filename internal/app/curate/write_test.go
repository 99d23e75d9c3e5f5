package curate

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/app/run/runtest"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
)

// TestAct_Text does to the harbour what can be done to records, one after the other. The paper and the log are two
// demonstrated sources of the first claim until they are one.
func TestAct_Text(t *testing.T) {
	s, out := runtest.Harbour(t)
	by := map[string]any{"collector": "ann", "reason": "it is so"}
	same := evidence.ID(evidence.SamenessIDOf("source:log", "source:wire"))
	for _, step := range []struct {
		name, operation, field string
		variables              map[string]any
		want                   string
	}{
		{"merging", "AssertSame", "assertSame", map[string]any{"ids": []string{"source:wire", "source:log"},
			"provenance": map[string]any{"collector": "ann", "recordedFrom": "ann", "justification": "one log"}},
			"recorded 1 sameness\n  " + string(same) + `
1 claim loses evidence: "The bridge is closed".
demonstrated before  after  presumed before  after  claim                  sources lost
               2.00   1.00             2.00   1.00  The bridge is closed.
`},
		{"merging again", "AssertSame", "assertSame", map[string]any{"ids": []string{"source:log", "source:wire"},
			"provenance": map[string]any{"collector": "ann", "recordedFrom": "ann", "justification": "one log"}},
			"unchanged 1 sameness\n  " + string(same) + "\nNo figure of any claim changes.\n"},
		{"confirming", "Confirm", "confirm", map[string]any{"sources": []string{"source:wire"},
			"provenance": map[string]any{"collector": "ann", "recordedFrom": "ann", "justification": "read"}},
			"recorded 1 confirmation\n  " + string(evidence.ConfirmationIDOf("source:wire")) +
				"\nNo figure of any claim changes.\n"},
		{"confirming again", "Confirm", "confirm",
			map[string]any{"sources": []string{"wire"},
				"provenance": map[string]any{"collector": "ann", "recordedFrom": "ann", "justification": "read"}},
			"changed 1 confirmation\n  " + string(evidence.ConfirmationIDOf("source:wire")) +
				"\nNo figure of any claim changes.\n"},
		{"rejecting", "ReviewDerivation", "reviewDerivation",
			map[string]any{"id": runtest.GazetteOnWire, "status": "REJECTED", "by": by},
			"changed 1 derivation\n  " + string(runtest.GazetteOnWire) + `
1 claim loses evidence: "The ferry runs".
demonstrated before  after  presumed before  after  claim            sources lost
               1.00   0.00             1.00   1.00  The ferry runs.
`},
		{"rating", "RateReliability", "rateReliability",
			map[string]any{"subject": "source:gazette", "reliability": "A", "by": by},
			`changed 1 source
  source:gazette
1 claim changes but loses no evidence.
demonstrated before  after  presumed before  after  likelihood before  after            claim            sources lost
               0.00   0.00             1.00   1.00  unrated            very likely 95%  The ferry runs.
`},
	} {
		out.Reset()
		if err := s.Act(t.Context(), step.operation, step.field, false, step.variables); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if diff := cmp.Diff(step.want, out.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", step.name, diff)
		}
	}
}

// TestAct_Refused gives what the exit code is made of, and prints nothing.
func TestAct_Refused(t *testing.T) {
	s, out := runtest.Harbour(t)
	by := map[string]any{"collector": "ann", "reason": "it is so"}
	for _, refused := range []struct {
		operation, field string
		variables        map[string]any
		want             evidence.Code
	}{
		{"AssertSame", "assertSame", map[string]any{"ids": []string{"log", "wire"},
			"provenance": map[string]any{"collector": "ann", "recordedFrom": "ann"}}, evidence.CodeInvalid},
		{"Confirm", "confirm", map[string]any{"sources": []string{"wire"},
			"provenance": map[string]any{"collector": "ann", "recordedFrom": "ann"}}, evidence.CodeInvalid},
		{"Confirm", "confirm", map[string]any{"sources": []string{"none"},
			"provenance": map[string]any{"collector": "ann", "recordedFrom": "ann",
				"justification": "read"}}, evidence.CodeNotFound},
		{"Unretract", "unretract", map[string]any{"ids": []string{"statement:none"}, "by": by},
			evidence.CodeNotFound},
		{"ErasePerson", "erasePerson", map[string]any{"person": "person:none", "by": by}, evidence.CodeNotFound},
	} {
		err := s.Act(t.Context(), refused.operation, refused.field, false, refused.variables)
		if evidence.CodeOf(err) != refused.want || out.Len() > 0 {
			t.Errorf("%s: %v, printed %q; want code %s", refused.operation, err, out, refused.want)
		}
	}
}

// TestAct_JSON prints the payload as it is.
func TestAct_JSON(t *testing.T) {
	s, out := runtest.Harbour(t)
	s.JSON = true
	if err := retract(t, s, runtest.Denial); err != nil {
		t.Fatal(err)
	}
	out.Reset()
	variables := map[string]any{"ids": []evidence.ID{runtest.Denial},
		"by": map[string]any{"collector": "ann", "reason": "right"}}
	if err := s.Act(t.Context(), "Unretract", "unretract", false, variables); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Created []report.CountView
		Token   string
		Impact  report.ImpactView
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	if len(got.Created) != 1 || got.Created[0] != (report.CountView{Kind: "STATEMENT",
		Count: 1}) || got.Token == "" || got.Impact.TotalCount != 1 {
		t.Errorf("%s", out)
	}
}
