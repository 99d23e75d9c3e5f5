package storetest

import (
	"fmt"
	"slices"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// page is a page of any list: the ids of its items with their cursors.
type page struct {
	ids     []evidence.ID
	cursors []evidence.Cursor
	evidence.PageInfo
}

// book reads pages of one list.
type book func(evidence.Page) page

func (g *graph) linkBook(q evidence.LinkQuery) book {
	return func(p evidence.Page) page {
		g.Helper()
		q.Page = p
		links := g.links(q)[0]
		shown := page{PageInfo: links.PageInfo}
		for _, l := range links.Links {
			shown.ids, shown.cursors = append(shown.ids, l.Link.LinkID()), append(shown.cursors, l.Cursor)
		}
		return shown
	}
}

func (g *graph) listBook(q evidence.ListQuery) book {
	return func(p evidence.Page) page {
		g.Helper()
		q.Page = p
		nodes := g.list(q)
		shown := page{PageInfo: nodes.PageInfo}
		for _, n := range nodes.Nodes {
			shown.ids, shown.cursors = append(shown.ids, n.Node.NodeID()), append(shown.cursors, n.Cursor)
		}
		return shown
	}
}

// checkBook reads a list in pages of several sizes, from both ends, and expects the same as in one page.
func (g *graph) checkBook(name string, read book, want int) {
	g.Helper()
	whole := read(evidence.Page{First: want + 1, Count: true})
	total := want
	equal(g, name+": the whole list", evidence.PageInfo{Total: &total}, whole.PageInfo)
	if len(whole.ids) != want {
		g.Errorf("%s: %d items, expected %d", name, len(whole.ids), want)
	}
	fromBelow := read(evidence.Page{Last: want + 1})
	equal(
		g, name+": the whole list from its end", page{whole.ids, whole.cursors, evidence.PageInfo{}}, fromBelow,
		cmp.AllowUnexported(page{}))
	for _, size := range slices.Compact([]int{max(1, want/4), max(1, want/2), max(1, want)}) {
		g.checkForward(fmt.Sprintf("%s, %d at a time", name, size), read, whole, size)
		g.checkBackward(fmt.Sprintf("%s, %d at a time from the end", name, size), read, whole, size)
	}
}

func (g *graph) checkForward(name string, read book, whole page, size int) {
	g.Helper()
	var after evidence.Cursor
	for start := 0; start < len(whole.ids); start += size {
		end := min(start+size, len(whole.ids))
		got := read(evidence.Page{First: size, After: after, Count: start%2 == 0})
		want := page{whole.ids[start:end], whole.cursors[start:end],
			evidence.PageInfo{HasNext: end < len(whole.ids), HasPrevious: start > 0}}
		if start%2 == 0 {
			want.Total = new(len(whole.ids))
		}
		equal(g, fmt.Sprintf("%s, from item %d", name, start), want, got, cmp.AllowUnexported(page{}))
		if len(got.cursors) != end-start {
			return
		}
		after = got.cursors[end-start-1]
	}
	if beyond := read(evidence.Page{First: size, After: after}); len(beyond.ids) > 0 || beyond.HasNext {
		g.Errorf("%s: after the last item there is %v", name, beyond)
	}
}

func (g *graph) checkBackward(name string, read book, whole page, size int) {
	g.Helper()
	var before evidence.Cursor
	for end := len(whole.ids); end > 0; end -= size {
		start := max(0, end-size)
		got := read(evidence.Page{Last: size, Before: before})
		want := page{whole.ids[start:end], whole.cursors[start:end],
			evidence.PageInfo{HasNext: end < len(whole.ids), HasPrevious: start > 0}}
		equal(g, fmt.Sprintf("%s, to item %d", name, end), want, got, cmp.AllowUnexported(page{}))
		if len(got.cursors) != end-start {
			return
		}
		before = got.cursors[0]
	}
	if beyond := read(evidence.Page{Last: size, Before: before}); len(beyond.ids) > 0 || beyond.HasPrevious {
		g.Errorf("%s: before the first item there is %v", name, beyond)
	}
}

func linksByPage(g *graph) {
	d := g.draw("", everyLink+`
		; c4 + A B C D E F G; c4 - H I J; c4 ? K L M
		M <- A; M <= A; M <q A; M <t A; M <d A; M <- B; B <- C; B <- D; B <- E; B <- F; C <- G; C <- H; H <- I; I <- J; J <- K; K <- L`)
	for _, c := range []struct {
		name  string
		query evidence.LinkQuery
		want  int
	}{
		{"statements", evidence.LinkQuery{Subjects: []evidence.ID{d.ID("c4")}, Kind: evidence.KindStatement,
			Direction: evidence.Incoming}, 13},
		{"two stances", evidence.LinkQuery{Subjects: []evidence.ID{d.ID("c4")}, Kind: evidence.KindStatement,
			Direction: evidence.Incoming,
			Stances:   []evidence.Stance{evidence.Mentions, evidence.Refutes}}, 6},
		{"derivations, some parallel", evidence.LinkQuery{Subjects: []evidence.ID{d.ID("A")}, Kind: evidence.KindDerivation,
			Direction: evidence.Either}, 12},
		{"three steps", evidence.LinkQuery{Subjects: []evidence.ID{d.ID("M")}, Kind: evidence.KindDerivation,
			Direction: evidence.Outgoing, MaxDepth: 3}, 19},
		{"corroborations", evidence.LinkQuery{Subjects: []evidence.ID{d.ID("c1")}, Kind: evidence.KindCorroboration,
			Direction: evidence.Outgoing}, 2},
		{"ownerships", evidence.LinkQuery{Subjects: []evidence.ID{d.ID("g1")}, Kind: evidence.KindOwnership,
			Direction: evidence.Either}, 4},
		{"fundings", evidence.LinkQuery{Subjects: []evidence.ID{d.ID("p1")}, Kind: evidence.KindFunding,
			Direction: evidence.Incoming}, 3},
		{"samenesses", evidence.LinkQuery{Subjects: []evidence.ID{d.ID("A")}, Kind: evidence.KindSameness,
			Direction: evidence.Outgoing}, 2},
		{"relations", evidence.LinkQuery{Subjects: []evidence.ID{d.ID("c1")}, Kind: evidence.KindRelation,
			Direction: evidence.Either}, 4},
		{"nothing", evidence.LinkQuery{Subjects: []evidence.ID{d.ID("c3")}, Kind: evidence.KindStatement,
			Direction: evidence.Either}, 0},
	} {
		g.checkBook(c.name, g.linkBook(c.query), c.want)
	}
	g.linksWhileWriting(d)
}

// linksWhileWriting takes a cursor and goes on from it after items have been added and removed, its own too.
func (g *graph) linksWhileWriting(d *graphs.Drawing) {
	g.Helper()
	q := evidence.LinkQuery{Subjects: []evidence.ID{d.ID("c4")}, Kind: evidence.KindStatement,
		Direction: evidence.Incoming}
	read := g.linkBook(q)
	whole := read(evidence.Page{First: 99})
	first := read(evidence.Page{First: 5})
	g.apply(graphs.Draw(g, "", "c4 + AA HH ZZ").Batch())
	g.retract(whole.ids[4], whole.ids[6])
	rest := read(evidence.Page{First: 99, After: first.cursors[4]})
	before, after := whole.ids[:5], append(whole.ids[5:6:6], whole.ids[7:]...)
	added := slices.Clone(rest.ids)
	rest.ids = slices.DeleteFunc(rest.ids, func(id evidence.ID) bool { return !slices.Contains(whole.ids, id) })
	equal(g, "the rest, after a change", after, rest.ids)
	if len(added) != len(after)+2 {
		g.Errorf("the rest has %d items, expected %d and two that were added behind the cursor", len(added), len(after))
	}
	kept := read(evidence.Page{Last: 99, Before: first.cursors[4]})
	equal(
		g, "what lies before, after a change", before[:4], kept.ids, cmpopts.IgnoreSliceElements(func(id evidence.ID) bool {
			return !slices.Contains(whole.ids, id)
		}))
}
