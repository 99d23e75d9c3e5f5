package formatstest

import (
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/export"
)

// drawInterests draws who would gain of which claims, and how outlets are rated.
func drawInterests(t *rapid.T, g *export.Graph) {
	var holders []evidence.ID
	for i := range g.Sources {
		holders = append(holders, g.Sources[i].NodeID())
	}
	for i := range g.Outlets {
		holders = append(holders, g.Outlets[i].NodeID())
	}
	for i := range g.Organizations {
		holders = append(holders, g.Organizations[i].NodeID())
	}
	for i := range g.Persons {
		holders = append(holders, g.Persons[i].NodeID())
	}
	spans := [][2]evidence.Date{{"", ""}, {"2019", ""}, {"", "2021-06"}, {"2019-01-02", "2020-03-04"}}
	for range rapid.IntRange(0, 3).Draw(t, "interests") {
		span := drawOf(t, "span", spans)
		i := evidence.Interest{Holder: drawOf(t, "holder", holders), ValidFrom: span[0], ValidTo: span[1],
			Direction:  drawOf(t, "direction", []evidence.InterestDirection{evidence.For, evidence.Against}),
			Kind:       drawOf(t, "kind", evidence.InterestKinds()),
			Provenance: drawProvenance(t)}
		if rapid.Bool().Draw(t, "tagged") {
			i.Tag = drawOf(t, "tag", []string{"board", "a b", "ü:1"})
		} else {
			i.Claim = drawOf(t, "claim", g.Claims).ID
		}
		once(&g.Interests, i)
	}
	for i := range g.Outlets {
		for range rapid.IntRange(0, 2).Draw(t, "leanings") {
			once(&g.Leanings, evidence.Leaning{Outlet: g.Outlets[i].ID,
				Scheme: drawOf(t, "scheme", []string{"political", "s 2"}), Value: drawText(t, "value"),
				RatedBy: drawOf(t, "ratedBy", []string{"A", "B & C"}), RatedAt: drawDate(t, "ratedAt"),
				Provenance: drawProvenance(t)})
		}
	}
}
