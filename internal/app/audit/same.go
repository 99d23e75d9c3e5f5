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
)

// sameFlags are what a person asks of things under two ids.
type sameFlags struct {
	kinds []string
	first int
	deny  bool
	act   run.ActFlags
}

func sameCommand(a *run.App) *cobra.Command {
	var f sameFlags
	cmd := &cobra.Command{
		Use:   "same [--deny ID ID --reason WHY]",
		Short: "lists what is probably one thing under two ids, for you to confirm or deny",
		Long: `Lists pairs that are probably one: sources with the same address, the same words, or the same title, day and
outlet; outlets with the same domain, name or agency; organizations and persons with the same name and something else
in common; claims with the same words, or that give one item the same value. The strongest come first. Nothing is
merged by itself: "credence merge" confirms a pair, and --deny records that the two are different, so that they are
never suggested again ("credence merge" also undoes that).

Never suggested are pairs that conflict (different dates, outlets, countries, languages), that are one already, or
that were denied; a sameness that was retracted is denied. If a record fits several that conflict with each other,
none is suggested, and marks that more than twenty records share are not compared; the last lines count both.

With --json it prints the GraphQL type SuggestedSamenessConnection field for field, with --deny the type WritePayload.`,
		Example: `  credence same
  credence same --kind outlet --kind source --json
  credence merge outlet:kyiv-post outlet:kyivpost.com --reason "one newspaper"
  credence same --deny outlet:kyiv-post outlet:kp --reason "two newspapers"`,
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&f.kinds, "kind", nil,
		"only claims, sources, outlets, organizations or persons: claim, source, ... (may be repeated)")
	flags.IntVar(&f.first, "first", run.FirstShown, "how many pairs are shown, 1 to 100")
	flags.BoolVar(&f.deny, "deny", false, "record that the two ids that follow are different")
	flags.StringVar(&f.act.Collector, "collector", "", "who does it (default: your account on this machine)")
	f.act.Flag = "reason"
	flags.StringVar(&f.act.Reason, f.act.Flag, "", "why they are different (required with --deny)")
	flags.BoolVar(&f.act.All, "all", false, "every pair; with --deny every claim that changes")
	cmd.Args = func(_ *cobra.Command, args []string) error {
		switch {
		case f.deny && len(args) != 2:
			return run.BadInput(errors.New("--deny takes two global ids, such as outlet:a outlet:b; see: credence " +
				"same --help"))
		case !f.deny && len(args) > 0:
			return run.BadInput(fmt.Errorf("%q is not expected; narrow the list with --kind; see: credence same --help",
				args[0]))
		}
		return nil
	}
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		if !f.deny {
			return same(ctx, s, f)
		}
		if err := f.act.Check(); err != nil {
			return err
		}
		ids := make([]evidence.ID, len(args))
		for i, text := range args {
			var err error
			if ids[i], err = s.Names().ID(ctx, text); err != nil {
				return err
			}
		}
		return s.Act(ctx, "DenySame", "denySame", f.act.All, map[string]any{"ids": ids, "by": f.act.By()})
	})
	return cmd
}

func same(ctx context.Context, s *run.Session, f sameFlags) error {
	document, err := query.SuggestedSamenesses()
	if err != nil {
		return err
	}
	variables := map[string]any{"first": f.first}
	if f.act.All {
		variables["first"] = query.Everything
	}
	if len(f.kinds) > 0 {
		kinds := make([]string, len(f.kinds))
		for i, k := range f.kinds {
			kind := evidence.Kind(strings.TrimSuffix(strings.ToLower(strings.TrimSpace(k)), "s"))
			if !kind.IsNode() || kind == evidence.KindReview {
				return run.BadInput(evidence.Invalidf("kind",
					"%q is not a kind; expected claim, source, outlet, organization or person", k))
			}
			kinds[i] = strings.ToUpper(string(kind))
		}
		variables["kinds"] = kinds
	}
	answer, err := s.Query(ctx, "suggestedSamenesses", document, variables)
	if err != nil {
		return err
	}
	return s.Show(answer, report.Viewed(report.WriteSuggestedSamenesses))
}
