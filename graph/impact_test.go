package graph_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type impactPage struct {
	Impact struct {
		TotalCount int
		PageInfo   struct{ HasNextPage, HasPreviousPage bool }
		Edges      []struct {
			Cursor string
			Node   struct{ ID string }
		}
	}
}

// TestImpact_Pages reads the list a page at a time, and gets the same as at once, whatever the length of the pages.
func TestImpact_Pages(t *testing.T) {
	s := server(t, many(t, 7))
	ask := func(first int, after string) impactPage {
		t.Helper()
		data, errs := s.Execute(t.Context(), `query($ids: [ID!]!, $first: Int!, $after: String) {
			impact(without: $ids, first: $first, after: $after) { totalCount pageInfo { hasNextPage hasPreviousPage }
				edges { cursor node { id } } } }`,
			map[string]any{"ids": sourceIDs(13), "first": first, "after": after}, "")
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		var page impactPage
		if err := json.Unmarshal(data, &page); err != nil {
			t.Fatal(err)
		}
		return page
	}
	// Both sources of the first six claims are struck out, of the last only the first, which the other takes from: it
	// falls too.
	want := []string{"claim:000", "claim:001", "claim:002", "claim:003", "claim:004", "claim:005", "claim:006"}
	for _, first := range []int{1, 2, 3, 7, 100} {
		var got []string
		for after := ""; ; {
			page := ask(first, after)
			if page.Impact.TotalCount != 7 || page.Impact.PageInfo.HasPreviousPage != (after != "") {
				t.Fatalf("pages of %d after %q: %+v", first, after, page.Impact)
			}
			for _, e := range page.Impact.Edges {
				got, after = append(got, e.Node.ID), e.Cursor
			}
			if !page.Impact.PageInfo.HasNextPage {
				break
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("pages of %d (-want +got):\n%s", first, diff)
		}
	}
	// the second is a list of three texts
	for _, after := range []string{"x", "WyJRdWVyeS5pbXBhY3QiLCJ4IiwieSIsInoiXQ"} {
		_, errs := s.Execute(t.Context(), `query($after: String) { impact(without: ["source:000"], after: $after) { `+
			`totalCount } }`, map[string]any{"after": after}, "")
		if len(errs) != 1 || errs[0].Extensions["code"] != "INVALID" {
			t.Errorf("the cursor %q: %v", after, errs)
		}
	}
}
