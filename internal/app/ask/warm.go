package ask

import (
	"context"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
)

// noClaim is asked about if the graph has no claim yet.
const noClaim evidence.ClaimID = "claim:of-no-graph"

// Warm asks everything that an answer needs, of some claim: Neo4j plans a query when it first meets it, and again
// when the graph has grown much, and a Neo4j that has just been started takes seconds over that, which else the first
// person would wait for. What fails here will fail there, and be told there.
func Warm(ctx context.Context, s *run.Session) {
	ids := []evidence.ClaimID{noClaim}
	if some, err := s.Reader.List(ctx, evidence.ListQuery{Kind: evidence.KindClaim,
		Page: evidence.Page{First: 1}}); err == nil && len(some.Nodes) > 0 {
		ids[0] = evidence.ClaimID(some.Nodes[0].Node.NodeID())
	}
	_, _ = s.Reader.Objects(ctx, []evidence.ID{evidence.ID(ids[0])}, evidence.Moment{})
	_, _ = partsOf(ctx, s, ids, evidence.Moment{})
	_, _ = s.Service.Of(ctx, ids, evidence.Moment{}, s.Policy)
	_, _ = reviewsOf(ctx, s, ids, evidence.Moment{})
}

// WarmUp warms a local Neo4j that was started to be kept running.
func WarmUp(ctx context.Context, a *run.App) error {
	if a.Config.Neo4j.URI != "" {
		return nil // commands ask that one, not the local one
	}
	s, err := a.Open(ctx)
	if err != nil {
		return err
	}
	Warm(ctx, s)
	return s.Close()
}

// WarmMeanwhile warms Neo4j while something else is done; the function that it returns breaks it off and waits.
func WarmMeanwhile(ctx context.Context, s *run.Session) (stop func()) {
	return run.Meanwhile(ctx, func(ctx context.Context) { Warm(ctx, s) })
}
