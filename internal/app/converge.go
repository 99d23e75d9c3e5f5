package app

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/evidence"
)

func (a *app) convergeCommand() *cobra.Command {
	var all bool
	var at momentFlags
	cmd := &cobra.Command{
		Use:   "converge CLAIM...",
		Short: "says how much independent evidence there is for a claim, and why",
		Long: `Says how many sources support a claim, how many of them are really one, which independent lines remain, and what is
only presumed. A claim is named by its id, by its bare key or by a piece of its text.

With --json it prints the GraphQL type Convergence field for field: an object for one claim, a list for several.`,
		Args: atLeast(1, "a claim: its id or a piece of its text"),
		Example: `  credence converge "significant military partner"
  credence converge claim:c1 claim:c2 --json
  credence converge partner --known-at 2024-10-05`,
	}
	at.register(cmd)
	cmd.Flags().BoolVar(&all, "all", false, "with --json: lists in full length, not only the schema's default")
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		moment, err := at.moment()
		if err != nil {
			return err
		}
		ids, err := s.claims(ctx, args)
		if err != nil {
			return err
		}
		if s.json {
			return s.convergeJSON(ctx, ids, moment, all)
		}
		return s.converge(ctx, ids, moment)
	})
	return cmd
}

// claims resolves what a person named to the ids of claims.
func (s *session) claims(ctx context.Context, names []string) ([]evidence.ClaimID, error) {
	ids := make([]evidence.ClaimID, len(names))
	for i, name := range names {
		claim, err := s.resolve(ctx, evidence.KindClaim, name)
		if err != nil {
			return nil, err
		}
		ids[i] = evidence.ClaimID(claim.NodeID())
	}
	return ids, nil
}

// converge prints the report of every claim, a blank line between them.
func (s *session) converge(ctx context.Context, ids []evidence.ClaimID, at evidence.Moment) error {
	reports, err := s.reports(ctx, ids, at)
	if err != nil {
		return err
	}
	for i, r := range reports {
		if i > 0 {
			if _, err := s.streams.Out.Write([]byte("\n")); err != nil {
				return err
			}
		}
		if err := r.write(s.streams.Out, s.style); err != nil {
			return err
		}
	}
	return nil
}

// convergeJSON prints the GraphQL type Convergence field for field: an object for one claim, a list for several.
func (s *session) convergeJSON(ctx context.Context, ids []evidence.ClaimID, at evidence.Moment, all bool) error {
	document, err := graph.ConvergenceDocument(all)
	if err != nil {
		return err
	}
	answer, err := s.query(ctx, "convergence", document, map[string]any{"claims": ids, "at": momentInput(at)})
	if err != nil {
		return err
	}
	var list []json.RawMessage
	if err := json.Unmarshal(answer, &list); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	if len(list) == 1 {
		return s.printJSON(list[0])
	}
	return s.printJSON(list)
}

// asked turns the first error of a GraphQL answer back into an error of its code.
func asked(errs gqlerror.List) error {
	code, _ := errs[0].Extensions["code"].(string)
	return &evidence.Error{Code: evidence.Code(strings.ToLower(code)), Message: errs[0].Message}
}

// reports answers for the claims, with their parts and fact checks. The evidence of all of them, parts included, is
// read in one round trip.
func (s *session) reports(ctx context.Context, ids []evidence.ClaimID, at evidence.Moment) ([]report, error) {
	parts, err := s.partsOf(ctx, ids, at)
	if err != nil {
		return nil, err
	}
	wanted := append([]evidence.ClaimID(nil), ids...)
	for _, relations := range parts {
		for _, r := range relations {
			wanted = append(wanted, r.From)
		}
	}
	answers, err := s.service.Of(ctx, wanted, at, s.policy)
	if err != nil {
		return nil, err
	}
	next := answers[len(ids):]
	reports := make([]report, len(ids))
	for i, id := range ids {
		if answers[i] == nil {
			return nil, evidence.NotFoundf("the graph has no claim %s at this moment", id)
		}
		reports[i].answer = answers[i]
		for _, relation := range parts[i] {
			if next[0] != nil {
				reports[i].parts = append(reports[i].parts, part{answer: next[0], quotes: relation.Provenance.Quotes})
			}
			next = next[1:]
		}
		if reports[i].reviews, err = s.reviewsOf(ctx, id, at); err != nil {
			return nil, err
		}
	}
	return reports, nil
}

// partsOf returns for each claim the relations that make others its parts.
func (s *session) partsOf(ctx context.Context, ids []evidence.ClaimID, at evidence.Moment) ([][]*evidence.Relation, error) {
	subjects := make([]evidence.ID, len(ids))
	for i, id := range ids {
		subjects[i] = evidence.ID(id)
	}
	pages, err := s.reader.Links(ctx, evidence.LinkQuery{Subjects: subjects, Kind: evidence.KindRelation, Direction: evidence.Incoming,
		Relations: []evidence.RelationKind{evidence.PartOf}, At: at, Page: evidence.Page{First: mostParts}})
	if err != nil {
		return nil, err
	}
	parts := make([][]*evidence.Relation, len(ids))
	for i, page := range pages {
		for _, l := range page.Links {
			if r, ok := l.Link.(*evidence.Relation); ok {
				parts[i] = append(parts[i], r)
			}
		}
	}
	return parts, nil
}

// reviewsOf returns the fact checks of a claim with their publishers' names.
func (s *session) reviewsOf(ctx context.Context, id evidence.ClaimID, at evidence.Moment) ([]review, error) {
	page, err := s.reader.List(ctx, evidence.ListQuery{Kind: evidence.KindReview, At: at,
		Where: evidence.Filter{Claims: []evidence.ClaimID{id}}, Page: evidence.Page{First: 100}})
	if err != nil {
		return nil, err
	}
	var reviews []review
	for _, n := range page.Nodes {
		r, ok := n.Node.(*evidence.ClaimReview)
		if !ok {
			continue
		}
		publisher := ""
		if r.Publisher != "" {
			objects, err := s.reader.Objects(ctx, []evidence.ID{evidence.ID(r.Publisher)}, at)
			if err != nil {
				return nil, err
			}
			if o := asOutlet(objects[0].Node); o != nil {
				publisher = o.Name
			}
		}
		reviews = append(reviews, review{r, publisher})
	}
	return reviews, nil
}
