package scores

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

// Key is what rows are ordered by: a number, ascending. Keys are rounded to 1e-9, so that what differs by the errors of
// computation alone is ordered by id.
type Key func(*Row) float64

// ClaimOrder is an order that lists of claims may have.
type ClaimOrder struct {
	Name  string // on the command line; "" = it has none: it is the order without --order
	Value string // in the contract
	Key   Key    // nil = by claim id, which ties are broken by
}

// ClaimOrders returns the table of the orders of claims, as help lists them.
func ClaimOrders() []ClaimOrder {
	return []ClaimOrder{
		{"shrinkage", "SHRINKAGE_DESC", LargestShrinkage},
		{"weakest", "DEMONSTRATED_ASC", Ascending(convergence.FigureDemonstrated)},
		{"strongest", "DEMONSTRATED_DESC", Descending(convergence.FigureDemonstrated)},
		{"presumed", "EFFECTIVE_DESC", Descending(convergence.FigurePresumed)},
		{"sources", "SUPPORTING_SOURCES_DESC", Descending(convergence.FigureSourceCount)},
		{"lines", "LINES_ASC", Ascending(convergence.FigureLineCount)},
		{"newest", "CLAIM_DATE_DESC", NewestFirst},
		{"", "ID", nil},
	}
}

// Ascending returns the key that puts the least of a figure of the supporting side first.
func Ascending(f convergence.Figure) Key {
	return func(r *Row) float64 { return rounded(r.Score.Supporting.Value(f)) }
}

// Descending returns the key that puts the largest of a figure of the supporting side first.
func Descending(f convergence.Figure) Key {
	return func(r *Row) float64 { return 0 - rounded(r.Score.Supporting.Value(f)) }
}

// LargestShrinkage puts the largest [Row.Shrinkage] first.
func LargestShrinkage(r *Row) float64 { return 0 - rounded(r.Shrinkage()) }

// NewestFirst puts the latest claim date first, undated claims last. A reduced date counts as its first day.
func NewestFirst(r *Row) float64 {
	if !r.Claim.ClaimDate.Known() {
		return math.MaxFloat64
	}
	return -float64(r.Claim.ClaimDate.Time().Unix())
}

func rounded(v float64) float64 { return math.Round(v*1e9) / 1e9 }

// Order is the order of a list of rows: by the keys, the first counting most, ties by claim id.
type Order []Key

// OrderOf returns the order that values of the contract's ClaimOrder make together. Those after one by id decide
// nothing.
func OrderOf[V ~string](values []V) Order {
	var out Order
	for _, value := range values {
		for _, o := range ClaimOrders() {
			if o.Value != string(value) {
				continue
			}
			if o.Key == nil {
				return out
			}
			out = append(out, o.Key)
		}
	}
	return out
}

// Sort puts rows in order.
func (o Order) Sort(rows []*Row) {
	slices.SortFunc(rows, func(a, b *Row) int {
		for _, key := range o {
			if c := cmp.Compare(key(a), key(b)); c != 0 {
				return c
			}
		}
		return compareRows(a, b)
	})
}

// Cursor returns the place of a row in the order.
func (o Order) Cursor(r *Row) evidence.Cursor {
	c := make(evidence.Cursor, 0, len(o)+1)
	for _, key := range o {
		c = append(c, strconv.FormatFloat(key(r), 'g', -1, 64))
	}
	return append(c, string(r.Claim.ID))
}

// Page cuts a page out of rows that are in order. The error has code [evidence.CodeInvalid] for a cursor of another
// order.
func (o Order) Page(rows []*Row, p evidence.Page) ([]*Row, evidence.PageInfo, error) {
	after, err := o.place(p.After)
	if err != nil {
		return nil, evidence.PageInfo{}, err
	}
	before, err := o.place(p.Before)
	if err != nil {
		return nil, evidence.PageInfo{}, err
	}
	from, to, info := p.Cut(len(rows),
		func(i int) bool { return o.compare(rows[i], after) > 0 },
		func(i int) bool { return o.compare(rows[i], before) < 0 })
	return rows[from:to], info, nil
}

// place is a place in an order.
type place struct {
	keys []float64
	id   evidence.ClaimID
}

// place reads what Cursor wrote; no cursor is no place.
func (o Order) place(c evidence.Cursor) (place, error) {
	if c == nil {
		return place{}, nil
	}
	if len(c) != len(o)+1 {
		return place{}, otherOrder()
	}
	at := place{make([]float64, len(o)), evidence.ClaimID(c[len(o)])}
	for i := range o {
		var err error
		if at.keys[i], err = strconv.ParseFloat(c[i], 64); err != nil {
			return place{}, otherOrder()
		}
	}
	return at, nil
}

func otherOrder() error {
	return evidence.Invalidf("cursor", "is a cursor of another order; expected one that a page of this list gave")
}

// compare reports whether a row comes before a place, after it, or is at it.
func (o Order) compare(r *Row, at place) int {
	for i, key := range o {
		if d := cmp.Compare(key(r), at.keys[i]); d != 0 {
			return d
		}
	}
	return cmp.Compare(r.Claim.ID, at.id)
}
