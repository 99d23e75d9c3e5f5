package convergence

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ownership"
)

// attributeKind says what a shared cause is to first-hand work.
type attributeKind string

const (
	byAuthor attributeKind = "AUTHOR"
	byOutlet attributeKind = "OUTLET"
	byOwner  attributeKind = "OWNER"
	byFunder attributeKind = "FUNDER"
)

// attributes are the shared causes of first-hand work: authors, outlets, ultimate owners and direct funders. A cause is
// a kind with a party, so that one person as author and as owner is two causes.
type attributes struct {
	parties []evidence.Node // outlets, organizations and persons, one a class, by id
	partyAt map[evidence.ID]int32
	// partyLetter is the letter of an outlet: that of its smallest id which has one.
	partyLetter []evidence.SourceReliability

	ownership *ownership.Graph // of the parties; nil if nothing that was read has a party

	ownersOf [][]int32                       // by outlet of a source: its ultimate owners
	oneSided map[int32][]*evidence.Ownership // by asset: ownerships that the other side does not state

	funderStart []int32 // by party: its direct funders, ascending
	funders     []int32
	funderLink  []*evidence.Funding

	causeKind  []attributeKind // by cause
	causeParty []int32
	markSlot   []int32 // by cause: its number within the graph that is being built, -1 otherwise

	markStart []int32   // by source class: its part in the causes below
	mark      []int32   // cause
	markShare []float64 // share of first-hand work that is due to it
}

func (ix *index) indexAttributes() {
	ix.indexParties()
	if len(ix.parties) == 0 {
		ix.markStart = make([]int32, len(ix.sources)+1)
		return
	}
	ix.indexOwners()
	ix.indexFunders()
	ix.indexMarks()
}

func (ix *index) indexParties() {
	n := len(ix.sub.Outlets) + len(ix.sub.Organizations) + len(ix.sub.Persons)
	if n == 0 {
		return
	}
	all := make([]evidence.Node, 0, n)
	for i := range ix.sub.Outlets {
		all = append(all, &ix.sub.Outlets[i])
	}
	for i := range ix.sub.Organizations {
		all = append(all, &ix.sub.Organizations[i])
	}
	for i := range ix.sub.Persons {
		all = append(all, &ix.sub.Persons[i])
	}
	slices.SortFunc(all, func(a, b evidence.Node) int { return cmp.Compare(a.NodeID(), b.NodeID()) })
	ix.partyAt = make(map[evidence.ID]int32, n)
	for i, p := range all {
		ix.partyAt[p.NodeID()] = int32(i)
	}
	class, classes := ix.fold(n, func(id evidence.ID) (int32, bool) {
		at, ok := ix.partyAt[id]
		return at, ok
	})
	ix.parties, ix.partyLetter = make([]evidence.Node, classes), make([]evidence.SourceReliability, classes)
	for i := n - 1; i >= 0; i-- { // downwards, so that the smallest id of a class is the one that stays
		ix.parties[class[i]] = all[i]
		if o, is := all[i].(*evidence.Outlet); is && o.Reliability != "" {
			ix.partyLetter[class[i]] = o.Reliability
		}
		ix.partyAt[all[i].NodeID()] = class[i]
	}
}

// partyLink is a link from one party to another, before it is sorted into place.
type partyLink struct {
	from, to int32
	id       evidence.ID
	at       int
}

// sortParty sorts links by their ends and id, keeps one for each pair of ends, and returns the offsets by from.
func sortParty(links []partyLink, parties int) ([]partyLink, []int32) {
	slices.SortFunc(links, func(a, b partyLink) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(a.id, b.id))
	})
	links = slices.CompactFunc(links, func(a, b partyLink) bool { return a.from == b.from && a.to == b.to })
	start := make([]int32, parties+1)
	for _, l := range links {
		start[l.from+1]++
	}
	digraph.Accumulate(start)
	return links, start
}

// indexOwners applies the rule for owners, and notes the ownerships that one side does not state.
func (ix *index) indexOwners() {
	rule := ownership.Rule{Above: ownership.Control, Confident: ix.policy.Confident, At: ix.sub.At}
	party := func(id evidence.ID) (int32, bool) {
		at, ok := ix.partyAt[id]
		return at, ok
	}
	ix.ownership = ownership.New(len(ix.parties), party, ix.sub.Ownerships, rule)
	for i := range ix.sub.Ownerships {
		o := &ix.sub.Ownerships[i]
		if o.Reciprocated == nil || *o.Reciprocated || !rule.Counts(o) {
			continue
		}
		from, isFrom := ix.partyAt[o.Asset]
		to, isTo := ix.partyAt[o.Owner]
		if !isFrom || !isTo || from == to {
			continue
		}
		if ix.oneSided == nil {
			ix.oneSided = map[int32][]*evidence.Ownership{}
		}
		ix.oneSided[from] = append(ix.oneSided[from], o)
	}
}

func (ix *index) indexFunders() {
	var links []partyLink
	for i := range ix.sub.Fundings {
		f := &ix.sub.Fundings[i]
		from, isFrom := ix.partyAt[f.Recipient]
		to, isTo := ix.partyAt[f.Funder]
		if isFrom && isTo && from != to && ix.policy.Confident(&f.Provenance) {
			links = append(links, partyLink{from, to, evidence.ID(f.ID), i})
		}
	}
	links, ix.funderStart = sortParty(links, len(ix.parties))
	ix.funders = make([]int32, len(links))
	ix.funderLink = make([]*evidence.Funding, len(links))
	for i, l := range links {
		ix.funders[i], ix.funderLink[i] = l.to, &ix.sub.Fundings[l.at]
	}
}

// indexMarks gives every source its causes. Several of one kind share the kind's beta evenly; a kind that is not
// recorded, or has no beta, leaves its share with the source itself.
func (ix *index) indexMarks() {
	n := len(ix.parties)
	causeOf := make([]int32, 4*n) // by kind and party; 0 = none yet, else cause+1
	ix.ownersOf = make([][]int32, n)
	known := make([]bool, n)
	ix.markStart = make([]int32, len(ix.sources)+1)
	ix.mark, ix.markShare = make([]int32, 0, 2*len(ix.sources)), make([]float64, 0, 2*len(ix.sources))
	kinds := [4]attributeKind{byAuthor, byOutlet, byOwner, byFunder}
	betas := [4]float64{ix.policy.Beta.Author, ix.policy.Beta.Outlet, ix.policy.Beta.Owner, ix.policy.Beta.Funder}
	add := func(kind int, parties []int32) {
		for _, p := range parties {
			at := &causeOf[kind*n+int(p)]
			if betas[kind] == 0 {
				return
			}
			if *at == 0 {
				ix.causeKind, ix.causeParty = append(ix.causeKind, kinds[kind]), append(ix.causeParty, p)
				*at = int32(len(ix.causeKind))
			}
			ix.mark = append(ix.mark, *at-1)
			ix.markShare = append(ix.markShare, betas[kind]/float64(len(parties)))
		}
	}
	for i, s := range ix.sources {
		add(0, ix.authors(s))
		if p, ok := ix.partyAt[evidence.ID(s.Outlet)]; ok {
			if !known[p] {
				known[p], ix.ownersOf[p] = true, ix.ownership.Ultimate(p)
			}
			add(1, []int32{p})
			add(2, ix.ownersOf[p])
			add(3, ix.funders[ix.funderStart[p]:ix.funderStart[p+1]])
		}
		ix.markStart[i+1] = int32(len(ix.mark))
	}
	ix.markSlot = make([]int32, len(ix.causeKind))
	for i := range ix.markSlot {
		ix.markSlot[i] = -1
	}
}

// authors returns the classes of a source's authors that are here, ascending and each once.
func (ix *index) authors(s *evidence.Source) []int32 {
	if len(s.Authors) == 0 {
		return nil
	}
	out := make([]int32, 0, len(s.Authors))
	for _, id := range s.Authors {
		if p, ok := ix.partyAt[evidence.ID(id)]; ok {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
