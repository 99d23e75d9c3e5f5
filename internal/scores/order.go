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

// Page cuts a page out of rows that are in order. The error has code [evidence.CodeInvalid] for a cursor of another order.
func (o Order) Page(rows []*Row, p evidence.Page) ([]*Row, evidence.PageInfo, error) {
	from, to := 0, len(rows)
	if p.After != nil {
		at, err := o.place(rows, p.After, false)
		if err != nil {
			return nil, evidence.PageInfo{}, err
		}
		from = at
	}
	if p.Before != nil {
		at, err := o.place(rows, p.Before, true)
		if err != nil {
			return nil, evidence.PageInfo{}, err
		}
		to = max(from, at)
	}
	if p.Last > 0 {
		from = max(from, to-p.Last)
	} else {
		to = min(to, from+p.First)
	}
	info := evidence.PageInfo{HasNext: to < len(rows), HasPrevious: from > 0}
	if p.Count {
		total := len(rows)
		info.Total = &total
	}
	return rows[from:to], info, nil
}

// place returns how many rows come before a cursor, those at the cursor itself included or not.
func (o Order) place(rows []*Row, c evidence.Cursor, before bool) (int, error) {
	if len(c) != len(o)+1 {
		return 0, evidence.Invalidf("cursor", "is a cursor of another order; expected one that a page of this list gave")
	}
	keys := make([]float64, len(o))
	for i := range keys {
		var err error
		if keys[i], err = strconv.ParseFloat(c[i], 64); err != nil {
			return 0, evidence.Invalidf("cursor", "is a cursor of another order; expected one that a page of this list gave")
		}
	}
	at, found := slices.BinarySearchFunc(rows, keys, func(r *Row, keys []float64) int {
		for i, key := range o {
			if d := cmp.Compare(key(r), keys[i]); d != 0 {
				return d
			}
		}
		return cmp.Compare(string(r.Claim.ID), c[len(o)])
	})
	if found && !before {
		at++
	}
	return at, nil
}
