package audit

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/report"
)

// ownersFlags are what a person asks of who may own outlets.
type ownersFlags struct {
	first int
	all   bool
}

func ownersCommand(a *run.App) *cobra.Command {
	var f ownersFlags
	cmd := &cobra.Command{
		Use:   "owners",
		Short: "suggests who may own outlets whose owner is not known, by how they are named; records nothing",
		Long: `Networks of outlets are often named by filling a place into a pattern, such as "… Trade Post". For each
outlet without a recorded ultimate owner, this looks for a pattern that three or more outlets of one owner follow and
few others do. A pattern is the last two words of a name, or its first and last word, or the last word alone. The last
word alone shows little: newspapers everywhere are called "… News" and "… Times".

Patterns of two words come first, then the highest score: the number of different names among that owner's outlets,
divided by the number of those of all known outlets that follow the pattern, plus two. The score orders suggestions;
it is not a probability.

Names prove nothing. This command links nothing and moves no figure: find out who the owner is, and record it, for
example by importing a line
  {"type":"ownership","asset":"outlet:dart-post","owner":"organization:x","recordedFrom":"the imprint"}

With --json it prints the GraphQL type SuggestedOwnerConnection field for field.`,
		Example: `  credence owners
  credence owners --all --json`,
		Args: cobra.NoArgs,
	}
	cmd.Flags().IntVar(&f.first, "first", run.FirstShown, "how many outlets are shown, 1 to 100")
	cmd.Flags().BoolVar(&f.all, "all", false, "every outlet")
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, _ []string) error {
		return suggestOwners(ctx, s, f)
	})
	return cmd
}

func suggestOwners(ctx context.Context, s *run.Session, f ownersFlags) error {
	document, err := query.SuggestedOwners()
	if err != nil {
		return err
	}
	variables := map[string]any{"first": f.first}
	if f.all {
		variables["first"] = query.Everything
	}
	answer, err := s.Query(ctx, "suggestedOwners", document, variables)
	if err != nil {
		return err
	}
	return s.Show(answer, report.Viewed(report.WriteSuggestedOwners))
}
