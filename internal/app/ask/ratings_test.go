package ask

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/app/run/runtest"
)

// TestWhatIf_SupposedRatings: with the log rated C the weight is 1.246374 - .589111 + .287762 = .945025, which is 79
// percent; with nobody rated there is no weight and no likelihood.
func TestWhatIf_SupposedRatings(t *testing.T) {
	null := []any{}
	for _, id := range []string{"source:Log", "source:Photographs", "source:Tabloid", "source:Rumour",
		"source:Denial"} {
		null = append(null, map[string]any{"subject": id})
	}
	for name, tc := range map[string]struct {
		ratings []any
		want    string
	}{
		"one": {[]any{map[string]any{"subject": "source:Log", "reliability": "C"}}, `Claim: The bridge was closed.
What if.

              before  after
sources            3      3
traced             3      3
demonstrated    3.00   3.00
pooled          3.00   3.00
presumed        3.00   3.00
lines              3      3
weight          1.25   0.95

against it    before  after
sources            1      1
traced             1      1
demonstrated    1.00   1.00
pooled          1.00   1.00
presumed        1.00   1.00
lines              1      1
weight          0.50   0.50

"Log" is now rated C (fairly reliable) instead of B (usually reliable).
It is likely (79%) rather than very likely (90%).
`},
		"nobody": {null, `Claim: The bridge was closed.
What if.

              before    after
sources            3        3
traced             3        3
demonstrated    3.00     3.00
pooled          3.00     3.00
presumed        3.00     3.00
lines              3        3
weight          1.25  unrated

against it    before    after
sources            1        1
traced             1        1
demonstrated    1.00     1.00
pooled          1.00     1.00
presumed        1.00     1.00
lines              1        1
weight          0.50  unrated

"Denial" is no longer rated; it was rated A (completely reliable) before.
"Log" is no longer rated; it was rated B (usually reliable) before.
"Photographs" is no longer rated; it was rated B (usually reliable) before.
"Rumour" is no longer rated; it was rated D (not usually reliable) before.
"Tabloid" is no longer rated; it was rated A (completely reliable) before.
No source is rated any more, so no likelihood is given; it was very likely (90%) before.
`},
	} {
		t.Run(name, func(t *testing.T) {
			s, out := runtest.InMemory(t)
			runtest.RecordInquiry(t, s)
			document, err := query.WhatIf(true)
			if err != nil {
				t.Fatal(err)
			}
			answer, err := s.Query(t.Context(), "whatIf", document,
				map[string]any{"claim": "claim:c", "change": map[string]any{"ratings": tc.ratings}})
			if err != nil {
				t.Fatal(err)
			}
			if err := printDiff(s, answer, "What if.", "before", "after"); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, out.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
