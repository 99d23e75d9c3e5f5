package report

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/terminal"
)

// TestFigureRows_Disinterested: a figure that nobody looked for is not 0, and has no row if it is unknown at both ends.
func TestFigureRows_Disinterested(t *testing.T) {
	read := func(text string) (f figuresView) {
		if err := json.Unmarshal([]byte(text), &f); err != nil {
			t.Fatal(err)
		}
		return f
	}
	unknown := read(`{"sourceCount":4,"demonstrated":1,"presumed":4,"disinterested":null,"disinterestedLineCount":null}`)
	known := read(`{"sourceCount":4,"demonstrated":1,"presumed":4,"disinterested":0.666,"disinterestedLineCount":1,"weight":2}`)
	row := func(was, is figuresView) []string {
		for _, r := range figureRows(was, is) {
			if r[0] == "disinterested" {
				return r[1:]
			}
		}
		return nil
	}
	if got := row(unknown, known); !slices.Equal(got, []string{"unknown", "0.67"}) {
		t.Errorf("from unknown: %q", got)
	}
	if got := row(unknown, unknown); got != nil {
		t.Errorf("unknown at both ends: %q", got)
	}
	if *known.Weight != 2 || known.SourceCount != 4 {
		t.Errorf("the other figures: %+v", known)
	}
	const want = "sources 4, demonstrated 1.00, presumed 4.00, disinterested 0.67; was: sources 4, demonstrated 1.00, " +
		"presumed 4.00"
	if got := known.brief(unknown.brief("")); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

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
