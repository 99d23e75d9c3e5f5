package app

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/evidence"
)

func (a *app) retractCommand() *cobra.Command {
	var act actFlags
	cmd := &cobra.Command{
		Use:   "retract ID...",
		Short: "withdraws records that were wrong; they still count as of an earlier time",
		Long: `Withdraws our record of a link: a statement, derivation, corroboration, ownership, funding, sameness, relation or
confirmation. Nothing is deleted, and what rested on it is computed anew from then on. Where a publisher withdrew an item
itself, that is a property of the source (withdrawnAt), not a retraction.

It prints the list of "credence impact": every claim whose figures change, the largest fall first. Where that is too long to
compute the records are retracted all the same, and the output says how to get at it. "credence unretract" takes it back.` + printsPayload,
		Args:    some("the id of a link, such as statement:4f1c..."),
		Example: `  credence retract statement:0a1b2c --reason "the quote is of another article"`,
	}
	act.register(cmd, "why the record was wrong")
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		if err := act.check(); err != nil {
			return err
		}
		ids := make([]evidence.ID, len(args))
		for i, text := range args {
			id, err := evidence.ParseID(text)
			if err != nil {
				return err
			}
			if id.Kind().IsNode() {
				return s.explainNode(ctx, id)
			}
			ids[i] = id
		}
		return s.act(ctx, "Retract", "retract", act.all, map[string]any{"ids": ids, "because": act.because()})
	})
	return cmd
}

// explainNode says which links of a node could be retracted, since a node itself cannot.
func (s *session) explainNode(ctx context.Context, id evidence.ID) error {
	var lines []string
	for _, kind := range evidence.LinkKinds() {
		pages, err := s.reader.Links(ctx, evidence.LinkQuery{Subjects: []evidence.ID{id}, Kind: kind,
			Direction: evidence.Either, Page: evidence.Page{First: mostCandidates}})
		if err != nil {
			return err
		}
		for _, at := range pages[0].Links {
			lines = append(lines, "  "+string(at.Link.LinkID()))
		}
	}
	text := fmt.Sprintf("%s is a %s; what can be retracted is a link of it", id, id.Kind())
	if len(lines) == 0 {
		return inputError{evidence.Invalidf("", "%s, and it has none", text)}
	}
	return inputError{evidence.Invalidf("", "%s:\n%s", text, strings.Join(lines, "\n"))}
}
