package evidence_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/evidence"
)

func TestQuotePlaces(t *testing.T) {
	for text, want := range map[string]evidence.Quote{
		"line 6":    {StartLine: 6, EndLine: 6},
		"lines 4-7": {StartLine: 4, EndLine: 7},
		"lines 4-4": {StartLine: 4, EndLine: 4},
		" line 12 ": {StartLine: 12, EndLine: 12},
		"line 4-7":  {StartLine: 4, EndLine: 7},
		"p. 3":      {Locator: "p. 3"},
		"01:02:03":  {Locator: "01:02:03"},
		"line":      {Locator: "line"},
		"line six":  {Locator: "line six"},
		"line 0":    {Locator: "line 0"},
		"line -1":   {Locator: "line -1"},
		"lines 7-4": {Locator: "lines 7-4"},
		"lines 4-":  {Locator: "lines 4-"},
		"verse 4-7": {Locator: "verse 4-7"},
		"":          {},
	} {
		before := evidence.Quote{StartLine: 1, EndLine: 2, Locator: "elsewhere"}
		if diff := cmp.Diff(want, before.WithLocator(text)); diff != "" {
			t.Errorf("at %q (-want +got):\n%s", text, diff)
		}
	}
	for want, q := range map[string]evidence.Quote{
		"line 6": {StartLine: 6, EndLine: 6}, "lines 4-7": {StartLine: 4, EndLine: 7}, "p. 3": {Locator: "p. 3"},
		"": {Exact: "x"},
	} {
		if got := q.Place(); got != want {
			t.Errorf("%+v stands at %q, expected %q", q, got, want)
		}
		if again := q.WithLocator(q.Place()); !cmp.Equal(again, q) {
			t.Errorf("the place %q of %+v is read as %+v", q.Place(), q, again)
		}
	}
}
