package scores

import (
	"context"
	"slices"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
)

// slack is how far beside a threshold a figure still meets it: figures come with the errors of their computation.
const slack = 1e-9

// Relation is how a figure stands to a number.
type Relation string

// The relations.
const (
	Equal   Relation = "="
	Less    Relation = "<"
	AtMost  Relation = "<="
	More    Relation = ">"
	AtLeast Relation = ">="
)

// Bound is a condition on one figure; it is met within 1e-9.
type Bound struct {
	Figure   convergence.Figure
	Relation Relation
	Value    float64
}

// Bounds are conditions on the figures of one side, all of which must hold.
type Bounds []Bound

// Hold reports whether the figures meet every bound. A figure that is not known meets none.
func (b Bounds) Hold(n convergence.Numbers) bool {
	for _, bound := range b {
		if value, known := n.Value(bound.Figure); !known || !bound.holds(value) {
			return false
		}
	}
	return true
}

func (b Bound) holds(v float64) bool {
	switch b.Relation {
	case Equal:
		return v >= b.Value-slack && v <= b.Value+slack
	case Less:
		return v < b.Value-slack
	case AtMost:
		return v <= b.Value+slack
	case More:
		return v > b.Value+slack
	case AtLeast:
		return v >= b.Value-slack
	}
	return false
}

// Where says which claims. Every part that is set must hold.
type Where struct {
	evidence.Filter // the parts that apply to claims
	Supporting      Bounds
	Refuting        Bounds
	All             []Where // each must hold
	// Any: one of these must hold, none does if it is empty; nil = not set.
	Any []Where
	Not *Where
}

// Plain reports whether the filter says it all, so that no figures are needed.
func (w Where) Plain() bool {
	return len(w.Supporting)+len(w.Refuting)+len(w.All) == 0 && w.Any == nil && w.Not == nil
}

// Figures reports whether there are conditions on figures in it, at any depth.
func (w Where) Figures() bool {
	if len(w.Supporting)+len(w.Refuting) > 0 || w.Not != nil && w.Not.Figures() {
		return true
	}
	return slices.ContainsFunc(w.All, Where.Figures) || slices.ContainsFunc(w.Any, Where.Figures)
}

// Claims returns the claims that a filter without conditions on figures keeps, by id. Errors are the reader's.
func (w Where) Claims(ctx context.Context, s *inquiry.Service) ([]evidence.ClaimID, error) {
	claims, err := s.Claims(ctx, w.Filter, evidence.Moment{})
	if err != nil {
		return nil, err
	}
	rows := &Rows{list: make([]*Row, len(claims))}
	for i, c := range claims {
		rows.list[i] = &Row{Claim: c}
	}
	rest := w
	rest.Filter = evidence.Filter{} // it has been applied
	kept, err := rest.Select(ctx, s, rows)
	ids := make([]evidence.ClaimID, len(kept))
	for i, row := range kept {
		ids[i] = row.Claim.ID
	}
	return ids, err
}

// condition decides on a row.
type condition func(*Row) bool

// Select returns the rows of the claims that the filter keeps, by claim id. What the rows do not show is read from the
// graph, once for each filter that asks for it. Errors are the reader's.
func (w Where) Select(ctx context.Context, s *inquiry.Service, r *Rows) ([]*Row, error) {
	keeps, err := w.condition(ctx, s)
	if err != nil {
		return nil, err
	}
	var out []*Row
	for _, row := range r.list {
		if keeps(row) {
			out = append(out, row)
		}
	}
	return out, nil
}

func (w Where) condition(ctx context.Context, s *inquiry.Service) (condition, error) {
	conditions := []condition{func(r *Row) bool {
		return w.KeepsClaim(r.Claim) && w.Supporting.Hold(r.Score.Supporting) && w.Refuting.Hold(r.Score.Refuting)
	}}
	if links := w.OfLinks(); !links.Empty() {
		kept, err := idsOf(ctx, s, links)
		if err != nil {
			return nil, err
		}
		conditions = append(conditions, func(r *Row) bool { return kept[r.Claim.ID] })
	}
	all, err := conditionsOf(ctx, s, w.All)
	if err != nil {
		return nil, err
	}
	conditions = append(conditions, all...)
	if w.Any != nil {
		several, err := conditionsOf(ctx, s, w.Any)
		if err != nil {
			return nil, err
		}
		conditions = append(conditions, func(r *Row) bool { return anyHolds(several, r) })
	}
	if w.Not != nil {
		not, err := w.Not.condition(ctx, s)
		if err != nil {
			return nil, err
		}
		conditions = append(conditions, func(r *Row) bool { return !not(r) })
	}
	return func(r *Row) bool { return allHold(conditions, r) }, nil
}

func conditionsOf(ctx context.Context, s *inquiry.Service, list []Where) ([]condition, error) {
	out := make([]condition, len(list))
	for i, w := range list {
		var err error
		if out[i], err = w.condition(ctx, s); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func idsOf(ctx context.Context, s *inquiry.Service, f evidence.Filter) (map[evidence.ClaimID]bool, error) {
	ids, _, err := s.ClaimIDs(ctx, f, evidence.Moment{}, 0)
	kept := make(map[evidence.ClaimID]bool, len(ids))
	for _, id := range ids {
		kept[id] = true
	}
	return kept, err
}

func allHold(list []condition, r *Row) bool {
	for _, holds := range list {
		if !holds(r) {
			return false
		}
	}
	return true
}

func anyHolds(list []condition, r *Row) bool {
	for _, holds := range list {
		if holds(r) {
			return true
		}
	}
	return false
}
