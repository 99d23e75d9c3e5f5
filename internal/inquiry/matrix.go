package inquiry

import (
	"context"
	"fmt"
	"sync"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// maxMatrix is the most outlets that are compared with each other.
const maxMatrix = 20

// Agreement counts the claims that two support: each once in SharedCount, and once in one of the others.
type Agreement struct {
	SharedCount        int
	DependentCount     int
	NothingSharedCount int
	UnknownCount       int
}

// count counts a claim by what it shows.
func (a *Agreement) count(verdict convergence.IndependenceVerdict) {
	a.SharedCount++
	switch verdict {
	case convergence.Dependent:
		a.DependentCount++
	case convergence.NothingShared:
		a.NothingSharedCount++
	default:
		a.UnknownCount++
	}
}

// OutletPair says how independently two outlets have supported the same claims. Claims that are asserted to be the same
// are one. A claim is dependent if some supporter of one outlet shares a part of its basis, or all of it, with one of
// the other; nothing is shared if all supporters of both are named down to their origins, and no two share anything.
type OutletPair struct {
	A, B *evidence.Outlet
	Agreement
	// AFromB counts the claims of Shared where some part of what a supporter of A rests on comes through an item of B,
	// BFromA the other way round.
	AFromBCount, BFromACount int
	// CampA and CampB are the camps of the two, and Camps says what outlets of these camps agree on; nil if outlets are
	// not sorted into camps.
	CampA, CampB *string
	Camps        *CampPair
}

// Matrix compares outlets, 2 to 20, two by two, in the order asked: the first with the second, the third and so on.
// With camps it compares these, too. The graph is read once for the outlets, once for the claims that they speak to,
// and once for the evidence of each 200 of these; a part that is too large for the store is read in smaller parts.
//
// Errors are the reader's, and have code [evidence.CodeInvalid] for another number of outlets or two that are one,
// [evidence.CodeNotFound] for one that the graph does not have, and [evidence.CodeTooComplex] for more than 10,000
// claims.
func (s *Service) Matrix(
	ctx context.Context, outlets []evidence.OutletID, camps Camps, at evidence.Moment, p basis.Policy,
) ([]OutletPair, error) {
	at, p, err := settled(at, p)
	if err != nil {
		return nil, err
	}
	if err := camps.Validate(); err != nil {
		return nil, err
	}
	if len(outlets) < 2 || len(outlets) > maxMatrix {
		return nil, evidence.Invalidf("outlets", "%d are given; expected 2 to %d", len(outlets), maxMatrix)
	}
	set, err := s.outletsOf(ctx, outlets, at, p)
	if err != nil {
		return nil, err
	}
	m := newMatrix(set, outlets, camps)
	if len(m.outlets) < len(outlets) {
		return nil, evidence.Invalidf("outlets", "two of them are one, or are asserted to be; expected each once")
	}
	claims, err := s.claimsOf(ctx, set.published(outlets), at)
	if err != nil {
		return nil, err
	}
	var mu sync.Mutex
	err = s.eachPart(ctx, claims, at, func(ctx context.Context, part []evidence.ClaimID, sub *evidence.Subgraphs) error {
		mu.Lock()
		defer mu.Unlock()
		return m.add(ctx, basis.NewIndex(sub, p), part)
	})
	if err != nil {
		return nil, err
	}
	if camps.asked() {
		m.sort(at)
	}
	return m.pairs, nil
}

// claimsOf returns the claims that sources of outlets speak to.
func (s *Service) claimsOf(
	ctx context.Context, outlets []evidence.OutletID, at evidence.Moment) ([]evidence.ClaimID, error) {
	claims, more, err := s.ClaimIDs(ctx, evidence.Filter{Outlets: outlets}, at, MaxImpact)
	if more {
		return nil, &evidence.Error{Code: evidence.CodeTooComplex,
			Message: fmt.Sprintf("the outlets speak to more than %d claims; ask for fewer outlets at once", MaxImpact)}
	}
	return claims, err
}

// matrix is the comparison in the making.
type matrix struct {
	outletSet
	sorting
	outlets []*evidence.Outlet
	pairs   []OutletPair
	seen    map[evidence.ClaimID]bool // claims that stand for those that are the same
}

func newMatrix(set outletSet, ids []evidence.OutletID, camps Camps) *matrix {
	m := &matrix{outletSet: set, outlets: set.standing(ids), seen: map[evidence.ClaimID]bool{}, sorting: sorting{
		Camps: camps, leanings: map[evidence.LeaningID]evidence.Leaning{},
		gains: map[*evidence.Outlet]map[evidence.InterestDirection]bool{}}}
	for i, a := range m.outlets {
		for _, b := range m.outlets[i+1:] {
			m.pairs = append(m.pairs, OutletPair{A: a, B: b})
		}
	}
	return m
}

// add looks at claims of one read.
func (m *matrix) add(ctx context.Context, ix *basis.Index, claims []evidence.ClaimID) error {
	m.outletSet.meet(ix)
	if m.asked() {
		m.sorting.meet(ix, m.outletSet)
	}
	for _, id := range claims {
		if err := ctx.Err(); err != nil {
			return &evidence.Error{Code: evidence.CodeTimeout, Message: "the request ended before the answer was computed",
				Err: err}
		}
		at, known := ix.ClaimAt[id]
		if !known {
			continue // it was not recorded any more when its evidence was read
		}
		class := ix.ClaimClass[at]
		if one := ix.FirstOf(class); !m.seen[one] {
			m.seen[one] = true
			m.claim(convergence.NewComparison(ix, class))
		}
	}
	return nil
}

// claim counts one claim in every pair of outlets that both have supporters of it.
func (m *matrix) claim(c *convergence.Comparison) {
	g := c.Graph()
	outletOf, first := m.placesIn(g)
	supporters := map[*evidence.Outlet][]int32{}
	for _, p := range g.Supports {
		if o := outletOf[p.Node]; o != nil {
			supporters[o] = append(supporters[o], p.Node)
		}
	}
	part := make([]float64, len(g.Nodes))
	from := func(taker, on *evidence.Outlet) int {
		g.ThroughAny(first[on], func(v int32) bool { return outletOf[v] == on && g.Grounded(v) }, part)
		for _, v := range supporters[taker] {
			if part[v] > leastPart {
				return 1
			}
		}
		return 0
	}
	var found []pairVerdict
	for i := range m.pairs {
		p := &m.pairs[i]
		if len(supporters[p.A]) == 0 || len(supporters[p.B]) == 0 {
			continue
		}
		p.AFromBCount += from(p.A, p.B)
		p.BFromACount += from(p.B, p.A)
		verdict := c.Verdict(supporters[p.A], supporters[p.B])
		p.count(verdict)
		found = append(found, pairVerdict{i, verdict})
	}
	if m.asked() && len(found) > 0 {
		m.claims = append(m.claims, found)
	}
}
