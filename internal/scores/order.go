package scores

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// OrderField is what lists of claims may be ordered by, in both directions.
type OrderField struct {
	Value string // in the contract
	Name  string // on the command line
	// of returns the value of a row, and whether it has one. Values are rounded to 1e-9, so that what differs by the
	// errors of computation alone is ordered by id.
	of func(*Row) (value float64, known bool)
}

// OrderFields returns the table of what claims may be ordered by: the claim date, every figure of the supporting side
// and the shrinkage.
func OrderFields() []OrderField {
	fields := []OrderField{{OrderByClaimDate, "claimDate", claimDate}}
	for _, f := range convergence.Figures() {
		fields = append(fields, OrderField{string(f.Figure), f.Field, func(r *Row) (float64, bool) {
			value, known := f.Of(r.Score.Supporting)
			return tally.Rounded(value), known
		}})
	}
	return append(fields, OrderField{orderByShrinkage, "shrinkage", func(r *Row) (float64, bool) {
		return tally.Rounded(r.Shrinkage()), true
	}})
}

// The values of the contract for what is no figure.
const (
	OrderByClaimDate = "CLAIM_DATE"
	orderByShrinkage = "SHRINKAGE"
)

// claimDate is a reduced date's first day.
func claimDate(r *Row) (float64, bool) {
	return float64(r.Claim.ClaimDate.Time().Unix()), r.Claim.ClaimDate.Known()
}

// ClaimOrder is an order of claims by its name on the command line.
type ClaimOrder struct {
	Name       string
	Field      string // in the contract
	Descending bool
}

// ClaimOrders returns the table of the orders of claims, as help lists them: those with a word of their own, then each
// field in both directions.
func ClaimOrders() []ClaimOrder {
	orders := []ClaimOrder{
		{"shrinkage", orderByShrinkage, true},
		{"weakest", string(convergence.FigureDemonstrated), false},
		{"strongest", string(convergence.FigureDemonstrated), true},
		{"newest", OrderByClaimDate, true},
		{"oldest", OrderByClaimDate, false},
	}
	for _, f := range OrderFields() {
		orders = append(orders, ClaimOrder{f.Name + "-asc", f.Value, false}, ClaimOrder{f.Name + "-desc", f.Value, true})
	}
	return orders
}

// Order is the order of a list of rows: by a key, ascending, and ties by claim id. The zero Order is by claim id.
type Order struct{ key func(*Row) float64 }

// OrderBy returns the order by a field of the contract in one direction. Rows without a value are last in both. A field
// that the table does not have orders by claim id.
func OrderBy(field string, descending bool) Order {
	for _, f := range OrderFields() {
		if f.Value != field {
			continue
		}
		return Order{func(r *Row) float64 {
			v, known := f.of(r)
			switch {
			case !known:
				return math.MaxFloat64
			case descending:
				return 0 - v // and not -v, which is -0 for 0
			}
			return v
		}}
	}
	return Order{}
}

// Sort puts rows in order.
func (o Order) Sort(rows []*Row) {
	slices.SortFunc(rows, func(a, b *Row) int {
		if o.key != nil {
			if c := cmp.Compare(o.key(a), o.key(b)); c != 0 {
				return c
			}
		}
		return compareRows(a, b)
	})
}

// Cursor returns the place of a row in the order.
func (o Order) Cursor(r *Row) evidence.Cursor {
	if o.key == nil {
		return evidence.Cursor{string(r.Claim.ID)}
	}
	return evidence.Cursor{strconv.FormatFloat(o.key(r), 'g', -1, 64), string(r.Claim.ID)}
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
	key float64
	id  evidence.ClaimID
}

// place reads what Cursor wrote; no cursor is no place.
func (o Order) place(c evidence.Cursor) (at place, err error) {
	parts := 1
	if o.key != nil {
		parts = 2
	}
	switch {
	case c == nil:
		return place{}, nil
	case len(c) != parts:
		return place{}, otherOrder()
	case o.key != nil:
		if at.key, err = strconv.ParseFloat(c[0], 64); err != nil {
			return place{}, otherOrder()
		}
	}
	at.id = evidence.ClaimID(c[parts-1])
	return at, nil
}

func otherOrder() error {
	return evidence.Invalidf("cursor", "is a cursor of another order; expected one that a page of this list gave")
}

// compare reports whether a row comes before a place, after it, or is at it.
func (o Order) compare(r *Row, at place) int {
	if o.key != nil {
		if d := cmp.Compare(o.key(r), at.key); d != 0 {
			return d
		}
	}
	return cmp.Compare(r.Claim.ID, at.id)
}
