package convergence

import (
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// graph is the evidence of one claim: the sources that take a side, those that are declared to corroborate it, and all
// that is upstream of them through links that count. Sources are numbered in the order of their ids.
type graph struct {
	ix    *index
	claim int32   // class
	nodes []int32 // class of each source, ascending

	// Declared links in CSR form, upwards, parallel ones merged: share is the weight until the profiles turn it into
	// the part that each grounded upstream source has.
	upStart []int32
	up      []int32
	share   []float64
	viaFrom []int32 // by merged link: its part of via; one longer than up
	via     []int32 // numbers of links in the index

	copies []copyPair // copies that count, by link
	model  []int32    // by node: the source that it copies, -1 = none; nil where no copy counts
	kappa  []float64
	copied []int32 // by node: the link in the index that says so

	phi       []float64 // own share, after the defaults
	declared  []bool    // some declared link counts
	beside    []bool    // it is recorded to have an own share beside declared links
	withdrawn []bool
	unnamed   []bool // presumed to be an origin because it names none, or only what cannot be
	open      []bool // its basis is an open question, whatever its links say; nil if there is no such source
	comps     *digraph.Partition
	net       digraph.Graph // see [graph.network]; empty until it is asked for
	profiles

	supports, refutes []position
	both              []int32 // sources that take both sides, of claims that are the same: they count for neither
	gone              []int32 // supporters and refuters that were withdrawn
	skipped           [linkStates][]int32
	weak              int // statements below the policy's confidence
}

// position is a source that takes a side, with its statements as a part of the index's list.
type position struct {
	node       int32
	statements []int32
}

// copyPair is a counted copy as it is recorded.
type copyPair struct {
	from, to, link int32
	kappa          float64
}

// newGraph collects the evidence of a class of claims, or of no claim in particular, and what is upstream of the classes of
// other sources given.
func newGraph(ix *index, claim int32, also ...int32) *graph {
	g := &graph{ix: ix, claim: claim}
	b := closure{graph: g}
	if claim != everyClaim {
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
	g.comps = digraph.NewPartition(g.upStart, g.up)
	g.chooseModels()
	g.openQuestions()
	g.computeProfiles()
	return g
}

// closure collects the graph. Sources are numbered as found until renumber puts them in the order of their ids.
type closure struct {
	graph     *graph
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
	first, last := ix.statementStart[g.claim], ix.statementStart[g.claim+1]
	for i := first; i < last; i++ {
		s := ix.statements[i]
		if !ix.policy.Confident(&s.Provenance) {
			g.weak++
			continue
		}
		b.reach(ix.statementFrom[i])
		b.stance = append(b.stance, stanceOf{ix.statementFrom[i], i, s.Stance == evidence.Refutes})
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
	for _, d := range b.graph.declarations() {
		for _, id := range d.Sources {
			if at, ok := b.graph.ix.sourceAt[id]; ok {
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
			b.reach(ix.linkTo[l])
		}
	}
	b.rawStart = append(b.rawStart, int32(len(b.raw)))
	for state := range g.skipped {
		slices.Sort(g.skipped[state])
	}
}

// collect appends the links of a source that count, and of the declared ones only syndications and translations where
// there are any: such a source adds nothing else.
func (b *closure) collect(class int32) (declared, whole bool) {
	g, ix := b.graph, b.graph.ix
	from := len(b.raw)
	for l := ix.linkStart[class]; l < ix.linkStart[class+1]; l++ {
		if !ix.applies(l, g.claim) {
			continue
		}
		if state := ix.linkState[l]; state != linkCounts {
			g.skipped[state] = append(g.skipped[state], l)
			continue
		}
		b.raw = append(b.raw, l)
		if kind := ix.links[l].Kind; kind != evidence.Copies {
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
		if kind := ix.links[l].Kind; kind == evidence.Copies || kind.Whole() { // a copy is judged by itself
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
		if b.graph.ix.links[l].Kind == evidence.Copies {
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
	g.nodes = slices.Clone(b.found)
	slices.Sort(g.nodes)
	g.phi, g.withdrawn, g.unnamed = make([]float64, n), make([]bool, n), make([]bool, n)
	g.declared, g.beside = make([]bool, n), make([]bool, n)
	for v, class := range g.nodes {
		at := g.ix.slot[class]
		s := g.ix.sources[class]
		g.withdrawn[v], g.declared[v] = g.ix.gone(class), b.declared[at]
		if !g.withdrawn[v] {
			g.phi[v] = ownShare(s, b.declared[at], b.wholeOnly[at], g.ix.policy.FirsthandDefault)
		}
		if g.beside[v] = b.declared[at] && g.phi[v] > 0; g.beside[v] && g.ix.isAlike(class) {
			g.phi[v] = 0
		}
		g.unnamed[v] = g.phi[v] > 0 && !b.declared[at] && s.Firsthand == nil &&
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
func (g *graph) place(b *closure) {
	statements := make([]int32, len(b.stance))
	for i := range statements {
		statements[i] = b.stance[i].statement
	}
	for i := 0; i < len(b.stance); {
		class, first := b.stance[i].class, i
		p := position{}
		at, _ := slices.BinarySearch(g.nodes, class)
		p.node = int32(at)
		var supports, refutes bool
		for ; i < len(b.stance) && b.stance[i].class == class; i++ {
			supports, refutes = supports || !b.stance[i].refutes, refutes || b.stance[i].refutes
		}
		p.statements = statements[first:i:i]
		switch {
		case supports && refutes:
			g.both = append(g.both, p.node)
		case g.withdrawn[p.node]:
			g.gone = append(g.gone, p.node)
		case supports:
			g.supports = append(g.supports, p)
		default:
			g.refutes = append(g.refutes, p)
		}
	}
}

// mergeLinks puts the links into CSR form. Parallel links to one source add their weights.
func (g *graph) mergeLinks(b *closure) {
	n := len(g.nodes)
	upStart, up, share := make([]int32, 1, n+1), make([]int32, 0, len(b.raw)), make([]float64, 0, len(b.raw))
	viaFrom, via := make([]int32, 0, len(b.raw)+1), make([]int32, 0, len(b.raw))
	rank := make([]int32, n) // by source as found
	for v, class := range g.nodes {
		rank[g.ix.slot[class]] = int32(v)
	}
	for v, class := range g.nodes {
		at := g.ix.slot[class]
		for _, l := range b.raw[b.rawStart[at]:b.rawStart[at+1]] {
			u, d := rank[g.ix.slot[g.ix.linkTo[l]]], g.ix.links[l]
			if d.Kind == evidence.Copies {
				g.copies = append(g.copies, copyPair{from: int32(v), to: u, link: l, kappa: *d.Kappa})
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
	g.upStart, g.up, g.share, g.viaFrom, g.via = upStart, up, share, append(viaFrom, int32(len(via))), via
}

func weightOf(d *evidence.Derivation) float64 {
	if d.Weight == 0 { // not stated
		return 1
	}
	return d.Weight
}

// chooseModels turns every counted copy from the later to the earlier source and keeps one model for each copier: the
// one with the highest kappa, and of equals the most upstream.
func (g *graph) chooseModels() {
	if len(g.copies) == 0 {
		return
	}
	n := len(g.nodes)
	g.comps.Reorder(g.upStart, g.up, g.dates())
	at := g.comps.Places()
	g.model, g.kappa, g.copied = make([]int32, n), make([]float64, n), make([]int32, n)
	for v := range g.model {
		g.model[v] = -1
	}
	for _, c := range g.copies {
		s, t := c.from, c.to
		if at[s] < at[t] {
			s, t = t, s
		}
		m := g.model[s]
		if g.withdrawn[s] || m >= 0 && (c.kappa < g.kappa[s] || c.kappa == g.kappa[s] && at[t] >= at[m]) {
			continue
		}
		g.model[s], g.kappa[s], g.copied[s] = t, c.kappa, c.link
	}
}

// dates returns the first instant of every source's date, by which copies are turned.
func (g *graph) dates() []int64 {
	date := make([]int64, len(g.nodes))
	for v, class := range g.nodes {
		date[v] = g.ix.date[class].First()
	}
	return date
}

// declarations returns the corroborations declared of the claim, by id.
func (g *graph) declarations() []*evidence.Corroboration {
	var out []*evidence.Corroboration
	ix := g.ix
	for i := range ix.sub.Corroborations {
		d := &ix.sub.Corroborations[i]
		if at, ok := ix.claimAt[d.Claim]; ok && ix.claimClass[at] == g.claim && ix.policy.Confident(&d.Provenance) {
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

// find returns the number of a source in this graph by any of its ids.
func (g *graph) find(id evidence.SourceID) (int32, bool) {
	class, ok := g.ix.sourceAt[id]
	if !ok {
		return 0, false
	}
	v, ok := slices.BinarySearch(g.nodes, class)
	return int32(v), ok
}

func (g *graph) source(v int32) *evidence.Source { return g.ix.sources[g.nodes[v]] }
