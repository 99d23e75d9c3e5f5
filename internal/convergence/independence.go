package convergence

import (
	"fmt"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/effective"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// Pair is two sources that are compared; they may be one.
type Pair struct{ A, B evidence.SourceID }

// analyze prepares the comparison of sources, given by class, for a class of claims or for everyClaim.
func analyze(ix *basis.Index, claim int32, sources ...int32) *Analysis {
	g := basis.NewGraph(ix, claim, sources...)
	return answerOf(tally.New(ix, g, &effective.Solver{}))
}

// CompareIn compares a pair, for a class of claims or for every claim. Other pairs of the request do not matter, so
// that the same is said of it every time.
func CompareIn(ix *basis.Index, claim int32, pair Pair) Independence {
	recordA, recordB := ix.Record(pair.A), ix.Record(pair.B)
	if recordA == nil || recordB == nil {
		return Independence{A: recordA, B: recordB}
	}
	a := analyze(ix, claim, ix.SourceAt[pair.A], ix.SourceAt[pair.B])
	v, _ := a.G.Find(pair.A)
	w, _ := a.G.Find(pair.B)
	out := Independence{Verdict: Same, Overlap: 1}
	if v == w {
		out.Reasons = []Reason{a.sameness(recordA, recordB)}
	} else {
		out = a.independence(v, w)
	}
	out.A, out.B = recordA, recordB
	return out
}

// sameness says why two records are one source, with the assertions that lead from one to the other.
func (a *Analysis) sameness(x, y *evidence.Source) Reason {
	r := Reason{Kind: ReasonSameness, Cause: x, Share: 1, Text: "both are one and the same source"}
	if x.ID == y.ID {
		return r
	}
	for _, s := range a.Ix.Samenesses(evidence.ID(x.ID), evidence.ID(y.ID)) {
		r.Steps = append(r.Steps, s)
	}
	r.Text = fmt.Sprintf("%s and %s are recorded as one and the same source", a.NameOf(x), a.NameOf(y))
	return r
}

// Comparison compares sources in the evidence of one claim.
type Comparison struct{ a *Analysis }

// NewComparison prepares it for a class of claims.
func NewComparison(ix *basis.Index, claim int32) *Comparison {
	return &Comparison{a: analyze(ix, claim)}
}

// Graph returns the sources that can be compared.
func (c *Comparison) Graph() *basis.Graph { return c.a.G }

// Verdict says what is known of the independence of two sets of sources: dependent if any two share something.
func (c *Comparison) Verdict(vs, ws []int32) IndependenceVerdict {
	return c.a.between(c.a.different(vs), c.a.different(ws))
}

// different returns one of the sources for each basis.
func (a *Analysis) different(nodes []int32) []int32 {
	var out []int32
	met := map[int32]bool{}
	for _, v := range nodes {
		if row := a.G.RowOf[v]; !met[row] {
			met[row] = true
			out = append(out, v)
		}
	}
	return out
}

// between says what is known of the independence of two sets of sources: dependent where any two share something.
func (a *Analysis) between(vs, ws []int32) IndependenceVerdict {
	verdict := NothingShared
	for _, v := range vs {
		for _, w := range ws {
			switch is, _, _ := a.compare(v, w); is {
			case Same, Dependent:
				return Dependent
			case Unknown:
				verdict = Unknown
			}
		}
	}
	return verdict
}
