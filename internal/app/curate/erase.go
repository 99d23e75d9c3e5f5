package curate

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
)

func eraseCommand(a *run.App) *cobra.Command {
	var act run.ActFlags
	var sure bool
	cmd := &cobra.Command{
		Use:   "erase PERSON",
		Short: "takes a person out of the graph, for good and at every moment",
		Long: `Blanks a person's name, removes the person from the authors of every source, and deletes the person's
ownerships, fundings and samenesses with their history. It cannot be undone, and importing a file that names the
person does not bring the person back. The id stays, with who erased it, when and why; use keys for persons that are
not names. Words of others, in quotes, titles and claims, are not touched.` + run.PrintsPayload,
		Args:    run.One("a person: an id or the name"),
		Example: `  credence erase person:p1 --reason "asked to by letter of 3 May" --yes`,
	}
	act.Register(cmd, "why the person is erased")
	cmd.Flags().BoolVar(&sure, "yes", false, "do it, although it cannot be undone (required)")
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		if err := act.Check(); err != nil {
			return err
		}
		person, err := s.Names().Node(ctx, evidence.KindPerson, args[0])
		if err != nil {
			return err
		}
		if !sure {
			return run.BadInput(evidence.Invalidf("yes", "%s would be erased, which cannot be undone; say so with --yes",
				person.NodeID()))
		}
		return s.Act(ctx, "ErasePerson", "erasePerson", act.All,
			map[string]any{"person": person.NodeID(), "by": act.By()})
	})
	return cmd
}
