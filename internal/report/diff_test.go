package report

import (
	"encoding/json"
	"slices"
	"testing"
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
