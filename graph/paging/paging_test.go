package paging_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/internal/evidence"
)

func TestCursor(t *testing.T) {
	for _, cursor := range []evidence.Cursor{{"a"}, {"1", "source:ö/\x01", "x"}, {""}} {
		text := paging.EncodeCursor("Query.claims", cursor)
		got, err := paging.DecodeCursor("Query.claims", "after", &text)
		if diff := cmp.Diff(cursor, got); diff != "" || err != nil {
			t.Errorf("%q: %v (-want +got):\n%s", cursor, err, diff)
		}
		if _, err := paging.DecodeCursor("Query.sources", "after",
			&text); evidence.CodeOf(err) != evidence.CodeInvalid {
			t.Errorf("a cursor of another list: %v; want an error of code invalid", err)
		}
	}
	for _, text := range []string{"x", "é", "W10", "WyJRdWVyeS5jbGFpbXMiXQ", "eyJhIjoxfQ",
		strings.Repeat("A", 10_000)} {
		if _, err := paging.DecodeCursor("Query.claims", "after", &text); evidence.CodeOf(err) != evidence.CodeInvalid {
			t.Errorf("%.20q: %v; want an error of code invalid", text, err)
		}
	}
}

// TestCut cuts a list of numbers in descending order from either end.
func TestCut(t *testing.T) {
	keys := paging.ByCursor(func(n *int) evidence.Cursor { return evidence.Cursor{strconv.Itoa(9 - *n)} })
	all := []int{9, 7, 5, 3, 1}
	for _, c := range []struct {
		page     evidence.Page
		want     []int
		from, to bool // whether something precedes and follows
	}{
		{evidence.Page{First: 2}, []int{9, 7}, false, true},
		{evidence.Page{First: 2, After: evidence.Cursor{"2"}}, []int{5, 3}, true, true},
		{evidence.Page{First: 2, After: evidence.Cursor{"3"}}, []int{5, 3}, true, true}, // of one that is not there
		{evidence.Page{First: 9, After: evidence.Cursor{"4"}}, []int{3, 1}, true, false},
		{evidence.Page{Last: 2}, []int{3, 1}, true, false},
		{evidence.Page{Last: 2, Before: evidence.Cursor{"6"}}, []int{7, 5}, true, true},
		{evidence.Page{Last: 9, Before: evidence.Cursor{"4"}}, []int{9, 7}, false, true},
		{evidence.Page{First: 1, After: evidence.Cursor{"8"}}, []int{}, true, false},
	} {
		got, info, err := paging.Cut(all, c.page, keys)
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Errorf("%+v: %v (-want +got):\n%s", c.page, err, diff)
		}
		if info.HasPrevious != c.from || info.HasNext != c.to || *info.Total != 5 {
			t.Errorf("%+v: the page lies at %+v of %d", c.page, info, *info.Total)
		}
	}
	keys.Read = func(evidence.Cursor) (paging.Lexical, bool) { return nil, false }
	for argument, page := range map[string]evidence.Page{
		"after": {First: 1, After: evidence.Cursor{"x"}}, "before": {Last: 1, Before: evidence.Cursor{"x"}},
	} {
		_, _, err := paging.Cut(all, page, keys)
		if evidence.CodeOf(err) != evidence.CodeInvalid || !strings.HasPrefix(err.Error(), argument) {
			t.Errorf("a cursor that cannot be read: %v; want one that names %s", err, argument)
		}
	}
}

func FuzzDecodeCursor(f *testing.F) {
	f.Add("WyJRdWVyeS5jbGFpbXMiLCJjbGFpbTpicmlkZ2UiXQ")
	f.Add("")
	f.Add("W10")
	f.Fuzz(func(t *testing.T, text string) {
		cursor, err := paging.DecodeCursor("Query.claims", "after", &text)
		if err != nil {
			if evidence.CodeOf(err) != evidence.CodeInvalid {
				t.Fatalf("%q: %v; want code invalid", text, err)
			}
			return
		}
		if cursor == nil {
			return
		}
		again := paging.EncodeCursor("Query.claims", cursor)
		got, err := paging.DecodeCursor("Query.claims", "after", &again)
		if diff := cmp.Diff(cursor, got); diff != "" || err != nil {
			t.Fatalf("%q does not come back: %v (-want +got):\n%s", text, err, diff)
		}
	})
}
