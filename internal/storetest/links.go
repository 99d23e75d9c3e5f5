package storetest

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// links returns the pages of a query; where it names no page, all there is in one.
func (g *graph) links(q evidence.LinkQuery) []evidence.LinkPage {
	g.Helper()
	if q.Page.First == 0 && q.Page.Last == 0 {
		q.Page.First = 1000
	}
	pages, err := g.store.Links(g.Context(), q)
	if err != nil {
		g.Fatalf("reading the links %+v: %v", q, err)
	}
	if len(pages) != len(q.Subjects) {
		g.Fatalf("%d pages for %d subjects", len(pages), len(q.Subjects))
	}
	return pages
}

// linesOf returns what a drawing calls the links of a page, each after its depth, sorted.
func linesOf(d *graphs.Drawing, page evidence.LinkPage) []string {
	lines := make([]string, len(page.Links))
	for i, l := range page.Links {
		lines[i] = strconv.Itoa(l.Depth) + ": " + d.Called([]evidence.ID{l.Link.LinkID()})[0]
	}
	slices.Sort(lines)
	return lines
}

// ordered checks the order of a page: by depth, then by the end away from the subject, then by id.
func (g *graph) ordered(page evidence.LinkPage, subject evidence.ID, direction evidence.LinkDirection) {
	g.Helper()
	if !slices.IsSortedFunc(page.Links, func(a, b evidence.LinkAt) int {
		if a.Depth != b.Depth {
			return cmp.Compare(a.Depth, b.Depth)
		}
		if direction == evidence.Either && a.Depth > 1 {
			return 0 // which end is the one away depends on the way, which a page does not tell
		}
		return cmp.Or(
			cmp.Compare(away(a.Link, subject, direction), away(b.Link, subject, direction)),
			cmp.Compare(a.Link.LinkID(), b.Link.LinkID()))
	}) {
		g.Errorf("the links of %s are not in order", subject)
	}
}

// away returns the end of a link that is away from the subject.
func away(link evidence.Link, subject evidence.ID, direction evidence.LinkDirection) evidence.ID {
	ends := endsOf(link)
	switch link.(type) {
	case *evidence.Corroboration:
		return ends[0]
	case *evidence.Sameness:
		direction = evidence.Either
	case *evidence.Interest: // the subject may be a claim with the tag
		if ends[0] != subject {
			return ends[0]
		}
	}
	if direction == evidence.Incoming || direction == evidence.Either && ends[1] == subject {
		return ends[0]
	}
	return ends[1]
}

const everyLink = `
	c1 + A B; c1 - C; c1 ? D; c2 + A; c2 ? B
	A <- B; A <= C; B <q A; A <- A; C <~ A REJECTED; A <t C for c1; A <d D
	c1 & A B; c1 & A; c2 & B D
	o1 owner g1; g1 owner g2; g1 owner p1; o2 owner g1; g1 owner p2 2000..2010; o1 owner p1 2199..
	o1 funder p1; o2 funder p1; g1 funder p1; g1 funder g2 2000..2010
	A = B; D = A; o1 = o2; c1 = c2; g1 = g2; p2 = p1
	c1 part c2; c1 against c2; c2 part c1; c3 part c1
	A sure A; D sure D
	c1 tag t; c3 tag t; p1 gains c1; A gains c1 2000..2001; g1 loses #t 2199..; o1 gains #t; A loses #u
	o1 leans left; o1 leans right by S`

func linksOfEveryKind(g *graph) {
	d := g.draw("", everyLink)
	statement, derivation, corroboration := evidence.KindStatement, evidence.KindDerivation, evidence.KindCorroboration
	ownership, funding, sameness, relation := evidence.KindOwnership, evidence.KindFunding, evidence.KindSameness,
		evidence.KindRelation
	interest := evidence.KindInterest
	none := []string{}
	for _, c := range []struct {
		subject            string
		kind               evidence.Kind
		outgoing, incoming []string
	}{
		{"c1", statement, none, []string{"c1 + A", "c1 + B", "c1 - C", "c1 ? D"}},
		{"A", statement, []string{"c1 + A", "c2 + A"}, none},
		{"A", derivation, []string{"A <- A", "A <- B", "A <= C", "A <d D", "A <t C for c1"},
			[]string{"A <- A", "B <q A", "C <~ A REJECTED"}},
		{"D", derivation, none, []string{"A <d D"}},
		{"c1", corroboration, []string{"c1 & A", "c1 & A B"}, none},
		{"B", corroboration, none, []string{"c1 & A B", "c2 & B D"}},
		{"o1", ownership, []string{"o1 owner g1"}, none},
		{"g1", ownership, []string{"g1 owner g2", "g1 owner p1"}, []string{"o1 owner g1", "o2 owner g1"}},
		{"g2", funding, none, none},
		{"p1", funding, none, []string{"g1 funder p1", "o1 funder p1", "o2 funder p1"}},
		{"o2", funding, []string{"o2 funder p1"}, none},
		{"A", sameness, []string{"A = B", "D = A"}, []string{"A = B", "D = A"}},
		{"B", sameness, []string{"A = B"}, []string{"A = B"}},
		{"o2", sameness, []string{"o1 = o2"}, []string{"o1 = o2"}},
		{"c2", sameness, []string{"c1 = c2"}, []string{"c1 = c2"}},
		{"g1", sameness, []string{"g1 = g2"}, []string{"g1 = g2"}},
		{"p1", sameness, []string{"p2 = p1"}, []string{"p2 = p1"}},
		{"c1", relation, []string{"c1 part c2", "c1 against c2"}, []string{"c2 part c1", "c3 part c1"}},
		{"A", evidence.KindConfirmation, []string{"A sure A"}, []string{"A sure A"}},
		{"B", evidence.KindConfirmation, none, none},
		{"c1", interest, none, []string{"p1 gains c1", "A gains c1 2000..2001", "g1 loses #t 2199..", "o1 gains #t"}},
		{"c2", interest, none, none},
		{"#t", interest, none, []string{"g1 loses #t 2199..", "o1 gains #t"}},
		{"A", interest, []string{"A gains c1 2000..2001", "A loses #u"}, none},
		{"g1", interest, []string{"g1 loses #t 2199.."}, none},
		{"o1", evidence.KindLeaning, []string{"o1 leans left", "o1 leans right by S"},
			[]string{"o1 leans left", "o1 leans right by S"}},
		{"o2", evidence.KindLeaning, none, none},
		{"c3", statement, none, none},
	} {
		both := slices.Compact(slices.Sorted(slices.Values(slices.Concat(c.outgoing, c.incoming))))
		for direction, want := range map[evidence.LinkDirection][]string{
			evidence.Outgoing: c.outgoing, evidence.Incoming: c.incoming, evidence.Either: both,
		} {
			at := evidence.Moment{ValidAt: g.clock.Read()} // on which an ownership of the future does not hold
			page := g.links(
				evidence.LinkQuery{Subjects: []evidence.ID{d.ID(c.subject)}, Kind: c.kind, Direction: direction, At: at})[0]
			equal(g, string(c.kind)+" of "+c.subject+", "+string(direction), atDepth(1, want...), linesOf(d, page))
			g.ordered(page, d.ID(c.subject), direction)
		}
	}
	g.linksNarrowed(d)
	g.linksOfMany(d)
	g.linksRefused(d)
}

// atDepth returns lines as a page shows them at a depth, sorted.
func atDepth(depth int, lines ...string) []string {
	shown := make([]string, len(lines))
	for i, line := range lines {
		shown[i] = strconv.Itoa(depth) + ": " + line
	}
	slices.Sort(shown)
	return shown
}

func (g *graph) linksNarrowed(d *graphs.Drawing) {
	g.Helper()
	q := evidence.LinkQuery{Subjects: []evidence.ID{d.ID("c1")}, Kind: evidence.KindStatement, Direction: evidence.Either}
	for _, c := range []struct {
		stances []evidence.Stance
		want    []string
	}{
		{[]evidence.Stance{evidence.Supports}, []string{"c1 + A", "c1 + B"}},
		{[]evidence.Stance{evidence.Refutes, evidence.Mentions}, []string{"c1 - C", "c1 ? D"}},
		{[]evidence.Stance{}, []string{"c1 + A", "c1 + B", "c1 - C", "c1 ? D"}},
	} {
		q.Stances, q.Page = c.stances, evidence.Page{First: 10, Count: true}
		page := g.links(q)[0]
		equal(g, "statements by stance", atDepth(1, c.want...), linesOf(d, page))
		equal(g, "the number of statements by stance", new(len(c.want)), page.Total)
	}
	q = evidence.LinkQuery{Subjects: []evidence.ID{d.ID("c1")}, Kind: evidence.KindRelation, Direction: evidence.Either}
	for _, c := range []struct {
		relations []evidence.RelationKind
		want      []string
	}{
		{[]evidence.RelationKind{evidence.PartOf}, []string{"c1 part c2", "c2 part c1", "c3 part c1"}},
		{[]evidence.RelationKind{evidence.Contradicts}, []string{"c1 against c2"}},
		{[]evidence.RelationKind{evidence.Contradicts, evidence.PartOf},
			[]string{"c1 part c2", "c2 part c1", "c3 part c1", "c1 against c2"}},
	} {
		q.Relations = c.relations
		equal(g, "relations by kind", atDepth(1, c.want...), linesOf(d, g.links(q)[0]))
	}
}

func (g *graph) linksOfMany(d *graphs.Drawing) {
	g.Helper()
	subjects := []evidence.ID{d.ID("c2"), "claim:none", d.ID("A"), d.ID("c1"), d.ID("c2"), d.ID("o1"), "nonsense"}
	pages := g.links(evidence.LinkQuery{Subjects: subjects, Kind: evidence.KindStatement, Direction: evidence.Either,
		Page: evidence.Page{First: 2, Count: true}})
	type summary struct {
		Shown, Total int
		HasNext      bool
	}
	want := []summary{{2, 2, false}, {}, {2, 2, false}, {2, 4, true}, {2, 2, false}, {}, {}}
	for i, page := range pages {
		if page.Total == nil {
			g.Fatalf("page %d has no total, which was asked for", i)
		}
		equal(g, "the page of "+string(subjects[i]), want[i], summary{len(page.Links), *page.Total, page.HasNext})
		if page.HasPrevious {
			g.Errorf("the first page of %s has a previous one", subjects[i])
		}
	}
	equal(g, "the pages of a subject asked for twice", pages[0], pages[4])
	equal(
		g, "no subjects", []evidence.LinkPage{},
		g.links(evidence.LinkQuery{Kind: evidence.KindStatement, Direction: evidence.Outgoing}))
}

func (g *graph) linksRefused(d *graphs.Drawing) {
	g.Helper()
	for name, change := range map[string]func(*evidence.LinkQuery){
		"no page":                  func(q *evidence.LinkQuery) { q.Page = evidence.Page{} },
		"a page from both ends":    func(q *evidence.LinkQuery) { q.Page.Last = 1 },
		"a cursor of another list": func(q *evidence.LinkQuery) { q.Page.After = evidence.Cursor{"x"} },
		"a cursor of a list, from below": func(q *evidence.LinkQuery) {
			q.Page = evidence.Page{Last: 1,
				Before: evidence.Cursor{"1", "x"}}
		},
		"an invalid moment": func(q *evidence.LinkQuery) { q.At.Undated = "MAYBE" },
	} {
		q := evidence.LinkQuery{Subjects: []evidence.ID{d.ID("c1")}, Kind: evidence.KindStatement,
			Direction: evidence.Incoming, Page: evidence.Page{First: 1}}
		change(&q)
		_, err := g.store.Links(g.Context(), q)
		refused(g, name, evidence.CodeInvalid, err)
	}
}

func linksOverSteps(g *graph) {
	for _, c := range []struct {
		name, text, subject string
		direction           evidence.LinkDirection
		depth               int
		want                []string
	}{
		{"none-is-one", "A <- B; B <- C", "A", evidence.Outgoing, 0, atDepth(1, "A <- B")},
		{"one", "A <- B; B <- C", "A", evidence.Outgoing, 1, atDepth(1, "A <- B")},
		{"two", "A <- B; B <- C; C <- D", "A", evidence.Outgoing, 2, []string{"1: A <- B", "2: B <- C"}},
		{"downstream", "A <- B; B <- C; C <- D", "D", evidence.Incoming, 2, []string{"1: C <- D", "2: B <- C"}},
		{"either", "A <- B; C <- B; C <- D", "A", evidence.Either, 3, []string{"1: A <- B", "2: C <- B", "3: C <- D"}},
		{"fewest", "A <- B; B <= C; A <q C; C <- D", "A", evidence.Outgoing, 9,
			[]string{"1: A <- B", "1: A <q C", "2: B <= C", "2: C <- D"}},
		{"diamond", "A <- B; A <- C; B <- D; C <- D; D <- E", "A", evidence.Outgoing, 9,
			[]string{"1: A <- B", "1: A <- C", "2: B <- D", "2: C <- D", "3: D <- E"}},
		{"circle", "A <- B; B <- C; C <- A; C <- D", "A", evidence.Outgoing, 9,
			[]string{"1: A <- B", "2: B <- C", "3: C <- A", "3: C <- D"}},
		{"circle-both", "A <- B; B <- C; C <- A", "A", evidence.Either, 9, []string{"1: A <- B", "1: C <- A", "2: B <- C"}},
		{"self", "A <- A; A <- B; B <- B", "A", evidence.Outgoing, 9, []string{"1: A <- A", "1: A <- B", "2: B <- B"}},
		{"parallel", "c1; A <- B; A <~ B; A <= B for c1; B <- C", "A", evidence.Outgoing, 2,
			[]string{"1: A <- B", "1: A <= B for c1", "1: A <~ B", "2: B <- C"}},
		{"apart", "A <- B; C <- D", "A", evidence.Either, 9, []string{"1: A <- B"}},
		{"no-other-links", "A <- B; B = C; C <- D; c1 + A E; E <- F", "A", evidence.Either, 9, []string{"1: A <- B"}},
		{"ten", "A <- B; B <- C; C <- D; D <- E; E <- F; F <- G; G <- H; H <- I; I <- J; J <- K; K <- L", "A",
			evidence.Outgoing, 11, []string{
				"10: J <- K", "11: K <- L", "1: A <- B", "2: B <- C", "3: C <- D", "4: D <- E", "5: E <- F", "6: F <- G",
				"7: G <- H", "8: H <- I", "9: I <- J"}},
	} {
		d := g.draw(c.name+".", c.text)
		page := g.links(
			evidence.LinkQuery{Subjects: []evidence.ID{d.ID(c.subject)}, Kind: evidence.KindDerivation, Direction: c.direction,
				MaxDepth: c.depth})[0]
		equal(g, c.name, slices.Sorted(slices.Values(c.want)), linesOf(d, page))
		g.ordered(page, d.ID(c.subject), c.direction)
	}
	d := g.draw("other.", "o1 owner g1; g1 owner g2; c1 part c2; c2 part c3")
	page := g.links(
		evidence.LinkQuery{Subjects: []evidence.ID{d.ID("o1")}, Kind: evidence.KindOwnership, Direction: evidence.Outgoing,
			MaxDepth: 9})[0]
	equal(g, "ownerships over several steps", atDepth(1, "o1 owner g1"), linesOf(d, page))
}

func linksAtMoments(g *graph) {
	d := g.draw("", `
		c1 + A B C; A out 2024-02-10; B out 2024
		A <- B; B <- D; B <= D; D <- E; D out 2024-03
		o1 owner g1 2000..2010; o1 owner g2 2010-06..; o1 owner g3; o1 funder p1 2005-05..`)
	first := g.clock.Read()
	second := g.draw("", "c1 ? B; c1 & A B") // A and B are recorded again, without dates
	both := g.clock.Read()
	g.retract(d.Link("c1 + B"))
	strict := evidence.Moment{ValidAt: valid("2024-02-10").ValidAt, Undated: evidence.ExcludeUndated}
	statement, derivation, ownership := evidence.KindStatement, evidence.KindDerivation, evidence.KindOwnership
	for _, c := range []struct {
		name    string
		subject string
		kind    evidence.Kind
		at      evidence.Moment
		want    []string
	}{
		{"now", "c1", statement, now(), []string{"1: c1 + A", "1: c1 + C", "1: c1 ? B"}},
		{"before all", "c1", statement, known(first.Add(-1)), nil},
		{"known at first", "c1", statement, known(first), []string{"1: c1 + A", "1: c1 + B", "1: c1 + C"}},
		{"known before the retraction", "c1", statement, known(both),
			[]string{"1: c1 + A", "1: c1 + B", "1: c1 + C", "1: c1 ? B"}},
		{"known at the retraction", "c1", statement, known(g.clock.Read()), []string{"1: c1 + A", "1: c1 + C", "1: c1 ? B"}},
		{"as out by then", "c1", statement, evidence.Moment{ValidAt: valid("2024-02-09").ValidAt, KnownAt: first},
			[]string{"1: c1 + B", "1: c1 + C"}},
		{"dated by then", "c1", statement, evidence.Moment{ValidAt: strict.ValidAt, Undated: strict.Undated, KnownAt: first},
			[]string{"1: c1 + A", "1: c1 + B"}},
		{"a step that was not out", "A", derivation, evidence.Moment{ValidAt: valid("2024-02-29").ValidAt, KnownAt: first},
			[]string{"1: A <- B"}},
		{"a step that was out", "A", derivation, evidence.Moment{ValidAt: valid("2024-03").ValidAt, KnownAt: first},
			[]string{"1: A <- B", "2: B <- D", "2: B <= D", "3: D <- E"}},
		{"owners", "o1", ownership, now(), []string{"1: o1 owner g2 2010-06..", "1: o1 owner g3"}},
		{"owners on the last day", "o1", ownership, valid("2009-12-31"),
			[]string{"1: o1 owner g1 2000..2010", "1: o1 owner g3"}},
		{"owners between", "o1", ownership, valid("2010-05-31"), []string{"1: o1 owner g3"}},
		{"owners on the first day", "o1", ownership, valid("2010-06"),
			[]string{"1: o1 owner g2 2010-06..", "1: o1 owner g3"}},
		{"funders", "o1", evidence.KindFunding, valid("2005-04-30"), nil},
	} {
		page := g.links(
			evidence.LinkQuery{Subjects: []evidence.ID{d.ID(c.subject)}, Kind: c.kind, Direction: evidence.Either, MaxDepth: 9,
				At:   c.at,
				Page: evidence.Page{First: 99, Count: true}})[0]
		names := &graphs.Drawing{T: g, Names: map[evidence.ID]string{second.Link("c1 ? B"): "c1 ? B"}}
		for id, name := range d.Names {
			names.Names[id] = name
		}
		equal(g, c.name, c.want, linesOf(names, page))
		equal(g, c.name+", counted", new(len(c.want)), page.Total)
	}
	changed := evidence.Statement{Source: d.Source("C"), Claim: d.Claim("c1"), Stance: evidence.Supports, Strength: .5}
	at := g.apply(evidence.Batch{Statements: graphs.Puts(changed)}).At
	q := evidence.LinkQuery{Subjects: []evidence.ID{d.ID("C")}, Kind: statement, Direction: evidence.Outgoing}
	strengths := map[time.Time]float64{first: 1, at.Add(-1): 1, at: .5, {}: .5}
	for when, want := range strengths {
		q.At = known(when)
		got, _ := g.links(q)[0].Links[0].Link.(*evidence.Statement)
		equal(g, "the strength known at "+when.String(), want, got.Strength)
	}
}
