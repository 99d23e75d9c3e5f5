package convergence

import "github.com/credence-graph/credence/internal/evidence"

// Rated is a source with the letter that it has on record.
type Rated struct {
	Source evidence.SourceID          // of records that are one source the smallest id
	Letter evidence.SourceReliability // its own, else its outlet's; "" = not rated
	Of     evidence.ID                // whose letter that is; "" = not rated
}

// Ratings returns the ratings of the sources that sub holds, by the ids that were asked for. Others are left out.
func Ratings(sub *evidence.Subgraphs, p Policy, ids []evidence.SourceID) map[evidence.SourceID]Rated {
	ix := newIndex(sub, p)
	out := make(map[evidence.SourceID]Rated, len(ids))
	for _, id := range ids {
		if class, ok := ix.sourceAt[id]; ok {
			out[id] = ix.rated(class)
		}
	}
	return out
}

func (ix *index) rated(class int32) Rated {
	letter, of := ix.rating(class)
	return Rated{Source: ix.sources[class].ID, Letter: letter, Of: of}
}

// Position is a source that takes a side of a claim.
type Position struct {
	Rated
	Against bool // it says that the claim is not so
	Alone   bool // nobody else takes a side but those that count as one with it
}

// Positions returns the sources that take a side, those that support the claim first, each by id.
func (c *Convergence) Positions() []Position {
	a := c.analysis
	groups := len(c.Supporting.analysis.groups) + len(c.Refuting.analysis.groups)
	var out []Position
	for _, side := range a.sides {
		for i, p := range side.analysis.positions {
			others := groups
			if side.analysis.groupOf[i] >= 0 {
				others--
			}
			out = append(out, Position{Rated: a.ix.rated(a.g.nodes[p.node]), Against: !side.analysis.supports, Alone: others == 0})
		}
	}
	return out
}

// Assumption is that sources are right as often as accuracies say, whatever their letters. It is not safe for concurrent use.
type Assumption struct {
	accuracies map[evidence.SourceID]float64
	odds       map[*analysis]float64 // of the claims met so far: one may exclude many
}

// Assume returns the assumption of accuracies, by the names of [Position]. It holds for what the sources say, and for those
// that take from them. A source that is not named counts by its letter; where that is none it counts as F, and limits nobody.
func Assume(accuracies map[evidence.SourceID]float64) *Assumption {
	return &Assumption{accuracies: accuracies, odds: map[*analysis]float64{}}
}

// Probability returns the probability that a claim would have: like [Convergence.Probability] it is shared with the claims
// that exclude it, under the same assumption. What does not depend on accuracies, such as which sources count as one, is not
// computed again.
func (s *Assumption) Probability(c *Convergence) float64 {
	others := make([]float64, len(c.analysis.rivals))
	for i, r := range c.analysis.rivals {
		others[i] = s.oddsOf(r.analysis)
	}
	return probabilityAmong(s.oddsOf(c.analysis), others)
}

func (s *Assumption) oddsOf(a *analysis) float64 {
	if odds, known := s.odds[a]; known {
		return odds
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.g.reliances(s.accuracies)
	var weights [2]float64
	for i, side := range a.sides {
		if s := side.analysis; len(s.groups) > 0 {
			weights[i], _ = s.weightAt(s.strengths(r))
		}
	}
	s.odds[a] = a.oddsAt(weights[0], weights[1])
	return s.odds[a]
}
