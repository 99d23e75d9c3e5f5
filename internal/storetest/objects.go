package storetest

import (
	"github.com/credence-graph/credence/internal/evidence"
)

func objects(g *graph) {
	d := g.draw("", `
		c1 + A
		A <- B
		A out 2030
		o1 owner g1 2000..2001
		p1 = p2
		c1 part c2`)
	asked := []string{"c2", "A <- B", "p1", "A", "c1 + A", "none", "A", "o1 owner g1 2000..2001", "c1 part c2", "p1 = p2",
		"g1", "none", "o1"}
	var ids []evidence.ID
	for _, name := range asked {
		if name == "none" {
			ids = append(ids, "source:none")
			continue
		}
		if len(name) <= 2 {
			ids = append(ids, d.ID(name))
			continue
		}
		ids = append(ids, d.Link(name))
	}
	ids = append(ids, "statement:none", "nonsense", "", "review:c1", "claim:A")
	want := make([]evidence.ID, len(ids))
	for i, name := range asked {
		if name != "none" {
			want[i] = ids[i]
		}
	}
	equal(g, "objects in the order asked", want, idsOf(g.objects(now(), ids...)))
	equal(g, "no objects", []evidence.Object{}, g.objects(now()))

	early := valid("2001-06")
	early.Undated = evidence.ExcludeUndated
	equal(g, "objects whatever holds in the world", want, idsOf(g.objects(early, ids...)))
	equal(
		g, "objects before they were recorded", make([]evidence.Object, len(ids)),
		g.objects(known(g.clock.Read().Add(-1)), ids...))
	_, err := g.store.Objects(g.Context(), ids, evidence.Moment{Undated: "MAYBE"})
	refused(g, "an invalid moment", evidence.CodeInvalid, err)
}
