package graph

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/coowned"
	"github.com/credence-graph/credence/internal/dedupe"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/reliability"
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

func (r queryResolver) SuggestedOwners(
	ctx context.Context, first int, after *string, last *int, before *string,
) (*model.SuggestedOwnerConnection, error) {
	if r.coowned == nil {
		return nil, &evidence.Error{Code: evidence.CodeUnavailable,
			Message: "this server does not suggest owners; ask another"}
	}
	page, err := paging.BothWays(ctx, &first, after, last, before).Page(ctx)
	if err != nil {
		return nil, err
	}
	found, err := r.coowned.Suggestions(ctx)
	if err != nil {
		return nil, err
	}
	list, err := paging.ConnectKeyed(ctx, found.Suggestions, page, paging.ByCursor(ownerCursor))
	list.Version = found.Version.String()
	return &list, err
}

// ownerCursor is the place of a suggestion. Cursors ascend as their list does, whose words, scores and numbers descend.
func ownerCursor(s *coowned.Found) evidence.Cursor {
	return evidence.Cursor{
		fmt.Sprint(9 - s.Words), fmt.Sprintf("%.17f", 1-s.Score), fmt.Sprintf("%010d",
			math.MaxInt32-len(s.Alike)), string(s.Outlet),
	}
}

func (suggestedOwnerResolver) Outlet(ctx context.Context, obj *coowned.Found) (*evidence.Outlet, error) {
	return request.Need[evidence.Outlet](ctx, obj.Outlet)
}

func (suggestedOwnerResolver) Owners(ctx context.Context, obj *coowned.Found) ([]model.Entity, error) {
	owners := make([]model.Entity, len(obj.Owners))
	for i, id := range obj.Owners {
		node, err := request.NeedNode(ctx, id)
		if err != nil {
			return nil, err
		}
		owners[i] = node
	}
	return owners, nil
}

func (suggestedOwnerResolver) AlikeCount(_ context.Context, obj *coowned.Found) (int, error) {
	return len(obj.Alike), nil
}

func (suggestedOwnerResolver) AgainstCount(_ context.Context, obj *coowned.Found) (int, error) {
	return len(obj.Against), nil
}

// maxWeighed is how many claims are weighed for a client that asks how often sources are right; in process it is any
// number.
const maxWeighed = maxAudited

func (r queryResolver) SuggestedReliabilities(
	ctx context.Context, sources []evidence.ID, first int, after *string, last *int, before *string,
) (*model.SuggestedReliabilityConnection, error) {
	o, err := r.weighed(ctx, "sources", len(sources))
	if err != nil {
		return nil, err
	}
	only, err := parseIDs[evidence.SourceID](evidence.KindSource, sources)
	if err != nil {
		return nil, err
	}
	page, err := paging.BothWays(ctx, &first, after, last, before).Page(ctx)
	if err != nil {
		return nil, err
	}
	found, err := r.reliability.Suggest(ctx, only, o)
	if err != nil {
		return nil, err
	}
	list, err := paging.ConnectKeyed(ctx, found.Suggestions, page, reliabilityKeys)
	list.Version = found.Version.String()
	return &list, err
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

// reliabilityKeys is the order of the suggestions.
var reliabilityKeys = paging.Keys[reliability.Suggestion, reliability.Key]{
	Of: func(s *reliability.Suggestion) reliability.Key { return s.Key() },
	Write: func(k reliability.Key) evidence.Cursor {
		return evidence.Cursor{exact(k.Difference), strconv.Itoa(k.Claims), string(k.Source)}
	},
	Read: func(c evidence.Cursor) (k reliability.Key, ok bool) {
		if len(c) != 3 {
			return k, false
		}
		var err, failed error
		k.Difference, err = strconv.ParseFloat(c[0], 64)
		k.Claims, failed = strconv.Atoi(c[1])
		k.Source = evidence.SourceID(c[2])
		return k, err == nil && failed == nil
	},
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
