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
	ctx context.Context, kinds []model.EntityKind, first int, after *string, last *int, before *string,
) (*model.SuggestedSamenessConnection, error) {
	if r.merging == nil {
		return nil, &evidence.Error{Code: evidence.CodeUnavailable,
			Message: "this server does not search for duplicates; ask another"}
	}
	page, err := paging.BothWays(ctx, &first, after, last, before).Page(ctx)
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
	list, err := paging.ConnectKeyed(ctx, found.Suggestions, page, paging.ByCursor(mergeCursor))
	list.Version = found.Version.String()
	return &model.SuggestedSamenessConnection{Plain: list, Statistics: &found.Statistics}, err
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
