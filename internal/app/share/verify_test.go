package share

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/app/run/runtest"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/receipt"
)

// TestVerify_TellsTheAnswer: of the method's example 11 the likelihood is told, then the confidence in a sentence of
// its own; of an answer whose numbers differ neither.
func TestVerify_TellsTheAnswer(t *testing.T) {
	s, out := runtest.InMemory(t)
	runtest.RecordInquiry(t, s)
	sub, err := s.Reader.Subgraphs(t.Context(), []evidence.ClaimID{"claim:c"}, evidence.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	text, err := receipt.Make(sub, "claim:c", s.Policy)
	if err != nil {
		t.Fatal(err)
	}
	verify := func(text string) string {
		t.Helper()
		out.Reset()
		report, err := receipt.Verify([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := printReport(s.App, report); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	_, told, _ := strings.Cut(verify(string(text)), "Right. ")
	want := "Computing again gives the same numbers: 3 sources support it, and nothing is shared on record: " +
		"the text shows 3.00 independent sources.\n" +
		"It is very likely to be true (90%), assuming even odds before.\n" +
		"Confidence is low: three demonstrated lines worth 3.00 independent sources, " +
		"but none of them ends in what somebody else could check.\n"
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	changed := verify(strings.Replace(string(text), `"demonstrated":3`, `"demonstrated":4`, 1))
	if !strings.Contains(changed, "Wrong.") || strings.Contains(changed, "likely") || strings.Contains(changed,
		"Confidence") {
		t.Errorf("of numbers that differ:\n%s", changed)
	}
}
