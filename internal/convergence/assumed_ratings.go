package convergence

import (
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// Position is a source that takes a side of a claim.
type Position struct {
	basis.Rated
	Record  *evidence.Source // with the attributes of all records that are one source
	Against bool             // it says that the claim is not so
	// of those that count as one on that side, its number; -1 = it rests on nothing and does not count
	Group int
	Alone bool // nobody else takes a side but those that count as one with it
}

// Positions returns the sources that take a side, those that support the claim first, each by id.
func (c *Convergence) Positions() []Position { return c.analysis.takenSides() }

// ExcludingPositions returns the same of the claims that exclude the answer's, claim by claim.
func (c *Convergence) ExcludingPositions() []Position {
	var out []Position
	for _, r := range c.analysis.rivals {
		out = append(out, r.analysis.takenSides()...)
	}
	return out
}

func (a *Analysis) takenSides() []Position {
	groups := 0
	for _, side := range a.sides {
		groups += len(side.analysis.Groups)
	}
	var out []Position
	for _, side := range a.sides {
		for i, p := range side.analysis.Positions {
			group, others := int(side.analysis.GroupOf[i]), groups
			if group >= 0 {
				others--
			}
			out = append(out, Position{
				Rated: a.Ix.Rated(a.G.Nodes[p.Node]), Record: a.G.Source(p.Node), Against: !side.analysis.Supports,
				Group: group, Alone: others == 0,
			})
		}
	}
	return out
}

// Assumption is that sources are right as often as accuracies say, whatever their letters. It is not safe for
// concurrent use.
type Assumption struct {
	accuracies map[evidence.SourceID]float64
	weights    map[*Analysis][2]float64 // for and against the claims met so far: one may exclude many
}

// Assume returns the assumption of accuracies, by the names of [Position]. It holds for what the sources say, and for
// those that take from them. A source that is not named counts by its letter; if it has none, it counts as F, and
// limits nobody.
func Assume(accuracies map[evidence.SourceID]float64) *Assumption {
	return &Assumption{accuracies: accuracies, weights: map[*Analysis][2]float64{}}
}

// Probability returns the probability that a claim would have: like [Convergence.Probability] it is shared with the
// claims that exclude it, under the same assumption. What does not depend on accuracies, such as which sources count as
// one, is not computed again.
func (s *Assumption) Probability(c *Convergence) float64 {
	others := make([]float64, len(c.analysis.rivals))
	for i, r := range c.analysis.rivals {
		others[i] = s.oddsOf(r.analysis)
	}
	return probabilityAmong(s.oddsOf(c.analysis), others)
}

func (s *Assumption) oddsOf(a *Analysis) float64 {
	w := s.weightsOf(a)
	return a.OddsAt(w[0], w[1])
}

// halfVote is what each side of a share has before anybody speaks: half a vote, Jeffreys' prior for a proportion.
const halfVote = .5

// Share returns the part of the weight on both sides that speaks for a claim, in (0,1), .5 where nobody does: (w + 1/2)
// / (w + v + 1), w being the log-odds that speak for it and v those against it or for claims that exclude it. Ten
// against five make the same of it as two against one, nearly: unlike [Assumption.Probability] it does not take the
// number of those who speak for certainty. It is an order, not odds.
func (s *Assumption) Share(c *Convergence) float64 {
	own := s.weightsOf(c.analysis)
	against := own[1]
	for _, r := range c.analysis.rivals {
		against += s.weightsOf(r.analysis)[0]
	}
	return shareAt(own[0], against)
}

// shareAt is the share of a claim with these weights for it and against it.
func shareAt(supporting, against float64) float64 {
	unit := basis.Logit(basis.MaxAccuracy)
	return (unit*supporting + halfVote) / (unit*(supporting+against) + 2*halfVote)
}

func (s *Assumption) weightsOf(a *Analysis) [2]float64 {
	if weights, known := s.weights[a]; known {
		return weights
	}
	a.Mu.Lock()
	defer a.Mu.Unlock()
	r := a.G.Reliances(s.accuracies)
	var weights [2]float64
	for i, side := range a.sides {
		if s := side.analysis; len(s.Groups) > 0 {
			weights[i], _ = s.WeightAt(s.Strengths(r))
		}
	}
	s.weights[a] = weights
	return weights
}
