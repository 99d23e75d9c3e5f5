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

// ProbabilityIf returns the probability that the claim would have, from 0.01 to 0.99, if sources were right as often as
// accuracies says, whatever their letters: for what they say, and for those that take from them. A source that it does not
// name counts by its letter; where that is none it counts as F, and limits nobody. Names are those of [Position]. What does not
// depend on accuracies, such as which sources count as one, is not computed again.
func (c *Convergence) ProbabilityIf(accuracies map[evidence.SourceID]float64) float64 {
	a := c.analysis
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.g.reliances(accuracies)
	var weights [2]float64
	for i, side := range a.sides {
		if s := side.analysis; len(s.groups) > 0 {
			weights[i], _ = s.weightAt(s.strengths(r))
		}
	}
	return probabilityAt(a.oddsAt(weights[0], weights[1]))
}
