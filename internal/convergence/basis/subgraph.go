package basis

import (
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// Graph is the evidence of one claim: the sources that take a side, those that are declared to corroborate it, and all
// that is upstream of them through links that count. Sources are numbered in the order of their ids.
type Graph struct {
	ix    *Index
	Claim int32   // class
	Nodes []int32 // class of each source, ascending

	// Declared links in CSR form, upwards, parallel ones merged: share is the weight until the profiles turn it into
	// the part that each grounded upstream source has.
	UpStart []int32
	Up      []int32
	Share   []float64
	ViaFrom []int32 // by merged link: its part of via; one longer than up
	Via     []int32 // numbers of links in the index

	Copies []copyPair // copies that count, by link
	Model  []int32    // by node: the source that it copies, -1 = none; nil where no copy counts
	Kappa  []float64
	Copied []int32 // by node: the link in the index that says so

	Phi       []float64 // own share, after the defaults
	declared  []bool    // some declared link counts
	OwnBeside []bool    // it is recorded to have an own share beside declared links
	Withdrawn []bool
	Unnamed   []bool // presumed to be an origin because it names none, or only what cannot be
	Open      []bool // its basis is an open question, whatever its links say; nil if there is no such source
	Comps     *digraph.Partition
	net       digraph.Graph // see [Graph.Network]; empty until it is asked for
	profiles

	Supports, Refutes []Position
	Both              []int32 // sources that take both sides, of claims that are the same: they count for neither
	Gone              []int32 // supporters and refuters that were withdrawn
	Skipped           [linkStates][]int32
	Weak              int // statements below the policy's confidence
}

// Position is a source that takes a side, with its statements as a part of the index's list.
type Position struct {
	Node       int32
	Statements []int32
}

// copyPair is a counted copy as it is recorded.
type copyPair struct {
	from, to, Link int32
	kappa          float64
}

// NewGraph collects the evidence of a class of claims, or of no claim in particular, and what is upstream of the
// classes of other sources given.
func NewGraph(ix *Index, claim int32, also ...int32) *Graph {
	g := &Graph{ix: ix, Claim: claim}
	b := closure{graph: g}
	if claim != EveryClaim {
		b.takePositions()
		b.corroborations()
	}
	for _, class := range also {
		b.reach(class)
	}
	b.climb()
	b.renumber()
	g.place(&b)
	g.mergeLinks(&b)
	for _, c := range b.found {
		ix.slot[c] = -1
	}
	g.Comps = digraph.NewPartition(g.UpStart, g.Up)
	g.chooseModels()
	g.openQuestions()
	g.computeProfiles()
	return g
}

// closure collects the graph. Sources are numbered as found until renumber puts them in the order of their ids.
type closure struct {
	graph     *Graph
	found     []int32
	rawStart  []int32 // by source as found: its part of raw
	raw       []int32 // links that count
	stance    []stanceOf
	declared  []bool // by source as found: some declared link counts
	wholeOnly []bool // of its links only syndications and translations count
}

type stanceOf struct {
	class, statement int32
	refutes          bool
}

func (b *closure) reach(class int32) {
	if b.graph.ix.slot[class] < 0 {
		b.graph.ix.slot[class] = int32(len(b.found))
		b.found = append(b.found, class)
	}
}

func (b *closure) takePositions() {
	g, ix := b.graph, b.graph.ix
	first, last := ix.StatementStart[g.Claim], ix.StatementStart[g.Claim+1]
	for i := first; i < last; i++ {
		s := ix.Statements[i]
		if !ix.Policy.Confident(&s.Provenance) {
			g.Weak++
			continue
		}
		b.reach(ix.StatementFrom[i])
		b.stance = append(b.stance, stanceOf{ix.StatementFrom[i], i, s.Stance == evidence.Refutes})
	}
	slices.SortFunc(b.stance, func(a, b stanceOf) int {
		if a.class != b.class {
			return int(a.class - b.class)
		}
		return int(a.statement - b.statement)
	})
}

// corroborations brings in the sources that are declared to corroborate the claim: their independence can be asked for
// even where no statement of theirs counts.
func (b *closure) corroborations() {
	for _, d := range b.graph.Declarations() {
		for _, id := range d.Sources {
			if at, ok := b.graph.ix.SourceAt[id]; ok {
				b.reach(at)
			}
		}
	}
}

// climb follows the links that count upwards, to any depth. Nothing is taken from a withdrawn source.
func (b *closure) climb() {
	g, ix := b.graph, b.graph.ix
	for i := 0; i < len(b.found); i++ {
		class := b.found[i]
		b.rawStart = append(b.rawStart, int32(len(b.raw)))
		declared, whole := b.collect(class)
		b.declared = append(b.declared, declared)
		b.wholeOnly = append(b.wholeOnly, whole)
		if ix.gone(class) {
			b.dropDeclared(int(b.rawStart[i]))
		}
		for _, l := range b.raw[b.rawStart[i]:] {
			b.reach(ix.LinkTo[l])
		}
	}
	b.rawStart = append(b.rawStart, int32(len(b.raw)))
	for state := range g.Skipped {
		slices.Sort(g.Skipped[state])
	}
}

// collect appends the links of a source that count, and of the declared ones only syndications and translations where
// there are any: such a source adds nothing else.
func (b *closure) collect(class int32) (declared, whole bool) {
	g, ix := b.graph, b.graph.ix
	from := len(b.raw)
	for l := ix.LinkStart[class]; l < ix.LinkStart[class+1]; l++ {
		if !ix.Applies(l, g.Claim) {
			continue
		}
		if state := ix.LinkState[l]; state != LinkCounts {
			g.Skipped[state] = append(g.Skipped[state], l)
			continue
		}
		b.raw = append(b.raw, l)
		if kind := ix.Links[l].Kind; kind != evidence.Copies {
			declared = true
			whole = whole || kind.Whole()
		}
	}
	if !whole {
		return declared, false
	}
	if ix.isAlike(class) {
		return declared, true // nobody has confirmed that it takes nothing from the others
	}
	kept := from
	for _, l := range b.raw[from:] {
		if kind := ix.Links[l].Kind; kind == evidence.Copies || kind.Whole() { // a copy is judged by itself
			b.raw[kept] = l
			kept++
		}
	}
	b.raw = b.raw[:kept]
	return declared, true
}

// dropDeclared drops the declared links from a place on. Copies stay: it may be the other source that copies.
func (b *closure) dropDeclared(from int) {
	kept := from
	for _, l := range b.raw[from:] {
		if b.graph.ix.Links[l].Kind == evidence.Copies {
			b.raw[kept] = l
			kept++
		}
	}
	b.raw = b.raw[:kept]
}

// renumber puts the sources in the order of their ids; rawStart and the flags stay in the order of finding, which slot
// leads to no longer, so they are moved along.
func (b *closure) renumber() {
	g, n := b.graph, len(b.found)
	g.Nodes = slices.Clone(b.found)
	slices.Sort(g.Nodes)
	g.Phi, g.Withdrawn, g.Unnamed = make([]float64, n), make([]bool, n), make([]bool, n)
	g.declared, g.OwnBeside = make([]bool, n), make([]bool, n)
	for v, class := range g.Nodes {
		at := g.ix.slot[class]
		s := g.ix.Sources[class]
		g.Withdrawn[v], g.declared[v] = g.ix.gone(class), b.declared[at]
		if !g.Withdrawn[v] {
			g.Phi[v] = ownShare(s, b.declared[at], b.wholeOnly[at], g.ix.Policy.FirsthandDefault)
		}
		if g.OwnBeside[v] = b.declared[at] && g.Phi[v] > 0; g.OwnBeside[v] && g.ix.isAlike(class) {
			g.Phi[v] = 0
		}
		g.Unnamed[v] = g.Phi[v] > 0 && !b.declared[at] && s.Firsthand == nil &&
			(s.Identity == evidence.Unnamed || !s.Kind.Primary())
	}
}

// ownShare returns the share of a source's evidence that is its own (method, section 1): a source with an upstream link
// has none unless it is declared, a syndicated or translated one has none at all.
func ownShare(s *evidence.Source, declared, whole bool, byDefault float64) float64 {
	switch {
	case whole:
		return 0
	case s.Firsthand == nil && declared:
		return 0
	case s.Firsthand == nil:
		return 1
	case !s.Firsthand.Unquantified:
		return s.Firsthand.Share
	case declared:
		return byDefault
	}
	return 1
}

// place sorts the sources that take a side. A source that takes both sides of claims that are the same counts for
// neither; a withdrawn one no longer says anything.
func (g *Graph) place(b *closure) {
	statements := make([]int32, len(b.stance))
	for i := range statements {
		statements[i] = b.stance[i].statement
	}
	for i := 0; i < len(b.stance); {
		class, first := b.stance[i].class, i
		p := Position{}
		at, _ := slices.BinarySearch(g.Nodes, class)
		p.Node = int32(at)
		var supports, refutes bool
		for ; i < len(b.stance) && b.stance[i].class == class; i++ {
			supports, refutes = supports || !b.stance[i].refutes, refutes || b.stance[i].refutes
		}
		p.Statements = statements[first:i:i]
		switch {
		case supports && refutes:
			g.Both = append(g.Both, p.Node)
		case g.Withdrawn[p.Node]:
			g.Gone = append(g.Gone, p.Node)
		case supports:
			g.Supports = append(g.Supports, p)
		default:
			g.Refutes = append(g.Refutes, p)
		}
	}
}

// mergeLinks puts the links into CSR form. Parallel links to one source add their weights.
func (g *Graph) mergeLinks(b *closure) {
	n := len(g.Nodes)
	upStart, up, share := make([]int32, 1, n+1), make([]int32, 0, len(b.raw)), make([]float64, 0, len(b.raw))
	viaFrom, via := make([]int32, 0, len(b.raw)+1), make([]int32, 0, len(b.raw))
	rank := make([]int32, n) // by source as found
	for v, class := range g.Nodes {
		rank[g.ix.slot[class]] = int32(v)
	}
	for v, class := range g.Nodes {
		at := g.ix.slot[class]
		for _, l := range b.raw[b.rawStart[at]:b.rawStart[at+1]] {
			u, d := rank[g.ix.slot[g.ix.LinkTo[l]]], g.ix.Links[l]
			if d.Kind == evidence.Copies {
				g.Copies = append(g.Copies, copyPair{from: int32(v), to: u, Link: l, kappa: *d.CopiedShare})
				continue
			}
			last := len(up) - 1
			if last < int(upStart[v]) || up[last] != u {
				up, share = append(up, u), append(share, 0)
				viaFrom = append(viaFrom, int32(len(via)))
				last++
			}
			if g.ix.isAlike(class) {
				share[last] = 1
			} else {
				share[last] += weightOf(d)
			}
			via = append(via, l)
		}
		upStart = append(upStart, int32(len(up)))
	}
	g.UpStart, g.Up, g.Share, g.ViaFrom, g.Via = upStart, up, share, append(viaFrom, int32(len(via))), via
}

func weightOf(d *evidence.Derivation) float64 {
	if d.Weight == 0 { // not stated
		return 1
	}
	return d.Weight
}

// chooseModels turns every counted copy from the later to the earlier source and keeps one model for each copier: the
// one with the highest kappa, and of equals the most upstream.
func (g *Graph) chooseModels() {
	if len(g.Copies) == 0 {
		return
	}
	n := len(g.Nodes)
	g.Comps.Reorder(g.UpStart, g.Up, g.dates())
	at := g.Comps.Places()
	g.Model, g.Kappa, g.Copied = make([]int32, n), make([]float64, n), make([]int32, n)
	for v := range g.Model {
		g.Model[v] = -1
	}
	for _, c := range g.Copies {
		s, t := c.from, c.to
		if at[s] < at[t] {
			s, t = t, s
		}
		m := g.Model[s]
		if g.Withdrawn[s] || m >= 0 && (c.kappa < g.Kappa[s] || c.kappa == g.Kappa[s] && at[t] >= at[m]) {
			continue
		}
		g.Model[s], g.Kappa[s], g.Copied[s] = t, c.kappa, c.Link
	}
}

// dates returns the first instant of every source's date, by which copies are turned.
func (g *Graph) dates() []int64 {
	date := make([]int64, len(g.Nodes))
	for v, class := range g.Nodes {
		date[v] = g.ix.Date[class].First()
	}
	return date
}

// Declarations returns the corroborations declared of the claim, by id.
func (g *Graph) Declarations() []*evidence.Corroboration {
	var out []*evidence.Corroboration
	ix := g.ix
	for i := range ix.Sub.Corroborations {
		d := &ix.Sub.Corroborations[i]
		if at, ok := ix.ClaimAt[d.Claim]; ok && ix.ClaimClass[at] == g.Claim && ix.Policy.Confident(&d.Provenance) {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b *evidence.Corroboration) int {
		switch {
		case a.ID < b.ID:
			return -1
		case a.ID > b.ID:
			return 1
		}
		return 0
	})
	return out
}

// Find returns the number of a source in this graph by any of its ids.
func (g *Graph) Find(id evidence.SourceID) (int32, bool) {
	class, ok := g.ix.SourceAt[id]
	if !ok {
		return 0, false
	}
	v, ok := slices.BinarySearch(g.Nodes, class)
	return int32(v), ok
}

// Source returns the record that stands for node v.
func (g *Graph) Source(v int32) *evidence.Source { return g.ix.Sources[g.Nodes[v]] }
