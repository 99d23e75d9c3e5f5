package graph

import (
	"context"
	"slices"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r claimResolver) Statements(
	ctx context.Context, obj *evidence.Claim, stance []evidence.Stance, first *int, after *string, last *int,
	before *string,
) (*model.StatementConnection, error) {
	return statementPage(ctx, obj.NodeID(), stance, paging.BothWays(ctx, first, after, last, before))
}

func (r claimResolver) Corroborations(
	ctx context.Context, obj *evidence.Claim, first int, after *string, last *int, before *string,
) (*model.CorroborationConnection, error) {
	query := evidence.LinkQuery{Kind: evidence.KindCorroboration, Direction: evidence.Outgoing}
	return linkPage[evidence.Corroboration](ctx, obj.NodeID(), query, paging.BothWays(ctx, &first, after, last, before))
}

func (r claimResolver) Relations(
	ctx context.Context, obj *evidence.Claim, kinds []evidence.RelationKind, first int, after *string, last *int,
	before *string,
) (*model.RelationConnection, error) {
	query := evidence.LinkQuery{Kind: evidence.KindRelation, Direction: evidence.Either, Relations: kinds}
	return linkPage[evidence.Relation](ctx, obj.NodeID(), query, paging.BothWays(ctx, &first, after, last, before))
}

func (r claimResolver) Samenesses(
	ctx context.Context, obj *evidence.Claim, first int, after *string, last *int, before *string,
) (*model.SamenessConnection, error) {
	return samenessPage(ctx, obj.NodeID(), paging.BothWays(ctx, &first, after, last, before))
}

func (r claimResolver) Convergence(
	ctx context.Context, obj *evidence.Claim, _ *evidence.Moment, _ *model.PolicyInput,
) (*convergence.Convergence, error) {
	answers, err := r.answers(ctx, []evidence.ID{obj.NodeID()})
	if err != nil {
		return nil, err
	}
	if answers[0] == nil {
		return nil, request.Missing(obj.NodeID())
	}
	return answers[0], nil
}

func (claimResolver) PartOf(
	ctx context.Context, obj *evidence.Claim, first *int, after *string, last *int, before *string,
) (*model.RelatedClaimConnection, error) {
	return related(ctx, obj, evidence.LinkQuery{Kind: evidence.KindRelation, Direction: evidence.Outgoing,
		Relations: []evidence.RelationKind{evidence.PartOf}}, paging.BothWays(ctx, first, after, last, before))
}

func (claimResolver) Parts(
	ctx context.Context, obj *evidence.Claim, first *int, after *string, last *int, before *string,
) (*model.RelatedClaimConnection, error) {
	return related(ctx, obj, evidence.LinkQuery{Kind: evidence.KindRelation, Direction: evidence.Incoming,
		Relations: []evidence.RelationKind{evidence.PartOf}}, paging.BothWays(ctx, first, after, last, before))
}

func (claimResolver) Contradicts(
	ctx context.Context, obj *evidence.Claim, first *int, after *string, last *int, before *string,
) (*model.RelatedClaimConnection, error) {
	return related(ctx, obj, evidence.LinkQuery{Kind: evidence.KindRelation, Direction: evidence.Either,
		Relations: []evidence.RelationKind{evidence.Contradicts}}, paging.BothWays(ctx, first, after, last, before))
}

func (claimResolver) SameAs(
	ctx context.Context, obj *evidence.Claim, first *int, after *string, last *int, before *string,
) (*model.RelatedClaimConnection, error) {
	return related(ctx, obj, evidence.LinkQuery{Kind: evidence.KindSameness, Direction: evidence.Either},
		paging.BothWays(ctx, first, after, last, before))
}

func (claimResolver) Competing(
	ctx context.Context, obj *evidence.Claim, first *int, after *string, last *int, before *string,
) (*model.RelatedClaimConnection, error) {
	page, err := paging.BothWays(ctx, first, after, last, before).Page(ctx)
	if err != nil {
		return nil, err
	}
	var others []*evidence.Claim
	if obj.Item != "" {
		claims, err := request.Of(ctx).ClaimsOfItem(ctx, obj.Item, request.MomentOf(ctx))
		if err != nil {
			return nil, err
		}
		others = slices.DeleteFunc(slices.Clone(claims), func(c *evidence.Claim) bool { return !obj.Excludes(*c) })
	}
	from, to, info := page.Cut(len(others),
		func(i int) bool { return string(others[i].ID) > page.After[0] },
		func(i int) bool { return string(others[i].ID) < page.Before[0] })
	return relatedPage(ctx, others[from:to], info), nil
}

// relatedPage makes a page of claims that are in order of their ids, which are their cursors.
func relatedPage(ctx context.Context, claims []*evidence.Claim, info evidence.PageInfo) *model.RelatedClaimConnection {
	page := paging.Connect(ctx, claims, info,
		func(i int) evidence.Cursor { return evidence.Cursor{string(claims[i].ID)} })
	return &page
}

// mostLinks is how many links of one kind join two claims: a contradiction may be recorded in both directions.
const mostLinks = 2

// related returns a page of the claims at the other ends of the claim's links, by id and each once.
func related(
	ctx context.Context, claim *evidence.Claim, query evidence.LinkQuery, args paging.Args,
) (*model.RelatedClaimConnection, error) {
	page, err := args.Page(ctx)
	if err != nil {
		return nil, err
	}
	query.At, query.Page = request.MomentOf(ctx), linksOfClaims(page)
	read, err := request.Of(ctx).Links(ctx, claim.NodeID(), query)
	if err != nil {
		return nil, err
	}
	info, ids := read.PageInfo, otherEnds(claim, read.Links)
	if more := len(ids) - page.First; page.Last == 0 && more > 0 {
		ids, info.HasNext = ids[:page.First], true
	}
	if more := len(ids) - page.Last; page.Last > 0 && more > 0 {
		ids, info.HasPrevious = ids[more:], true
	}
	if page.Count && query.Direction == evidence.Either {
		if info.Total, err = countOtherEnds(ctx, claim, query); err != nil {
			return nil, err
		}
	}
	claims, err := request.NeedAll[evidence.Claim](ctx, ids)
	if err != nil {
		return nil, err
	}
	return relatedPage(ctx, claims, info), nil
}

// linksOfClaims returns the page of links, which are in order of the other end and then of their own ids, that holds a
// page of other ends: their cursors are before, or after, all links of a claim.
func linksOfClaims(page evidence.Page) evidence.Page {
	const oneStep, afterEveryLink = "1", "~"
	page.First, page.Last = mostLinks*page.First, mostLinks*page.Last
	if page.After != nil {
		page.After = evidence.Cursor{oneStep, page.After[0], afterEveryLink}
	}
	if page.Before != nil {
		page.Before = evidence.Cursor{oneStep, page.Before[0], ""}
	}
	return page
}

// otherEnds returns the claims at the other ends of links, by id and each once.
func otherEnds(claim *evidence.Claim, links []evidence.LinkAt) []evidence.ID {
	var ids []evidence.ID
	for _, l := range links {
		request.Ends(l.Link, func(_ string, id evidence.ID) {
			if id != claim.NodeID() {
				ids = append(ids, id)
			}
		})
	}
	return distinct(ids)
}

// countOtherEnds counts the claims at the other ends of links that may join two claims more than once.
func countOtherEnds(ctx context.Context, claim *evidence.Claim, query evidence.LinkQuery) (*int, error) {
	query.Page = evidence.Page{First: model.Everything}
	read, err := request.Of(ctx).Links(ctx, claim.NodeID(), query)
	total := len(otherEnds(claim, read.Links))
	return &total, err
}
