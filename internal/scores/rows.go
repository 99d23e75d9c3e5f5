package scores

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

// Row is a claim with what it is worth.
type Row struct {
	Claim *evidence.Claim
	Score convergence.Score
}

// Shrinkage returns how many of the supporting sources are not worth one of their own: their number less the
// independent ones that they are worth, presumed ones included; at least 0.
func (r *Row) Shrinkage() float64 {
	return max(0, float64(r.Score.Supporting.SourceCount)-r.Score.Supporting.Presumed)
}

// Rows are the rows of claims at one state of the graph. They are never changed.
type Rows struct {
	// Version is a version of the graph that no row is older than. Rows computed while others committed may be newer.
	Version evidence.Version

	list   []*Row // by claim id
	number uint64 // of the feed's mark that they reach
}

// All returns the rows by claim id. The list must not be changed.
func (r *Rows) All() []*Row { return r.list }

// Of returns the row of a claim, nil if there is none.
func (r *Rows) Of(id evidence.ClaimID) *Row {
	at, found := slices.BinarySearchFunc(r.list, id,
		func(row *Row, id evidence.ClaimID) int { return cmp.Compare(row.Claim.ID, id) })
	if !found {
		return nil
	}
	return r.list[at]
}

// with returns the rows with others in their place or added.
func (r *Rows) with(fresh []*Row) *Rows {
	sortRows(fresh)
	out := make([]*Row, 0, len(r.list)+len(fresh))
	old := r.list
	for _, row := range fresh {
		at, found := slices.BinarySearchFunc(old, row, compareRows)
		out = append(append(out, old[:at]...), row)
		if found {
			at++
		}
		old = old[at:]
	}
	return &Rows{list: append(out, old...)}
}

func sortRows(rows []*Row) { slices.SortFunc(rows, compareRows) }

func compareRows(a, b *Row) int { return cmp.Compare(a.Claim.ID, b.Claim.ID) }
