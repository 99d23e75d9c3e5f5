package inquiry

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/effective"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

const (
	// sweepPart is how many claims' evidence is read at once.
	sweepPart = 200
	// sweepPage is how many claims are listed at once.
	sweepPage = 10_000
)

// Version returns the version of the graph, in one round trip. Errors are the reader's.
func (s *Service) Version(ctx context.Context) (evidence.Version, error) {
	sub, err := s.reader.Subgraphs(ctx, nil, evidence.Moment{})
	if err != nil {
		return evidence.Version{}, err
	}
	return sub.Version, nil
}

// Claims returns every claim that the filter keeps at a moment, by id, read page by page. A claim that is recorded
// while they are read may be left out.
func (s *Service) Claims(ctx context.Context, where evidence.Filter, at evidence.Moment) ([]*evidence.Claim, error) {
	claims, _, err := s.claims(ctx, where, at, 0)
	return claims, err
}

// ClaimIDs returns the ids of the claims that [Service.Claims] returns. With most above 0 no more than so many are
// read, and more reports whether there are others.
func (s *Service) ClaimIDs(
	ctx context.Context, where evidence.Filter, at evidence.Moment, most int) (ids []evidence.ClaimID, more bool,
	err error) {
	claims, more, err := s.claims(ctx, where, at, most)
	ids = make([]evidence.ClaimID, len(claims))
	for i, c := range claims {
		ids[i] = c.ID
	}
	return ids, more, err
}

func (s *Service) claims(
	ctx context.Context, where evidence.Filter, at evidence.Moment, most int) (claims []*evidence.Claim, more bool,
	err error) {
	query := evidence.ListQuery{Kind: evidence.KindClaim, Where: where, At: at, Page: evidence.Page{First: sweepPage}}
	if most > 0 {
		query.Page.First = most
	}
	for {
		page, err := s.reader.List(ctx, query)
		if err != nil {
			return nil, false, err
		}
		for _, n := range page.Nodes {
			if c, ok := n.Node.(*evidence.Claim); ok {
				claims = append(claims, c)
			}
			query.Page.After = n.Cursor
		}
		if !page.HasNext || most > 0 {
			return claims, page.HasNext, nil
		}
	}
}

// Sweep computes the answers for any number of claims, part by part, so that no more than a few hundred are held at a
// time, and calls f with each. What is computed belongs to one version of the graph within a part only. A claim that
// the graph does not have is left out, the same claim twice is answered once; f is called from several goroutines at
// once, in no order, and its first error ends the sweep and is returned. Other errors are those of [Service.Of].
func (s *Service) Sweep(
	ctx context.Context, claims []evidence.ClaimID, at evidence.Moment, p basis.Policy,
	f func(*convergence.Convergence) error) error {
	at, p, err := settled(at, p)
	if err != nil {
		return err
	}
	return s.eachPart(ctx, claims, at, func(ctx context.Context, part []evidence.ClaimID, sub *evidence.Subgraphs) error {
		batch, lent := convergence.NewBatch(sub, p), &effective.Solver{}
		for _, id := range part {
			if err := tally.Ended(ctx); err != nil {
				return err
			}
			if !batch.Has(id) {
				continue
			}
			c, err := batch.Compute(id, lent)
			if err != nil {
				return err
			}
			if err := f(c); err != nil {
				return err
			}
		}
		return nil
	})
}

// eachPart reads the evidence of claims in parts and calls f with each, from several goroutines at once. A part that is
// too large for the store is read in smaller ones.
func (s *Service) eachPart(ctx context.Context, claims []evidence.ClaimID, at evidence.Moment,
	f func(context.Context, []evidence.ClaimID, *evidence.Subgraphs) error,
) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var failed sync.Once
	var failure error
	parts := make(chan []evidence.ClaimID)
	var work sync.WaitGroup
	for range max(2, runtime.GOMAXPROCS(0)) { // at least two: one computes while the other waits for the store
		work.Go(func() {
			for part := range parts {
				if err := s.readPart(ctx, part, at, f); err != nil {
					failed.Do(func() { failure = err; stop() }) // what fails after it fails because of it
				}
			}
		})
	}
	for part := range slices.Chunk(once(claims), sweepPart) {
		parts <- part
	}
	close(parts)
	work.Wait()
	return failure
}

func (s *Service) readPart(ctx context.Context, part []evidence.ClaimID, at evidence.Moment,
	f func(context.Context, []evidence.ClaimID, *evidence.Subgraphs) error,
) error {
	return inParts(part, sweepPart, func(part []evidence.ClaimID) error {
		if err := tally.Ended(ctx); err != nil {
			return err
		}
		sub, err := s.reader.Subgraphs(ctx, part, at)
		if err != nil {
			return err
		}
		return f(ctx, part, sub)
	})
}

// inParts calls read with parts of a list, in order; one that is too complex is halved and read again.
func inParts[T any](list []T, size int, read func(part []T) error) error {
	for parts := slices.Collect(slices.Chunk(list, size)); len(parts) > 0; {
		part := parts[0]
		switch err := read(part); {
		case evidence.CodeOf(err) == evidence.CodeTooComplex && len(part) > 1:
			parts = append([][]T{part[:len(part)/2], part[len(part)/2:]}, parts[1:]...)
		case err != nil:
			return err
		default:
			parts = parts[1:]
		}
	}
	return nil
}
