package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/transport"
	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/watch"
)

// What cursors of events are of.
const (
	convergenceEvents = "Subscription.convergenceChanged"
	findingEvents     = "Subscription.findingRaised"
)

func (r subscriptionResolver) ConvergenceChanged(
	ctx context.Context, where model.ClaimFilter, when map[string]any, _ *model.PolicyInput, after *string,
) (<-chan *model.ConvergenceEvent, error) {
	query, err := r.watchQuery(ctx, &where, when, after)
	if err != nil {
		return nil, err
	}
	return transport.Stream(ctx, r.subscriptions, func(send func(*model.ConvergenceEvent) error) error {
		err := r.watcher.Claims(ctx, query, func(e watch.Event) error {
			return send(&model.ConvergenceEvent{Cursor: paging.EncodeCursor(convergenceEvents, e.Cursor), Diff: e.Diff})
		})
		return unlessEnded(ctx, func() error { return send(&model.ConvergenceEvent{Err: err}) })
	})
}

func (r subscriptionResolver) FindingRaised(
	ctx context.Context, where *model.FindingFilter, _ *model.PolicyInput, after *string,
) (<-chan *model.FindingEvent, error) {
	query, err := r.findingQuery(ctx, where, after)
	if err != nil {
		return nil, err
	}
	return transport.Stream(ctx, r.subscriptions, func(send func(*model.FindingEvent) error) error {
		err := r.watcher.Findings(ctx, query, func(e watch.FindingEvent) error {
			return send(&model.FindingEvent{Cursor: paging.EncodeCursor(findingEvents, e.Cursor), Finding: e.Finding})
		})
		return unlessEnded(ctx, func() error { return send(&model.FindingEvent{Err: err}) })
	})
}

// unlessEnded calls tell, unless ctx has ended: then nobody listens.
func unlessEnded(ctx context.Context, tell func() error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return tell()
}

// watched refuses subscriptions if nothing reports changes.
func (r *resolver) watched() error {
	if r.watcher == nil {
		return evidence.Invalidf("",
			"this server does not follow changes; subscribe to a server that credence serve runs")
	}
	return nil
}

func (r *resolver) watchQuery(
	ctx context.Context, where *model.ClaimFilter, when map[string]any, after *string,
) (q watch.Query, err error) {
	if err = r.watched(); err != nil {
		return q, err
	}
	if q.Where, err = claimsWhere(where, r.noneOwned(ctx)); err != nil {
		return q, err
	}
	if q.Policy, err = r.policyOf(ctx); err != nil {
		return q, err
	}
	if q.After, err = paging.DecodeCursor(convergenceEvents, "after", after); err != nil {
		return q, err
	}
	q.When = boundsOf(when)
	return q, q.Validate()
}

func (r *resolver) findingQuery(
	ctx context.Context, where *model.FindingFilter, after *string,
) (q watch.FindingQuery, err error) {
	if err = r.watched(); err != nil {
		return q, err
	}
	if q.Where, err = findingFilter(where); err != nil {
		return q, err
	}
	if q.Policy, err = r.policyOf(ctx); err != nil {
		return q, err
	}
	q.MaxClaims = auditOptions(ctx).MaxClaims
	q.After, err = paging.DecodeCursor(findingEvents, "after", after)
	return q, err
}

func (convergenceEventResolver) Cursor(_ context.Context, obj *model.ConvergenceEvent) (string, error) {
	return obj.Cursor, obj.Err
}

func (convergenceEventResolver) Diff(_ context.Context, obj *model.ConvergenceEvent) (*compare.Diff, error) {
	return obj.Diff, obj.Err
}

func (findingEventResolver) Cursor(_ context.Context, obj *model.FindingEvent) (string, error) {
	return obj.Cursor, obj.Err
}

func (findingEventResolver) Finding(_ context.Context, obj *model.FindingEvent) (*audit.Finding, error) {
	return obj.Finding, obj.Err
}
