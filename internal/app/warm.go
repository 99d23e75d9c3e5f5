package app

import (
	"context"
	"log/slog"
	"sync"

	"github.com/credence-graph/credence/internal/evidence"
)

// nowhere is the id of a claim that a graph hardly has; if it has, nothing is lost.
const nowhere evidence.ClaimID = "claim:of-no-graph"

// warm asks everything that an answer needs, of a claim that is not there: Neo4j plans a query when it first meets it, and
// a Neo4j that has just been started takes seconds over that, which else the first person would wait for. What fails here
// will fail there, and be told there.
func (s *session) warm(ctx context.Context) {
	_, _ = s.reader.Objects(ctx, []evidence.ID{evidence.ID(nowhere)}, evidence.Moment{})
	_, _ = s.partsOf(ctx, []evidence.ClaimID{nowhere}, evidence.Moment{})
	_, _ = s.service.Of(ctx, []evidence.ClaimID{nowhere}, evidence.Moment{}, s.policy)
	_, _ = s.reviewsOf(ctx, []evidence.ClaimID{nowhere}, evidence.Moment{})
}

// warmMeanwhile warms Neo4j while something else is done; the function that it returns breaks it off and waits.
func (s *session) warmMeanwhile(ctx context.Context) (stop func()) {
	return meanwhile(ctx, s.warm)
}

// keepMeanwhile brings a local Neo4j back whose supervisor was killed, while something else is done.
func (s *session) keepMeanwhile(ctx context.Context, logger *slog.Logger) (stop func()) {
	if s.local == nil {
		return func() {}
	}
	return meanwhile(ctx, func(ctx context.Context) {
		s.local.Keep(ctx, func(err error) { logger.Error("the local Neo4j is gone", "error", err) })
	})
}

// meanwhile runs f beside the caller; the function that it returns ends f's context and waits for f.
func meanwhile(ctx context.Context, f func(context.Context)) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var done sync.WaitGroup
	done.Go(func() { f(ctx) })
	return func() {
		cancel()
		done.Wait()
	}
}
