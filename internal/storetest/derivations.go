package storetest

import (
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// derivations returns the page of a query; where it names no page, all there is.
func (g *graph) derivations(q evidence.DerivationQuery) evidence.DerivationPage {
	g.Helper()
	if q.Page.First == 0 && q.Page.Last == 0 {
		q.Page.First = 1000
	}
	page, err := g.store.Derivations(g.Context(), q)
	if err != nil {
		g.Fatalf("listing the derivations %+v: %v", q, err)
	}
	if !slices.IsSortedFunc(page.Derivations, func(a, b *evidence.Derivation) int {
		return strings.Compare(string(a.ID), string(b.ID))
	}) {
		g.Errorf("the derivations %+v are not in the order of their ids", q)
	}
	return page
}

// drawn returns what a drawing calls the derivations of a page, sorted.
func drawn(d *graphs.Drawing, page evidence.DerivationPage) []string {
	names := make([]string, len(page.Derivations))
	for i, x := range page.Derivations {
		names[i] = d.Names[evidence.ID(x.ID)]
	}
	slices.Sort(names)
	return names
}

func derivations(g *graph) {
	d := g.draw("", `
		A <- B; B <q C; C <= D; D <t E; E <d A; A <~ C SUGGESTED; B <~ D SUGGESTED; C <~ A REJECTED; D <~ B CONFIRMED
		A out 2024-02-10; B = C; c1 + A; A sure A`)
	first := g.clock.Read()
	all := []string{"A <- B", "A <~ C SUGGESTED", "B <q C", "B <~ D SUGGESTED", "C <= D", "C <~ A REJECTED", "D <t E",
		"D <~ B CONFIRMED", "E <d A"}
	suggested := []evidence.ReviewStatus{evidence.Suggested}
	copies := []evidence.DerivationKind{evidence.Copies}
	g.retract(d.Link("B <~ D SUGGESTED"))
	g.apply(evidence.Batch{Derivations: graphs.Puts(evidence.Derivation{From: d.Source("A"), To: d.Source("C"),
		Kind: evidence.Copies, CopiedShare: new(.5), Status: evidence.Confirmed})})
	strict := evidence.Moment{ValidAt: valid("2024-02-09").ValidAt, KnownAt: first}
	for _, c := range []struct {
		name string
		q    evidence.DerivationQuery
		want []string
	}{
		{"all, as known at first", evidence.DerivationQuery{At: known(first)}, all},
		{"suggested, as known at first", evidence.DerivationQuery{At: known(first), Status: suggested},
			[]string{"A <~ C SUGGESTED", "B <~ D SUGGESTED"}},
		{"suggested now", evidence.DerivationQuery{Status: suggested}, nil},
		{"confirmed copies now", evidence.DerivationQuery{Kinds: copies,
			Status: []evidence.ReviewStatus{evidence.Confirmed}}, []string{"A <~ C SUGGESTED", "D <~ B CONFIRMED"}},
		{"copies now", evidence.DerivationQuery{Kinds: copies},
			[]string{"A <~ C SUGGESTED", "C <~ A REJECTED", "D <~ B CONFIRMED"}},
		{"of two kinds, and one of two statuses twice", evidence.DerivationQuery{At: known(first),
			Kinds: []evidence.DerivationKind{evidence.Cites, evidence.Copies}, Status: []evidence.ReviewStatus{
				evidence.Rejected, evidence.Confirmed, evidence.Rejected}},
			[]string{"A <- B", "C <~ A REJECTED", "D <~ B CONFIRMED"}},
		{"of no kind", evidence.DerivationQuery{Kinds: []evidence.DerivationKind{}}, nil},
		{"of no status", evidence.DerivationQuery{Status: []evidence.ReviewStatus{}}, nil},
		{"before A was out", evidence.DerivationQuery{At: strict},
			[]string{"B <q C", "B <~ D SUGGESTED", "C <= D", "D <t E", "D <~ B CONFIRMED"}},
		{"before all", evidence.DerivationQuery{At: known(first.Add(-1))}, nil},
	} {
		page := g.derivations(c.q)
		equal(g, c.name, c.want, drawn(d, page))
		equal(g, c.name+": the version", g.status().Version, page.Version)
		c.q.Page = evidence.Page{Last: 99, Count: true}
		page = g.derivations(c.q)
		equal(g, c.name+", from the end", c.want, drawn(d, page))
		equal(g, c.name+": counted", new(len(c.want)), page.Total)
	}
	for name, q := range map[string]evidence.DerivationQuery{
		"a kind that there is not": {Kinds: []evidence.DerivationKind{"LIKES"}}, "a status that there is not": {
			Status: []evidence.ReviewStatus{"OPEN"}}, "an invalid moment": {At: evidence.Moment{Undated: "MAYBE"}},
		"a page from both ends":    {Page: evidence.Page{Last: 1}},
		"a cursor of another list": {Page: evidence.Page{After: evidence.Cursor{"a", "b"}}},
	} {
		q.Page.First = 1
		_, err := g.store.Derivations(g.Context(), q)
		refused(g, "listing derivations: "+name, evidence.CodeInvalid, err)
	}
	q := evidence.DerivationQuery{}
	_, err := g.store.Derivations(g.Context(), q)
	refused(g, "listing derivations: no page", evidence.CodeInvalid, err)
}

// derivationsByPage pages from both ends over records of which some were replaced, while others are made.
func derivationsByPage(g *graph) {
	d := g.draw("", `A <~ B; A <~ C; A <~ D; B <- A; B <- C; B <- D; C <q A; C <q B`)
	for _, weight := range []float64{2, 3} {
		g.apply(evidence.Batch{Derivations: graphs.Puts(
			evidence.Derivation{From: d.Source("A"), To: d.Source("C"), Kind: evidence.Copies, CopiedShare: new(.5),
				Status: evidence.Suggested, Weight: weight},
			evidence.Derivation{From: d.Source("B"), To: d.Source("D"), Kind: evidence.Cites, Weight: weight})})
	}
	whole := g.derivations(evidence.DerivationQuery{}).Derivations
	if len(whole) != 8 {
		g.Fatalf("%d derivations, expected 8", len(whole))
	}
	var forth, back []*evidence.Derivation
	for page := (evidence.Page{First: 3}); ; {
		got := g.derivations(evidence.DerivationQuery{Page: page})
		equal(g, "whether something precedes", page.After != nil, got.HasPrevious)
		if forth = append(forth, got.Derivations...); !got.HasNext {
			break
		}
		page.After = evidence.Cursor{string(forth[len(forth)-1].ID)}
	}
	equal(g, "the pages from the start", whole, forth)
	for page := (evidence.Page{Last: 3}); ; {
		got := g.derivations(evidence.DerivationQuery{Page: page})
		equal(g, "whether something follows", page.Before != nil, got.HasNext)
		if back = slices.Concat(got.Derivations, back); !got.HasPrevious {
			break
		}
		page.Before = evidence.Cursor{string(back[0].ID)}
	}
	equal(g, "the pages from the end", whole, back)
	after := evidence.Page{First: 99, After: evidence.Cursor{string(whole[3].ID)}, Count: true}
	g.retract(evidence.ID(whole[3].ID), evidence.ID(whole[5].ID))
	rest := g.derivations(evidence.DerivationQuery{Page: after})
	equal(g, "the rest after two were retracted", []*evidence.Derivation{whole[4], whole[6], whole[7]}, rest.Derivations)
	equal(g, "how many there are then", new(6), rest.Total)
}
