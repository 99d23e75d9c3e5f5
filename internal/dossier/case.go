package dossier

import (
	"context"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// How much of long lists a page shows; it says how much more there is.
const (
	mostRows    = 50
	mostPairs   = 60
	mostQuotes  = 5000
	mostReviews = 100
)

// Case is a claim with its answer and the evidence that it was computed from.
type Case struct {
	Answer   *convergence.Convergence
	Evidence *evidence.Subgraphs
	Reviews  []evidence.ClaimReview // fact checks of the claim, the first hundred
}

// Open reads a case. A claim that the graph does not have is evidence.CodeNotFound.
func Open(
	ctx context.Context, reader evidence.Reader, claim evidence.ClaimID, at evidence.Moment, p basis.Policy,
) (*Case, error) {
	if at.Undated == "" && p.Undated == evidence.ExcludeUndated {
		at.Undated = p.Undated
	}
	sub, err := reader.Subgraphs(ctx, []evidence.ClaimID{claim}, at)
	if err != nil {
		return nil, err
	}
	answer, err := convergence.Compute(sub, claim, p)
	if err != nil {
		return nil, err
	}
	c := &Case{Answer: answer, Evidence: sub}
	page, err := reader.List(ctx, evidence.ListQuery{
		Kind: evidence.KindReview, At: at, Where: evidence.Filter{Claims: []evidence.ClaimID{claim}},
		Page: evidence.Page{First: mostReviews},
	})
	if err != nil {
		return nil, err
	}
	for _, n := range page.Nodes {
		if r, ok := n.Node.(*evidence.ClaimReview); ok {
			c.Reviews = append(c.Reviews, *r)
		}
	}
	return c, nil
}

// name returns what to call a source, an outlet, organization, person or claim of the case.
func (c *Case) name(id evidence.ID) string {
	if id.Kind() == evidence.KindSource {
		if s := c.Answer.Shown(evidence.SourceID(id)); s != nil {
			return c.Answer.Name(s)
		}
	}
	if party, ok := c.Answer.Party(id).(interface{ Label() string }); ok {
		return party.Label()
	}
	for i := range c.Evidence.Claims {
		if c.Evidence.Claims[i].NodeID() == id {
			return c.Evidence.Claims[i].Label()
		}
	}
	return id.Key()
}

// gone returns the statements of sources that their publishers withdrew: no side counts them.
func (c *Case) gone() []withdrawal {
	sources := make(map[evidence.SourceID]*evidence.Source, len(c.Evidence.Sources))
	for i := range c.Evidence.Sources {
		sources[c.Evidence.Sources[i].ID] = &c.Evidence.Sources[i]
	}
	var list []withdrawal
	for _, st := range c.Evidence.Statements {
		if s := sources[st.Source]; s != nil && c.Answer.Concerns(evidence.ID(st.Claim)) &&
			s.WithdrawnBy(c.Evidence.At) {
			list = append(list, withdrawal{s, st.Stance, c.Answer.Name(s)})
		}
	}
	return list
}

// withdrawal is what a source said before its publisher withdrew it.
type withdrawal struct {
	*evidence.Source
	Stance evidence.Stance
	Name   string
}

func (c *Case) names(sources []*evidence.Source) []string {
	names := make([]string, len(sources))
	for i, s := range sources {
		names[i] = c.Answer.Name(s)
	}
	return names
}
