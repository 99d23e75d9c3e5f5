package storetest

import (
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// taking are graphs with outlets that are asked for; every outlet that takes from them is marked in downstream.
var taking = []struct{ name, of, downstream, text string }{
	{"links of every kind", "o1", "o2 o3 o4 o5 o6 o7",
		"A from o1; B from o2; C from o3; D from o4; E from o5; F from o6; G from o7; B <- A; C <= B; D <q C; E <t D; F <d E; G <~ F; H from o8"},
	{"whatever claims they hold for", "o1", "o2", "c1; A from o1; B from o2; B <- A for c1"},
	{"not what it takes from", "o2", "o3", "A from o1; B from o2; B <- A; C from o3; C <- B"},
	{"itself, where it does", "o1", "o1 o2", "A from o1; B from o1; B <- A; C from o2; C <- B"},
	{"not itself, where it does not", "o1", "o2", "A from o1; C from o2; C <- A"},
	{"a circle", "o1", "o1 o2", "A from o1; B from o2; A <- B; B <- A"},
	{"sources that are the same", "o1", "o3", "A from o1; A = B; B from o2; C <- B; C = D; D from o3"},
	{"outlets that are the same", "o1", "o3", "o1 = o2; A from o2; B from o3; B <- A"},
	{"several", "o1 o2", "o3 o4", "A from o1; B from o2; C from o3; D from o4; C <- A; D <- B"},
	{"what is missing", "o9", "", "A from o1; B from o2; B <- A"},
}

func downstream(g *graph) {
	drawings := make([]*graphs.Drawing, len(taking))
	for i, p := range taking {
		drawings[i] = g.draw("downstream"+string(rune('a'+i))+".", p.text)
	}
	for i, p := range taking {
		g.checkDownstream(p.name, now(), strings.Fields(p.downstream), drawings[i], strings.Fields(p.of)...)
	}
	before := g.clock.Read()
	d := g.draw("takersat.", "A from o1; B from o2; B <- A; B out 2030; C from o3; C <- A")
	first := g.clock.Read()
	g.retract(d.Link("C <- A"))
	g.checkDownstream("before all was recorded", evidence.Moment{KnownAt: before}, nil, d, "o1")
	g.checkDownstream("before the retraction", evidence.Moment{KnownAt: first}, []string{"o2", "o3"}, d, "o1")
	g.checkDownstream("after the retraction", now(), []string{"o2"}, d, "o1")
	g.checkDownstream("before the source was out", valid("2024"), []string{"o2"}, d, "o1")
	_, err := g.store.Downstream(g.Context(), []evidence.OutletID{evidence.OutletID(drawings[0].ID("o1"))}, now(), 5)
	refused(g, "six outlets where five may be", evidence.CodeTooComplex, err)
}

func (g *graph) checkDownstream(name string, at evidence.Moment, want []string, d *graphs.Drawing, of ...string) {
	g.Helper()
	asked := make([]evidence.OutletID, len(of))
	for i, o := range of {
		asked[i] = evidence.OutletID(d.ID(o))
	}
	found, err := g.store.Downstream(g.Context(), asked, at, 6)
	if err != nil {
		g.Fatalf("%s: %v", name, err)
	}
	ids := make([]evidence.ID, len(found))
	for i, id := range found {
		ids[i] = evidence.ID(id)
	}
	equal(g, "outlets that take: "+name, want, d.Called(ids))
}
