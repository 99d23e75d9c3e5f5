package intake

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

func addCommand(a *run.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "add",
		Short: "records a claim, a source, an outlet, an organization, an interest or a leaning, without JSON",
		Example: `  credence add claim "The bridge was closed on 3 May."
  credence add source https://example.org/a --supports "bridge was closed"`,
	}
	cmd.AddCommand(addClaimCommand(a), addSourceCommand(a), addOutletCommand(a), addOrganizationCommand(a),
		addInterestCommand(a), addLeaningCommand(a))
	return cmd
}

func addClaimCommand(a *run.App) *cobra.Command {
	var claim evidence.Claim
	cmd := &cobra.Command{
		Use:   "claim TEXT",
		Short: "records a claim; its id is made from its words",
		Args:  run.One("the claim as a sentence"),
		Example: `  credence add claim "The bridge was closed on 3 May." --tag bridge
  credence add claim "The lamp was red." --part-of "bridge was closed" --quote "under a red lamp" --at "line 7"`,
	}
	cmd.Flags().StringVar(&claim.Name, "name", "", "a few words for lists")
	cmd.Flags().StringVar(
		&claim.Item, "item", "", "what it gives a value of; claims with one item and different values compete")
	cmd.Flags().StringVar(&claim.Value, "value", "", "the value that it gives")
	cmd.Flags().StringSliceVar(&claim.Tags, "tag", nil, "a tag; may be repeated")
	var links linkFlags
	links.link(cmd, partOf, "a claim that it is a part of: an id or a piece of its text; may be repeated")
	links.details(cmd)
	cmd.RunE = withLinks(a, &links, func(ctx context.Context, s *run.Session, args []string) error {
		claim.Text = strings.TrimSpace(args[0])
		claim.ID = evidence.ClaimIDOf(claim.Text)
		d := draft{id: claim.NodeID()}
		d.batch.Claims = []evidence.Put[evidence.Claim]{{Value: claim, Fields: stated(cmd, map[string]string{
			"name": "name", "item": "item", "value": "value", "tag": "tags"}, "text")}}
		if err := addLinks(ctx, s, &links, &d); err != nil {
			return err
		}
		return recordDraft(ctx, s, &d)
	})
	return cmd
}

// withLinks is WithSession for a command that adds links, whose flags are looked at before the graph is.
func withLinks(
	a *run.App, links *linkFlags, f func(ctx context.Context, s *run.Session, args []string) error,
) func(*cobra.Command, []string) error {
	recording := a.WithSession(f)
	return func(cmd *cobra.Command, args []string) error {
		if err := links.settle(); err != nil {
			return err
		}
		return recording(cmd, args)
	}
}

// draft is what a command is about to record.
type draft struct {
	batch  evidence.Batch
	id     evidence.ID       // what the command is about
	outlet evidence.OutletID // the outlet of a source, "" if it has none
	said   []string          // what is recorded of it, a line each
}

func (d *draft) say(format string, args ...any) {
	d.said = append(d.said, fmt.Sprintf(format, args...))
}

// recordDraft writes the batch and says what it did.
func recordDraft(ctx context.Context, s *run.Session, d *draft) error {
	d.batch.Collector, d.batch.Method = run.Collector(), evidence.Declared
	applied, err := s.Writer.Apply(ctx, d.batch)
	if err != nil {
		return err
	}
	notes, err := parallels(ctx, s, d.batch.Derivations)
	if err != nil {
		return err
	}
	if s.JSON {
		return s.PrintJSON(map[string]any{
			"id": d.id, "created": applied.Created, "changed": applied.Changed, "version": applied.Version.String(),
			"notes": notes,
		})
	}
	word := "recorded"
	if report.Total(applied.Created) == 0 {
		word = "recorded already; changed: " + wording.Digits(report.Total(applied.Changed))
	}
	p := &terminal.Page{Style: s.Style}
	p.Line("%s  %s", d.id, word)
	for _, line := range append(d.said, notes...) {
		p.Line("  %s", line)
	}
	_, err = io.WriteString(s.Streams.Out, p.String())
	return err
}

// stated returns the fields whose flags were given, and those always stated.
func stated(cmd *cobra.Command, fieldOf map[string]string, always ...string) []string {
	fields := always
	for flag, field := range fieldOf {
		if cmd.Flags().Changed(flag) {
			fields = append(fields, field)
		}
	}
	return fields
}
