package audit

import (
	"cmp"
	"slices"
	"sync"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// Filter narrows an audit; every part that is set must hold.
type Filter struct {
	Claim  evidence.ClaimID  // the evidence of this claim only
	Outlet evidence.OutletID // the claims that its sources speak of, and only what names it or one of its sources
	Source evidence.SourceID // the claims that rest on it, and only what names it
	// Codes and Severities keep findings with one of these; empty = all.
	Codes      []Code
	Severities []Severity
}

// Collector makes findings of answers, in whatever order they come. It keeps no answer: what a finding shows is
// copied. It is safe for concurrent use.
type Collector struct {
	where Filter
	codes map[Code]bool // nil = all

	mu     sync.Mutex
	claims int
	found  map[recordKey]*record
	nodes  map[evidence.ID]evidence.Node // copies, each node once
	links  map[evidence.ID]evidence.Link
	above  map[string]bool // ownerships, by their ends, above the filter's outlet; nil if there is no such filter
}

type recordKey struct {
	code  Code
	about string
}

// record is a finding that is being collected.
type record struct {
	severity        Severity
	change, whole   int64 // in millionths: they add up to the same in any order
	sources, fallen int
	sides           sides
	claims          []*evidence.Claim // the first by id, at most [MaxExamples]
	inAll           int
	last            evidence.ClaimID // that was counted
	first           evidence.ClaimID // whose words are shown
	lead, tail      string
	subjects        []evidence.Node
	steps           map[evidence.ID]stepAt
	takers          map[evidence.SourceID]takerOf
	lines, allLines int
	others          map[evidence.ID]evidence.Node
}

// stepAt is a link that proves a finding, with the first place that it has in any claim's proof.
type stepAt struct {
	link  evidence.Link
	claim evidence.ClaimID
	sides sides
	place int
}

// compare orders the places of a proof: by claim, the supporting side first, then as the proof runs.
func (s stepAt) compare(other stepAt) int {
	return cmp.Or(cmp.Compare(s.claim, other.claim), cmp.Compare(s.sides, other.sides),
		cmp.Compare(s.place, other.place))
}

// takerOf is a taker as the first claim that shows it calls it, with the largest share that any of them shows.
type takerOf struct {
	taker
	claim evidence.ClaimID
}

// NewCollector returns a collector that keeps what a filter asks for.
func NewCollector(where Filter) *Collector {
	c := &Collector{where: where, found: map[recordKey]*record{}, nodes: map[evidence.ID]evidence.Node{},
		links: map[evidence.ID]evidence.Link{}}
	if len(where.Codes) > 0 {
		c.codes = map[Code]bool{}
		for _, code := range where.Codes {
			c.codes[code] = true
		}
	}
	return c
}

// Add takes in what the answer for one claim shows. Each claim is to be added once.
func (c *Collector) Add(answer *convergence.Convergence) {
	seen := slices.DeleteFunc(observe(answer), func(o observation) bool {
		return c.codes != nil && !c.codes[o.code] || !c.named(answer, &o)
	})
	c.mu.Lock()
	defer c.mu.Unlock()
	c.claims++
	for i := range seen {
		c.take(answer.Claim, &seen[i])
	}
}

// named reports whether an observation names the source or outlet that the filter asks for.
func (c *Collector) named(answer *convergence.Convergence, o *observation) bool {
	if c.where.Source == "" && c.where.Outlet == "" {
		return true
	}
	if o.code == UnreciprocatedOwnership && c.where.Source == "" {
		return c.above[o.about]
	}
	source, outlet := answer.Shown(c.where.Source), answer.Party(evidence.ID(c.where.Outlet))
	bySource, byOutlet := c.where.Source == "", c.where.Outlet == ""
	for _, list := range [][]evidence.Node{o.subjects, o.others} {
		for _, n := range list {
			s, is := n.(*evidence.Source)
			bySource = bySource || is && source != nil && s.ID == source.ID
			byOutlet = byOutlet || outlet != nil && (n == outlet || is && answer.Party(evidence.ID(s.Outlet)) == outlet)
		}
	}
	return bySource && byOutlet
}

// ownedBy notes the ownerships above the filter's outlet that one side does not state: they are findings of the
// outlet even if no claim shows them, unless one claim or source is asked about.
func (c *Collector) ownedBy(list []basis.OneSided) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.above = map[string]bool{}
	asked := (c.codes == nil || c.codes[UnreciprocatedOwnership]) && c.where.Claim == "" && c.where.Source == ""
	for _, l := range list {
		noted := c.above[aboutOwnership(l)]
		c.above[aboutOwnership(l)] = true
		if asked && !noted {
			o := ownershipNote(l)
			c.take(nil, &o)
		}
	}
}

// take adds an observation of a claim to its finding; claim is nil if it is of none.
func (c *Collector) take(claim *evidence.Claim, o *observation) {
	key := recordKey{o.code, o.about}
	r := c.found[key]
	if r == nil {
		r = &record{severity: o.severity, others: map[evidence.ID]evidence.Node{}, steps: map[evidence.ID]stepAt{},
			takers: map[evidence.SourceID]takerOf{}}
		c.found[key] = r
		c.show(r, claim, o)
	}
	if o.severity.AtLeast(r.severity) {
		r.severity = o.severity
	}
	r.change, r.whole = r.change+millionths(o.change), r.whole+millionths(o.whole)
	r.sources, r.fallen, r.sides = r.sources+o.sources, r.fallen+o.fallen, r.sides|o.sides
	r.lines, r.allLines = r.lines+o.lines, r.allLines+o.allLines
	for _, list := range [][]evidence.Node{o.subjects, o.others} {
		for _, n := range list {
			r.others[n.NodeID()] = c.kept(n)
		}
	}
	c.prove(r, claim, o)
	if claim == nil {
		return
	}
	if claim.ID < r.first {
		c.show(r, claim, o)
	}
	r.count(claim, c)
}

// show makes an observation the one whose words the finding has.
func (c *Collector) show(r *record, claim *evidence.Claim, o *observation) {
	if claim != nil {
		r.first = claim.ID
	}
	r.lead, r.tail = o.lead(), ""
	if o.tail != nil {
		r.tail = o.tail()
	}
	r.subjects = r.subjects[:0:0]
	for _, n := range o.subjects {
		r.subjects = append(r.subjects, c.kept(n))
	}
}

// prove adds the links and the takers of an observation to a finding, each once: at the first place that it has in
// the proof of the first claim, by id, that shows it.
func (c *Collector) prove(r *record, claim *evidence.Claim, o *observation) {
	id := evidence.ClaimID("")
	if claim != nil {
		id = claim.ID
	}
	for place, l := range o.steps() {
		at := stepAt{claim: id, sides: o.sides, place: place}
		if old, known := r.steps[l.LinkID()]; !known || at.compare(old) < 0 {
			at.link = c.keptLink(l)
			r.steps[l.LinkID()] = at
		}
	}
	for _, t := range o.takers {
		old, known := r.takers[t.id]
		t.share = max(t.share, old.share)
		if known && old.claim <= id {
			t.name, id = old.name, old.claim
		}
		r.takers[t.id] = takerOf{t, id}
	}
}

// proof returns the links in the order of the claims' ids, and of a claim in the order of its proof.
func (r *record) proof() []evidence.Link {
	list := make([]stepAt, 0, len(r.steps))
	for _, s := range r.steps {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b stepAt) int {
		return cmp.Or(a.compare(b), cmp.Compare(a.link.LinkID(), b.link.LinkID()))
	})
	out := make([]evidence.Link, len(list))
	for i, s := range list {
		out[i] = s.link
	}
	return out
}

// count adds a claim, once; a claim may show the same on both sides, one after the other.
func (r *record) count(claim *evidence.Claim, c *Collector) {
	at, known := slices.BinarySearchFunc(r.claims, claim.ID,
		func(e *evidence.Claim, id evidence.ClaimID) int { return cmp.Compare(e.ID, id) })
	if known || r.last == claim.ID {
		return
	}
	r.last = claim.ID
	r.inAll++
	if at == MaxExamples {
		return
	}
	kept, _ := c.kept(claim).(*evidence.Claim)
	r.claims = slices.Insert(r.claims, at, kept)
	r.claims = r.claims[:min(len(r.claims), MaxExamples)]
}

// kept returns the collector's own copy of a node: the answer's would keep all of its evidence in memory.
func (c *Collector) kept(n evidence.Node) evidence.Node {
	id := n.NodeID()
	if c.nodes[id] == nil {
		c.nodes[id] = copyOfNode(n)
	}
	return c.nodes[id]
}

func copyOfNode(n evidence.Node) evidence.Node {
	switch n := n.(type) {
	case *evidence.Claim:
		return copied(n)
	case *evidence.Source:
		return copied(n)
	case *evidence.Outlet:
		return copied(n)
	case *evidence.Organization:
		return copied(n)
	case *evidence.Person:
		return copied(n)
	}
	return n
}

func (c *Collector) keptLink(l evidence.Link) evidence.Link {
	id := l.LinkID()
	if c.links[id] == nil {
		c.links[id] = copyOfLink(l)
	}
	return c.links[id]
}

func copyOfLink(l evidence.Link) evidence.Link {
	switch l := l.(type) {
	case *evidence.Statement:
		return copied(l)
	case *evidence.Derivation:
		return copied(l)
	case *evidence.Corroboration:
		return copied(l)
	case *evidence.Ownership:
		return copied(l)
	case *evidence.Funding:
		return copied(l)
	case *evidence.Relation:
		return copied(l)
	case *evidence.Sameness:
		return copied(l)
	case *evidence.Interest:
		return copied(l)
	}
	return l
}

func copied[T any](x *T) *T {
	out := *x
	return &out
}

// Report returns what was found so far.
func (c *Collector) Report() *Report {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := &Report{Claims: c.claims}
	for key, r := range c.found {
		if len(c.where.Severities) == 0 || slices.Contains(c.where.Severities, r.severity) {
			out.Findings = append(out.Findings, r.finding(key))
		}
	}
	keys := make(map[string]Key, len(out.Findings))
	for i := range out.Findings {
		keys[out.Findings[i].ID] = out.Findings[i].Key()
	}
	slices.SortFunc(out.Findings, func(a, b Finding) int { return keys[a.ID].Compare(keys[b.ID]) })
	return out
}

func (r *record) finding(key recordKey) Finding {
	f := Finding{
		ID: findingID(key.code,
			key.about), Code: key.code, Severity: r.severity, Text: r.text(key.code), Change: float64(r.change) / 1e6,
		Nodes: slices.Clone(r.subjects), Steps: r.proof(), Claims: r.inAll, Examples: r.claims,
	}
	named := map[evidence.ID]bool{}
	for _, n := range f.Nodes {
		named[n.NodeID()] = true
	}
	others := make([]evidence.Node, 0, len(r.others))
	for id, n := range r.others {
		if !named[id] {
			others = append(others, n)
		}
	}
	slices.SortFunc(others, func(a, b evidence.Node) int { return cmp.Compare(a.NodeID(), b.NodeID()) })
	f.Nodes = append(f.Nodes, others...)
	return f
}
