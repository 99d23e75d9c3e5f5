package report

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/terminal"
)

// TestWriteClaims_Disinterested: a list has the column if somebody looked for interests in one of its claims, and says
// of the others that it is not known.
func TestWriteClaims_Disinterested(t *testing.T) {
	claim := func(key, disinterested string) string {
		return fmt.Sprintf(`{"node": {"id": "claim:%s", "label": "It is %s", "score": {"refuting": {"sourceCount": 0},
			"supporting": {"sourceCount": 3, "demonstrated": 2, "pooled": 2.5, "presumed": 3, "demonstratedLineCount": 2,
			"disinterested": %s}}}}`, key, key, disinterested)
	}
	for _, tc := range []struct{ a, b, want string }{
		{"null", "null", `2 claims.
sources  demonstrated  pooled  presumed  demonstrated lines  claim    id
      3          2.00    2.50      3.00                   2  It is a  claim:a
      3          2.00    2.50      3.00                   2  It is b  claim:b
`},
		{"0.5", "null", `2 claims.
sources  demonstrated  pooled  presumed  demonstrated lines  disinterested  claim    id
      3          2.00    2.50      3.00                   2           0.50  It is a  claim:a
      3          2.00    2.50      3.00                   2        unknown  It is b  claim:b
`},
	} {
		var p terminal.Page
		answer := fmt.Sprintf(`{"totalCount": 2, "edges": [%s, %s]}`, claim("a", tc.a), claim("b", tc.b))
		if err := WriteClaims(&p, json.RawMessage(answer)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tc.want, p.String()); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}
