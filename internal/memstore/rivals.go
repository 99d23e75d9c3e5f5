package memstore

import (
	"maps"

	"github.com/credence-graph/credence/internal/evidence"
)

// addRivals adds the claims that exclude one of the claims that are in.
func (v *view) addRivals(in map[evidence.ID]bool) {
	own := maps.Clone(in)
	for id, node := range v.nodes {
		other, ok := node.(evidence.Claim)
		for mine, here := range own {
			if claim, known := v.nodes[mine].(evidence.Claim); ok && here && known && claim.Excludes(other) {
				in[id] = true
			}
		}
	}
	for _, l := range v.links {
		if r, ok := l.(evidence.Relation); ok && r.Kind == evidence.Contradicts {
			from, to := evidence.ID(r.From), evidence.ID(r.To)
			in[from], in[to] = in[from] || own[to], in[to] || own[from]
		}
	}
}
