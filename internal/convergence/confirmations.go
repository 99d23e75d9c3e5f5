package convergence

import "github.com/credence-graph/credence/internal/evidence"

// isConfirmed reports whether a curator confirms how the basis of a class is recorded for a class of claims: every record that
// declares a link that holds for it is confirmed, and none of these links is later than its confirmation.
func (ix *index) isConfirmed(class, claim int32) bool {
	if ix.confirmed == nil || !ix.confirmed[class] {
		return false
	}
	for l := ix.linkStart[class]; l < ix.linkStart[class+1]; l++ {
		d := ix.links[l]
		if d.Kind == evidence.Copies || !ix.applies(l, claim) {
			continue
		}
		if c := ix.confirmations[d.From]; c == nil || d.Provenance.Method == evidence.Supposed || !c.CoversLink(d) {
			return false
		}
	}
	return true
}

// indexConfirmations notes the classes of which a record is confirmed, and no record declares an own share that is not.
func (ix *index) indexConfirmations() {
	if len(ix.sub.Confirmations) == 0 {
		return
	}
	ix.confirmations = make(map[evidence.SourceID]*evidence.Confirmation, len(ix.sub.Confirmations))
	ix.confirmed = make([]bool, len(ix.sources))
	for i := range ix.sub.Confirmations {
		c := &ix.sub.Confirmations[i]
		if class, here := ix.sourceAt[c.Source]; here && ix.policy.Confident(&c.Provenance) {
			ix.confirmations[c.Source], ix.confirmed[class] = c, true
		}
	}
	for i := range ix.sub.Sources {
		s := &ix.sub.Sources[i]
		if c := ix.confirmations[s.ID]; s.Firsthand != nil && (c == nil || !c.CoversSource(s)) {
			ix.confirmed[ix.sourceAt[s.ID]] = false
		}
	}
}

// isAlike reports whether the basis of a class is divided alike here.
func (ix *index) isAlike(class int32) bool { return ix.alike != nil && ix.alike[class] }

// checkableEnds reports of every source whether somebody else could check it: its record has an address, or a date together
// with an outlet or an author, or a curator confirmed it or what leads to it.
func (g *graph) checkableEnds() []bool {
	can := make([]bool, len(g.nodes))
	for v, class := range g.nodes {
		s := g.source(int32(v))
		dated := s.PublishedAt.Known() && (s.Outlet != "" || len(s.Authors) > 0)
		confirmed := g.ix.isConfirmed(class, g.claim)
		can[v] = can[v] || s.URL != "" || dated || confirmed
		if confirmed {
			for _, u := range g.up[g.upStart[v]:g.upStart[v+1]] {
				can[u] = true
			}
		}
	}
	return can
}
