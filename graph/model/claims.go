package model

import (
	"context"

	"github.com/credence-graph/credence/internal/scores"
)

// ClaimConnection is a page of claims.
type ClaimConnection struct {
	Edges      []*ClaimEdge
	PageInfo   *PageInfo
	TotalCount *int
	Version    string
	// Rows returns the rows of the whole list that the page is of, in no order.
	Rows func(context.Context) ([]*scores.Row, error)
}
