package report

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/terminal"
)

// TestDiffOfInterests: what is left without interests has a row where somebody looked for them, before or after.
func TestDiffOfInterests(t *testing.T) {
	side := func(disinterested string) string {
		return `{"claim":{"label":"C."},"supporting":{"sourceCount":2,"demonstrated":2,"disinterested":` + disinterested +
			`},"refuting":{"sourceCount":0,"disinterested":` + disinterested + `}}`
	}
	for _, tc := range []struct{ before, after, want string }{
		{"null", "null", ""},
		{"null", "1", "disinterested unknown 1.00"},
		{"1", "0", "disinterested 1.00 0.00"},
		{"0", "null", "disinterested 0.00 unknown"},
	} {
		p := &terminal.Page{}
		var d DiffView
		if err := json.Unmarshal([]byte(`{"before":`+side(tc.before)+`,"after":`+side(tc.after)+`}`), &d); err != nil {
			t.Fatal(err)
		}
		WriteDiff(d, p, "", "before", "after")
		got := ""
		for line := range strings.Lines(p.String()) {
			if strings.HasPrefix(line, "disinterested") {
				got += strings.Join(strings.Fields(line), " ")
			}
		}
		if got != tc.want || !strings.Contains(p.String(), "\ndemonstrated ") {
			t.Errorf("from %s to %s: %q; want %q in\n%s", tc.before, tc.after, got, tc.want, p.String())
		}
	}
}
