package graph

import (
	"context"
	"errors"
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

// askedWith returns a moment as of when the cursors below the field judge owners and withdrawals, so that their lists
// are the same again. If the answers are fields of the field, these are named.
func askedWith(ctx context.Context, at evidence.Moment, answers ...string) evidence.Moment {
	if at.ValidAt.IsZero() {
		at.AskedAt = paging.AskedAt(ctx, answers...)
	}
	return at
}

// standOf says what a list of so many elements of an answer follows from. of tells the lists of the answer apart that
// are the same field.
func standOf(ctx context.Context, s convergence.State, length int, of []any) paging.Stand {
	stand := paging.Stand{Epoch: s.Epoch, Known: s.Known}
	if s.At.ValidAt.IsZero() {
		stand.Asked = s.At.AskedAt
	}
	s.Policy.Name = "" // what counts is the same under any name
	stand.Digest = paging.DigestOf(s.Claim, s.At.ValidAt.UTC(), s.At.Undated, fmt.Sprint(s.Policy), fmt.Sprint(s.Figures),
		supposed(ctx), length, of)
	return stand
}

// supposed returns what is supposed in the answer that the field belongs to, nil if nothing is.
func supposed(ctx context.Context) any {
	for fc := graphql.GetFieldContext(ctx); fc != nil; fc = fc.Parent {
		if fc.Object == "ConvergenceDiff" && fc.Field.Name == "before" {
			return nil
		}
		if change, ok := fc.Args["change"].(model.HypotheticalInput); ok {
			return change
		}
	}
	return nil
}

// sideOf returns the side that the field belongs to.
func sideOf(ctx context.Context) (*convergence.Side, error) {
	for fc := graphql.GetFieldContext(ctx); fc != nil; fc = fc.Parent {
		if side, ok := fc.Result.(*convergence.Side); ok {
			return side, nil
		}
	}
	return nil, errors.New("a list of a side stands outside of a side")
}

// sideStand says what a list of the side that the field belongs to follows from.
func sideStand(ctx context.Context, length int, of []any) (paging.Stand, error) {
	side, err := sideOf(ctx)
	if err != nil {
		return paging.Stand{}, err
	}
	return standOf(ctx, side.State(), length, append(of, side.Supports())), nil
}

// sidePage cuts the page of a list of a side, or of what belongs to one. of tells the lists of the side apart that are
// the same field.
func sidePage[T any](
	ctx context.Context, args paging.Args, list convergence.List[T], of ...any,
) (*model.Plain[T], error) {
	stand, err := sideStand(ctx, list.Len, of)
	if err != nil {
		return nil, err
	}
	return paging.Computed(ctx, args, stand, list)
}

// sideSources makes a page of sources that belong to a side.
func sideSources(
	ctx context.Context, all []*evidence.Source, args paging.Args, of ...any,
) (*model.SourceConnection, error) {
	stand, err := sideStand(ctx, len(all), of)
	if err != nil {
		return nil, err
	}
	page, err := paging.ComputedPointers(ctx, args, stand, convergence.ListOfSources(all))
	if err != nil {
		return nil, err
	}
	return &model.SourceConnection{Plain: *page,
		All: func(context.Context) ([]*evidence.Source, error) { return all, nil }}, nil
}
