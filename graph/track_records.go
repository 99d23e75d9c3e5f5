package graph

import (
	"context"
	"fmt"
	"math"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/reliability"
)

func (r queryResolver) TrackRecords(
	ctx context.Context, of []evidence.ID, first int, after *string, last *int, before *string,
) (*model.TrackRecordConnection, error) {
	o, err := r.weighed(ctx, "of", len(of))
	if err != nil {
		return nil, err
	}
	for _, id := range of {
		if kind := id.Kind(); kind != evidence.KindOutlet && kind != evidence.KindSource {
			return nil, evidence.Invalidf("of",
				"%q is the id of no outlet or source; expected one such as outlet:herald", id)
		}
	}
	page, err := paging.BothWays(ctx, &first, after, last, before).Page(ctx)
	if err != nil {
		return nil, err
	}
	found, err := r.reliability.TrackRecords(ctx, of, o)
	if err != nil {
		return nil, err
	}
	list, err := paging.ConnectKeyed(ctx, found.Records, page, paging.ByCursor(recordCursor))
	list.Version = found.Version.String()
	return &list, err
}

// recordCursor is the place of a track record. Cursors ascend as their list does, and the most votes come first.
func recordCursor(t *reliability.TrackRecord) evidence.Cursor {
	return evidence.Cursor{fmt.Sprintf("%010d", math.MaxInt32-t.Votes), string(t.Of)}
}

func (r queryResolver) ClaimShares(ctx context.Context, claims []evidence.ID) ([]*reliability.ClaimShare, error) {
	o, err := r.weighed(ctx, "claims", len(claims))
	if err != nil {
		return nil, err
	}
	parsed, at, err := parseEach(ctx, claims, func(id evidence.ID) (evidence.ClaimID, error) {
		return evidence.ParseKey[evidence.ClaimID](evidence.KindClaim, string(id))
	})
	if err != nil {
		return nil, err
	}
	found, err := r.reliability.Shares(ctx, parsed, o)
	if err != nil {
		return nil, err
	}
	shares := make([]*reliability.ClaimShare, len(claims))
	for i, share := range found {
		if shares[at[i]] = share; share == nil {
			errorAt(ctx, at[i], evidence.NotFoundf("the graph has no claim %q", parsed[i]))
		}
	}
	return shares, nil
}

func (trackRecordResolver) Of(ctx context.Context, obj *reliability.TrackRecord) (model.Entity, error) {
	return request.NeedNode(ctx, obj.Of)
}

func (trackRecordResolver) Reliability(
	_ context.Context, obj *reliability.TrackRecord,
) (*evidence.SourceReliability, error) {
	return known(obj.Letter), nil
}

func (trackRecordResolver) Suggested(
	_ context.Context, obj *reliability.TrackRecord,
) (*evidence.SourceReliability, error) {
	return known(obj.Suggested), nil
}

func (claimShareResolver) Claim(ctx context.Context, obj *reliability.ClaimShare) (*evidence.Claim, error) {
	return request.Need[evidence.Claim](ctx, obj.Claim)
}
