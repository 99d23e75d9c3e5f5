package tally

import (
	"math"
	"slices"
	"sync"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/effective"
	"github.com/credence-graph/credence/internal/convergence/interests"
	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// Claim is the evidence of one claim and what its sides are worth. Everything that is made after the tally, and every
// buffer, is guarded by mu.
type Claim struct {
	Mu     sync.Mutex
	Ix     *basis.Index
	G      *basis.Graph
	Sign   *basis.Signatures
	solver *effective.Solver
	mixed  *effective.Mixer // over causes
	Sides  [2]*Side         // supporting and refuting
	Worst  worstCases
	// Interests are those recorded in the claim, by id; empty if nobody looked for any.
	Interests []*evidence.Interest

	// What follows is made when it is asked for.
	collapsed       *digraph.DominatorTree
	Part            []float64 // scratch: by source, the part of its basis that passes through one
	DownStart, Down []int32   // links and copies turned around
	names           *names
	reliances       *basis.Reliances
	looked          bool // whether anybody is rated is known
	anyRated        bool
	search          pathSearch
	oneClass        []int32              // by source: its class among those that may be one; nil until it is asked for
	alone           *evidence.Subgraphs  // see restricted; nil until it is asked for
	own             map[evidence.ID]bool // see partiesOf; nil until it is asked for
	backing         *interests.Backing
}

// New prepares the figures of one claim: its evidence g, numbered by ix, and a solver for its effective numbers.
func New(ix *basis.Index, g *basis.Graph, s *effective.Solver) *Claim {
	return &Claim{Ix: ix, G: g, Sign: g.Signatures(), solver: s}
}

// Causes returns the mixer over causes.
func (a *Claim) Causes() *effective.Mixer {
	if a.mixed == nil {
		a.mixed = effective.NewMixer(a.Sign.Width)
	}
	return a.mixed
}

// SourcesOf returns the sources of a list of numbers.
func (a *Claim) SourcesOf(nodes []int32) []*evidence.Source {
	out := make([]*evidence.Source, len(nodes))
	for i, v := range nodes {
		out[i] = a.G.Source(v)
	}
	return out
}

// Tree returns the collapse tree, made once.
func (a *Claim) Tree() *digraph.DominatorTree {
	if a.collapsed == nil {
		a.collapsed = a.G.Network().Dominators(a.G.Terminal)
	}
	return a.collapsed
}

// Analyze makes the graph and the profiles of a class of claims. The index stands for one claim's evidence.
func Analyze(ix *basis.Index, claim int32, s *effective.Solver) *Claim {
	g := basis.NewGraph(ix, claim)
	return New(ix, g, s)
}

// tallied returns the tallies of both sides of a claim.
func tallied(ix *basis.Index, claim evidence.ClaimID, s *effective.Solver) (sides [2]Tally, err error) {
	at, ok := ix.ClaimAt[claim]
	if !ok {
		return sides, evidence.NotFoundf("the graph has no claim %q", claim)
	}
	a := Analyze(ix, ix.ClaimClass[at], s)
	a.AskWorst()
	a.TakeSides()
	return [2]Tally{a.Sides[0].Tally, a.Sides[1].Tally}, nil
}

// Rated reports whether any source that takes a side has a letter. Without, there is no weight and no likelihood.
func (a *Claim) Rated() bool {
	if !a.looked {
		a.looked = true
		for _, side := range [][]basis.Position{a.G.Supports, a.G.Refutes} {
			for _, p := range side {
				a.anyRated = a.anyRated || a.G.Letter(p.Node) != ""
			}
		}
	}
	return a.anyRated
}

// ByLetters returns the reliances by the letters on record. Made once.
func (a *Claim) ByLetters() *basis.Reliances {
	if a.reliances == nil {
		a.reliances = a.G.Reliances(nil)
	}
	return a.reliances
}

// LogOdds is the log-odds of the claim, where anybody is rated.
func (a *Claim) LogOdds() (odds float64, rated bool) {
	if !a.Rated() {
		return 0, false
	}
	for _, side := range a.Sides {
		side.Weigh()
	}
	return a.OddsAt(a.Sides[0].Weight, a.Sides[1].Weight), true
}

// OddsAt is the log-odds of the claim where its sides have these weights.
func (a *Claim) OddsAt(supporting, refuting float64) float64 {
	return basis.Logit(a.Ix.Policy.Prior) + basis.Logit(basis.MaxAccuracy)*(supporting-refuting)
}

// UnratedSources returns the sources of both sides that neither have a letter nor are of an outlet that has one.
func (a *Claim) UnratedSources() []int32 {
	var out []int32
	for _, side := range a.Sides {
		for _, p := range side.Positions {
			if a.G.Letter(p.Node) == "" {
				out = append(out, p.Node)
			}
		}
	}
	return basis.SortedNodes(out)
}

// IsHidden reports whether the moment shows no record of a source.
func (a *Claim) IsHidden(v int32) bool { return a.Ix.Unpublished[a.G.Nodes[v]] }

// NamedRow reports whether no part of a basis is unnamed.
func (a *Claim) NamedRow(row int32) bool { return a.unnamedMass(row) == 0 }

// unnamedMass returns the part of a basis that is unnamed.
func (a *Claim) unnamedMass(row int32) float64 {
	cols, vals := a.G.Basis.Row(row)
	mass := 0.0
	for i, c := range cols {
		if a.G.Unnamed[c] {
			mass += vals[i]
		}
	}
	return mass
}

// onlyUnnamed reports whether all of a basis is unnamed.
func (a *Claim) onlyUnnamed(row int32) bool {
	cols, _ := a.G.Basis.Row(row)
	for _, c := range cols {
		if !a.G.Unnamed[c] {
			return false
		}
	}
	return true
}

// UnnamedIn returns the origins of a basis that name nothing, ascending.
func (a *Claim) UnnamedIn(row int32) []int32 {
	var out []int32
	origins, _ := a.G.Basis.Row(row)
	for _, o := range origins {
		if a.G.Unnamed[o] {
			out = append(out, o)
		}
	}
	return out
}

// UpTo returns how many of n items to show; first < 0 means all.
func UpTo(first, n int) int {
	if first < 0 {
		return n
	}
	return min(first, n)
}

// Rounded rounds to 1e-9, so that what differs by rounding only is ordered by id.
func Rounded(x float64) float64 { return math.Round(x*1e9) / 1e9 }

// SortedKeys returns the keys of a map, ascending.
func SortedKeys[V any](m map[int32]V) []int32 {
	out := make([]int32, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// ProbabilityAt is what log-odds come to, never below 1 or above 99 percent.
func ProbabilityAt(odds float64) float64 {
	return math.Max(0.01, math.Min(0.99, 1/(1+math.Exp(-odds))))
}
