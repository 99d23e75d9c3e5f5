package convergence

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// Pair is two sources that are compared; they may be one.
type Pair struct{ A, B evidence.SourceID }

// Independences says of pairs of sources what the graph knows of their independence, in the order asked, whether or not they
// speak to one claim. With a claim only what holds for it counts, as in the answer for that claim; with "" every link does,
// whatever claims it holds for.
//
// A and B of an answer are the sources as they were asked for. Where the graph does not have one at the moment it is nil, and
// so is the rest of the answer. Sources that are one, because they were asked for twice or are asserted to be the same, are
// SAME for that reason alone. Everything is read in one round trip. Errors are those of [Service.Of], with code
// [evidence.CodeNotFound] for a claim that the graph does not have.
func (s *Service) Independences(ctx context.Context, pairs []Pair, claim evidence.ClaimID, at evidence.Moment, p Policy) ([]Independence, error) {
	at, p, err := settled(at, p)
	if err != nil || len(pairs) == 0 {
		return nil, err
	}
	var besides []evidence.ID
	for _, pair := range pairs {
		besides = append(besides, evidence.ID(pair.A), evidence.ID(pair.B))
	}
	var claims []evidence.ClaimID
	if claim != "" {
		claims = append(claims, claim)
	}
	sub, err := s.reader.Subgraphs(ctx, claims, at, once(besides)...)
	if err != nil {
		return nil, err
	}
	ix := newIndex(sub, p)
	class := everyClaim
	if claim != "" {
		i, known := ix.claimAt[claim]
		if !known {
			return nil, evidence.NotFoundf("the graph has no claim %q at this moment", claim)
		}
		class = ix.claimClass[i]
	}
	out := make([]Independence, len(pairs))
	for i, pair := range pairs {
		if err := ctx.Err(); err != nil {
			return nil, &evidence.Error{Code: evidence.CodeTimeout, Message: "the request ended before the answer was computed", Err: err}
		}
		out[i] = ix.between(class, pair)
	}
	return out, nil
}

// analyze prepares the comparison of sources, given by class, for a class of claims or for everyClaim.
func (ix *index) analyze(claim int32, sources ...int32) *analysis {
	g := newGraph(ix, claim, sources...)
	g.computeProfiles()
	return &analysis{ix: ix, g: g, sign: g.signatures(), solver: &solver{}}
}

// between compares a pair. What it is compared with besides does not matter, so that the same is said of it every time.
func (ix *index) between(claim int32, pair Pair) Independence {
	recordA, recordB := ix.record(pair.A), ix.record(pair.B)
	if recordA == nil || recordB == nil {
		return Independence{A: recordA, B: recordB}
	}
	a := ix.analyze(claim, ix.sourceAt[pair.A], ix.sourceAt[pair.B])
	v, _ := a.g.find(pair.A)
	w, _ := a.g.find(pair.B)
	out := Independence{Verdict: Same, Overlap: 1}
	if v == w {
		out.Reasons = []Reason{a.sameness(recordA, recordB)}
	} else {
		out = a.independence(v, w)
	}
	out.A, out.B = recordA, recordB
	return out
}

// record returns a source as it is recorded, not united with others; nil where the moment does not show it.
func (ix *index) record(id evidence.SourceID) *evidence.Source {
	i, shown := slices.BinarySearchFunc(ix.sub.Sources, id, func(s evidence.Source, id evidence.SourceID) int { return cmp.Compare(s.ID, id) })
	if !shown {
		return nil
	}
	return &ix.sub.Sources[i]
}

// sameness says why two records are one source, with the assertions that lead from one to the other.
func (a *analysis) sameness(x, y *evidence.Source) Reason {
	r := Reason{Kind: ReasonSameness, Cause: x, Share: 1, Text: "both are one and the same source"}
	if x.ID == y.ID {
		return r
	}
	for _, s := range a.ix.samenesses(evidence.ID(x.ID), evidence.ID(y.ID)) {
		r.Steps = append(r.Steps, s)
	}
	r.Text = fmt.Sprintf("%s and %s are recorded as one and the same source", a.shortName(x), a.shortName(y))
	return r
}

// samenesses returns a shortest chain of assertions by which two nodes are one; of equally short ones that by smaller ids.
func (ix *index) samenesses(from, to evidence.ID) []*evidence.Sameness {
	all := pointers(ix.sub.Samenesses, func(a, b *evidence.Sameness) int { return cmp.Compare(a.ID, b.ID) })
	via := map[evidence.ID]*evidence.Sameness{from: nil}
	for queue := []evidence.ID{from}; len(queue) > 0; queue = queue[1:] {
		for _, s := range all {
			next := otherEnd(s, queue[0])
			if _, met := via[next]; met || next == "" || !ix.policy.Confident(&s.Provenance) {
				continue
			}
			via[next] = s
			queue = append(queue, next)
		}
	}
	var out []*evidence.Sameness
	for at := to; via[at] != nil; {
		s := via[at]
		out = append(out, s)
		at = otherEnd(s, at)
	}
	slices.Reverse(out)
	return out
}

// otherEnd returns the end of an assertion away from a node, "" where the node is at neither.
func otherEnd(s *evidence.Sameness, id evidence.ID) evidence.ID {
	switch id {
	case s.A:
		return s.B
	case s.B:
		return s.A
	}
	return ""
}
