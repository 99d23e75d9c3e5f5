package basis

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ownership"
)

// CauseKind says what a shared cause is to first-hand work.
type CauseKind string

// The kinds of causes, as the schema writes them.
const (
	byAuthor CauseKind = "AUTHOR"
	byOutlet CauseKind = "OUTLET"
	ByOwner  CauseKind = "OWNER"
	ByFunder CauseKind = "FUNDER"
)

// attributes are the shared causes of first-hand work: authors, outlets, ultimate owners and direct funders. A cause is
// a kind with a party, so that one person as author and as owner is two causes.
type attributes struct {
	Parties []evidence.Node // outlets, organizations and persons, one a class, by id
	PartyAt map[evidence.ID]int32
	// partyLetter is the letter of an outlet: that of its smallest id which has one.
	PartyLetter []evidence.SourceReliability

	Ownership *ownership.Graph // of the parties; nil if nothing that was read has a party

	OwnersOf [][]int32                       // by outlet of a source: its ultimate owners
	OneSided map[int32][]*evidence.Ownership // by asset: ownerships that the other side does not state

	FunderStart []int32 // by party: its direct funders, ascending
	Funders     []int32
	FunderLink  []*evidence.Funding

	CauseKind  []CauseKind // by cause
	CauseParty []int32
	markSlot   []int32 // by cause: its number within the graph that is being built, -1 otherwise

	markStart []int32   // by source class: its part in the causes below
	mark      []int32   // cause
	markShare []float64 // share of first-hand work that is due to it
}

func (ix *Index) indexAttributes() {
	ix.indexParties()
	if len(ix.Parties) == 0 {
		ix.markStart = make([]int32, len(ix.Sources)+1)
		return
	}
	ix.indexOwners()
	ix.indexFunders()
	ix.indexMarks()
}

func (ix *Index) indexParties() {
	n := len(ix.Sub.Outlets) + len(ix.Sub.Organizations) + len(ix.Sub.Persons)
	if n == 0 {
		return
	}
	all := make([]evidence.Node, 0, n)
	for i := range ix.Sub.Outlets {
		all = append(all, &ix.Sub.Outlets[i])
	}
	for i := range ix.Sub.Organizations {
		all = append(all, &ix.Sub.Organizations[i])
	}
	for i := range ix.Sub.Persons {
		all = append(all, &ix.Sub.Persons[i])
	}
	slices.SortFunc(all, func(a, b evidence.Node) int { return cmp.Compare(a.NodeID(), b.NodeID()) })
	ix.PartyAt = make(map[evidence.ID]int32, n)
	for i, p := range all {
		ix.PartyAt[p.NodeID()] = int32(i)
	}
	class, classes := ix.fold(n, func(id evidence.ID) (int32, bool) {
		at, ok := ix.PartyAt[id]
		return at, ok
	})
	ix.Parties, ix.PartyLetter = make([]evidence.Node, classes), make([]evidence.SourceReliability, classes)
	for i := n - 1; i >= 0; i-- { // downwards, so that the smallest id of a class is the one that stays
		ix.Parties[class[i]] = all[i]
		if o, is := all[i].(*evidence.Outlet); is && o.Reliability != "" {
			ix.PartyLetter[class[i]] = o.Reliability
		}
		ix.PartyAt[all[i].NodeID()] = class[i]
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
func (ix *Index) indexOwners() {
	rule := ownership.Rule{Above: ownership.Control, Confident: ix.Policy.Confident, At: ix.Sub.At}
	party := func(id evidence.ID) (int32, bool) {
		at, ok := ix.PartyAt[id]
		return at, ok
	}
	ix.Ownership = ownership.New(len(ix.Parties), party, ix.Sub.Ownerships, rule)
	for i := range ix.Sub.Ownerships {
		o := &ix.Sub.Ownerships[i]
		if o.Reciprocated == nil || *o.Reciprocated || !rule.Counts(o) {
			continue
		}
		from, isFrom := ix.PartyAt[o.Asset]
		to, isTo := ix.PartyAt[o.Owner]
		if !isFrom || !isTo || from == to {
			continue
		}
		if ix.OneSided == nil {
			ix.OneSided = map[int32][]*evidence.Ownership{}
		}
		ix.OneSided[from] = append(ix.OneSided[from], o)
	}
}

func (ix *Index) indexFunders() {
	var links []partyLink
	for i := range ix.Sub.Fundings {
		f := &ix.Sub.Fundings[i]
		from, isFrom := ix.PartyAt[f.Recipient]
		to, isTo := ix.PartyAt[f.Funder]
		if isFrom && isTo && from != to && ix.Policy.Confident(&f.Provenance) {
			links = append(links, partyLink{from, to, evidence.ID(f.ID), i})
		}
	}
	links, ix.FunderStart = sortParty(links, len(ix.Parties))
	ix.Funders = make([]int32, len(links))
	ix.FunderLink = make([]*evidence.Funding, len(links))
	for i, l := range links {
		ix.Funders[i], ix.FunderLink[i] = l.to, &ix.Sub.Fundings[l.at]
	}
}

// indexMarks gives every source its causes. Several of one kind share the kind's beta evenly; a kind that is not
// recorded, or has no beta, leaves its share with the source itself.
func (ix *Index) indexMarks() {
	n := len(ix.Parties)
	causeOf := make([]int32, 4*n) // by kind and party; 0 = none yet, else cause+1
	ix.OwnersOf = make([][]int32, n)
	known := make([]bool, n)
	ix.markStart = make([]int32, len(ix.Sources)+1)
	ix.mark, ix.markShare = make([]int32, 0, 2*len(ix.Sources)), make([]float64, 0, 2*len(ix.Sources))
	kinds := [4]CauseKind{byAuthor, byOutlet, ByOwner, ByFunder}
	betas := [4]float64{ix.Policy.SharedCauseShares.Author, ix.Policy.SharedCauseShares.Outlet,
		ix.Policy.SharedCauseShares.Owner, ix.Policy.SharedCauseShares.Funder}
	add := func(kind int, parties []int32) {
		for _, p := range parties {
			at := &causeOf[kind*n+int(p)]
			if betas[kind] == 0 {
				return
			}
			if *at == 0 {
				ix.CauseKind, ix.CauseParty = append(ix.CauseKind, kinds[kind]), append(ix.CauseParty, p)
				*at = int32(len(ix.CauseKind))
			}
			ix.mark = append(ix.mark, *at-1)
			ix.markShare = append(ix.markShare, betas[kind]/float64(len(parties)))
		}
	}
	for i, s := range ix.Sources {
		add(0, ix.authors(s))
		if p, ok := ix.PartyAt[evidence.ID(s.Outlet)]; ok {
			if !known[p] {
				known[p], ix.OwnersOf[p] = true, ix.Ownership.Ultimate(p)
			}
			add(1, []int32{p})
			add(2, ix.OwnersOf[p])
			add(3, ix.Funders[ix.FunderStart[p]:ix.FunderStart[p+1]])
		}
		ix.markStart[i+1] = int32(len(ix.mark))
	}
	ix.markSlot = make([]int32, len(ix.CauseKind))
	for i := range ix.markSlot {
		ix.markSlot[i] = -1
	}
}

// authors returns the classes of a source's authors that are here, ascending and each once.
func (ix *Index) authors(s *evidence.Source) []int32 {
	if len(s.Authors) == 0 {
		return nil
	}
	out := make([]int32, 0, len(s.Authors))
	for _, id := range s.Authors {
		if p, ok := ix.PartyAt[evidence.ID(id)]; ok {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
