package basis

import (
	"math"

	"github.com/credence-graph/credence/internal/evidence"
)

// Logit returns the log-odds of a probability.
func Logit(p float64) float64 { return math.Log(p / (1 - p)) }

// Of returns the accuracy that a letter stands for, for none that of F.
func (a Accuracies) Of(letter evidence.SourceReliability) float64 {
	switch letter {
	case evidence.ReliabilityA:
		return a.A
	case evidence.ReliabilityB:
		return a.B
	case evidence.ReliabilityC:
		return a.C
	case evidence.ReliabilityD:
		return a.D
	case evidence.ReliabilityE:
		return a.E
	}
	return a.F
}

// strengthOf returns what a letter makes of a statement: the square root of its log-odds, a source of [MaxAccuracy]
// being 1 (alpha of the method, section 5).
func (a Accuracies) strengthOf(letter evidence.SourceReliability) float64 {
	return strengthAt(a.Of(letter))
}

// strengthAt is the same of an accuracy, from 0.5 to [MaxAccuracy].
func strengthAt(accuracy float64) float64 { return math.Sqrt(Logit(accuracy) / Logit(MaxAccuracy)) }

// rating returns the letter of a class of sources and whose it is: its own, else its outlet's; "" where neither is
// rated.
func (ix *Index) rating(class int32) (letter evidence.SourceReliability, of evidence.ID) {
	s := ix.Sources[class]
	if s.Reliability != "" {
		return s.Reliability, s.NodeID()
	}
	if at, ok := ix.PartyAt[evidence.ID(s.Outlet)]; ok && ix.PartyLetter[at] != "" {
		return ix.PartyLetter[at], ix.Parties[at].NodeID()
	}
	return "", ""
}

// Letter is the rating of a source of the graph.
func (g *Graph) Letter(v int32) evidence.SourceReliability {
	letter, _ := g.ix.rating(g.Nodes[v])
	return letter
}

// StatedBy returns how firmly a position is stated: the greatest strength of its statements, 1 if one states none.
func (g *Graph) StatedBy(p Position) float64 {
	most := 0.0
	for _, at := range p.Statements {
		strength := g.ix.Statements[at].Strength
		if strength == 0 { // not stated
			strength = 1
		}
		most = math.Max(most, strength)
	}
	return most
}

// statedStrengths returns, by source, the amplitude of its own statement of the claim, 1 if it makes none, and whether
// it makes one.
func (g *Graph) statedStrengths() (says []float64, states []bool) {
	says, states = make([]float64, len(g.Nodes)), make([]bool, len(g.Nodes))
	for v := range says {
		says[v] = 1
	}
	for _, side := range [][]Position{g.Supports, g.Refutes} {
		for _, p := range side {
			says[p.Node], states[p.Node] = math.Sqrt(g.StatedBy(p)), true
		}
	}
	return says, states
}

// Rated is a source with the letter that it has on record.
type Rated struct {
	Source evidence.SourceID          // of records that are one source the smallest id
	Letter evidence.SourceReliability // its own, else its outlet's; "" = not rated
	Of     evidence.ID                // whose letter that is; "" = not rated
}

// Ratings returns the ratings of the sources that sub holds, by the ids that were asked for. Others are left out.
func Ratings(sub *evidence.Subgraphs, p Policy, ids []evidence.SourceID) map[evidence.SourceID]Rated {
	ix := NewIndex(sub, p)
	out := make(map[evidence.SourceID]Rated, len(ids))
	for _, id := range ids {
		if class, ok := ix.SourceAt[id]; ok {
			out[id] = ix.Rated(class)
		}
	}
	return out
}

// Rated returns the rating of a class of sources.
func (ix *Index) Rated(class int32) Rated {
	letter, of := ix.rating(class)
	return Rated{Source: ix.Sources[class].ID, Letter: letter, Of: of}
}
