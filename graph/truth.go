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
	ctx context.Context, items []string, first int, after *string, last *int, before *string,
) (*model.ItemTruthConnection, error) {
	if r.truths == nil {
		return nil, &evidence.Error{Code: evidence.CodeUnavailable,
			Message: "this server does not estimate what is true; ask another"}
	}
	if len(items) > maxItems && !request.IsInProcess(ctx) {
		return nil, evidence.Invalidf("items", "%d items are given; expected at most %d", len(items), maxItems)
	}
	page, err := paging.BothWays(ctx, &first, after, last, before).Page(ctx)
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
	shown, info, err := paging.Cut(items, page,
		paging.ByCursor(func(item *string) evidence.Cursor { return evidence.Cursor{*item} }))
	if err != nil {
		return nil, err
	}
	found, err := truths.Of(ctx, shown)
	if err != nil {
		return nil, err
	}
	list := paging.Connect(ctx, paging.Pointers(found), info,
		func(i int) evidence.Cursor { return evidence.Cursor{found[i].Item} })
	return &list, nil
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
