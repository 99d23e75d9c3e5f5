package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

func (a *app) retractCommand() *cobra.Command {
	var reason string
	var all bool
	cmd := &cobra.Command{
		Use:   "retract ID...",
		Short: "withdraws records that were wrong; they stay to be asked for as of an earlier time",
		Long: `Withdraws our record of a link: a statement, derivation, corroboration, ownership, funding, sameness or relation. Nothing
is deleted, and what rested on it is computed anew from then on. Where a publisher withdrew an item itself, that is a
property of the source (withdrawnAt), not a retraction.

It prints the list of "credence impact", computed before anything was written: every claim whose figures change, the largest
fall first. Where that is too long to compute the records are retracted all the same, and the output says how to get at it.
With --json the list is the GraphQL type ImpactConnection, under "impact".`,
		Args:    some("the id of a link, such as statement:4f1c..."),
		Example: `  credence retract statement:0a1b2c --reason "the quote is of another article"`,
	}
	cmd.Flags().StringVar(&reason, "reason", "", "why the record was wrong (required)")
	cmd.Flags().BoolVar(&all, "all", false, "every claim that changes, not only the first fifty")
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		if strings.TrimSpace(reason) == "" {
			return inputError{evidence.Invalidf("reason", "missing; say why the record was wrong with --reason")}
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
		return s.retract(ctx, ids, reason, all)
	})
	return cmd
}

// retract withdraws links, and prints what that changes.
func (s *session) retract(ctx context.Context, ids []evidence.ID, reason string, all bool) error {
	impact, refused, err := s.impactOfRetraction(ctx, ids, all)
	if err != nil {
		return err
	}
	applied, err := s.writer.Retract(ctx, ids, collector(), reason)
	if err != nil {
		return err
	}
	var words []string
	if refused != nil {
		words = impactRefused(refused, ids, applied.At.Truncate(time.Millisecond).Add(-time.Millisecond))
	}
	if s.json {
		out := map[string]any{"retracted": applied.Retracted, "version": applied.Version.String(), "impact": impact}
		if refused != nil {
			out["impactRefused"] = strings.Join(words, " ")
		}
		return s.printJSON(out)
	}
	p := &page{style: s.style}
	p.line("retracted %s", wording.Count(total(applied.Retracted), "record"))
	for _, text := range words {
		p.line("%s", text)
	}
	if refused == nil {
		if err := p.impact(impact); err != nil {
			return err
		}
	}
	_, err = io.WriteString(s.streams.Out, p.String())
	return err
}

// impactOfRetraction asks what the retraction of those links that stand changes. A list that is too much to compute is refused,
// which keeps nobody from retracting.
func (s *session) impactOfRetraction(ctx context.Context, ids []evidence.ID, all bool) (impact json.RawMessage, refused, err error) {
	objects, err := s.reader.Objects(ctx, ids, evidence.Moment{})
	if err != nil {
		return nil, nil, err
	}
	standing := []evidence.ID{}
	for i, o := range objects {
		if o.Link != nil {
			standing = append(standing, ids[i])
		}
	}
	impact, err = s.impact(ctx, standing, evidence.Moment{}, all)
	if code := evidence.CodeOf(err); ctx.Err() == nil && (code == evidence.CodeTooComplex || code == evidence.CodeTimeout) {
		return nil, err, nil
	}
	return impact, nil, err
}

// impactRefused says why there is no list, and how to get at it: before is a moment at which the links still stood.
func impactRefused(why error, ids []evidence.ID, before time.Time) []string {
	at := before.UTC().Format(time.RFC3339Nano)
	words := []string{fmt.Sprintf("The list of claims that change was too long to compute: %v.", why)}
	if len(ids) > 1 {
		words = append(words, fmt.Sprintf("For fewer links at once ask as of before the retraction: credence impact ID... --known-at %s", at))
	}
	return append(words, fmt.Sprintf("For one claim ask what became of it: credence diff CLAIM --from %s", at))
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
