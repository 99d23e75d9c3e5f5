package app

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/evidence"
)

func (a *app) eraseCommand() *cobra.Command {
	var act actFlags
	var sure bool
	cmd := &cobra.Command{
		Use:   "erase PERSON",
		Short: "takes a person out of the graph, for good and at every moment",
		Long: `Blanks a person's name, removes the person from the authors of every source, and deletes the person's
ownerships, fundings and samenesses with their history. It cannot be undone, and importing a file that names the
person does not bring the person back. The id stays, with who erased it, when and why; use keys for persons that are
not names. Words of others, in quotes, titles and claims, are not touched.` + printsPayload,
		Args:    one("a person: an id or the name"),
		Example: `  credence erase person:p1 --reason "asked to by letter of 3 May" --yes`,
	}
	act.register(cmd, "why the person is erased")
	cmd.Flags().BoolVar(&sure, "yes", false, "do it, although it cannot be undone (required)")
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		if err := act.check(); err != nil {
			return err
		}
		person, err := s.names().Node(ctx, evidence.KindPerson, args[0])
		if err != nil {
			return err
		}
		if !sure {
			return inputError{evidence.Invalidf("yes", "%s would be erased, which cannot be undone; say so with --yes",
				person.NodeID())}
		}
		return s.act(ctx, "ErasePerson", "erasePerson", act.all,
			map[string]any{"person": person.NodeID(), "by": act.by()})
	})
	return cmd
}
