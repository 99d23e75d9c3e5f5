package inquiry

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

const (
	// maxItems is the most items that one question about sourcing looks at.
	maxItems = 10_000
	// itemChunk is how many items' evidence is read at once.
	itemChunk = 1_000
	// leastPart is the least part of a basis that is not due to rounding.
	leastPart = 1e-9
)

// SourcingQuery asks which outlets the items of outlets rest on.
type SourcingQuery struct {
	// Takers are the outlets whose items are looked at; at least one.
	Takers []evidence.OutletID
	// On are the outlets that may be rested on; nil = all that any item rests on.
	On []evidence.OutletID
	// Where narrows the items by id, claim and day of publication; its other parts must be unset.
	Where  evidence.Filter
	At     evidence.Moment
	Policy basis.Policy
}

// Sourcing says which outlets the items of outlets rest on.
type Sourcing struct {
	// Items counts the items of all takers that were looked at; items that are asserted to be one count once. Of a
	// single outlet that is rested on its own items do not count: it does not rest on itself.
	ItemCount int
	// Original counts the items with a share of first-hand work of their own, declared or primary evidence.
	OriginalCount int
	// Unnamed counts the items that are presumed to be origins because they name none. No item is both.
	UntracedCount int
	// Rows has one for each taker and each outlet that it may rest on: without On only where some item rests on it. The
	// largest share first, then the most items resting on it, then by ids. An outlet does not rest on itself.
	Rows []SourcingRow
}

// SourcingRow says how much one outlet's items rest on another. An item rests on an outlet by the part of its basis
// that comes through that outlet's items, whether they are its origin or pass it on.
type SourcingRow struct {
	Taker, On    *evidence.Outlet
	ItemCount    int                // items of the taker
	RestingCount int                // of these, that rest on the other at all
	WhollyCount  int                // of these, that rest on nothing else and have nothing of their own
	Share        float64            // mean part of the basis of the items, 0 to 1
	Examples     []*evidence.Source // the items that rest on it, the largest part first, ties by id
}

// SourcingKey is the place of a row in its list.
type SourcingKey struct {
	Share   float64
	Resting int
	Taker   evidence.OutletID
	On      evidence.OutletID
}

// Key returns the place in the list. Shares are rounded to 1e-9, so that what differs by rounding only is ordered by
// id.
func (r SourcingRow) Key() SourcingKey {
	return SourcingKey{tally.Rounded(r.Share), r.RestingCount, r.Taker.ID, r.On.ID}
}

// Compare orders keys as the list is ordered.
func (k SourcingKey) Compare(other SourcingKey) int {
	return cmp.Or(
		cmp.Compare(other.Share, k.Share), cmp.Compare(other.Resting, k.Resting), cmp.Compare(k.Taker, other.Taker),
		cmp.Compare(k.On, other.On))
}

// Sourcing says which outlets the items of outlets rest on, for whatever they say: every link counts, whatever claims
// it holds for. The graph is read once for the outlets, once for the items, and once for the evidence of each 1,000 of
// these; a part that is too large for the store is read in smaller parts.
//
// Outlets that are asserted to be the same are one, named by the smallest id. Errors are the reader's, and have code
// [evidence.CodeNotFound] for an outlet that the graph does not have and [evidence.CodeTooComplex] for more than 10,000
// items.
func (s *Service) Sourcing(ctx context.Context, q SourcingQuery) (*Sourcing, error) {
	var err error
	if q.At, q.Policy, err = settled(q.At, q.Policy); err != nil {
		return nil, err
	}
	b, err := s.newSourcing(ctx, q)
	if err != nil {
		return nil, err
	}
	items, err := s.items(ctx, q, b.published(q.Takers))
	if err != nil {
		return nil, err
	}
	err = inParts(items, itemChunk, func(part []evidence.ID) error {
		sub, err := s.reader.Subgraphs(ctx, nil, q.At, part...)
		if err != nil {
			return err
		}
		return b.add(ctx, basis.NewIndex(sub, q.Policy), part)
	})
	if err != nil {
		return nil, err
	}
	return b.result(), nil
}

// items returns the ids of the items of outlets.
func (s *Service) items(ctx context.Context, q SourcingQuery, of []evidence.OutletID) ([]evidence.ID, error) {
	where := q.Where
	where.Outlets = of
	page, err := s.reader.List(
		ctx, evidence.ListQuery{Kind: evidence.KindSource, Where: where, At: q.At, Page: evidence.Page{First: maxItems}})
	if err != nil {
		return nil, err
	}
	if page.HasNext {
		return nil, &evidence.Error{Code: evidence.CodeTooComplex,
			Message: fmt.Sprintf(
				"the outlets have more than %d items; narrow them by the day of publication, or name fewer outlets", maxItems)}
	}
	ids := make([]evidence.ID, len(page.Nodes))
	for i, n := range page.Nodes {
		ids[i] = n.Node.NodeID()
	}
	return ids, nil
}

// sourcing is a [Sourcing] in the making.
type sourcing struct {
	outletSet
	on     []*evidence.Outlet // nil = all
	takers []*evidence.Outlet
	items  map[evidence.OutletID]int // by taker
	seen   map[evidence.SourceID]bool
	rows   map[[2]evidence.OutletID]*sourcingRow
	Sourcing
}

// sourcingRow is a row in the making: share is a sum yet.
type sourcingRow struct {
	SourcingRow
	parts map[evidence.SourceID]float64
}

// newSourcing reads the outlets that are asked for.
func (s *Service) newSourcing(ctx context.Context, q SourcingQuery) (*sourcing, error) {
	outlets, err := s.outletsOf(ctx, append(slices.Clone(q.Takers), q.On...), q.At, q.Policy)
	if err != nil {
		return nil, err
	}
	b := &sourcing{
		outletSet: outlets, items: map[evidence.OutletID]int{},
		seen: map[evidence.SourceID]bool{}, rows: map[[2]evidence.OutletID]*sourcingRow{},
	}
	b.takers = b.standing(q.Takers)
	if q.On != nil {
		b.on = b.standing(q.On)
		b.takers = slices.DeleteFunc(b.takers, func(o *evidence.Outlet) bool { return len(b.on) == 1 && b.on[0] == o })
		b.rowsFor()
	}
	return b, nil
}

// rowsFor makes the rows that are shown even where nothing rests on the outlet.
func (b *sourcing) rowsFor() {
	for _, taker := range b.takers {
		for _, on := range b.on {
			if taker.ID != on.ID {
				b.row(taker, on)
			}
		}
	}
}

func (b *sourcing) row(taker, on *evidence.Outlet) *sourcingRow {
	key := [2]evidence.OutletID{taker.ID, on.ID}
	if b.rows[key] == nil {
		b.rows[key] = &sourcingRow{SourcingRow: SourcingRow{Taker: taker, On: on}, parts: map[evidence.SourceID]float64{}}
	}
	return b.rows[key]
}

// item is an item with its place in a graph.
type item struct {
	node  int32
	taker *evidence.Outlet
}

// add looks at the items of one read.
func (b *sourcing) add(ctx context.Context, ix *basis.Index, ids []evidence.ID) error {
	b.meet(ix)
	var classes []int32
	for _, id := range ids {
		if class, ok := ix.SourceAt[evidence.SourceID(id)]; ok {
			classes = append(classes, class)
		}
	}
	g := basis.NewGraph(ix, basis.EveryClaim, classes...)
	var items []item
	for _, class := range classes {
		at, _ := slices.BinarySearch(g.Nodes, class)
		v, source := int32(at), ix.Sources[class]
		taker := b.outletSet[source.Outlet]
		if b.seen[source.ID] || !slices.Contains(b.takers, taker) {
			continue // the same as another, of another outlet perhaps
		}
		b.seen[source.ID] = true
		items = append(items, item{v, taker})
		b.count(g, v, taker)
	}
	return b.spread(ctx, g, items)
}

func (b *sourcing) count(g *basis.Graph, v int32, taker *evidence.Outlet) {
	b.ItemCount++
	b.items[taker.ID]++
	switch {
	case g.Unnamed[v]:
		b.UntracedCount++
	case g.Phi[v] > 0 && g.Grounded(v):
		b.OriginalCount++
	}
}

// spread adds what the items rest on, outlet by outlet.
func (b *sourcing) spread(ctx context.Context, g *basis.Graph, items []item) error {
	outletOf, first := b.placesIn(g)
	part := make([]float64, len(g.Nodes))
	for _, on := range present(first) {
		if b.on != nil && !slices.Contains(b.on, on) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return &evidence.Error{Code: evidence.CodeTimeout, Message: "the request ended before the answer was computed",
				Err: err}
		}
		g.ThroughAny(first[on], func(v int32) bool { return outletOf[v] == on && g.Grounded(v) }, part)
		for _, i := range items {
			if p := part[i.node]; p > leastPart && i.taker != on {
				b.rest(b.row(i.taker, on), g.Source(i.node), p)
			}
		}
	}
	return nil
}

// rest notes that a part of an item's basis comes through an outlet.
func (b *sourcing) rest(r *sourcingRow, s *evidence.Source, part float64) {
	r.RestingCount++
	r.Share += part
	if part >= 1-leastPart {
		r.WhollyCount++
	}
	r.Examples = append(r.Examples, s)
	r.parts[s.ID] = tally.Rounded(part)
}

// result puts the rows in order.
func (b *sourcing) result() *Sourcing {
	for _, r := range b.rows {
		if r.ItemCount = b.items[r.Taker.ID]; r.ItemCount > 0 {
			r.Share /= float64(r.ItemCount)
		}
		slices.SortFunc(r.Examples, func(x, y *evidence.Source) int {
			return cmp.Or(cmp.Compare(r.parts[y.ID], r.parts[x.ID]), cmp.Compare(x.ID, y.ID))
		})
		b.Rows = append(b.Rows, r.SourcingRow)
	}
	slices.SortFunc(b.Rows, func(x, y SourcingRow) int { return x.Key().Compare(y.Key()) })
	return &b.Sourcing
}
