package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/drafts"
	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/watch"
)

// Limits lists what a client can run into, each from the place that refuses it.
func (r queryResolver) Limits(context.Context) (*model.Limits, error) {
	l := r.limits
	return &model.Limits{
		Cost:                  atMost(l.Cost, "cost"),
		Depth:                 atMost(l.Depth, "levels"),
		Aliases:               atMost(l.Aliases, "aliases"),
		Directives:            atMost(l.Directives, "directives"),
		Tokens:                atMost(l.Tokens, "tokens"),
		PageLength:            atMost(paging.MaxLength, "elements"),
		IdsPerList:            atMost(maxIDs, "ids"),
		Filters:               atMost(maxFilters, "filters"),
		RecordsPerWrite:       atMost(drafts.MaxRecords, "records"),
		ClaimsPerAudit:        atMost(maxAudited, "claims"),
		ClaimsPerImpact:       atMost(inquiry.MaxImpact, "claims"),
		ClaimsPerSubscription: atMost(watch.MaxClaims, "claims"),
		Subscriptions:         atMost(l.Subscriptions, "subscriptions"),
		RequestSize:           atMost(int(l.Message), "bytes"),
		RequestTime:           atMost(int(l.Time.Milliseconds()), "milliseconds"),
	}, nil
}

// atMost returns a limit, nil if there is none.
func atMost(value int, unit string) *model.Limit {
	if value == 0 {
		return nil
	}
	return &model.Limit{Value: value, Unit: unit}
}
