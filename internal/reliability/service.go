package reliability

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/memo"
)

// Service suggests letters for the sources of a graph, and keeps what it has estimated until the graph changes. It is
// safe for concurrent use.
type Service struct {
	reader  evidence.Reader
	scanner evidence.Scanner
	answers *inquiry.Service
	policy  basis.Policy
	kept    *memo.ByVersion[*estimates]
	records *memo.ByVersion[*Records]
}

// NewService returns a service of a graph, which both interfaces read, under a policy.
func NewService(r evidence.Reader, s evidence.Scanner, p basis.Policy) *Service {
	return &Service{
		reader: r, scanner: s, answers: inquiry.New(r), policy: p,
		kept: memo.NewByVersion[*estimates](), records: memo.NewByVersion[*Records](),
	}
}

// Options say how much may be done.
type Options struct {
	// MaxClaims is the most claims whose evidence is weighed; with more the estimate is refused. 0 = any number.
	MaxClaims int
}

// Suggestion is what is estimated of a source. It counts not anywhere.
type Suggestion struct {
	basis.Rated
	// the accuracy that the letter on record stands for, of one not rated that of F
	OnRecord float64
	Accuracy *float64 // as estimated; nil = it takes a side on too few claims
	Claims   int      // on how many claims it takes a side: the sample
	Probable int      // of these, on how many what it says is more probable than not
	Alone    int      // of these, on how many nobody else speaks but who counts as one with it
	// the letter whose accuracy is nearest, see [copying.AdmiraltyLetter]; "" = none
	Suggested evidence.SourceReliability
	Reasons   []string // in words, each a sentence
}

// Key is the place of a suggestion in the order: the largest difference from what is on record first, then the largest
// sample, then by id. What is not estimated comes last.
type Key struct {
	Difference float64 // -1 = not estimated
	Claims     int
	Source     evidence.SourceID
}

// Key returns the place of the suggestion.
func (s *Suggestion) Key() Key {
	k := Key{Difference: -1, Claims: s.Claims, Source: s.Source}
	if s.Accuracy != nil {
		k.Difference = math.Abs(*s.Accuracy - s.OnRecord)
	}
	return k
}

// Compare is negative where k comes before other, positive where it comes after.
func (k Key) Compare(other Key) int {
	return cmp.Or(cmp.Compare(other.Difference, k.Difference), cmp.Compare(other.Claims, k.Claims),
		cmp.Compare(k.Source, other.Source))
}

// Result is what was estimated of one version of the graph.
type Result struct {
	Version     evidence.Version
	Suggestions []Suggestion // in the order of [Key]
}

// changing is how often the graph may change while it is read before that is given up.
const changing = 3

// Suggest returns what is estimated of sources, each once, those that are one as one; of all that can be estimated
// if none are named. A source that is named comes even if it cannot be estimated, with the reason. Errors are
// those of [evidence.Scanner] and [convergence.Service.Of]; a source that the graph does not have is
// [evidence.CodeNotFound], and more claims than the options allow are [evidence.CodeTooComplex].
func (s *Service) Suggest(ctx context.Context, sources []evidence.SourceID, o Options) (*Result, error) {
	return again(func() (*Result, error) { return s.suggest(ctx, sources, o) })
}

func (s *Service) suggest(ctx context.Context, sources []evidence.SourceID, o Options) (*Result, error) {
	e, version, err := s.kept.Get(ctx, s.reader.Status,
		func(ctx context.Context) (*estimates, evidence.Version, error) { return s.estimate(ctx, o) })
	if err != nil {
		return nil, err
	}
	if sources == nil {
		return &Result{version, e.list}, nil
	}
	return s.named(ctx, sources, e, version)
}

// named returns what was estimated of sources that somebody names.
func (s *Service) named(
	ctx context.Context, sources []evidence.SourceID, e *estimates, version evidence.Version,
) (*Result, error) {
	also := make([]evidence.ID, len(sources))
	for i, id := range sources {
		also[i] = evidence.ID(id)
	}
	sub, err := s.reader.Subgraphs(ctx, nil, evidence.Moment{}, also...)
	switch {
	case err != nil:
		return nil, err
	case sub.Version != version:
		return nil, evidence.ChangedMeanwhile()
	}
	ratings := basis.Ratings(sub, s.policy, sources)
	wanted := make(map[evidence.SourceID]basis.Rated, len(ratings))
	for _, id := range sources {
		rated, known := ratings[id]
		if !known {
			return nil, evidence.NotFoundf("the graph has no source %q", id)
		}
		wanted[rated.Source] = rated
	}
	result := &Result{Version: version}
	for _, x := range e.list {
		if _, is := wanted[x.Source]; is {
			result.Suggestions = append(result.Suggestions, x)
			delete(wanted, x.Source)
		}
	}
	for id, rated := range wanted {
		few := newSuggestion(rated, s.policy, e.recorded[id])
		few.Reasons = few.reasons()
		result.Suggestions = append(result.Suggestions, few)
	}
	slices.SortFunc(result.Suggestions, func(a, b Suggestion) int { return a.Key().Compare(b.Key()) })
	return result, nil
}

// newSuggestion is what is known of a source before anything is estimated.
func newSuggestion(rated basis.Rated, p basis.Policy, claims int) Suggestion {
	return Suggestion{Rated: rated, OnRecord: p.Accuracies.Of(rated.Letter), Claims: claims}
}
