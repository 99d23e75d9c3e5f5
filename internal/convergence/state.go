package convergence

import (
	"time"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// State is what an answer follows from, and its figures. Answers of one state have the same lists.
type State struct {
	Claim  evidence.ClaimID // of claims that are the same the one with the smallest id
	At     evidence.Moment  // as it was asked; AskedAt is filled in
	Policy basis.Policy
	Epoch  string
	// Known is the latest time of a record that the answer could see: the moment's KnownAt or, if that is later or there
	// is none, when the graph was last written. What is recorded afterwards is dated later and changes nothing.
	Known time.Time
	// Figures are those of both sides, rounded: an erasure, which alone changes the past, shows in them.
	Figures [2]tally.Tally
}

// State returns what the answer follows from.
func (c *Convergence) State() State { return c.analysis.state() }

// State returns what the answer that the side belongs to follows from.
func (s *Side) State() State { return s.analysis.a.state() }

// Supports reports whether it is the supporting side.
func (s *Side) Supports() bool { return s.analysis.Supports }

func (a *Analysis) state() State {
	sub := a.Ix.Sub
	s := State{Claim: a.Ix.ClaimOf(a.G.Claim).ID, At: sub.At, Policy: a.Ix.Policy, Epoch: sub.Version.Epoch,
		Known: recordedUntil(sub)}
	for i, side := range a.sides {
		t := side.Tally
		for _, figure := range []*float64{&t.Demonstrated, &t.Pooled, &t.Presumed, &t.Disinterested} {
			*figure = tally.Rounded(*figure)
		}
		s.Figures[i] = t
	}
	return s
}

// recordedUntil returns the latest time of a record that evidence could hold.
func recordedUntil(sub *evidence.Subgraphs) time.Time {
	if at := sub.At.KnownAt; !at.IsZero() && at.Before(sub.RecordedUntil) {
		return at
	}
	return sub.RecordedUntil
}
