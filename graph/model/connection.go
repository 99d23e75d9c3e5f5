package model

import (
	"context"
	"time"

	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/coowned"
	"github.com/credence-graph/credence/internal/dedupe"
	"github.com/credence-graph/credence/internal/detect"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/reliability"
	"github.com/credence-graph/credence/internal/scores"
)

// Edge is a node at its place in a list.
type Edge[N any] struct {
	Cursor string
	Node   N
}

// Place returns the cursor and the node.
func (e *Edge[N]) Place() (cursor string, node N) { return e.Cursor, e.Node }

// Placed is an edge: an [Edge] or what embeds one.
type Placed[N any] interface {
	Place() (cursor string, node N)
}

// Connection is a page of a list: what every connection of the schema has.
type Connection[N any, E Placed[N]] struct {
	Edges      []E
	PageInfo   *PageInfo
	TotalCount *int   // nil if it was not counted
	Version    string // of the graph that was read; "" if it follows from what was read before
}

// Connect makes a connection of the edges of a page, which lies in its list as info says.
func Connect[N any, E Placed[N]](edges []E, info evidence.PageInfo) Connection[N, E] {
	p := &PageInfo{HasNextPage: info.HasNext, HasPreviousPage: info.HasPrevious}
	if n := len(edges); n > 0 {
		p.StartCursor, _ = edges[0].Place()
		p.EndCursor, _ = edges[n-1].Place()
	}
	return Connection[N, E]{Edges: edges, PageInfo: p, TotalCount: info.Total}
}

// Nodes returns the nodes of the page.
func (c *Connection[N, E]) Nodes() []N {
	nodes := make([]N, len(c.Edges))
	for i, e := range c.Edges {
		_, nodes[i] = e.Place()
	}
	return nodes
}

// Plain is a connection whose edges say nothing but the place of their node.
type Plain[T any] = Connection[*T, *Edge[*T]]

// Whole is a plain connection whose whole list can be read.
type Whole[T any] struct {
	Plain[T]
	All func(context.Context) ([]*T, error)
}

// SourceEdge and what follows are the plain connections and their edges.
type (
	SourceEdge              = Edge[*evidence.Source]
	OutletEdge              = Edge[*evidence.Outlet]
	ClaimReviewConnection   = Plain[evidence.ClaimReview]
	ClaimReviewEdge         = Edge[*evidence.ClaimReview]
	StatementConnection     = Plain[evidence.Statement]
	StatementEdge           = Edge[*evidence.Statement]
	CorroborationConnection = Plain[evidence.Corroboration]
	CorroborationEdge       = Edge[*evidence.Corroboration]
	RelationConnection      = Plain[evidence.Relation]
	RelationEdge            = Edge[*evidence.Relation]
	SamenessConnection      = Plain[evidence.Sameness]
	SamenessEdge            = Edge[*evidence.Sameness]
	OwnershipConnection     = Plain[evidence.Ownership]
	OwnershipEdge           = Edge[*evidence.Ownership]
	FundingConnection       = Plain[evidence.Funding]
	FundingEdge             = Edge[*evidence.Funding]
	InterestConnection      = Plain[evidence.Interest]
	InterestEdge            = Edge[*evidence.Interest]
	LeaningConnection       = Plain[evidence.Leaning]
	LeaningEdge             = Edge[*evidence.Leaning]
	RecordChangeConnection  = Plain[evidence.RecordChange]
	RecordChangeEdge        = Edge[*evidence.RecordChange]
	ItemTruthConnection     = Plain[detect.Truth]
	ItemTruthEdge           = Edge[*detect.Truth]
	TrackRecordConnection   = Plain[reliability.TrackRecord]
	TrackRecordEdge         = Edge[*reliability.TrackRecord]
	SuggestedOwnerEdge      = Edge[*coowned.Found]
	SuggestedSamenessEdge   = Edge[*dedupe.Suggestion]
	FindingEdge             = Edge[*audit.Finding]
	ClaimEdge               = Edge[*evidence.Claim]

	// SideSourceConnection is a list of an answer, as are the following.
	SideSourceConnection     = Plain[convergence.SideSource]
	SideSourceEdge           = Edge[*convergence.SideSource]
	OriginConnection         = Plain[convergence.Origin]
	OriginEdge               = Edge[*convergence.Origin]
	EvidenceLineConnection   = Plain[convergence.EvidenceLine]
	EvidenceLineEdge         = Edge[*convergence.EvidenceLine]
	EvidenceGroupConnection  = Plain[convergence.EvidenceGroup]
	EvidenceGroupEdge        = Edge[*convergence.EvidenceGroup]
	AttributeGroupConnection = Plain[convergence.AttributeGroup]
	AttributeGroupEdge       = Edge[*convergence.AttributeGroup]
	CircularGroupConnection  = Plain[convergence.CircularGroup]
	CircularGroupEdge        = Edge[*convergence.CircularGroup]
	IndependenceConnection   = Plain[convergence.Independence]
	IndependenceEdge         = Edge[*convergence.Independence]
	IfWrongConnection        = Plain[convergence.IfWrong]
	IfWrongEdge              = Edge[*convergence.IfWrong]
	// InterestedSourceConnection is a list of sources with an interest.
	InterestedSourceConnection = Plain[convergence.InterestedSource]
	InterestedSourceEdge       = Edge[*convergence.InterestedSource]
	CauseConnection            = Plain[convergence.Cause]
	CauseEdge                  = Edge[*convergence.Cause]
	ExcludingClaimConnection   = Plain[convergence.ExcludingClaim]
	ExcludingClaimEdge         = Edge[*convergence.ExcludingClaim]
	RelatedClaimConnection     = Plain[evidence.Claim]

	SuggestedOwnerConnection       = Plain[coowned.Found]
	SuggestedReliabilityConnection = Plain[reliability.Suggestion]
	SuggestedReliabilityEdge       = Edge[*reliability.Suggestion]
)

// Connections with more than their edges. Edges with more than their node are made of the schema.
type (
	// ClaimConnection is a page of claims.
	ClaimConnection struct {
		Plain[evidence.Claim]
		// Rows returns the rows of the whole list that the page is of, in no order.
		Rows func(context.Context) ([]*scores.Row, error)
	}
	// SourceConnection is a page of sources.
	SourceConnection = Whole[evidence.Source]
	// OutletConnection is a page of outlets.
	OutletConnection = Whole[evidence.Outlet]
	// SuggestedSamenessConnection is a page of pairs that are probably one node.
	SuggestedSamenessConnection struct {
		Plain[dedupe.Suggestion]
		Statistics *dedupe.Statistics
	}
	// FindingConnection is a page of findings.
	FindingConnection struct {
		Plain[audit.Finding]
		ClaimCount int
		Counts     []*audit.Count
		AskedAt    *time.Time // nil if no evidence was looked at
		Policy     *basis.Policy
		Versions   []string
	}
	// SourcingConnection is a page of outlets that others rest on, or that rest on others.
	SourcingConnection struct {
		Connection[*evidence.Outlet, *SourcingEdge]
		ItemCount, OriginalCount, UntracedCount int
	}
	// NeighborConnection is a page of what is one edge away.
	NeighborConnection struct {
		Connection[Entity, *NeighborEdge]
		Counts []*EdgeCount
	}
	// SearchConnection is a page of search results.
	SearchConnection = Connection[Entity, *SearchEdge]
	// DerivationConnection is a page of derivations.
	DerivationConnection = Connection[*evidence.Derivation, *DerivationEdge]
	// ImpactConnection is a page of claims whose figures change.
	ImpactConnection = Connection[*evidence.Claim, *ImpactEdge]
)

// Place returns the cursor and the node.
func (e *SourcingEdge) Place() (cursor string, node *evidence.Outlet) { return e.Cursor, e.Node }

// Place returns the cursor and the node.
func (e *NeighborEdge) Place() (cursor string, node Entity) { return e.Cursor, e.Node }

// Place returns the cursor and the node.
func (e *SearchEdge) Place() (cursor string, node Entity) { return e.Cursor, e.Node }

// Place returns the cursor and the node.
func (e *DerivationEdge) Place() (cursor string, node *evidence.Derivation) { return e.Cursor, e.Node }

// Place returns the cursor and the node.
func (e *ImpactEdge) Place() (cursor string, node *evidence.Claim) { return e.Cursor, e.Node }
