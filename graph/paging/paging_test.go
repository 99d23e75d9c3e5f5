package paging_test

import (
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
