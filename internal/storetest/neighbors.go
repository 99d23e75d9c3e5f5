package storetest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// around is a graph with edges of every kind around the source A.
const around = `c1 + A; c2 - A; c3 ? A; A = E; A <- B; C <q A; A <= B; A <t D; F <d A; G <~ A; H <~ A REJECTED; A <- A
	A from o1; A by p2,p1; c4 & A; c5; A <- B for c5; ! c6 + B`

// neighborhoods are what neighbors are asked for with what they are: the edge, the neighbor, and the line that says so.
var neighborhoods = []struct {
	name, text, node, using string
	want                    []string
}{
	{"of a source", around, "A", "", []string{
		"SUPPORTED_BY c1: c1 + A", "REFUTED_BY c2: c2 - A", "MENTIONED_BY c3: c3 ? A", "SAME_AS E: A = E",
		"CITES A: A <- A", "CITES B: A <- B for c5", "CITES B: A <- B", "QUOTES C: C <q A", "SYNDICATES B: A <= B",
		"TRANSLATES D: A <t D",
		"DERIVED_FROM F: F <d A", "COPIES G: G <~ A", "PUBLISHED_BY o1", "AUTHORED_BY p1", "AUTHORED_BY p2"}},
	{"over some kinds", around, "A", "AUTHORED_BY SUPPORTED_BY",
		[]string{"SUPPORTED_BY c1: c1 + A", "AUTHORED_BY p1", "AUTHORED_BY p2"}},
	{"of a claim", "c1 - A; c1 + B; c1 = c2; c3 part c1; c4 against c1", "c1", "",
		[]string{"SUPPORTED_BY B: c1 + B", "REFUTED_BY A: c1 - A", "SAME_AS c2: c1 = c2",
			"CONTRADICTS c4: c4 against c1"}},
	{"of an outlet", "A from o1; B from o1; o1 owner g1; o1 funder g2 2000..2001; o1 = o2; ! C from o2", "o1", "",
		[]string{
			"SAME_AS o2: o1 = o2", "OWNED_BY g1: o1 owner g1", "FUNDED_BY g2: o1 funder g2 2000..2001", "PUBLISHED_BY A",
			"PUBLISHED_BY B"}},
	{"of an organization", "o1 owner g1; g1 owner p1; g1 owner g2 2199..", "g1", "", []string{
		"OWNED_BY g2: g1 owner g2 2199..", "OWNED_BY o1: o1 owner g1", "OWNED_BY p1: g1 owner p1"}},
	{"of a person", "A by p1; o1 owner p1", "p1", "", []string{"OWNED_BY o1: o1 owner p1", "AUTHORED_BY A"}},
	{"of what stands alone", "A; c1 + B", "A", "", nil},
}

func neighbors(g *graph) {
	drawings := make([]*graphs.Drawing, len(neighborhoods))
	for i, p := range neighborhoods {
		drawings[i] = g.draw("near"+string(rune('a'+i))+".", p.text)
	}
	for i, p := range neighborhoods {
		d := drawings[i]
		q := evidence.NeighborQuery{Node: d.ID(p.node), Using: edgeKinds(p.using)}
		for _, first := range []int{100, 1, 2, 4} {
			g.checkNeighbors(fmt.Sprintf("neighbors %s by %d", p.name, first), d, q, first, p.want)
		}
	}
	g.neighborsChange()
	for name, q := range map[string]evidence.NeighborQuery{
		"of a fact check": {Node: "review:r", First: 1}, "of a link": {Node: "statement:x", First: 1},
		"none":                    {Node: "source:x"},
		"over what is no kind":    {Node: "source:x", Using: []evidence.EdgeKind{"WAS"}, First: 1},
		"after what is no cursor": {Node: drawings[0].ID("A"), First: 1, After: evidence.Cursor{"x"}},
	} {
		_, err := g.store.Neighbors(g.Context(), q)
		refused(g, "neighbors "+name, evidence.CodeInvalid, err)
	}
	_, err := g.store.Neighbors(g.Context(), evidence.NeighborQuery{Node: "source:absent", First: 1})
	refused(g, "neighbors of what is missing", evidence.CodeNotFound, err)
}

func edgeKinds(names string) []evidence.EdgeKind {
	var kinds []evidence.EdgeKind
	for _, name := range strings.Fields(names) {
		kinds = append(kinds, evidence.EdgeKind(name))
	}
	return kinds
}

// neighborsChange: what is retracted, or no longer published there, is no neighbor.
func (g *graph) neighborsChange() {
	g.Helper()
	d := g.draw("nearagain.", "c1 + A; A <- B; A from o1; o2")
	g.retract(d.Link("A <- B"))
	g.apply(
		evidence.Batch{Sources: patch(evidence.Source{ID: d.Source("A"), Outlet: evidence.OutletID(d.ID("o2"))}, "outlet")})
	g.checkNeighbors(
		"neighbors after changes", d, evidence.NeighborQuery{Node: d.ID("A")}, 10,
		[]string{"SUPPORTED_BY c1: c1 + A", "PUBLISHED_BY o2"})
	g.checkNeighbors("neighbors of the former outlet", d, evidence.NeighborQuery{Node: d.ID("o1")}, 10, nil)
	g.checkNeighbors(
		"neighbors of the new outlet", d, evidence.NeighborQuery{Node: d.ID("o2")}, 10, []string{"PUBLISHED_BY A"})
}

// checkNeighbors reads all pages and holds them against what is wanted.
func (g *graph) checkNeighbors(name string, d *graphs.Drawing, q evidence.NeighborQuery, first int, want []string) {
	g.Helper()
	var got []string
	counts := map[evidence.EdgeKind]int{}
	for _, line := range want {
		counts[evidence.EdgeKind(strings.Fields(line)[0])]++
	}
	for q.First = first; ; {
		page, err := g.store.Neighbors(g.Context(), q)
		if err != nil {
			g.Fatalf("%s: %v", name, err)
		}
		equal(g, name+": the counts", counts, page.Counts)
		if before := len(got) > 0; page.HasPrevious != before {
			g.Errorf("%s: HasPrevious is %t after %d", name, page.HasPrevious, len(got))
		}
		for _, n := range page.Neighbors {
			got = append(got, edgeText(d, n.Edge, n.Node))
			q.After = n.Cursor
		}
		if !page.HasNext || len(page.Neighbors) == 0 {
			break
		}
	}
	equal(g, name, want, got)
	if len(got) > 0 {
		g.nodeOfANeighbor(name, q)
	}
}

// nodeOfANeighbor checks that nodes and links come whole.
func (g *graph) nodeOfANeighbor(name string, q evidence.NeighborQuery) {
	g.Helper()
	page, err := g.store.Neighbors(g.Context(), evidence.NeighborQuery{Node: q.Node, Using: q.Using, First: 1})
	if err != nil || len(page.Neighbors) != 1 {
		g.Fatalf("%s: %d neighbors, %v", name, len(page.Neighbors), err)
	}
	n := page.Neighbors[0]
	equal(g, name+": the node", g.objects(now(), n.Node.NodeID())[0].Node, n.Node)
	if n.Link != nil {
		equal(g, name+": the link", g.objects(now(), n.Link.LinkID())[0].Link, n.Link)
	}
}

// edgeText writes an edge and what it leads to.
func edgeText(d *graphs.Drawing, e evidence.Edge, to evidence.Node) string {
	text := string(e.Kind) + " " + d.Called([]evidence.ID{to.NodeID()})[0]
	if e.Link != nil {
		text += ": " + d.Called([]evidence.ID{e.Link.LinkID()})[0]
	}
	return text
}

// ways are graphs with the way from one node to another: the edges and nodes on it, or what stands in its place.
var ways = []struct {
	name, text, from, to, using string
	most                        int
	want                        string
}{
	{"one step", "A <- B", "A", "B", "", 1, "CITES B: A <- B"},
	{"one step the other way", "A <- B", "B", "A", "", 1, "CITES A: A <- B"},
	{"to itself", "A <- A", "A", "A", "", 1, ""},
	{"over nodes of every kind", "c1 + A; A from o1; o1 owner g1; g1 owner p1; B by p1; c2 - B", "c1", "c2", "", 6,
		"SUPPORTED_BY A: c1 + A, PUBLISHED_BY o1, OWNED_BY g1: o1 owner g1, OWNED_BY p1: g1 owner p1, AUTHORED_BY B, REFUTED_BY c2: c2 - B"},
	{"one step too many", "A <- B; B <- C", "A", "C", "", 1, "none"},
	{"exactly as long", "A <- B; B <- C", "A", "C", "", 2, "CITES B: A <- B, CITES C: B <- C"},
	{"none at all", "A <- B; C <- D", "A", "D", "", 10, "none"},
	{"the shorter one", "A <- B; B <- C; C <- D; A <- E; E <- D", "A", "D", "", 6, "CITES E: A <- E, CITES D: E <- D"},
	{"of equally short ones that by smaller ids", "A <- C; A <- B; B <- Z; C <- Z; A <- Y; Y <- Z", "A", "Z", "", 6,
		"CITES B: A <- B, CITES Z: B <- Z"},
	{"of equally short ones, far away", "A <- M; M <- Y; Y <- N; A <- P; P <- B; B <- N; N <- Z", "A", "Z", "", 6,
		"CITES M: A <- M, CITES Y: M <- Y, CITES N: Y <- N, CITES Z: N <- Z"},
	{"the first of several edges", "A <t B; A <= B; B <q A", "A", "B", "", 6, "QUOTES B: B <q A"},
	{"over some kinds", "A <- B; A <= C; C <t B", "A", "B", "TRANSLATES SYNDICATES", 6,
		"SYNDICATES C: A <= C, TRANSLATES B: C <t B"},
	{"not over a rejected copy", "A <~ B REJECTED; A <- C; B <- C", "A", "B", "", 6, "CITES C: A <- C, CITES B: B <- C"},
	{"not over a corroboration", "c1 & A", "c1", "A", "", 6, "none"},
	{"in a circle", "A <- B; B <- C; C <- D; D <- E; E <- A", "A", "D", "", 6, "CITES E: E <- A, CITES D: D <- E"},
	{"the same", "A = B; B = C", "A", "C", "SAME_AS", 6, "SAME_AS B: A = B, SAME_AS C: B = C"},
}

func paths(g *graph) {
	drawings := make([]*graphs.Drawing, len(ways))
	for i, p := range ways {
		drawings[i] = g.draw("way"+string(rune('a'+i))+".", p.text)
	}
	for i, p := range ways {
		g.checkPath(
			p.name, drawings[i], evidence.PathQuery{From: drawings[i].ID(p.from), To: drawings[i].ID(p.to),
				Using: edgeKinds(p.using), MaxLength: p.most}, p.want)
	}
	g.pathsThroughAHub()
	d := drawings[0]
	g.retract(d.Link("A <- B"))
	g.checkPath("after the retraction", d, evidence.PathQuery{From: d.ID("A"), To: d.ID("B"), MaxLength: 6}, "none")
	for name, q := range map[string]evidence.PathQuery{
		"of no length": {From: d.ID("A"), To: d.ID("B")}, "too long": {From: d.ID("A"), To: d.ID("B"), MaxLength: 11},
		"from a link":          {From: "statement:x", To: d.ID("B"), MaxLength: 1},
		"to a fact check":      {From: d.ID("A"), To: "review:x", MaxLength: 1},
		"over what is no kind": {From: d.ID("A"), To: d.ID("B"), MaxLength: 1, Using: []evidence.EdgeKind{"WAS"}},
	} {
		_, err := g.store.Path(g.Context(), q)
		refused(g, "a path "+name, evidence.CodeInvalid, err)
	}
	for _, q := range []evidence.PathQuery{{From: d.ID("A"), To: "source:absent", MaxLength: 1},
		{From: "source:absent", To: d.ID("A"), MaxLength: 1}} {
		_, err := g.store.Path(g.Context(), q)
		refused(g, "a path with an end that is missing", evidence.CodeNotFound, err)
	}
}

// pathsThroughAHub looks for ways through an outlet with many items.
func (g *graph) pathsThroughAHub() {
	g.Helper()
	text := []string{"Z from o1; Z <- W; Y from o1"}
	for i := range 300 {
		text = append(text, fmt.Sprintf("S%03d from o1", i))
	}
	d := g.draw("hub.", strings.Join(text, ";"))
	g.checkPath(
		"through a hub", d, evidence.PathQuery{From: d.ID("Y"), To: d.ID("W"), MaxLength: 6},
		"PUBLISHED_BY o1, PUBLISHED_BY Z, CITES W: Z <- W")
	page, err := g.store.Neighbors(g.Context(), evidence.NeighborQuery{Node: d.ID("o1"), First: 100})
	if err != nil || page.Counts[evidence.EdgePublishedBy] != 302 || len(page.Neighbors) != 100 || !page.HasNext {
		g.Errorf("a hub has %d neighbors on a page, of %v (%v)", len(page.Neighbors), page.Counts, err)
	}
}

func (g *graph) checkPath(name string, d *graphs.Drawing, q evidence.PathQuery, want string) {
	g.Helper()
	path, err := g.store.Path(g.Context(), q)
	if err != nil {
		g.Fatalf("a path %s: %v", name, err)
	}
	if path == nil {
		equal(g, "a path "+name, want, "none")
		return
	}
	if len(path.Nodes) != len(path.Edges)+1 || path.Nodes[0].NodeID() != q.From ||
		path.Nodes[len(path.Edges)].NodeID() != q.To {
		g.Errorf("a path %s has %d edges and the nodes %v", name, len(path.Edges), path.Nodes)
		return
	}
	var steps []string
	for i, e := range path.Edges {
		steps = append(steps, edgeText(d, e, path.Nodes[i+1]))
	}
	equal(g, "a path "+name, want, strings.Join(steps, ", "))
	if i := slices.IndexFunc(path.Edges, func(e evidence.Edge) bool { return e.Link != nil }); i >= 0 {
		equal(g, "a link on a path "+name, g.objects(now(), path.Edges[i].Link.LinkID())[0].Link, path.Edges[i].Link)
	}
}
