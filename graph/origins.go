package graph

import (
	"context"
	"slices"
	"time"

	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

// The way from a source to its origins is followed over so many steps and links; a longer one is refused, never cut.
const (
	maxSteps    = 1000
	maxUpstream = 100_000
)

// originsOf returns the ends of what a source takes from, by id: those that take from nothing and those that are
// declared first-hand. scope, of one claim at most, leaves out links that hold for other claims only. What the moment
// hides is no origin and leads to none, and what takes from it is not made an origin by that: so links are read as
// they are known.
func originsOf(ctx context.Context, source *evidence.Source, scope []evidence.ClaimID) ([]evidence.ID, error) {
	at := request.MomentOf(ctx)
	query := evidence.LinkQuery{
		Kind: evidence.KindDerivation, Direction: evidence.Outgoing, MaxDepth: maxSteps, At: at,
		Page: evidence.Page{First: maxUpstream},
	}
	query.At.ValidAt = time.Time{}
	page, err := request.Of(ctx).Links(ctx, source.NodeID(), query)
	if err != nil {
		return nil, err
	}
	if n := len(page.Links); page.HasNext || (n > 0 && page.Links[n-1].Depth == maxSteps) {
		return nil, evidence.TooComplexf("more than %d links or %d steps are upstream of %s", maxUpstream, maxSteps-1,
			source.ID)
	}
	upstream := map[evidence.SourceID][]evidence.SourceID{}
	for _, l := range page.Links {
		if d, ok := l.Link.(*evidence.Derivation); ok && follows(d, scope) {
			upstream[d.From] = append(upstream[d.From], d.To)
		}
	}
	known, err := request.NeedAll[evidence.Source](ctx, reach(source.ID, upstream))
	if err != nil {
		return nil, err
	}
	return endsOf(source.ID, known, upstream, at), nil
}

// endsOf returns the ends that are reached through sources that were out at the moment, by id.
func endsOf(
	from evidence.SourceID, known []*evidence.Source, upstream map[evidence.SourceID][]evidence.SourceID,
	at evidence.Moment,
) []evidence.ID {
	out, shown := map[evidence.SourceID]*evidence.Source{}, map[evidence.SourceID][]evidence.SourceID{}
	for _, s := range known {
		if at.Shows(*s) {
			out[s.ID], shown[s.ID] = s, upstream[s.ID]
		}
	}
	var ends []evidence.ID
	for _, id := range reach(from, shown) {
		if s := out[id]; s != nil && (len(upstream[id]) == 0 || isFirsthand(s)) {
			ends = append(ends, s.NodeID())
		}
	}
	return distinct(ends)
}

// follows reports whether a link leads to an origin: not a copy that nobody has confirmed, and within the scope.
func follows(d *evidence.Derivation, scope []evidence.ClaimID) bool {
	if d.Status == evidence.Rejected || (d.Kind == evidence.Copies && d.Status != evidence.Confirmed) {
		return false
	}
	return len(scope) == 0 || len(d.Claims) == 0 || slices.Contains(d.Claims, scope[0])
}

// reach returns what can be reached from a node, the node first.
func reach[T comparable](from T, next map[T][]T) []T {
	reached, seen := []T{from}, map[T]bool{from: true}
	for i := 0; i < len(reached); i++ {
		for _, to := range next[reached[i]] {
			if !seen[to] {
				seen[to] = true
				reached = append(reached, to)
			}
		}
	}
	return reached
}
