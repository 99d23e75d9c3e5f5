package graph

import (
	"context"
	"slices"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/detect"
	"github.com/credence-graph/credence/internal/evidence"
)

// maxItems is how many items a client may ask for at once.
const maxItems = 100

func (r queryResolver) Truth(
	ctx context.Context, items []string, first int, after *string,
) (*model.ItemTruthConnection, error) {
	if r.truths == nil {
		return nil, &evidence.Error{Code: evidence.CodeUnavailable,
			Message: "this server does not estimate what is true; ask another"}
	}
	if len(items) > maxItems && !request.IsInProcess(ctx) {
		return nil, evidence.Invalidf("items", "%d items are given; expected at most %d", len(items), maxItems)
	}
	page, err := paging.Forward(first, after).Page(ctx)
	if err != nil {
		return nil, err
	}
	all := slices.Compact(slices.Sorted(slices.Values(items)))
	if items == nil {
		if all, _, err = r.truths.Items(ctx); err != nil {
			return nil, err
		}
	}
	return truthPage(ctx, r.truths, all, page)
}

// truthPage cuts a page out of items that are in order.
func truthPage(
	ctx context.Context, truths *detect.Truths, items []string, page evidence.Page,
) (*model.ItemTruthConnection, error) {
	from, to, info := page.Cut(len(items), func(i int) bool { return items[i] > page.After[0] }, nil)
	found, err := truths.Of(ctx, items[from:to])
	if err != nil {
		return nil, err
	}
	edges, cursors := make([]*model.ItemTruthEdge, len(found)), make([]string, len(found))
	for i := range found {
		cursors[i] = paging.EncodeCursor(paging.ListName(ctx), evidence.Cursor{found[i].Item})
		edges[i] = &model.ItemTruthEdge{Cursor: cursors[i], Node: &found[i]}
	}
	return &model.ItemTruthConnection{Edges: edges, PageInfo: paging.Info(info, cursors), TotalCount: len(items)}, nil
}

func (valueTruthResolver) Claims(ctx context.Context, obj *detect.Value) ([]*evidence.Claim, error) {
	return request.NeedAll[evidence.Claim](ctx, obj.Claims)
}

func (valueTruthResolver) VoiceCount(_ context.Context, obj *detect.Value) (int, error) {
	return len(obj.Voices), nil
}

func (valueTruthResolver) Voices(ctx context.Context, obj *detect.Value, first int) ([]*detect.Voice, error) {
	return paging.FirstPointers(ctx, obj.Voices, first)
}

func (voiceResolver) SourceCount(_ context.Context, obj *detect.Voice) (int, error) {
	return len(obj.Sources), nil
}

func (voiceResolver) Sources(ctx context.Context, obj *detect.Voice, first int) ([]*detect.VoiceSource, error) {
	return paging.FirstPointers(ctx, obj.Sources, first)
}

func (voiceSourceResolver) Source(ctx context.Context, obj *detect.VoiceSource) (*evidence.Source, error) {
	return request.Need[evidence.Source](ctx, obj.Source)
}
