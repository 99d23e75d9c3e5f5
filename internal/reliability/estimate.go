package reliability

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/truth"
)

// estimates is what was estimated of one version of the graph.
type estimates struct {
	recorded map[evidence.SourceID]int // on how many claims a source takes a side as recorded
	list     []Suggestion              // in the order of [Key]
}

// weighed are answers by claim, and what sources say in them.
type weighed struct {
	policy  basis.Policy
	answers map[string]*convergence.Convergence
	said    map[evidence.SourceID][]said
	rated   map[evidence.SourceID]basis.Rated
}

type said struct {
	claim          string
	against, alone bool
}

// estimate estimates every source that takes a side on enough claims.
func (s *Service) estimate(ctx context.Context, o Options) (*estimates, evidence.Version, error) {
	heard, err := listen(ctx, s.scanner, s.policy)
	if err != nil {
		return nil, evidence.Version{}, err
	}
	e := &estimates{recorded: heard.count}
	method := truth.DefaultAccuracy()
	claims := heard.claims(method.MinClaims)
	if o.MaxClaims > 0 && len(claims) > o.MaxClaims {
		return nil, heard.version, &evidence.Error{Code: evidence.CodeTooComplex, Message: fmt.Sprintf(
			"sources that can be estimated speak of %d claims, more than %d; run: credence reliability", len(claims),
			o.MaxClaims)}
	}
	w, err := s.weigh(ctx, claims, heard.version)
	if err != nil {
		return nil, heard.version, err
	}
	sayings := w.sayings(method.MinClaims)
	method.Start = func(source string) float64 {
		return w.policy.Accuracies.Of(w.rated[evidence.SourceID(source)].Letter)
	}
	found, err := truth.EstimateAccuracies(ctx, sayings, w, method)
	if err == nil {
		e.list, err = w.suggestions(ctx, found)
	}
	return e, heard.version, err
}

// weigh computes the answers for claims and keeps them: how likely each claim is, is asked for again in every round.
func (s *Service) weigh(ctx context.Context, claims []evidence.ClaimID, version evidence.Version) (*weighed, error) {
	w := &weighed{
		policy: s.policy, answers: make(map[string]*convergence.Convergence, len(claims)),
		said: map[evidence.SourceID][]said{}, rated: map[evidence.SourceID]basis.Rated{},
	}
	var mu sync.Mutex
	err := s.answers.Sweep(ctx, claims, evidence.Moment{}, s.policy, func(c *convergence.Convergence) error {
		mu.Lock()
		defer mu.Unlock()
		if c.Version != version {
			return evidence.ChangedMeanwhile()
		}
		w.take(c)
		return nil
	})
	return w, err
}

func (w *weighed) take(c *convergence.Convergence) {
	claim := string(c.Claim.ID)
	w.answers[claim] = c
	for _, p := range c.Positions() {
		w.rated[p.Source] = p.Rated
		w.said[p.Source] = append(w.said[p.Source], said{claim, p.Against, p.Alone})
	}
}

// sayings returns what the sources say that take a side on at least so many claims: accuracies stand in for the
// letters of these alone.
func (w *weighed) sayings(least int) []truth.Saying {
	var sayings []truth.Saying
	for source, list := range w.said {
		if len(list) < least {
			continue
		}
		for _, x := range list {
			sayings = append(sayings, truth.Saying{Source: string(source), Claim: x.claim, Against: x.against})
		}
	}
	return sayings
}

// Probabilities implements [copying.ClaimBeliefs] by the convergence of the evidence for each claim.
func (w *weighed) Probabilities(
	ctx context.Context, claims, sources []string, accuracies []float64,
) ([]float64, error) {
	assumed := make(map[evidence.SourceID]float64, len(sources))
	for i, source := range sources {
		assumed[evidence.SourceID(source)] = accuracies[i]
	}
	p, assumption := make([]float64, len(claims)), convergence.Assume(assumed)
	for i, claim := range claims {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p[i] = assumption.Probability(w.answers[claim])
	}
	return p, nil
}

// suggestions tells of each estimate what it comes from.
func (w *weighed) suggestions(ctx context.Context, found []truth.EstimatedAccuracy) ([]Suggestion, error) {
	claims, sources, accuracies := make([]string, 0, len(w.answers)), make([]string, len(found)), make([]float64,
		len(found))
	for claim := range w.answers {
		claims = append(claims, claim)
	}
	for i, f := range found {
		sources[i], accuracies[i] = f.Source, f.Accuracy
	}
	p, err := w.Probabilities(ctx, claims, sources, accuracies)
	if err != nil {
		return nil, err
	}
	likely := make(map[string]float64, len(claims))
	for i, claim := range claims {
		likely[claim] = p[i]
	}
	list := make([]Suggestion, len(found))
	for i := range found {
		list[i] = w.suggestion(&found[i], likely)
	}
	slices.SortFunc(list, func(a, b Suggestion) int { return a.Key().Compare(b.Key()) })
	return list, nil
}

func (w *weighed) suggestion(f *truth.EstimatedAccuracy, likely map[string]float64) Suggestion {
	rated := w.rated[evidence.SourceID(f.Source)]
	s := newSuggestion(rated, w.policy, f.Claims)
	s.Accuracy, s.Suggested = &f.Accuracy, evidence.SourceReliability(f.Letter)
	for _, x := range w.said[rated.Source] {
		p := likely[x.claim]
		if x.against {
			p = 1 - p
		}
		if p > 0.5+even {
			s.Probable++
		}
		if x.alone {
			s.Alone++
		}
	}
	s.Reasons = s.reasons()
	return s
}

// even is by how much a probability may miss even chances and still be taken for them.
const even = 1e-9
