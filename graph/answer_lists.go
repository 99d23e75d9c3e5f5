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

// sidePart cuts the page of a list of a side, or of what belongs to one. of tells the lists of the side apart that are
// the same field.
func sidePart[T any](
	ctx context.Context, args paging.Args, list convergence.List[T], of ...any,
) (paging.Part[T], error) {
	side, err := sideOf(ctx)
	if err != nil {
		return paging.Part[T]{}, err
	}
	of = append(of, side.Supports())
	return paging.PartOf(ctx, args, standOf(ctx, side.State(), list.Len, of), list)
}

// edgesIn makes the edges of a page and the nodes on it.
func edgesIn[T, E any](part paging.Part[T], edge func(cursor string, node *T) E) ([]E, []*T) {
	edges, nodes := make([]E, len(part.Elements)), paging.Pointers(part.Elements)
	for i, node := range nodes {
		edges[i] = edge(part.Cursors[i], node)
	}
	return edges, nodes
}

// sourcePart makes a page of sources that belong to a side.
func sourcePart(
	ctx context.Context, all []*evidence.Source, args paging.Args, of ...any,
) (*model.SourceConnection, error) {
	part, err := sidePart(ctx, args, convergence.ListOfSources(all), of...)
	if err != nil {
		return nil, err
	}
	edges := make([]*model.SourceEdge, len(part.Elements))
	for i, s := range part.Elements {
		edges[i] = &model.SourceEdge{Cursor: part.Cursors[i], Node: s}
	}
	return &model.SourceConnection{Edges: edges, Nodes: part.Elements, PageInfo: part.Info, TotalCount: &part.Total}, nil
}
