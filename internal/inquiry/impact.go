package inquiry

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/convergence/whatif"
	"github.com/credence-graph/credence/internal/evidence"
)

// MaxImpact is the most claims that one question about impact looks at.
const MaxImpact = 10_000

// Impact returns every claim whose figures change if sources and links are struck out, as a [whatif.Hypothesis] strikes
// them out, in the order of [compare.ImpactKey]: claims that rest on them, and claims that exclude one of these, whose
// probability moves with it. A claim that keeps all its figures is not in it.
//
// The graph is read once for what the ids stand for, once for the claims that they concern, and once for the evidence
// of each 200 of these; a part of the evidence that is too large for the store is read in smaller parts. Errors are the
// reader's, and have code [evidence.CodeInvalid] for an id of neither source nor link, [evidence.CodeNotFound] for one
// that the graph does not have, and [evidence.CodeTooComplex] if they concern more than 10,000 claims.
func (s *Service) Impact(
	ctx context.Context, without []evidence.ID, at evidence.Moment, p basis.Policy) ([]compare.Impact, error) {
	h := whatif.Hypothesis{Without: without}
	at, p, err := settled(at, p)
	if err := cmp.Or(err, h.CheckWithout()); err != nil {
		return nil, err
	}
	objects, err := s.objects(ctx, without, at)
	if err != nil {
		return nil, err
	}
	claims, err := s.concerned(
		ctx, evidence.Affected(objects), at, "what is to be struck out; ask for fewer sources and links at once")
	if err != nil {
		return nil, err
	}
	var out []compare.Impact
	var mu sync.Mutex
	err = s.eachPart(ctx, claims, at, func(ctx context.Context, part []evidence.ClaimID, sub *evidence.Subgraphs) error {
		changed, err := impactOf(ctx, nil, sub, part, h, p)
		mu.Lock()
		defer mu.Unlock()
		out = append(out, changed...)
		return err
	})
	return ordered(out, err)
}

// Changed returns every claim whose figures differ between two moments because of what is recorded otherwise of nodes
// and links, which is what a write did: from is the instant before it, to is its time. The claims are looked for among
// those that rest on them at either moment or exclude one that does, the order is that of [compare.ImpactKey], and
// reads and errors are those of [Service.Impact], but for ids that the graph has at neither moment: nothing rests on
// these.
func (s *Service) Changed(
	ctx context.Context, ids []evidence.ID, from, to evidence.Moment, p basis.Policy) ([]compare.Impact, error) {
	from, _, invalid := settled(from, p)
	to, _, err := settled(to, p)
	if err := cmp.Or(invalid, err); err != nil {
		return nil, err
	}
	var claims []evidence.ClaimID
	for _, at := range []evidence.Moment{from, to} {
		objects, err := s.reader.Objects(ctx, ids, at)
		if err != nil {
			return nil, err
		}
		// a link may join at one moment what a claim rests on at the other
		for _, other := range []evidence.Moment{from, to} {
			some, err := s.concerned(ctx, evidence.Affected(objects), other, "what was written")
			if err != nil {
				return nil, err
			}
			claims = append(claims, some...)
		}
	}
	slices.Sort(claims)
	var out []compare.Impact
	err = inParts(slices.Compact(claims), sweepPart, func(part []evidence.ClaimID) (err error) {
		var read [2]*evidence.Subgraphs
		for i, at := range []*evidence.Moment{&from, &to} {
			if read[i], err = s.reader.Subgraphs(ctx, part, *at); err != nil {
				return err
			}
			to = to.Asked(read[0].At.AskedAt) // both as of one instant
		}
		out, err = compare.Affected(ctx, out, convergence.NewBatch(read[0], p), convergence.NewBatch(read[1], p), part)
		return err
	})
	return ordered(out, err)
}

// ordered returns a list that was computed in parts in the order of [compare.ImpactKey].
func ordered(out []compare.Impact, err error) ([]compare.Impact, error) {
	if err != nil {
		return nil, err
	}
	slices.SortFunc(out, func(a, b compare.Impact) int { return a.Key().Compare(b.Key()) })
	return out, nil
}

// concerned returns the claims that rest on nodes, and those that exclude one of them, by id; what the nodes are, and
// what to do where there are too many of their claims, is for the error.
func (s *Service) concerned(
	ctx context.Context, on []evidence.ID, at evidence.Moment, what string) ([]evidence.ClaimID, error) {
	if len(on) == 0 {
		return nil, nil
	}
	claims, more, err := s.ClaimIDs(ctx, evidence.Filter{RestsOn: on, Rivals: true}, at, MaxImpact)
	if more {
		return nil, &evidence.Error{Code: evidence.CodeTooComplex,
			Message: fmt.Sprintf("more than %d claims are concerned by %s", MaxImpact, what)}
	}
	return claims, err
}

// impactOf appends the claims of one read whose figures change.
func impactOf(
	ctx context.Context, out []compare.Impact, sub *evidence.Subgraphs, claims []evidence.ClaimID, h whatif.Hypothesis,
	p basis.Policy) ([]compare.Impact, error) {
	supposed, idle, err := whatif.Suppose(sub, "", h, p)
	if err != nil || len(idle) == len(once(h.Without)) {
		return out, err
	}
	return compare.Affected(ctx, out, convergence.NewBatch(sub, p), convergence.NewBatch(supposed, p), claims)
}
