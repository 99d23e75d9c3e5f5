package graph

import (
	"context"
	"strconv"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/reliability"
)

// maxWeighed is how many claims are weighed for a client that asks how often sources are right; in process it is any
// number.
const maxWeighed = maxAudited

func (r queryResolver) SuggestedReliabilities(
	ctx context.Context, sources []evidence.ID, first int, after *string,
) (*model.SuggestedReliabilityConnection, error) {
	o, err := r.weighed(ctx, "sources", len(sources))
	if err != nil {
		return nil, err
	}
	only, err := parseIDs[evidence.SourceID](evidence.KindSource, sources)
	if err != nil {
		return nil, err
	}
	page, err := paging.Forward(first, after).Page(ctx)
	if err != nil {
		return nil, err
	}
	found, err := r.reliability.Suggest(ctx, only, o)
	if err != nil {
		return nil, err
	}
	return reliabilityPage(ctx, found, page)
}

// weighed says how much may be done for a client that names so many ids in a field.
func (r queryResolver) weighed(ctx context.Context, field string, ids int) (reliability.Options, error) {
	switch {
	case r.reliability == nil:
		return reliability.Options{}, &evidence.Error{
			Code: evidence.CodeUnavailable, Message: "this server does not estimate how often sources are right; " +
				"ask another",
		}
	case request.IsInProcess(ctx):
		return reliability.Options{}, nil
	case ids > maxIDs:
		return reliability.Options{}, evidence.Invalidf(field, "%d ids are given; expected at most %d", ids, maxIDs)
	}
	return reliability.Options{MaxClaims: maxWeighed}, nil
}

// reliabilityPage cuts a page out of all suggestions.
func reliabilityPage(
	ctx context.Context, found *reliability.Result, page evidence.Page,
) (*model.SuggestedReliabilityConnection, error) {
	after, err := reliabilityKey(page.After)
	if err != nil {
		return nil, err
	}
	edges, info := paging.Edges(ctx, found.Suggestions, page,
		func(s *reliability.Suggestion) bool { return s.Key().Compare(after) > 0 },
		func(s *reliability.Suggestion) evidence.Cursor {
			k := s.Key()
			return evidence.Cursor{exact(k.Difference), strconv.Itoa(k.Claims), string(k.Source)}
		},
		func(cursor string, s *reliability.Suggestion) *model.SuggestedReliabilityEdge {
			return &model.SuggestedReliabilityEdge{Cursor: cursor, Node: s}
		})
	return &model.SuggestedReliabilityConnection{
		Edges: edges, PageInfo: info, TotalCount: len(found.Suggestions), Version: found.Version.String(),
	}, nil
}

// reliabilityKey reads the place that a cursor stands for; no cursor is no place.
func reliabilityKey(c evidence.Cursor) (k reliability.Key, err error) {
	if c == nil {
		return k, nil
	}
	if len(c) == 3 {
		var failed error
		k.Difference, err = strconv.ParseFloat(c[0], 64)
		k.Claims, failed = strconv.Atoi(c[1])
		if k.Source = evidence.SourceID(c[2]); err == nil && failed == nil {
			return k, nil
		}
	}
	return k, evidence.Invalidf("after", "is not a cursor of this list; expected one that an edge or pageInfo gave")
}

func (suggestedReliabilityResolver) Source(ctx context.Context, obj *reliability.Suggestion) (*evidence.Source, error) {
	return request.Need[evidence.Source](ctx, obj.Source)
}

func (suggestedReliabilityResolver) Reliability(
	_ context.Context, obj *reliability.Suggestion,
) (*evidence.SourceReliability, error) {
	return known(obj.Letter), nil
}

func (suggestedReliabilityResolver) Suggested(
	_ context.Context, obj *reliability.Suggestion,
) (*evidence.SourceReliability, error) {
	return known(obj.Suggested), nil
}
