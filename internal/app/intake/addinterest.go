package intake

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/convergence/interests"
	"github.com/credence-graph/credence/internal/evidence"
)

func addInterestCommand(a *run.App) *cobra.Command {
	var interest evidence.Interest
	var claim, direction, kind, why, from, to string
	var link linkFlags
	cmd := &cobra.Command{
		Use:   "interest HOLDER",
		Short: "records that somebody gains if a claim is believed, or if it is not",
		Long: `Records that a source, an outlet, an organization or a person gains if a claim, or every claim with a tag, is
believed (FOR) or is not believed (AGAINST). An interest says nothing of how reliable its holder is: figures show what
remains without everybody who has an interest.

Name the holder by its id, or by a piece of its name. An organization or person that the graph does not know is
recorded if you say what it is: organization:NAME or person:NAME.`,
		Args: run.One("who has the interest: an id or a name"),
		Example: `  credence add interest source:ministry --claim "bridge was closed" --direction FOR --kind PARTY
  credence add interest "organization:Example Holding" --tag bridge --direction AGAINST --kind OWNER --from 2020-05 \
    --quote "holds the toll contract" --at "p. 12"`,
	}
	flags := cmd.Flags()
	flags.StringVar(&claim, "claim", "", "the claim that it is in: an id or a piece of its text")
	flags.StringVar(&interest.Tag, "tag", "", "a tag, if it is in every claim with that tag")
	flags.StringVar(&direction, "direction", "", "FOR if the holder gains when the claim is believed, AGAINST if it "+
		"gains when it is not")
	flags.StringVar(&kind, "kind", "", "what it comes from: PARTY (takes part in what the claim is about), GOVERNMENT, "+
		"OWNER, COMMERCIAL, POLITICAL (default: OTHER)")
	flags.StringVar(&from, "from", "", "the day from which the holder has it (default: always)")
	flags.StringVar(&to, "to", "", "the first day on which the holder does not have it any more (default: it still does)")
	flags.StringVar(&why, "why", "", "why you say so, such as what it is inferred from")
	link.only(cmd)
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		interest.Direction = evidence.InterestDirection(strings.ToUpper(direction))
		interest.Kind = evidence.InterestKind(strings.ToUpper(kind))
		interest.ValidFrom, interest.ValidTo = evidence.Date(from), evidence.Date(to)
		return addInterest(ctx, s, interest, interestSaid{args[0], claim, why, cmd.Flags().Changed("to"), link.links[0]})
	})
	return cmd
}

// interestSaid is what a person typed of an interest that still has to be looked up.
type interestSaid struct {
	holder, claim, why string
	ends               bool // when it ends is said
	link               *addedLink
}

func addInterest(ctx context.Context, s *run.Session, interest evidence.Interest, said interestSaid) error {
	var d draft
	var err error
	var holder, about string
	if interest.Holder, holder, err = holderOf(ctx, s, said.holder, &d); err != nil {
		return err
	}
	if said.claim != "" {
		claim, err := s.Names().Node(ctx, evidence.KindClaim, said.claim)
		if err != nil {
			return err
		}
		if about, err = s.Names().Mention(ctx, claim); err != nil {
			return err
		}
		interest.Claim = evidence.ClaimID(claim.NodeID())
	}
	var fields []string
	interest.Provenance, fields = said.link.reasoned(said.why)
	if said.ends {
		fields = append(fields, "validTo")
	}
	interest = interest.Normalize()
	d.id = evidence.ID(interest.ID)
	d.batch.Interests = []evidence.Put[evidence.Interest]{{Value: interest, Fields: fields}}
	d.say("%s%s", interests.Sentence(&interest, holder, about), said.link.quoted())
	return recordDraft(ctx, s, &d)
}

// holderOf returns who a person means as the holder of an interest, and what it is called. An organization or person
// that the graph does not know is recorded if it is said what it is.
func holderOf(ctx context.Context, s *run.Session, text string, d *draft) (id evidence.ID, name string, err error) {
	kind, _, said := strings.Cut(text, ":")
	if said && slices.Contains([]evidence.Kind{evidence.KindOrganization, evidence.KindPerson}, evidence.Kind(kind)) {
		id, name, _, err = ownerOf(ctx, s, text, d)
		return id, name, err
	}
	node, err := s.Names().Any(ctx, text)
	if err != nil {
		return "", "", err
	}
	if node.NodeID().Kind() == evidence.KindClaim {
		return "", "", run.BadInput(evidence.Invalidf("holder",
			"%q is a claim; expected a source, an outlet, an organization or a person", text))
	}
	name, err = s.Names().Mention(ctx, node)
	return node.NodeID(), name, err
}

// reasoned is provenance with why it is said.
func (l *addedLink) reasoned(why string) (evidence.Provenance, []string) {
	p, fields := l.provenance()
	if p.Justification = why; why != "" {
		fields = append(fields, "justification")
	}
	return p, fields
}

func addLeaningCommand(a *run.App) *cobra.Command {
	var leaning evidence.Leaning
	var ratedAt, why string
	var link linkFlags
	cmd := &cobra.Command{
		Use:   "leaning OUTLET",
		Short: "records how somebody else rates an outlet, such as left or right",
		Long: `Records how somebody else rates an outlet in a scheme of values, such as left, centre and right. It says nothing
of how reliable the outlet is: "credence converge --spread SCHEME" shows what the outlets of each value say on their
own. A rating of the same day by the same rater is changed.`,
		Args: run.One("the outlet: its id or a piece of its name"),
		Example: `  credence add leaning "The Example" --scheme political --value left --rated-by "Example Ratings" ` +
			`--rated-at 2026-05`,
	}
	flags := cmd.Flags()
	flags.StringVar(&leaning.Scheme, "scheme", "", "the name of the scheme of values, such as political")
	flags.StringVar(&leaning.Value, "value", "", "the value that the outlet has in it, such as left")
	flags.StringVar(&leaning.RatedBy, "rated-by", "", "who rates it so")
	flags.StringVar(&ratedAt, "rated-at", "", "the day, month or year of the rating (default: not known)")
	flags.StringVar(&why, "why", "", "why you say so")
	link.only(cmd)
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		outlet, err := s.Names().Node(ctx, evidence.KindOutlet, args[0])
		if err != nil {
			return err
		}
		leaning.Outlet, leaning.RatedAt = evidence.OutletID(outlet.NodeID()), evidence.Date(ratedAt)
		leaning = leaning.Normalize()
		d := draft{id: evidence.ID(leaning.ID)}
		var fields []string
		leaning.Provenance, fields = link.links[0].reasoned(why)
		d.batch.Leanings = []evidence.Put[evidence.Leaning]{{Value: leaning, Fields: append(fields, "value")}}
		err = sayOf(ctx, s, outlet, func(name string) {
			d.say("%s%s", interests.LeaningSentence(&leaning, name), link.links[0].quoted())
		})
		if err != nil {
			return err
		}
		return recordDraft(ctx, s, &d)
	})
	return cmd
}
