package convergence

import (
	"math"

	"github.com/credence-graph/credence/internal/evidence"
)

// logit returns the log-odds of a probability.
func logit(p float64) float64 { return math.Log(p / (1 - p)) }

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

// strengthOf returns what a letter makes of a statement: the square root of its log-odds, a source of [MaxAccuracy] being
// 1 (alpha of the method, section 5).
func (a Accuracies) strengthOf(letter evidence.SourceReliability) float64 {
	return strengthAt(a.Of(letter))
}

// strengthAt is the same of an accuracy, from 0.5 to [MaxAccuracy].
func strengthAt(accuracy float64) float64 { return math.Sqrt(logit(accuracy) / logit(MaxAccuracy)) }

// rating returns the letter of a class of sources and whose it is: its own, else its outlet's; "" where neither is rated.
func (ix *index) rating(class int32) (letter evidence.SourceReliability, of evidence.ID) {
	s := ix.sources[class]
	if s.Reliability != "" {
		return s.Reliability, s.NodeID()
	}
	if at, ok := ix.partyAt[evidence.ID(s.Outlet)]; ok && ix.partyLetter[at] != "" {
		return ix.partyLetter[at], ix.parties[at].NodeID()
	}
	return "", ""
}

// letter is the rating of a source of the graph.
func (g *graph) letter(v int32) evidence.SourceReliability {
	letter, _ := g.ix.rating(g.nodes[v])
	return letter
}

func (g *graph) statedBy(p position) float64 {
	most := 0.0
	for _, at := range p.statements {
		strength := g.ix.statements[at].Strength
		if strength == 0 { // not stated
			strength = 1
		}
		most = math.Max(most, strength)
	}
	return most
}

// statedStrengths returns, by source, the amplitude of its own statement of the claim, 1 if it makes none, and whether it
// makes one.
func (g *graph) statedStrengths() (says []float64, states []bool) {
	says, states = make([]float64, len(g.nodes)), make([]bool, len(g.nodes))
	for v := range says {
		says[v] = 1
	}
	for _, side := range [][]position{g.supports, g.refutes} {
		for _, p := range side {
			says[p.node], states[p.node] = math.Sqrt(g.statedBy(p)), true
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
