package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

func (a *app) impactCommand() *cobra.Command {
	var at momentFlags
	var all bool
	cmd := &cobra.Command{
		Use:   "impact ID...",
		Short: "says which claims lose what if sources or links are struck out; records nothing",
		Long: `Lists every claim whose figures change if the sources and links named are struck out together, the largest fall of the
demonstrated number first. It is what to look at before anything is retracted. Sources are named by id, key, address or a
piece of their title, links by id.

With --json it prints the GraphQL type ImpactConnection field for field.`,
		Args:    atLeast(1, "a source or a link: its id"),
		Example: `  credence impact reuters derivation:0a1b2c`,
	}
	cmd.Flags().BoolVar(&all, "all", false, "every claim, not only the first fifty")
	at.register(cmd)
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		moment, err := at.moment()
		if err != nil {
			return err
		}
		ids, err := s.sourcesOrLinks(ctx, args)
		if err != nil {
			return err
		}
		document, err := graph.ImpactDocument(all)
		if err != nil {
			return err
		}
		answer, err := s.query(ctx, "impact", document, map[string]any{"without": ids, "at": momentInput(moment)})
		if err != nil {
			return err
		}
		if s.json {
			return s.printJSON(answer)
		}
		return s.printImpact(answer)
	})
	return cmd
}

// sourcesOrLinks resolves what a person named: a link by its id, everything else as a source.
func (s *session) sourcesOrLinks(ctx context.Context, names []string) ([]evidence.ID, error) {
	ids := make([]evidence.ID, len(names))
	for i, name := range names {
		if id, err := evidence.ParseID(name); err == nil && id.Kind().IsLink() {
			ids[i] = id
			continue
		}
		node, err := s.resolve(ctx, evidence.KindSource, name)
		if err != nil {
			return nil, err
		}
		ids[i] = node.NodeID()
	}
	return ids, nil
}

// impactView is what the text shows of an ImpactConnection.
type impactView struct {
	TotalCount int
	Edges      []struct {
		Node          struct{ ID, Label string }
		Before, After struct{ Supporting, Refuting figuresView }
		Falls         []struct{ Label string }
	}
}

func (s *session) printImpact(answer json.RawMessage) error {
	var view impactView
	if err := json.Unmarshal(answer, &view); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	p := &page{style: s.style}
	if view.TotalCount == 0 {
		p.line("No figure of any claim changes.")
	} else {
		p.line("%s %s.", wording.Digits(view.TotalCount), wording.Choose(view.TotalCount, "claim changes", "claims change"))
		rows := make([][]string, len(view.Edges))
		for i, e := range view.Edges {
			was, is := e.Before.Supporting, e.After.Supporting
			var falls []string
			for _, f := range e.Falls {
				falls = append(falls, f.Label)
			}
			rows[i] = []string{number(was.Demonstrated), number(is.Demonstrated), number(was.Effective), number(is.Effective), e.Node.Label, listed(falls)}
		}
		p.table([]string{"demonstrated", "then", "presumed", "then", "claim", "falls"}, rows, 0, 1, 2, 3)
		if more := view.TotalCount - len(view.Edges); more > 0 {
			p.line("and %s more; --all lists every one.", wording.Digits(more))
		}
	}
	p.line("Nothing of it is recorded.")
	_, err := io.WriteString(s.streams.Out, p.String())
	return err
}
