package ask

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
)

func convergeCommand(a *run.App) *cobra.Command {
	var all bool
	var policy string
	var suppose supposeFlags
	var at run.MomentFlags
	cmd := &cobra.Command{
		Use:   "converge CLAIM...",
		Short: "shows how much independent evidence there is for a claim, and why",
		Long: `Shows how many sources support a claim, how many of them are really one, which independent lines remain, and
what is only presumed. Name a claim by its id, its bare key or a piece of its text.

With --if-wrong it also shows what would remain if all of these were wrong together: sources, and everything that an
outlet, an organization or a person stands behind. With --spread it also shows what the outlets of each value of a
scheme of leanings say on their own.

With --json it prints the GraphQL type Convergence field for field: an object for one claim, a list for several.`,
		Args: run.Some("a claim: its id or a piece of its text"),
		Example: `  credence converge "significant military partner"
  credence converge claim:c1 claim:c2 --json
  credence converge claim:c1 --policy strict.yaml
  credence converge partner --known-at 2024-10-05
  credence converge claim:c1 --if-wrong source:s1,organization:example-holding --spread political`,
	}
	suppose.register(cmd)
	at.Register(cmd)
	cmd.Flags().StringVar(&policy, "policy", "", "what counts: the name of a policy, or a `FILE` with one policy in it")
	cmd.Flags().BoolVar(&all, "all", false, "with --json: print lists in full, not only the schema's default number")
	answer := a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		moment, err := at.Moment()
		if err != nil {
			return err
		}
		ids, err := s.Names().Claims(ctx, args)
		if err != nil {
			return err
		}
		supposed, err := suppose.named(ctx, s)
		if err != nil {
			return err
		}
		if s.JSON {
			return convergeJSON(ctx, s, ids, moment, all, supposed)
		}
		return converge(ctx, s, ids, moment, supposed)
	})
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.UsePolicy(cmd, policy); err != nil {
			return err
		}
		return answer(cmd, args)
	}
	return cmd
}

// Converge prints the report of every claim, a blank line between them.
func Converge(ctx context.Context, s *run.Session, ids []evidence.ClaimID, at evidence.Moment) error {
	return converge(ctx, s, ids, at, report.Supposed{})
}

func converge(
	ctx context.Context, s *run.Session, ids []evidence.ClaimID, at evidence.Moment, supposed report.Supposed,
) error {
	reports, err := reports(ctx, s, ids, at)
	if err != nil {
		return err
	}
	for i, r := range reports {
		r.Supposed = supposed
		if i > 0 {
			if _, err := s.Streams.Out.Write([]byte("\n")); err != nil {
				return err
			}
		}
		if err := r.Write(s.Streams.Out, s.Style); err != nil {
			return err
		}
	}
	return nil
}

// ConvergeJSON prints the GraphQL type Convergence field for field: an object for one claim, a list for several.
func ConvergeJSON(ctx context.Context, s *run.Session, ids []evidence.ClaimID, at evidence.Moment, all bool) error {
	return convergeJSON(ctx, s, ids, at, all, report.Supposed{})
}

func convergeJSON(ctx context.Context, s *run.Session, ids []evidence.ClaimID, at evidence.Moment, all bool,
	supposed report.Supposed) error {
	asked, variables := query.Convergence, map[string]any{"claims": ids, "at": run.MomentInput(at)}
	if together := supposed.Together(); together || supposed.Scheme != "" {
		asked = query.ConvergenceSupposing
		variables["wrong"], variables["holders"], variables["together"] = supposed.Sources, supposed.Holders, together
		variables["scheme"], variables["spread"] = supposed.Scheme, supposed.Scheme != ""
	}
	document, err := asked(all)
	if err != nil {
		return err
	}
	answer, err := s.Query(ctx, "convergence", document, variables)
	if err != nil {
		return err
	}
	var list []json.RawMessage
	if err := json.Unmarshal(answer, &list); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	if len(list) == 1 {
		return s.PrintJSON(list[0])
	}
	return s.PrintJSON(list)
}

// reports answers for the claims, with their parts and fact checks. The evidence of all of them, parts included, is
// read in one round trip.
func reports(ctx context.Context, s *run.Session, ids []evidence.ClaimID, at evidence.Moment) ([]report.Claim, error) {
	parts, err := partsOf(ctx, s, ids, at)
	if err != nil {
		return nil, err
	}
	wanted := append([]evidence.ClaimID(nil), ids...)
	for _, of := range parts {
		for _, r := range of.relations {
			wanted = append(wanted, r.From)
		}
	}
	answers, err := s.Service.Of(ctx, wanted, at, s.Policy)
	if err != nil {
		return nil, err
	}
	reviews, err := reviewsOf(ctx, s, ids, at)
	if err != nil {
		return nil, err
	}
	next := answers[len(ids):]
	reports := make([]report.Claim, len(ids))
	for i, id := range ids {
		if answers[i] == nil {
			return nil, evidence.NotFoundf("the graph has no claim %s at this moment", id)
		}
		reports[i].Answer = answers[i]
		reports[i].PartsInAll = parts[i].inAll
		for _, relation := range parts[i].relations {
			if next[0] != nil {
				reports[i].Parts = append(reports[i].Parts,
					report.Part{Answer: next[0], Quotes: relation.Provenance.Quotes})
			}
			next = next[1:]
		}
		reports[i].Reviews = reviews[id]
	}
	return reports, nil
}

// partRelations are the relations that make claims the parts of another: the first of them, and how many there are.
type partRelations struct {
	relations []*evidence.Relation
	inAll     int
}

// mostParts is how many parts of a claim are answered for.
const mostParts = 40

// partsOf returns for each claim the relations that make others its parts.
func partsOf(ctx context.Context, s *run.Session, ids []evidence.ClaimID, at evidence.Moment) ([]partRelations, error) {
	subjects := make([]evidence.ID, len(ids))
	for i, id := range ids {
		subjects[i] = evidence.ID(id)
	}
	pages, err := s.Reader.Links(ctx, evidence.LinkQuery{Subjects: subjects, Kind: evidence.KindRelation,
		Direction: evidence.Incoming,
		Relations: []evidence.RelationKind{evidence.PartOf}, At: at, Page: evidence.Page{First: mostParts,
			Count: true}})
	if err != nil {
		return nil, err
	}
	parts := make([]partRelations, len(ids))
	for i, page := range pages {
		parts[i].inAll = *page.Total
		for _, l := range page.Links {
			if r, ok := l.Link.(*evidence.Relation); ok {
				parts[i].relations = append(parts[i].relations, r)
			}
		}
	}
	return parts, nil
}

// reviewsRead is how many fact checks are read for each claim, of which the report shows fewer and counts the rest.
const reviewsRead = 100

// reviewsOf returns the fact checks of each claim with their publishers' names: two round trips, however many claims.
func reviewsOf(ctx context.Context, s *run.Session, ids []evidence.ClaimID,
	at evidence.Moment) (map[evidence.ClaimID][]report.Review, error) {
	page, err := s.Reader.List(ctx, evidence.ListQuery{Kind: evidence.KindReview, At: at,
		Where: evidence.Filter{Claims: ids}, Page: evidence.Page{First: reviewsRead * len(ids)}})
	if err != nil {
		return nil, err
	}
	reviews := map[evidence.ClaimID][]report.Review{}
	var publishers []evidence.ID
	for _, n := range page.Nodes {
		if r, ok := n.Node.(*evidence.ClaimReview); ok {
			reviews[r.Claim] = append(reviews[r.Claim], report.Review{ClaimReview: r})
			publishers = append(publishers, evidence.ID(r.Publisher))
		}
	}
	publishers = slices.DeleteFunc(publishers, func(id evidence.ID) bool { return id == "" })
	if len(publishers) == 0 {
		return reviews, nil
	}
	outlets, err := s.Reader.Objects(ctx, publishers, at)
	if err != nil {
		return nil, err
	}
	names := map[evidence.OutletID]string{}
	for _, o := range outlets {
		if outlet, is := o.Node.(*evidence.Outlet); is {
			names[outlet.ID] = outlet.Name
		}
	}
	for _, of := range reviews {
		for i := range of {
			of[i].PublisherName = names[of[i].Publisher]
		}
	}
	return reviews, nil
}
