package paging_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

// noon is when the graph of these tests was last written.
var noon = time.Date(2024, 10, 5, 12, 0, 0, 5, time.UTC)

var stand = paging.Stand{Epoch: "e1", Known: noon, Asked: noon.Add(time.Hour), Digest: paging.DigestOf("claim:c", 1)}

// letters is a list of ten elements that notes which of them were computed.
func letters(computed *[]string) convergence.List[string] {
	all := strings.Split("e d c b a f g h i j", " ")
	list := convergence.ListOf(all, func(s *string) string { return *s })
	at := list.Make
	list.Make = func(from, to int) []string {
		*computed = append(*computed, at(from, to)...)
		return at(from, to)
	}
	return list
}

// letter returns the elements of a page.
func letter(page *model.Plain[string]) []string {
	var list []string
	for _, e := range page.Nodes() {
		list = append(list, *e)
	}
	return list
}

func TestComputed(t *testing.T) {
	one := func(n int) *int { return &n }
	ctx := context.Background()
	var computed []string
	whole, err := paging.Computed(ctx, paging.Args{}, stand, letters(&computed))
	if err != nil || len(whole.Edges) != 10 || *whole.TotalCount != 10 {
		t.Fatalf("the whole list: %+v, %v; want 10 of 10", whole, err)
	}
	cursor := func(i int) *string { return &whole.Edges[i].Cursor }
	for _, test := range []struct {
		name           string
		args           paging.Args
		want           string
		next, previous bool
	}{
		{"the first", paging.Args{First: one(3)}, "e d c", true, false},
		{"after the third", paging.Args{First: one(3), After: cursor(2)}, "b a f", true, true},
		{"after the third, no length", paging.Args{After: cursor(2)}, "b a f g h i j", false, true},
		{"after the last", paging.Args{First: one(3), After: cursor(9)}, "", false, true},
		{"the last", paging.Args{Last: one(3)}, "h i j", false, true},
		{"before the fourth from the end", paging.Args{Last: one(3), Before: cursor(6)}, "b a f", true, true},
		{"before the first", paging.Args{Last: one(3), Before: cursor(0)}, "", true, false},
		{"before the second", paging.Args{Last: one(3), Before: cursor(1)}, "e", true, false},
	} {
		computed = nil
		part, err := paging.Computed(ctx, test.args, stand, letters(&computed))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if got := strings.Join(letter(part), " "); got != test.want || strings.Join(computed, " ") != test.want {
			t.Errorf("%s: %q, computed %q; want %q alone", test.name, got, computed, test.want)
		}
		if part.PageInfo.HasNextPage != test.next || part.PageInfo.HasPreviousPage != test.previous {
			t.Errorf("%s: next %t, previous %t; want %t and %t", test.name, part.PageInfo.HasNextPage,
				part.PageInfo.HasPreviousPage, test.next, test.previous)
		}
	}
}

// A cursor is good for the list that it is of and for no other, and the error names the way on.
func TestComputed_AnotherStand(t *testing.T) {
	var computed []string
	first := 2
	page, err := paging.Computed(context.Background(), paging.Args{First: &first}, stand, letters(&computed))
	if err != nil {
		t.Fatal(err)
	}
	with := func(change func(*paging.Stand)) paging.Stand {
		other := stand
		change(&other)
		return other
	}
	for name, test := range map[string]struct {
		stand paging.Stand
		says  string
	}{
		"written since": {with(func(s *paging.Stand) { s.Known = noon.Add(1) }),
			`at: {knownAt: "2024-10-05T12:00:00.000000005Z"}`},
		"restored":     {with(func(s *paging.Stand) { s.Epoch = "e2" }), "replaced"},
		"asked later":  {with(func(s *paging.Stand) { s.Asked = noon }), "asked for"},
		"another list": {with(func(s *paging.Stand) { s.Digest = paging.DigestOf("claim:d", 1) }), "another list"},
	} {
		for argument, args := range map[string]paging.Args{
			"after": {First: &first, After: &page.Edges[1].Cursor}, "before": {Last: &first, Before: &page.Edges[1].Cursor},
		} {
			_, err := paging.Computed(context.Background(), args, test.stand, letters(&computed))
			if evidence.CodeOf(err) != evidence.CodeConflict || !strings.Contains(err.Error(), test.says) ||
				!strings.Contains(err.Error(), argument) {
				t.Errorf("%s, %s: %v; want an error of code CONFLICT about %s that says %q", name, argument, err, argument,
					test.says)
			}
		}
	}
	again, err := paging.Computed(context.Background(), paging.Args{First: &first, After: &page.Edges[1].Cursor}, stand,
		letters(&computed))
	if diff := cmp.Diff([]string{"c", "b"}, letter(again)); diff != "" || err != nil {
		t.Errorf("the same list: %v (-want +got):\n%s", err, diff)
	}
}

func TestComputed_Refuses(t *testing.T) {
	var computed []string
	other, stored, hundredOne, two := "01234", paging.EncodeCursor("", evidence.Cursor{"claim:c"}), 101, 2
	for name, args := range map[string]paging.Args{
		"no cursor":            {After: &other},
		"a stored list's":      {After: &stored},
		"too many":             {First: &hundredOne},
		"both ends":            {First: &two, Last: &two},
		"too many from behind": {Last: &hundredOne},
	} {
		_, err := paging.Computed(context.Background(), args, stand, letters(&computed))
		if evidence.CodeOf(err) != evidence.CodeInvalid {
			t.Errorf("%s: %v; want an error of code INVALID", name, err)
		}
	}
	if len(computed) > 0 {
		t.Errorf("%q were computed for arguments that are refused", computed)
	}
}
