package convergence

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/effective"
	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// lazySide is what one side computes when asked, under the answer's lock.
type lazySide struct {
	remains   map[int32]remainder // by source
	asked     []weighed           // open questions; nil until they are asked for
	marginals []float64           // by group; -1 = not yet computed
	order     []int32             // groups as they are listed
	origins   *effective.Solution // effective origins
	checked   *checked            // over the ends that can be checked

	weighed              bool
	weight, pooledWeight float64
	approxWeight         bool // a weight is not certified to the tolerance
}

// lazyAnswer is what the answer computes when asked, under its lock.
type lazyAnswer struct {
	collapsed       *digraph.DominatorTree
	part            []float64 // scratch: by source, the part of its basis that passes through one
	downStart, down []int32   // links and copies turned around
	names           *names
	reliances       *basis.Reliances
	looked          bool // whether anybody is rated is known
	anyRated        bool
	search          pathSearch
	explanation     []Note
	caveats         []Note
	explained       bool
	cautioned       bool
	inUse           []bool               // by source: see matters; nil until it is asked for
	oneClass        []int32              // by source: its class among those that may be one; nil until it is asked for
	alone           *evidence.Subgraphs  // see restricted; nil until it is asked for
	own             map[evidence.ID]bool // see partiesOf; nil until it is asked for
}

// Supporters returns the sources that take this side, by id.
func (s *Side) Supporters() []Supporter {
	a := s.analysis.a
	a.mu.Lock()
	defer a.mu.Unlock()
	out := make([]Supporter, len(s.analysis.positions))
	for i, p := range s.analysis.positions {
		group := s.analysis.groupOf[i]
		out[i] = Supporter{
			Source: a.g.Source(p.Node), Grounded: group >= 0, Named: s.analysis.counts[i],
			Statements: make([]*evidence.Statement, len(p.Statements)),
		}
		for k, at := range p.Statements {
			out[i].Statements[k] = a.ix.Statements[at]
		}
		if a.rated() {
			strength := 0.0
			if group >= 0 {
				strength = s.analysis.strength(a.byLetters(), p)
			}
			weight := strength * strength
			out[i].Weight = &weight
		}
	}
	return out
}

// Origins returns the first-hand ends that the side rests on: named ones first, then those that are presumed; of each
// the largest share first, ties by id.
func (s *Side) Origins() []Origin {
	a := s.analysis.a
	share := make([]float64, len(a.g.Nodes))
	for i, row := range s.analysis.rowOf {
		members := float64(len(s.analysis.groups[i]))
		cols, vals := a.g.Basis.Row(row)
		for k, c := range cols {
			share[c] += members * vals[k]
		}
	}
	grounded := float64(s.Sources - s.Ungrounded)
	var out []Origin
	for v, mass := range share {
		if mass > 0 {
			out = append(out, Origin{Source: a.g.Source(int32(v)), Unnamed: a.g.Unnamed[v], Share: mass / grounded})
		}
	}
	slices.SortStableFunc(out, func(x, y Origin) int {
		if x.Unnamed != y.Unnamed {
			if y.Unnamed {
				return -1
			}
			return 1
		}
		return cmp.Compare(Rounded(y.Share), Rounded(x.Share))
	})
	return out
}

// Evidence returns the lines of evidence: as many as can be had without two of them sharing a source. Those that are
// demonstrated come first, then those that are presumed: their end is, or an open question stands between them and being
// demonstrated; of each by the supporter's id. first < 0 means all.
func (s *Side) Evidence(first int) []EvidenceLine {
	a := s.analysis.a
	var out []EvidenceLine
	for _, presumed := range []bool{false, true} {
		for _, path := range s.analysis.paths(presumed) {
			if first >= 0 && len(out) >= first {
				return out
			}
			out = append(out, EvidenceLine{Nodes: a.sourcesOf(path), Links: a.linksAlong(path), Presumed: presumed})
		}
	}
	return out
}

// paths returns the lines that are presumed, or those that are demonstrated, by the supporter.
func (s *sideAnalysis) paths(presumed bool) [][]int32 {
	var out [][]int32
	shown := s.shownLines()
	for i, p := range s.positions {
		if s.groupOf[i] >= 0 && s.flow.Prev[p.Node] == digraph.FromRoot && shown[i] != presumed {
			out = append(out, s.flow.Line(p.Node))
		}
	}
	return out
}

// shownLines says of every supporter whether the line that begins there is told as demonstrated: as many as there are
// demonstrated ones, of those that begin at a supporter which counts and end at something named. Lines through records that
// may be one come after the others.
func (s *sideAnalysis) shownLines() []bool {
	shown, left := make([]bool, len(s.positions)), s.tally.DemonstratedLines
	met := map[int32]bool{} // classes of records that may be one, on the lines told so far
	for _, again := range []bool{false, true} {
		for i, p := range s.positions {
			if left == 0 || shown[i] || !s.counts[i] || s.flow.Prev[p.Node] != digraph.FromRoot {
				continue
			}
			path := s.flow.Line(p.Node)
			if s.a.g.Unnamed[path[len(path)-1]] || !again && s.meets(path, met) {
				continue
			}
			shown[i] = true
			left--
		}
	}
	return shown
}

// meets reports whether a line goes through a class of records that may be one and was met before; else it notes the line's.
func (s *sideAnalysis) meets(path []int32, met map[int32]bool) bool {
	class := s.a.worst.class
	if class == nil {
		return false
	}
	if slices.ContainsFunc(path, func(v int32) bool { return met[class[v]] }) {
		return true
	}
	for _, v := range path {
		met[class[v]] = true
	}
	return false
}

// linksAlong returns the links that a path of sources follows, one for each step.
func (a *analysis) linksAlong(path []int32) []*evidence.Derivation {
	out := make([]*evidence.Derivation, 0, max(0, len(path)-1))
	for i := 1; i < len(path); i++ {
		out = append(out, a.linkBetween(path[i-1], path[i]))
	}
	return out
}

// linkBetween returns the link by which v takes from u: of parallel ones the first with a quote, else the first.
func (a *analysis) linkBetween(v, u int32) *evidence.Derivation {
	g := a.g
	if g.IsCopy(v) && g.Model[v] == u {
		return a.ix.Links[g.Copied[v]]
	}
	e, ok := slices.BinarySearch(g.Up[g.UpStart[v]:g.UpStart[v+1]], u)
	if !ok {
		return nil
	}
	e += int(g.UpStart[v])
	links := g.Via[g.ViaFrom[e]:g.ViaFrom[e+1]]
	for _, l := range links {
		if len(a.ix.Links[l].Provenance.Quotes) > 0 {
			return a.ix.Links[l]
		}
	}
	return a.ix.Links[links[0]]
}

// Circles returns the groups of sources that take from each other and that the side's sources lead into, by their
// smallest id. first < 0 means all.
func (s *Side) Circles(first int) []CircularGroup {
	a := s.analysis.a
	a.mu.Lock()
	defer a.mu.Unlock()
	var out []CircularGroup
	for _, k := range s.analysis.circles(first) {
		out = append(out, CircularGroup{
			Members: a.sourcesOf(k.Sorted()), Grounded: k.Grounded, EntryPoints: a.sourcesOf(basis.SortedNodes(k.Entries)),
			Dependents: a.sourcesOf(s.analysis.dependents(k)),
		})
	}
	return out
}

// circles returns the circles that the side leads into, by their smallest id.
func (s *sideAnalysis) circles(first int) []*basis.Circle {
	g := s.a.g
	if len(g.Circles) == 0 || first == 0 {
		return nil
	}
	reached := g.UpstreamOf(s.positions)
	var out []*basis.Circle
	for _, k := range g.Circles {
		if reached[k.Members[0]] {
			out = append(out, k)
		}
	}
	slices.SortFunc(out, func(a, b *basis.Circle) int { return cmp.Compare(a.Sorted()[0], b.Sorted()[0]) })
	return out[:upTo(first, len(out))]
}

// dependents returns the supporters with a path into a circle, its own members included, ascending.
func (s *sideAnalysis) dependents(k *basis.Circle) []int32 {
	reached := s.a.downstreamOf(k.Members)
	var out []int32
	for _, p := range s.positions {
		if reached[p.Node] {
			out = append(out, p.Node)
		}
	}
	return out
}

// downstreamOf returns which sources take, by any number of steps, from some of the given ones; these included.
func (a *analysis) downstreamOf(nodes []int32) []bool {
	g := a.g
	if a.downStart == nil {
		start, to := make([]int32, 1, len(g.Nodes)+1), make([]int32, 0, len(g.Up))
		for v := range g.Nodes {
			g.EachUpstream(int32(v), func(u int32) { to = append(to, u) })
			start = append(start, int32(len(to)))
		}
		a.downStart, a.down = digraph.Reverse(start, to)
	}
	reached := make([]bool, len(g.Nodes))
	queue := slices.Clone(nodes)
	for _, v := range nodes {
		reached[v] = true
	}
	for i := 0; i < len(queue); i++ {
		for _, w := range a.down[a.downStart[queue[i]]:a.downStart[queue[i]+1]] {
			if !reached[w] {
				reached[w] = true
				queue = append(queue, w)
			}
		}
	}
	return reached
}
