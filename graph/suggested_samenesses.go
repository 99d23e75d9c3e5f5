package graph

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/dedupe"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r queryResolver) SuggestedSamenesses(
	ctx context.Context, kinds []model.EntityKind, first int, after *string,
) (*model.SuggestedSamenessConnection, error) {
	if r.merging == nil {
		return nil, &evidence.Error{Code: evidence.CodeUnavailable,
			Message: "this server does not search for duplicates; ask another"}
	}
	page, err := paging.Forward(first, after).Page(ctx)
	if err != nil {
		return nil, err
	}
	only := make([]evidence.Kind, len(kinds))
	for i, k := range kinds {
		only[i] = evidence.Kind(strings.ToLower(string(k)))
	}
	found, err := r.merging.Suggestions(ctx, only)
	if err != nil {
		return nil, err
	}
	later := func(s *dedupe.Suggestion) bool { return slices.Compare(mergeCursor(s), page.After) > 0 }
	edges, info := paging.Edges(ctx, found.Suggestions, page, later, mergeCursor,
		func(cursor string, s *dedupe.Suggestion) *model.SuggestedSamenessEdge {
			return &model.SuggestedSamenessEdge{Cursor: cursor, Node: s}
		})
	return &model.SuggestedSamenessConnection{
		Edges: edges, PageInfo: info, TotalCount: len(found.Suggestions),
		Statistics: &found.Statistics, Version: found.Version.String(),
	}, nil
}

// mergeCursor is the place of a suggestion: ascending as the list is.
func mergeCursor(s *dedupe.Suggestion) evidence.Cursor {
	return evidence.Cursor{
		strconv.Itoa(slices.Index(dedupe.Strengths(), s.Strength)), strconv.Itoa(slices.Index(dedupe.Kinds(),
			s.Kind())), string(s.A), string(s.B),
	}
}

func (suggestedSamenessResolver) A(ctx context.Context, obj *dedupe.Suggestion) (model.Entity, error) {
	return request.NeedNode(ctx, obj.A)
}

func (suggestedSamenessResolver) B(ctx context.Context, obj *dedupe.Suggestion) (model.Entity, error) {
	return request.NeedNode(ctx, obj.B)
}
