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

func (r queryResolver) SuggestedMerges(
	ctx context.Context, kinds []model.NodeKind, first int, after *string,
) (*model.SuggestedMergeConnection, error) {
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
	all := found.Suggestions
	from, to, info := page.Cut(len(all), func(i int) bool {
		return slices.Compare(mergeCursor(&all[i]),
			page.After) > 0
	}, nil)
	edges, cursors := make([]*model.SuggestedMergeEdge, to-from), make([]string, to-from)
	for i := range edges {
		cursors[i] = paging.EncodeCursor(paging.ListName(ctx), mergeCursor(&all[from+i]))
		edges[i] = &model.SuggestedMergeEdge{Cursor: cursors[i], Node: &all[from+i]}
	}
	return &model.SuggestedMergeConnection{
		Edges: edges, PageInfo: paging.Info(info,
			cursors), TotalCount: len(all), Statistics: &found.Statistics, Version: found.Version.String(),
	}, nil
}

// mergeCursor is the place of a suggestion: ascending as the list is.
func mergeCursor(s *dedupe.Suggestion) evidence.Cursor {
	return evidence.Cursor{
		strconv.Itoa(slices.Index(dedupe.Strengths(), s.Strength)), strconv.Itoa(slices.Index(dedupe.Kinds(),
			s.Kind())), string(s.A), string(s.B),
	}
}

func (suggestedMergeResolver) A(ctx context.Context, obj *dedupe.Suggestion) (model.Entity, error) {
	return request.NeedNode(ctx, obj.A)
}

func (suggestedMergeResolver) B(ctx context.Context, obj *dedupe.Suggestion) (model.Entity, error) {
	return request.NeedNode(ctx, obj.B)
}
