package tally

import "github.com/credence-graph/credence/internal/evidence"

// partiesOf returns the outlets, authors, owners and funders that stand behind the claim's own sources, with what is
// the same as they: what was read with it may hold others.
func (a *Claim) partiesOf() map[evidence.ID]bool {
	if a.own != nil {
		return a.own
	}
	next := map[evidence.ID][]evidence.ID{}
	sub := a.Ix.Sub
	for i := range sub.Ownerships {
		next[sub.Ownerships[i].Asset] = append(next[sub.Ownerships[i].Asset], sub.Ownerships[i].Owner)
	}
	for i := range sub.Fundings {
		next[sub.Fundings[i].Recipient] = append(next[sub.Fundings[i].Recipient], sub.Fundings[i].Funder)
	}
	for i := range sub.Samenesses {
		x, y := sub.Samenesses[i].A, sub.Samenesses[i].B
		next[x], next[y] = append(next[x], y), append(next[y], x)
	}
	a.own = map[evidence.ID]bool{}
	var reached []evidence.ID
	reach := func(id evidence.ID) {
		if id != "" && !a.own[id] {
			a.own[id] = true
			reached = append(reached, id)
		}
	}
	for i := range sub.Sources {
		if _, in := a.G.Find(sub.Sources[i].ID); in {
			reach(evidence.ID(sub.Sources[i].Outlet))
			for _, author := range sub.Sources[i].Authors {
				reach(evidence.ID(author))
			}
		}
	}
	for len(reached) > 0 {
		id := reached[len(reached)-1]
		reached = reached[:len(reached)-1]
		for _, other := range next[id] {
			reach(other)
		}
	}
	return a.own
}

// Concerns reports whether a node is part of the claim's own evidence, or of what stands behind it.
func (a *Claim) Concerns(id evidence.ID) bool {
	switch id.Kind() {
	case evidence.KindSource:
		_, in := a.G.Find(evidence.SourceID(id))
		return in
	case evidence.KindClaim:
		at, known := a.Ix.ClaimAt[evidence.ClaimID(id)]
		return known && a.Ix.ClaimClass[at] == a.G.Claim
	}
	return a.partiesOf()[id]
}
