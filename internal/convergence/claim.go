package convergence

import (
	"math"
	"slices"
	"sync"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/effective"
	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// core is the evidence of one claim and what its sides are worth. Everything that is made after the tally, and every
// buffer, is guarded by mu.
type core struct {
	mu     sync.Mutex
	ix     *basis.Index
	g      *basis.Graph
	sign   *basis.Signatures
	solver *effective.Solver
	mixed  *effective.Mixer // over causes
	sides  [2]*sideCore     // supporting and refuting
	worst  worstCases

	// What follows is made when it is asked for.
	collapsed       *digraph.DominatorTree
	part            []float64 // scratch: by source, the part of its basis that passes through one
	downStart, down []int32   // links and copies turned around
	names           *names
	reliances       *basis.Reliances
	looked          bool // whether anybody is rated is known
	anyRated        bool
	search          pathSearch
	oneClass        []int32              // by source: its class among those that may be one; nil until it is asked for
	alone           *evidence.Subgraphs  // see restricted; nil until it is asked for
	own             map[evidence.ID]bool // see partiesOf; nil until it is asked for
}

func newCore(ix *basis.Index, g *basis.Graph, s *effective.Solver) *core {
	return &core{ix: ix, g: g, sign: g.Signatures(), solver: s}
}

// causes returns the mixer over causes.
func (a *core) causes() *effective.Mixer {
	if a.mixed == nil {
		a.mixed = effective.NewMixer(a.sign.Width)
	}
	return a.mixed
}

// sourcesOf returns the sources of a list of numbers.
func (a *core) sourcesOf(nodes []int32) []*evidence.Source {
	out := make([]*evidence.Source, len(nodes))
	for i, v := range nodes {
		out[i] = a.g.Source(v)
	}
	return out
}

// tree returns the collapse tree, made once.
func (a *core) tree() *digraph.DominatorTree {
	if a.collapsed == nil {
		a.collapsed = a.g.Network().Dominators(a.g.Terminal)
	}
	return a.collapsed
}

// analyzed makes the graph and the profiles of a class of claims. The index stands for one claim's evidence.
func analyzed(ix *basis.Index, claim int32, s *effective.Solver) *core {
	g := basis.NewGraph(ix, claim)
	return newCore(ix, g, s)
}

// tallied returns the tallies of both sides of a claim.
func tallied(ix *basis.Index, claim evidence.ClaimID, s *effective.Solver) (sides [2]Tally, err error) {
	at, ok := ix.ClaimAt[claim]
	if !ok {
		return sides, evidence.NotFoundf("the graph has no claim %q", claim)
	}
	a := analyzed(ix, ix.ClaimClass[at], s)
	a.askWorst()
	a.takeSides()
	return [2]Tally{a.sides[0].tally, a.sides[1].tally}, nil
}

// rated reports whether any source that takes a side has a letter. Without, there is no weight and no likelihood.
func (a *core) rated() bool {
	if !a.looked {
		a.looked = true
		for _, side := range [][]basis.Position{a.g.Supports, a.g.Refutes} {
			for _, p := range side {
				a.anyRated = a.anyRated || a.g.Letter(p.Node) != ""
			}
		}
	}
	return a.anyRated
}

// byLetters returns the reliances by the letters on record. Made once.
func (a *core) byLetters() *basis.Reliances {
	if a.reliances == nil {
		a.reliances = a.g.Reliances(nil)
	}
	return a.reliances
}

// logOdds is the log-odds of the claim, where anybody is rated.
func (a *core) logOdds() (odds float64, rated bool) {
	if !a.rated() {
		return 0, false
	}
	for _, side := range a.sides {
		side.weigh()
	}
	return a.oddsAt(a.sides[0].weight, a.sides[1].weight), true
}

// oddsAt is the log-odds of the claim where its sides have these weights.
func (a *core) oddsAt(supporting, refuting float64) float64 {
	return basis.Logit(a.ix.Policy.Prior) + basis.Logit(basis.MaxAccuracy)*(supporting-refuting)
}

// unratedSources returns the sources of both sides that neither have a letter nor are of an outlet that has one.
func (a *core) unratedSources() []int32 {
	var out []int32
	for _, side := range a.sides {
		for _, p := range side.positions {
			if a.g.Letter(p.Node) == "" {
				out = append(out, p.Node)
			}
		}
	}
	return basis.SortedNodes(out)
}

// isHidden reports whether the moment shows no record of a source.
func (a *core) isHidden(v int32) bool { return a.ix.Unpublished[a.g.Nodes[v]] }

// namedRow reports whether no part of a basis is unnamed.
func (a *core) namedRow(row int32) bool { return a.unnamedMass(row) == 0 }

// unnamedMass returns the part of a basis that is unnamed.
func (a *core) unnamedMass(row int32) float64 {
	cols, vals := a.g.Basis.Row(row)
	mass := 0.0
	for i, c := range cols {
		if a.g.Unnamed[c] {
			mass += vals[i]
		}
	}
	return mass
}

// onlyUnnamed reports whether all of a basis is unnamed.
func (a *core) onlyUnnamed(row int32) bool {
	cols, _ := a.g.Basis.Row(row)
	for _, c := range cols {
		if !a.g.Unnamed[c] {
			return false
		}
	}
	return true
}

// unnamedIn returns the origins of a basis that name nothing, ascending.
func (a *core) unnamedIn(row int32) []int32 {
	var out []int32
	origins, _ := a.g.Basis.Row(row)
	for _, o := range origins {
		if a.g.Unnamed[o] {
			out = append(out, o)
		}
	}
	return out
}

// upTo returns how many of n items to show; first < 0 means all.
func upTo(first, n int) int {
	if first < 0 {
		return n
	}
	return min(first, n)
}

// Rounded rounds to 1e-9, so that what differs by rounding only is ordered by id.
func Rounded(x float64) float64 { return math.Round(x*1e9) / 1e9 }

func sortedKeys[V any](m map[int32]V) []int32 {
	out := make([]int32, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// probabilityAt is what log-odds come to, never below 1 or above 99 percent.
func probabilityAt(odds float64) float64 {
	return math.Max(0.01, math.Min(0.99, 1/(1+math.Exp(-odds))))
}
