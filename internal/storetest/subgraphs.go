package storetest

import (
	"slices"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// pictures are graphs with the claims asked for; what the answer must not hold is marked.
var pictures = []struct{ name, claims, text string }{
	{"bare", "c1", "c1; ! A; ! c2; ! c2 + A; ! c1 part c2"},
	{"stances", "c1", "c1 + A B; c1 - C; ! c1 ? D; ! c1 ? A; ! D <- A"},
	{"another-claim", "c1", "c1 + A; ! c2 + A; ! c2 - B; ! B <- A"},
	{"two-claims", "c1 c2", "c1 + A; c2 + A; c2 - B; B <- A; ! c3 + A"},
	{"repeated", "c1 c1 c1", "c1 + A; A <- B"},
	{"unknown-beside", "c9 c1", "c1 + A"},
	{"unknown", "c9", "! c1 + A"},
	{"nothing", "", "! c1 + A; ! A from o1"},
	{"upstream", "c1", "c1 + A; A <- B; B <= C; C <q D; D <t E; E <d F; F <~ G; ! H <- A; ! I <- H"},
	{"diamond", "c1", "c1 + A; A <- B; A <- C; B <- D; C <- D; D <- E; A <= B; A <- E"},
	{"circle", "c1", "c1 + A; A <- B; B <- C; C <- A; C <- D"},
	{"two-circles", "c1", "c1 + A; A <- B; B <- A; B <- C; C <- D; D <- C"},
	{"self", "c1", "c1 + A; A <- A; A <- B; B <= B"},
	{"scope", "c1", "c1 + A; ! c2 + A; A <- B for c1; ! A <- C for c2; A <- D for c2,c1; B <- E; ! D <- F for c2; E <- G for c1"},
	{"scope-of-two", "c1 c2", "c1 + A; c2 + B; A <- C for c2; B <- D for c1; ! C <- E for c3; ! c3 + E"},
	{"scope-beside", "c1", "c1 + A; A <- B for c1; ! A <= B for c2; ! B <- A for c2; ! c2"},
	{"copies", "c1", "c1 + A; A <~ B SUGGESTED; A <~ C CONFIRMED; A <~ D REJECTED; B <~ E; E <- F REJECTED"},
	{"withdrawn", "c1", "c1 + A; A gone 2001; A <- B; B gone 2002; B <- C"},
	{"same-sources", "c1", "c1 + A; A = B; B <- C; C = D; E = D; E <- F; ! G <- E; ! H = G"},
	{"same-upstream-of-nothing", "c1", "c1 + A B; A = B; ! C = D"},
	{"same-claims", "c1", "c1 = c2; c3 = c2; c3 + A; A <- B for c2; B <- C for c1; ! B <- D for c4; ! c4 + D; c1 - E"},
	{"same-claims-backwards", "c3", "c1 = c2; c2 = c3; c1 + A; A <- B for c1"},
	{"same-claims-circle", "c2", "c1 = c2; c2 = c3; c3 = c1; c3 + A"},
	{"corroborated", "c1", "c1 & A B; A <- C; c1 & D; D <= D; ! c2 & A; ! c2 & E; ! E <- A"},
	{"corroborated-through-same", "c1", "c1 = c2; c2 & A B; B = C; C <- D"},
	{"holders", "c1", "c1 + A; A from o1; A by p1,p2; A <- B; B from o2; o2 owner p3; ! C from o3; ! C by p4; ! o3 owner g1"},
	{"owners", "c1", "c1 + A; A from o1; o1 owner g1; g1 owner g2; g2 owner g3; g3 owner p1; o1 owner p2; ! o2 owner g1; ! g4; ! g4 owner g1"},
	{"owners-in-a-circle", "c1", "c1 + A; A from o1; o1 owner g1; g1 owner g2; g2 owner g1"},
	{"funders", "c1", "c1 + A; A from o1; o1 funder g1; o1 funder p1; o1 owner g2; ! g2 funder g3; ! g1 owner g4; ! g1 funder g5; ! o2 funder g1"},
	{"same-holders", "c1", "c1 + A; A from o1; o1 = o2; o3 = o2; o3 owner g1; g1 = g2; g2 owner p1; p2 = p1; o2 funder p3; A by p4; p4 = p5; ! o4 = o5; ! o4"},
	{"same-funders", "c1", "c1 + A; A from o1; o1 funder g1; g1 = g2; g3 = g2; o1 funder p1; p1 = p2; ! g2 owner g4"},
	{"holders-of-a-corroborated-source", "c1", "c1 & A; A from o1; o1 owner g1; o1 funder g2; A by p1"},
	{"holders-of-a-same-source", "c1", "c1 + A; A = B; B from o1; B by p1; o1 owner g1"},
	{"parts", "c1", "c1 + A; ! c2 part c1; ! c2 + B"},
	{"contradicted", "c1", "c1 + A; c1 against c2; c2 + A B; B <- C; B from o1"},
	{"contradicted-backwards", "c1", "c1 + A; c2 against c1; c2 - B; c2 & B C"},
	{"contradicted-twice", "c1", "c1 against c2; c2 against c1; c3 against c1; c2 against c3; c3 + A"},
	{"contradicted-beyond", "c1", "c1 against c2; ! c2 against c3; ! c3 + A; c2 + B; c2 value n=1; ! c4 value n=2; ! c4 + A"},
	{"other-values", "c1", "c1 value n=1; c2 value n=2; c3 value n=3; ! c4 value n=1; ! c5 value m=2; c1 + A; c2 + B; B <- C; ! c4 + D; ! c5 + D"},
	{"other-values-unstated", "c1", "c1 value k=1; ! c2 value k=; ! c3; ! c2 + A"},
	{"no-value-of-its-own", "c1", "c1 value j=; ! c2 value j=1; ! c2 + A"},
	{"rivals-of-same-claims", "c1", "c1 = c2; c3 against c2; c3 = c4; c4 + A; c2 value i=1; c5 value i=2; c5 + B; c6 = c5"},
	{"same-and-contradicted", "c1", "c1 = c2; c1 against c2; c2 + A"},
	{"scope-of-rivals", "c1", "c1 + A; c1 against c2; c2 = c3; A <- B for c2; B <- C for c3; ! A <- D for c4; ! c4 + D"},
	{"rivals-together", "c1 c2", "c1 against c2; c2 against c3; c4 against c1; c3 + A; c4 + A; ! c5 against c3; ! c5 + B"},
	{"shared-holder", "c1", "c1 + A B; A from o1; B from o1; A by p1; B by p1; o1 owner p1; o1 funder p1"},
	{"refuted-alone", "c1", "c1 - A; A <- B"},
}

func subgraphs(g *graph) {
	drawings := make([]*graphs.Drawing, len(pictures))
	for i, p := range pictures { // all in one graph: an answer holds nothing of the others
		drawings[i] = g.draw(p.name+".", p.text)
	}
	for i, p := range pictures {
		d := drawings[i]
		var claims []evidence.ClaimID
		for _, name := range strings.Fields(p.claims) {
			claims = append(claims, d.Claim(name))
		}
		g.checkSubgraphs(p.name, now(), d.Want(), d, claims...)
	}
	var claims []evidence.ClaimID
	union := []string{}
	for i, name := range []string{"circle", "scope", "same-claims"} {
		d := drawings[slices.IndexFunc(pictures, func(p struct{ name, claims, text string }) bool { return p.name == name })]
		claims = append(claims, d.Claim("c1"))
		for _, id := range idsIn(g.subgraphs(now(), claims[i])) {
			union = append(union, string(id))
		}
	}
	slices.Sort(union)
	all := idsIn(g.subgraphs(now(), claims...))
	slices.Sort(all)
	equal(
		g, "claims that have nothing in common, asked for together", slices.Compact(union), (&graphs.Drawing{}).Called(all))
	g.longChain()
	g.rivalsAtMoments()
	_, err := g.store.Subgraphs(g.Context(), claims, evidence.Moment{Undated: "MAYBE"})
	refused(g, "an invalid moment", evidence.CodeInvalid, err)
}

// checkSubgraphs asks for claims and compares what comes with names and lines of a drawing, order of the lists
// included.
func (g *graph) checkSubgraphs(
	name string, at evidence.Moment, want []string, d *graphs.Drawing, claims ...evidence.ClaimID) {
	g.Helper()
	sub := g.subgraphs(at, claims...)
	if sub == nil {
		g.Fatalf("%s: no answer and no error", name)
	}
	equal(g, name, slices.Sorted(slices.Values(want)), contentsOf(d, sub))
	hidden := make([]evidence.SourceID, len(sub.Unpublished))
	for i, s := range sub.Unpublished {
		hidden[i] = s.ID
	}
	values := subgraphOf(at.Asked(g.clock.Read()), g.objects(at, idsIn(sub)...), hidden...)
	equal(
		g, name+": the lists in order, with their values", values, sub,
		cmpopts.IgnoreTypes(evidence.Version{}, []evidence.Denial{}),
		cmpopts.IgnoreFields(evidence.Subgraphs{}, "RecordedUntil"))
}

// longChain is longer than any depth that a store might end at, and than one that a recursion bears lightly.
func (g *graph) longChain() {
	g.Helper()
	const length = 2000
	b := evidence.Batch{Claims: graphs.Puts(evidence.Claim{ID: "claim:chain", Text: "So."})}
	id := func(i int) evidence.SourceID {
		return evidence.SourceID("source:chain" + time.Unix(int64(i), 0).UTC().Format("150405"))
	}
	b.Statements = graphs.Puts(evidence.Statement{Source: id(0), Claim: "claim:chain", Stance: evidence.Supports})
	for i := range length {
		b.Sources = append(b.Sources, graphs.Puts(evidence.Source{ID: id(i)})...)
		if i > 0 {
			b.Derivations = append(
				b.Derivations, graphs.Puts(evidence.Derivation{From: id(i - 1), To: id(i), Kind: evidence.Syndicates})...)
		}
	}
	g.apply(b)
	sub := g.subgraphs(now(), "claim:chain")
	if len(sub.Sources) != length || len(sub.Derivations) != length-1 {
		g.Errorf("a chain of %d sources: %d came, with %d derivations", length, len(sub.Sources), len(sub.Derivations))
	}
}

func subgraphsValidAt(g *graph) {
	d := g.draw("dates.", `
		c1 + A B C; A out 2024-05; B out 2024-06-15
		A <- D; D out 2024-05-02; D <- E; E <- F; F out 2020
		C <- G; G out 2025; G <- H; G = I; H = J
		c1 & A B; c1 & C
		A from o1; A by p1; B from o2; B by p2; G from o3; D from o4
		A gone 2024-05-20`)
	late := valid("2030")
	early, mid := valid("2024-05"), valid("2024-06-15")
	behindG := []string{"G", "H", "J", "o3", "G <- H", "H = J"}
	behindC := slices.Concat(behindG, []string{"I", "C <- G", "G = I"})
	behindD := []string{"D", "E", "F", "o4", "D <- E", "E <- F"}
	behindB := []string{"B", "o2", "p2", "c1 + B", "c1 & A B"}
	undated := []string{"C", "c1 + C", "c1 & C", "E", "F", "E <- F"}
	hidingG, hidingE := []string{"hidden G"}, []string{"hidden E"}
	strict := func(m evidence.Moment) evidence.Moment { m.Undated = evidence.ExcludeUndated; return m }
	included := mid
	included.Undated = evidence.IncludeUndated
	for _, c := range []struct {
		name string
		at   evidence.Moment
		less []string
		more []string
	}{
		{"now", now(), nil, nil},
		{"now, undated excluded, which is of no meaning", strict(now()), nil, nil},
		{"late", late, nil, nil},
		{"on the day", mid, behindG, hidingG},
		{"on the day, undated included", included, behindG, hidingG},
		{"the instant before the day", evidence.Moment{ValidAt: mid.ValidAt.Add(-1)}, slices.Concat(behindG, behindB),
			hidingG},
		{"on the first day of a month", early, slices.Concat(behindG, behindB, behindD), append(hidingG, "hidden D")},
		{"late, dated only", strict(late), slices.Concat(behindC, undated), hidingE},
		{"on the day, dated only", strict(mid), slices.Concat(behindC, undated), hidingE},
		{"on the day elsewhere", evidence.Moment{ValidAt: mid.ValidAt.In(time.FixedZone("", -5*3600))}, behindG, hidingG},
	} {
		g.checkSubgraphs(c.name, c.at, append(d.Want(c.less...), c.more...), d, d.Claim("c1"))
	}
	before := g.subgraphs(valid("2024-04"), d.Claim("c1"))
	equal(
		g, "before all that is dated", []string{"C", "C <- G", "G = I", "I", "c1", "c1 & C", "c1 + C", "hidden G"},
		contentsOf(d, before))
	nothing := g.subgraphs(strict(valid("1990")), d.Claim("c1"))
	equal(g, "before all", []string{"c1"}, contentsOf(d, nothing))
	g.spans()
}

// spans asks for owners and funders on the days on which they begin and end.
func (g *graph) spans() {
	g.Helper()
	d := g.draw("spans.", `
		c1 + A; A from o1
		o1 owner g1 2000..2010-06-01; g1 owner p1 2005..; o1 owner g2 2010-06..; o1 owner g3
		g2 owner g4 ..2020; g3 owner g5 ..2199
		o1 funder p2 2001-02-03..2001-02-04; o1 funder p3 ..2000; o1 funder p4 2199..`)
	base := []string{"A", "c1", "c1 + A", "o1", "g3", "o1 owner g3"}
	first, second := []string{"g1", "o1 owner g1 2000..2010-06-01"}, []string{"g2", "o1 owner g2 2010-06.."}
	chained, ended, future := []string{"p1", "g1 owner p1 2005.."}, []string{"g4", "g2 owner g4 ..2020"},
		[]string{"g5", "g3 owner g5 ..2199"}
	day, old, late := []string{"p2", "o1 funder p2 2001-02-03..2001-02-04"}, []string{"p3", "o1 funder p3 ..2000"},
		[]string{"p4", "o1 funder p4 2199.."}
	for _, c := range []struct {
		name string
		at   evidence.Moment
		want []string
	}{
		{"now: what holds on the day of asking", now(), slices.Concat(base, second, future)},
		{"as asked on another day", evidence.Moment{AskedAt: valid("2005").ValidAt},
			slices.Concat(base, first, chained, future)},
		{"before all", valid("1999"), slices.Concat(base, future, old)},
		{"on the first day", valid("2000-01-01"), slices.Concat(base, first, future)},
		{"the funder's only day", valid("2001-02-03"), slices.Concat(base, first, future, day)},
		{"the day after", valid("2001-02-04"), slices.Concat(base, first, future)},
		{"with an owner's owner", valid("2005"), slices.Concat(base, first, chained, future)},
		{"the last instant", evidence.Moment{ValidAt: valid("2010-06").ValidAt.Add(-1)},
			slices.Concat(base, first, chained, future)},
		{"on the day of the change", valid("2010-06"), slices.Concat(base, second, ended, future)},
		{"after an end up the chain", valid("2020"), slices.Concat(base, second, future)},
		{"far off", valid("2199"), slices.Concat(base, second, late)},
		{"beyond the years of dates", evidence.Moment{ValidAt: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)},
			slices.Concat(base, second, late)},
	} {
		g.checkSubgraphs("spans: "+c.name, c.at, c.want, d, d.Claim("c1"))
	}
}

func subgraphsKnownAt(g *graph) {
	d := g.draw("", `
		c1 + A; A from o1; A by p1; A <- B for c1; B <- C; c1 = c2; c2 + D; D = E; o1 owner g1; o1 funder p2
		c1 & A B; A out 2024-05
		! o2; ! p3; ! o2 owner g2; ! c3`)
	first := g.clock.Read()
	g.apply(evidence.Batch{
		Sources: graphs.Puts(
			evidence.Source{ID: d.Source("A"), Kind: evidence.Report, PublishedAt: "2023", Outlet: "outlet:o2",
				Authors: []evidence.PersonID{"person:p3"}}),
		Derivations: graphs.Puts(
			evidence.Derivation{From: d.Source("A"), To: d.Source("B"), Kind: evidence.Cites,
				Claims: []evidence.ClaimID{"claim:c1"}, Weight: 5}),
		Claims: graphs.Puts(evidence.Claim{ID: d.Claim("c2"), Text: "In other words."}),
	})
	second := g.clock.Read()
	g.retract(d.Link("c1 = c2"), d.Link("B <- C"), d.Link("c1 & A B"))
	third := g.clock.Read()
	g.retract(d.Link("A <- B for c1"))
	g.apply(
		evidence.Batch{Derivations: graphs.Puts(
			evidence.Derivation{From: d.Source("A"), To: d.Source("B"), Kind: evidence.Cites,
				Claims: []evidence.ClaimID{"claim:c1"}})})
	fourth := g.clock.Read()

	moved := []string{"o2", "p3", "g2", "o2 owner g2"}
	was := []string{"o1", "p1", "g1", "p2", "o1 owner g1", "o1 funder p2"}
	split := []string{"c2", "c2 + D", "D", "E", "D = E", "c1 = c2", "C", "B <- C", "c1 & A B"}
	fresh := append(d.Want(slices.Concat(was, split)...), moved...)
	unlinked := slices.DeleteFunc(slices.Clone(fresh), func(s string) bool { return s == "B" || s == "A <- B for c1" })
	for _, c := range []struct {
		name string
		at   evidence.Moment
		want []string
	}{
		{"before all", known(first.Add(-1)), nil},
		{"at first", known(first), d.Want()},
		{"before the change", known(second.Add(-1)), d.Want()},
		{"after the change", known(second), append(d.Want(was...), moved...)},
		{"before the retractions", known(third.Add(-1)), append(d.Want(was...), moved...)},
		{"after the retractions", known(third), fresh},
		{"without the link that was recorded again", known(fourth.Add(-1)), unlinked},
		{"with the link that was recorded again", known(fourth), fresh},
		{"in a year", known(fourth.AddDate(1, 0, 0)), fresh},
		{"later than nanoseconds reach", known(time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)), fresh},
		{"earlier than nanoseconds reach", known(time.Date(1066, 10, 14, 9, 0, 0, 0, time.UTC)), nil},
		{"in the first year", known(time.Date(1, 1, 1, 0, 0, 0, 1, time.UTC)), nil},
		{"now", now(), fresh},
		{"known and dated at first", evidence.Moment{KnownAt: first, ValidAt: valid("2024-04").ValidAt},
			[]string{"c1", "c2", "c1 = c2", "c2 + D", "D", "E", "D = E"}},
	} {
		g.checkSubgraphs(c.name, c.at, c.want, d, d.Claim("c1"))
	}
	for _, c := range []struct {
		at   time.Time
		want int
	}{{time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC), 1}, {time.Date(1066, 10, 14, 0, 0, 0, 0, time.UTC), 0}} {
		objects := g.objects(
			known(c.at), "source:A", evidence.ID(evidence.StatementIDOf("source:A", "claim:c1", evidence.Supports)))
		if (objects[0].Node != nil) != (c.want > 0) || (objects[1].Link != nil) != (c.want > 0) {
			g.Errorf("known at %v: %v and %v", c.at, objects[0].Node, objects[1].Link)
		}
		pages, err := g.store.Links(
			g.Context(), evidence.LinkQuery{Subjects: []evidence.ID{"source:A"}, Kind: evidence.KindStatement,
				Direction: evidence.Either, At: known(c.at), Page: evidence.Page{First: 10}})
		if err != nil || len(pages[0].Links) != c.want {
			g.Errorf("known at %v: %d statements of A, expected %d: %v", c.at, len(pages[0].Links), c.want, err)
		}
	}
	sub := g.subgraphs(known(first), "claim:c1")
	equal(g, "the kind of A at first", evidence.Article, sub.Sources[0].Kind)
	sub = g.subgraphs(known(second), "claim:c1")
	equal(g, "the kind of A after the change", evidence.Report, sub.Sources[0].Kind)
	equal(g, "the text of c2 after the change", "In other words.", sub.Claims[1].Text)
}
