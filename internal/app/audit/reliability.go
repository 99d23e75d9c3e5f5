package audit

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/resolve"
	"github.com/credence-graph/credence/internal/terminal"
)

// reliabilityFlags are what a person asks of how often sources are right.
type reliabilityFlags struct {
	first    int
	all      bool
	verdicts bool
	claims   []string
}

func reliabilityCommand(a *run.App) *cobra.Command {
	var f reliabilityFlags
	cmd := &cobra.Command{
		Use:   "reliability [SOURCE|OUTLET...]",
		Short: "suggests how often sources are right, from what is believed of all that they say or from verdicts; records nothing",
		Long: `For each SOURCE, or for every source that takes a side on at least ten claims, this estimates how often it is
right, on how many claims, and which letter is nearest, beside the letter on record. Those that differ most from the
record come first. How far a claim is believed follows from its convergence, with copies counted as one and the
estimates in place of letters; this is repeated in turns, beginning with the letters on record. If nobody else speaks
about the claims ("alone"), an estimate only repeats itself. For a source that you name, the reasons are shown too.

With --verdicts it shows track records of outlets, and of sources without one, by the verdicts of fact checks: how
many of their votes on claims with a verdict were right. An outlet has one vote for each headline and side of a claim,
and copies count once. A fact check does not judge its own publisher or the sources that it cites. With --claim it
shows what the track records of those who speak about a claim say of it: the part of the weight on both sides that
speaks for the claim, to put claims in order. The claim's own verdict has no part in that.

All of it is an estimate: nothing is recorded, and no answer counts it until you record a letter with "credence rate".

With --json it prints the GraphQL type SuggestedReliabilityConnection, TrackRecordConnection or a list of ClaimShare field for field.`,
		Example: `  credence reliability
  credence reliability almanac --json
  credence reliability --verdicts herald
  credence reliability --claim bridge --claim dam`,
	}
	cmd.Flags().IntVar(&f.first, "first", run.FirstShown, "how many sources or outlets are shown, 1 to 100")
	cmd.Flags().BoolVar(&f.all, "all", false, "every source or outlet")
	cmd.Flags().BoolVar(&f.verdicts, "verdicts", false, "track records of outlets by the verdicts of fact checks")
	cmd.Flags().StringArrayVar(&f.claims, "claim", nil, "what the track records say of this claim; may be repeated")
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		switch {
		case f.verdicts && len(f.claims) > 0:
			return run.BadInput(errors.New("--verdicts and --claim cannot be used together: one lists outlets, the " +
				"other claims"))
		case f.verdicts:
			return trackRecords(ctx, s, f, args)
		case len(f.claims) > 0 && len(args) > 0:
			return run.BadInput(fmt.Errorf("%q cannot be used together with --claim; name every claim with --claim",
				args[0]))
		case len(f.claims) > 0:
			return claimShares(ctx, s, f.claims)
		}
		return reliability(ctx, s, f, args)
	})
	return cmd
}

// variables are those of a list of which a part is shown.
func (f reliabilityFlags) variables() map[string]any {
	if f.all {
		return map[string]any{"first": query.Everything}
	}
	return map[string]any{"first": f.first}
}

func reliability(ctx context.Context, s *run.Session, f reliabilityFlags, names []string) error {
	document, err := query.SuggestedReliabilities()
	if err != nil {
		return err
	}
	variables := f.variables()
	if len(names) > 0 {
		ids, err := resolve.IDs[evidence.ID](ctx, s.Names(), evidence.KindSource, names)
		if err != nil {
			return err
		}
		variables["sources"] = ids
	}
	answer, err := s.Query(ctx, "suggestedReliabilities", document, variables)
	if err != nil {
		return err
	}
	return s.Show(answer, report.Viewed(func(p *terminal.Page, view report.ReliabilityView) {
		report.WriteReliabilities(p, view, len(names) > 0)
	}))
}

// trackRecords shows how often outlets, or sources without one, were right by the verdicts of fact checks.
func trackRecords(ctx context.Context, s *run.Session, f reliabilityFlags, names []string) error {
	document, err := query.TrackRecords()
	if err != nil {
		return err
	}
	variables := f.variables()
	if len(names) > 0 {
		ids := make([]evidence.ID, len(names))
		for i, name := range names {
			kind := evidence.KindOutlet
			if strings.HasPrefix(name, string(evidence.KindSource)+":") {
				kind = evidence.KindSource
			}
			node, err := s.Names().Node(ctx, kind, name)
			if err != nil {
				return err
			}
			ids[i] = node.NodeID()
		}
		variables["of"] = ids
	}
	answer, err := s.Query(ctx, "trackRecords", document, variables)
	if err != nil {
		return err
	}
	return s.Show(answer, report.Viewed(func(p *terminal.Page, view report.TrackRecordsView) {
		report.WriteTrackRecords(p, view, len(names) > 0)
	}))
}

// claimShares shows what the track records of those who speak of claims make of them.
func claimShares(ctx context.Context, s *run.Session, names []string) error {
	document, err := query.ClaimShares()
	if err != nil {
		return err
	}
	ids, err := resolve.IDs[evidence.ID](ctx, s.Names(), evidence.KindClaim, names)
	if err != nil {
		return err
	}
	answer, err := s.Query(ctx, "claimShares", document, map[string]any{"claims": ids})
	if err != nil {
		return err
	}
	return s.Show(answer, report.Viewed(func(p *terminal.Page, shares []report.ClaimShareView) {
		for i, share := range shares {
			if i > 0 {
				p.Gap()
			}
			report.WriteReasons(p, share.Claim.Label, share.Reasons)
		}
	}))
}
