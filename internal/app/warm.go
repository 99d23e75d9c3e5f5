package app

import (
	"context"

	"github.com/credence-graph/credence/internal/evidence"
)

// noClaim is asked about if the graph has no claim yet.
const noClaim evidence.ClaimID = "claim:of-no-graph"

// warm asks everything that an answer needs, of some claim: Neo4j plans a query when it first meets it, and again
// when the graph has grown much, and a Neo4j that has just been started takes seconds over that, which else the first
// person would wait for. What fails here will fail there, and be told there.
func warm(ctx context.Context, s *session) {
	ids := []evidence.ClaimID{noClaim}
	if some, err := s.reader.List(ctx, evidence.ListQuery{Kind: evidence.KindClaim,
		Page: evidence.Page{First: 1}}); err == nil && len(some.Nodes) > 0 {
		ids[0] = evidence.ClaimID(some.Nodes[0].Node.NodeID())
	}
	_, _ = s.reader.Objects(ctx, []evidence.ID{evidence.ID(ids[0])}, evidence.Moment{})
	_, _ = partsOf(ctx, s, ids, evidence.Moment{})
	_, _ = s.service.Of(ctx, ids, evidence.Moment{}, s.policy)
	_, _ = reviewsOf(ctx, s, ids, evidence.Moment{})
}

// warmUp warms a local Neo4j that was started to be kept running.
func warmUp(ctx context.Context, a *app) error {
	if a.cfg.Neo4j.URI != "" {
		return nil // commands ask that one, not the local one
	}
	s, err := a.open(ctx)
	if err != nil {
		return err
	}
	warm(ctx, s)
	return s.close()
}

// warmMeanwhile warms Neo4j while something else is done; the function that it returns breaks it off and waits.
func warmMeanwhile(ctx context.Context, s *session) (stop func()) {
	return meanwhile(ctx, func(ctx context.Context) { warm(ctx, s) })
}
