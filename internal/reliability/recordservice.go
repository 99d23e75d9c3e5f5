package reliability

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/truth"
)

// TrackRecord is how often what an outlet's sources, or a source without an outlet, say of claims with a verdict was
// right. It is an estimate that no answer counts.
type TrackRecord struct {
	Of     evidence.ID                // of what is one the smallest
	Letter evidence.SourceReliability // on record; "" = not rated
	// one for each headline and side of a claim, sources that count as one having one
	Votes int
	Right int // of these
	// (Right + 4 x what is known without them) / (Votes + 4); nil = there are no votes
	Accuracy  *float64
	Suggested evidence.SourceReliability // the letter whose accuracy is nearest; "" = there are fewer than ten votes
	Reasons   []string                   // in words, each a sentence
}

// Compare is negative where t comes before other: the most votes first, then by id.
func (t *TrackRecord) Compare(other *TrackRecord) int {
	return cmp.Or(cmp.Compare(other.Votes, t.Votes), cmp.Compare(t.Of, other.Of))
}

// TrackRecords are those of one version of the graph.
type TrackRecords struct {
	Version evidence.Version
	Records []TrackRecord // in the order of [TrackRecord.Compare]
}

// record returns the track record of who votes.
func (r *Records) record(voter evidence.ID) TrackRecord {
	n := r.of[voter]
	t := TrackRecord{Of: voter, Letter: r.letters[voter], Votes: n.votes, Right: n.right}
	if n.votes > 0 {
		accuracy, _ := r.accuracy(voter, t.Letter, nil)
		t.Accuracy = &accuracy
		if n.votes >= truth.DefaultAccuracy().MinClaims {
			t.Suggested = evidence.SourceReliability(truth.AdmiraltyLetter(accuracy))
		}
	}
	t.Reasons = t.reasons(r)
	return t
}

// TrackRecords returns the track records of outlets and sources, each once; of all that have votes if none is named.
// The record of a source is that of its outlet, if it has one. Who is named comes even without a vote. Errors are as
// in [Service.Suggest]; the most claims of the options are those with a verdict.
func (s *Service) TrackRecords(ctx context.Context, of []evidence.ID, o Options) (*TrackRecords, error) {
	return again(func() (*TrackRecords, error) {
		records, version, err := s.recorded(ctx, o)
		if err != nil {
			return nil, err
		}
		voters, err := s.voters(ctx, records, version, of)
		if err != nil {
			return nil, err
		}
		result := &TrackRecords{Version: version}
		for _, id := range voters {
			result.Records = append(result.Records, records.record(id))
		}
		slices.SortFunc(result.Records, func(a, b TrackRecord) int { return a.Compare(&b) })
		return result, nil
	})
}

// voters returns who has the records that somebody asks for, each once; of nil all that have votes.
func (s *Service) voters(
	ctx context.Context, r *Records, version evidence.Version, of []evidence.ID,
) ([]evidence.ID, error) {
	var voters []evidence.ID
	if of == nil {
		for id := range r.of {
			voters = append(voters, id)
		}
		return voters, nil
	}
	sub, err := s.reader.Subgraphs(ctx, nil, evidence.Moment{}, of...)
	switch {
	case err != nil:
		return nil, err
	case sub.Version != version:
		return nil, evidence.ChangedMeanwhile()
	}
	found := map[evidence.ID]evidence.ID{}
	for i := range sub.Outlets {
		found[sub.Outlets[i].NodeID()] = r.same.Of(sub.Outlets[i].NodeID())
	}
	for i := range sub.Sources {
		found[sub.Sources[i].NodeID()] = r.voter(&sub.Sources[i])
	}
	for _, id := range of {
		voter, known := found[id]
		if !known {
			return nil, evidence.NotFoundf("the graph has no outlet or source %q", id)
		}
		voters = append(voters, voter)
	}
	slices.Sort(voters)
	return slices.Compact(voters), nil
}

// Shares returns what the track records make of claims, in their order, nil for one that the graph does not have.
// Errors are as in [Service.TrackRecords].
func (s *Service) Shares(ctx context.Context, claims []evidence.ClaimID, o Options) ([]*ClaimShare, error) {
	return again(func() ([]*ClaimShare, error) {
		records, version, err := s.recorded(ctx, o)
		if err != nil {
			return nil, err
		}
		found := map[evidence.ID]ClaimShare{}
		err = s.each(ctx, claims, version, func(c *convergence.Convergence) {
			found[records.same.Of(c.Claim.NodeID())] = records.Share(c)
		})
		if err != nil {
			return nil, err
		}
		shares := make([]*ClaimShare, len(claims))
		for i, id := range claims {
			if share, known := found[records.same.Of(evidence.ID(id))]; known {
				share.Claim = id
				shares[i] = &share
			}
		}
		return shares, nil
	})
}

// recorded returns the records of the graph as it is.
func (s *Service) recorded(ctx context.Context, o Options) (*Records, evidence.Version, error) {
	return s.records.Get(ctx, s.reader.Status, func(ctx context.Context) (*Records, evidence.Version, error) {
		r, version, err := s.verdicts(ctx)
		if err != nil {
			return nil, version, err
		}
		claims := r.Claims()
		if o.MaxClaims > 0 && len(claims) > o.MaxClaims {
			return nil, version, &evidence.Error{Code: evidence.CodeTooComplex, Message: fmt.Sprintf(
				"%d claims have a verdict, more than %d; run: credence reliability --verdicts", len(claims),
				o.MaxClaims)}
		}
		return r, version, s.each(ctx, claims, version, r.Add)
	})
}

// verdicts reads the verdicts, what is one, and the letters of outlets.
func (s *Service) verdicts(ctx context.Context) (*Records, evidence.Version, error) {
	var reviews []evidence.ClaimReview
	var outlets []evidence.Outlet
	var same digraph.Equivalence[evidence.ID]
	kinds := []evidence.Kind{evidence.KindReview, evidence.KindOutlet, evidence.KindSameness}
	version, err := evidence.ScanAgain(ctx, s.scanner, kinds, func() (func(any) error, error) {
		reviews, outlets, same = nil, nil, digraph.Equivalence[evidence.ID]{}
		return func(record any) error {
			switch x := record.(type) {
			case *evidence.ClaimReview:
				reviews = append(reviews, *x)
			case *evidence.Outlet:
				if x.Reliability != "" {
					outlets = append(outlets, evidence.Outlet{ID: x.ID, Reliability: x.Reliability})
				}
			case *evidence.Sameness:
				if s.policy.Confident(&x.Provenance) {
					same.Join(x.A, x.B)
				}
			}
			return nil
		}, nil
	})
	if err != nil {
		return nil, version, err
	}
	r := NewRecords(s.policy, reviews, same)
	for i := range outlets {
		id := r.same.Of(outlets[i].NodeID())
		r.letters[id] = cmp.Or(r.letters[id], outlets[i].Reliability)
	}
	return r, version, nil
}

// each computes the answers for claims under [RecordPolicy], one after the other; all are to be of one version of the
// graph.
func (s *Service) each(
	ctx context.Context, claims []evidence.ClaimID, version evidence.Version, take func(*convergence.Convergence),
) error {
	var mu sync.Mutex
	return s.answers.Sweep(ctx, claims, evidence.Moment{}, RecordPolicy(s.policy),
		func(c *convergence.Convergence) error {
			if c.Version != version {
				return evidence.ChangedMeanwhile()
			}
			mu.Lock()
			defer mu.Unlock()
			take(c)
			return nil
		})
}

// again repeats what the graph changed under, a few times.
func again[T any](ask func() (T, error)) (T, error) {
	for try := 1; ; try++ {
		result, err := ask()
		if !errors.Is(err, evidence.ErrUnavailable) || try == changing {
			return result, err
		}
	}
}
