package tally

import (
	"context"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// Voter is one group of the sources that support a claim: they have the same basis, and so one vote between them.
type Voter struct {
	// Source is who votes: the source that all members go back to, whether or not it supports the claim itself. Of
	// members that go back to several sources in the same parts it is the smallest, what takes all from another one
	// left out. So whoever takes all from a voter adds no voter and renames none.
	Source  evidence.SourceID
	Common  bool                // all members go back to Source
	Members []evidence.SourceID // by id, of sources that are the same the smallest; never empty
}

// Votes is who supports a claim.
type Votes struct {
	Claim  evidence.ClaimID
	Voters []Voter // by their smallest members
	// Voteless support the claim and have no vote, by id: they were withdrawn, have no basis in force, or take
	// both sides.
	Voteless []evidence.SourceID
}

// EachVotes calls f with the votes for each of the claims, in their order; claims that are the same have the same
// votes. They follow from what is declared and confirmed alone: copies that are only suggested join nobody, whatever
// the policy says, and a declared link counts even if a date contradicts it, since who takes from whom is what was
// declared. sub holds the evidence of all of the claims and is not changed; what depends on outlets, owners and
// authors is not looked at. The first error of f ends it. Other errors have code [evidence.CodeInvalid] for a policy
// that is out of range, [evidence.CodeNotFound] for a claim that sub does not hold, and [evidence.CodeTimeout] if ctx
// ends.
func EachVotes(
	ctx context.Context, sub *evidence.Subgraphs, claims []evidence.ClaimID, p basis.Policy, f func(Votes) error,
) error {
	if err := p.Validate(); err != nil {
		return err
	}
	p.SuggestedCopies = false
	ix := basis.NewIndex(sub, p)
	for i, state := range ix.LinkState {
		if state == basis.LinkTimeInconsistent {
			ix.LinkState[i] = basis.LinkCounts
		}
	}
	for _, id := range claims {
		if err := Ended(ctx); err != nil {
			return err
		}
		at, known := ix.ClaimAt[id]
		if !known {
			return evidence.NotFoundf("the graph has no claim %q", id)
		}
		if err := f(votesIn(ix, id, ix.ClaimClass[at])); err != nil {
			return err
		}
	}
	return nil
}

func votesIn(ix *basis.Index, id evidence.ClaimID, claim int32) Votes {
	g := basis.NewGraph(ix, claim)
	s := &Side{A: &Claim{Ix: ix, G: g}, Positions: g.Supports}
	s.group()
	v := Votes{Claim: id}
	for group := range s.Groups {
		v.Voters = append(v.Voters, s.voter(int32(group)))
	}
	v.Voteless = s.voteless()
	return v
}

func (s *Side) voter(group int32) Voter {
	g, members := s.A.G, s.Groups[group]
	v := Voter{Common: true}
	for _, m := range members {
		v.Members = append(v.Members, g.Source(m).ID)
	}
	who := int32(0)
	if cols, _ := g.Basis.Row(s.RowOf[group]); len(cols) == 1 {
		who = cols[0]
	} else {
		who = s.A.head(members[0])
		for _, m := range members[1:] {
			h := s.A.head(m)
			v.Common = v.Common && h == who
			who = min(who, h)
		}
	}
	v.Source = g.Source(who).ID
	return v
}

// head returns the most upstream source that v takes everything from, v if it takes from several or from none. Of a
// copy, which may have a part of its own, it is the copy.
func (a *Claim) head(v int32) int32 {
	tree := a.Tree()
	for !a.G.IsCopy(v) && tree.Above[v] >= 0 && tree.Above[v] != tree.Root {
		v = tree.Above[v]
	}
	return v
}

// voteless returns the sources of which a statement that counts supports the claim and that are in no group.
func (s *Side) voteless() []evidence.SourceID {
	g, ix := s.A.G, s.A.Ix
	without := map[int32]bool{}
	for i := ix.StatementStart[g.Claim]; i < ix.StatementStart[g.Claim+1]; i++ {
		if st := ix.Statements[i]; st.Stance == evidence.Supports && ix.Policy.Confident(&st.Provenance) {
			without[ix.StatementFrom[i]] = true
		}
	}
	for _, members := range s.Groups {
		for _, m := range members {
			delete(without, g.Nodes[m])
		}
	}
	var out []evidence.SourceID
	for v := range g.Nodes { // in the order of their ids
		if without[g.Nodes[v]] {
			out = append(out, g.Source(int32(v)).ID)
		}
	}
	return out
}
