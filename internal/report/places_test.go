package report

import (
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
)

func TestPlaces(t *testing.T) {
	line := func(first, last int) evidence.Quote { return evidence.Quote{StartLine: first, EndLine: last} }
	cases := []struct {
		name   string
		quotes map[string][]evidence.Quote
		only   string
		want   string
	}{
		{"nothing", nil, "", ""},
		{"one line", map[string][]evidence.Quote{"D": {line(6, 6)}}, "D", "line 6"},
		{"the same line twice", map[string][]evidence.Quote{"D": {line(6, 6), line(6, 6)}}, "D", "line 6"},
		{"two lines apart, out of order", map[string][]evidence.Quote{"D": {line(7, 7), line(4, 4)}}, "D",
			"lines 4, 7"},
		{"adjoining lines are one span", map[string][]evidence.Quote{"D": {line(14, 14), line(15, 15), line(16, 16)}},
			"D", "lines 14-16"},
		{"a span and a line", map[string][]evidence.Quote{"D": {line(4, 7), line(9, 9)}}, "D", "lines 4-7, 9"},
		{"a locator", map[string][]evidence.Quote{"D": {{Locator: "p. 3"}}}, "D", "p. 3"},
		{"several documents are named", map[string][]evidence.Quote{"D": {line(6, 6)}}, "", "line 6 of D"},
		{"a quote without a place says nothing", map[string][]evidence.Quote{"D": {{Exact: "x"}}}, "D", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var p places
			for document, quotes := range c.quotes {
				p.add(document, quotes)
			}
			if got := p.text(c.only, ""); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
