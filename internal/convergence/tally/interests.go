package tally

import (
	"github.com/credence-graph/credence/internal/convergence/interests"
	"github.com/credence-graph/credence/internal/evidence"
)

// Backing returns who stands behind the sources of the claim. Made once.
func (a *Claim) Backing() *interests.Backing {
	if a.backing == nil {
		a.backing = interests.New(a.Ix)
	}
	return a.backing
}

// lookForInterests finds the interests recorded in the claim, and what remains of its sides without those who have one.
// It costs nothing if there are none.
func (a *Claim) lookForInterests() {
	if len(a.Ix.Sub.Interests) == 0 {
		return
	}
	if a.Interests = interests.Recorded(a.Ix, a.G.Claim); len(a.Interests) == 0 {
		return
	}
	for _, s := range a.Sides {
		t := &s.Tally
		t.InterestRecorded = true
		t.Disinterested, t.DisinterestedLineCount = t.Demonstrated, t.DemonstratedLineCount
		if held := s.InterestsIn(s.Stance()); len(held) > 0 && t.TracedCount > 0 {
			r := s.Without(a.Backing().Among(held))
			t.Disinterested, t.DisinterestedLineCount = r.Demonstrated, r.DemonstratedLineCount
		}
	}
}

// Stance is what the sources of the side do.
func (s *Side) Stance() evidence.Stance {
	if s.Supports {
		return evidence.Supports
	}
	return evidence.Refutes
}

// InterestsIn returns the interests in the claim that hold at the moment and that a stance serves, by id.
func (s *Side) InterestsIn(stance evidence.Stance) []*evidence.Interest {
	return interests.Serving(s.A.Ix, s.A.Interests, stance)
}

// Interested returns the classes of sources that the side reaches and behind which somebody has an interest in it,
// ascending.
func (s *Side) Interested() []int32 {
	held := s.InterestsIn(s.Stance())
	if len(held) == 0 {
		return nil
	}
	return s.ReachedOf(s.A.Backing().Among(held))
}

// AgainstInterest returns the sources of the side behind which somebody has the opposite interest, ascending.
func (s *Side) AgainstInterest() []int32 {
	held := s.InterestsIn(s.Stance().Opposite())
	if len(held) == 0 {
		return nil
	}
	against := s.A.Backing().Among(held)
	var out []int32
	for _, p := range s.Positions {
		if against(s.A.G.Nodes[p.Node]) {
			out = append(out, p.Node)
		}
	}
	return out
}

// Partial reports whether fewer than two lines do without those who have an interest in the side.
func (s *Side) Partial() bool { return s.Tally.InterestRecorded && s.Tally.DisinterestedLineCount < 2 }
