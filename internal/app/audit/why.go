package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
)

// The exit codes of "credence why", other than 0 for sources that are dependent or one.
const (
	exitNothingShared = 1
	exitUnknown       = 2
)

func whyCommand(a *run.App) *cobra.Command {
	var at run.MomentFlags
	var claim string
	var all bool
	cmd := &cobra.Command{
		Use:   "why SOURCE SOURCE",
		Short: "shows whether two sources are independent as far as the graph knows, and why not",
		Long: `Shows what the graph knows about the independence of two sources, whether or not they speak about the same
claim: what both rest on, with the links that lead there and the words behind them, or what would have to be known. A
graph can disprove independence but never prove it.

With --claim only links that hold for that claim count, otherwise every link. Name sources by id, key, address or a
piece of their title. Sources that take from each other in a circle are dependent, whatever enters the circle from
outside.

The exit code is 0 if the sources are dependent or the same, 1 if nothing shared is recorded and both are traced to
their origins, and 2 if nobody can know; the same with --json. If the command itself fails, which may also give 1 or
2, standard output stays empty.

With --json it prints the GraphQL type Independence field for field.`,
		Args: run.Two("the sources: ids, keys, addresses or pieces of their titles"),
		Example: `  credence why reuters kyiv-post
  credence why reuters cnn --claim partner --json`,
	}
	cmd.Flags().StringVar(&claim, "claim", "",
		"only what holds for this claim: its id or a piece of its text (default: every link)")
	cmd.Flags().BoolVar(&all, "all", false, "with --json: print lists in full, not only the schema's default number")
	at.Register(cmd)
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		moment, err := at.Moment()
		if err != nil {
			return err
		}
		variables := map[string]any{"at": run.MomentInput(moment)}
		for i, name := range []string{"a", "b"} {
			node, err := s.Names().Node(ctx, evidence.KindSource, args[i])
			if err != nil {
				return err
			}
			variables[name] = node.NodeID()
		}
		scope := "For whatever they say: every link counts."
		if claim != "" {
			node, err := s.Names().Node(ctx, evidence.KindClaim, claim)
			if err != nil {
				return err
			}
			variables["claim"], scope = node.NodeID(), "For the claim: "+report.Label(node)
		}
		return why(ctx, s, variables, scope, all)
	})
	return cmd
}

// why asks for an independence and prints it; the error is the outcome.
func why(ctx context.Context, s *run.Session, variables map[string]any, scope string, all bool) error {
	document, err := query.Independence(all || !s.JSON)
	if err != nil {
		return err
	}
	answer, err := s.Query(ctx, "independence", document, variables)
	if err != nil {
		return err
	}
	var view report.IndependenceView
	if err := json.Unmarshal(answer, &view); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	if s.JSON {
		err = s.PrintJSON(answer)
	} else {
		p := &terminal.Page{Style: s.Style}
		report.WriteIndependence(p, view, scope)
		_, err = io.WriteString(s.Streams.Out, p.String())
	}
	if err != nil {
		return err
	}
	switch view.Verdict {
	case convergence.NothingShared:
		return run.OutcomeError(exitNothingShared)
	case convergence.Unknown:
		return run.OutcomeError(exitUnknown)
	}
	return nil
}
