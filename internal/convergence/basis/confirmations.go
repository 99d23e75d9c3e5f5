package basis

import "github.com/credence-graph/credence/internal/evidence"

// IsConfirmed reports whether a curator confirms how the basis of a class is recorded for a class of claims: every
// record that declares a link that holds for it is confirmed, and none of these links is later than its confirmation.
func (ix *Index) IsConfirmed(class, claim int32) bool {
	if ix.confirmed == nil || !ix.confirmed[class] {
		return false
	}
	for l := ix.LinkStart[class]; l < ix.LinkStart[class+1]; l++ {
		d := ix.Links[l]
		if d.Kind == evidence.Copies || !ix.Applies(l, claim) {
			continue
		}
		if c := ix.confirmations[d.From]; c == nil || d.Provenance.Method == evidence.Supposed || !c.CoversLink(d) {
			return false
		}
	}
	return true
}

// indexConfirmations notes the classes of which a record is confirmed, and no record declares an own share that is not.
func (ix *Index) indexConfirmations() {
	if len(ix.Sub.Confirmations) == 0 {
		return
	}
	ix.confirmations = make(map[evidence.SourceID]*evidence.Confirmation, len(ix.Sub.Confirmations))
	ix.confirmed = make([]bool, len(ix.Sources))
	for i := range ix.Sub.Confirmations {
		c := &ix.Sub.Confirmations[i]
		if class, here := ix.SourceAt[c.Source]; here && ix.Policy.Confident(&c.Provenance) {
			ix.confirmations[c.Source], ix.confirmed[class] = c, true
		}
	}
	for i := range ix.Sub.Sources {
		s := &ix.Sub.Sources[i]
		if c := ix.confirmations[s.ID]; s.Firsthand != nil && (c == nil || !c.CoversSource(s)) {
			ix.confirmed[ix.SourceAt[s.ID]] = false
		}
	}
}

// isAlike reports whether the basis of a class is divided alike here.
func (ix *Index) isAlike(class int32) bool { return ix.DividedAlike != nil && ix.DividedAlike[class] }

// CheckableEnds reports of every source whether somebody else could check it: its record has an address, or a date
// together with an outlet or an author, or a curator confirmed it or what leads to it.
func (g *Graph) CheckableEnds() []bool {
	can := make([]bool, len(g.Nodes))
	for v, class := range g.Nodes {
		s := g.Source(int32(v))
		dated := s.PublishedAt.Known() && (s.Outlet != "" || len(s.Authors) > 0)
		confirmed := g.ix.IsConfirmed(class, g.Claim)
		can[v] = can[v] || s.URL != "" || dated || confirmed
		if confirmed {
			for _, u := range g.Up[g.UpStart[v]:g.UpStart[v+1]] {
				can[u] = true
			}
		}
	}
	return can
}
