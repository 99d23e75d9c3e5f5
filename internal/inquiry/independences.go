package inquiry

import (
	"context"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// Independences says of pairs of sources what the graph knows of their independence, in the order asked, whether or not
// they speak to one claim. With a claim only what holds for it counts, as in the answer for that claim; with "" every
// link does, whatever claims it holds for.
//
// A and B of an answer are the sources as they were asked for. Where the graph does not have one at the moment it is
// nil, and so is the rest of the answer. Sources that are one, because they were asked for twice or are asserted to be
// the same, are SAME for that reason alone. Everything is read in one round trip. Errors are those of [Service.Of],
// with code [evidence.CodeNotFound] for a claim that the graph does not have.
func (s *Service) Independences(
	ctx context.Context, pairs []convergence.Pair, claim evidence.ClaimID, at evidence.Moment,
	p basis.Policy) ([]convergence.Independence, error) {
	at, p, err := settled(at, p)
	if err != nil || len(pairs) == 0 {
		return nil, err
	}
	var also []evidence.ID
	for _, pair := range pairs {
		also = append(also, evidence.ID(pair.A), evidence.ID(pair.B))
	}
	var claims []evidence.ClaimID
	if claim != "" {
		claims = append(claims, claim)
	}
	sub, err := s.reader.Subgraphs(ctx, claims, at, once(also)...)
	if err != nil {
		return nil, err
	}
	ix := basis.NewIndex(sub, p)
	class := basis.EveryClaim
	if claim != "" {
		i, known := ix.ClaimAt[claim]
		if !known {
			return nil, evidence.NotFoundf("the graph has no claim %q at this moment", claim)
		}
		class = ix.ClaimClass[i]
	}
	out := make([]convergence.Independence, len(pairs))
	for i, pair := range pairs {
		if err := ctx.Err(); err != nil {
			return nil, &evidence.Error{Code: evidence.CodeTimeout, Message: "the request ended before the answer was computed",
				Err: err}
		}
		out[i] = convergence.CompareIn(ix, class, pair)
	}
	return out, nil
}
