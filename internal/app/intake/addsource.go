package intake

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
)

// sourceFlags are what a person can say of a source.
type sourceFlags struct {
	title, kind, identity, outlet, published, withdrawn, reliability, firsthand string
	links                                                                       linkFlags
}

func addSourceCommand(a *run.App) *cobra.Command {
	var f sourceFlags
	cmd := &cobra.Command{
		Use:   "source [ADDRESS]",
		Short: "records a source, what it says and what it takes from",
		Long: `Records a source, what it says and what it takes from, or changes a source. What you leave out stays as it
is.

Flags that describe a link follow it: --quote, --at, --recorded-from and --confidence belong to the last --supports,
--refutes, --mentions, --takes-from or --owner before them; --via and --claim to the last --takes-from; --share,
--from and --to to the last --owner. A quote before several links is refused, because it could belong to any of them.`,
		Args: run.AtMostOne,
		Example: `  credence add source https://example.org/a --outlet "The Example" --supports "bridge was closed"
  credence add source --title "Police log" --kind DOCUMENT
  credence add source https://example.org/a --supports "bridge was closed" --quote "the bridge is shut" \
    --takes-from "Police log" --claim "bridge was closed" --quote "according to the police log" --at "line 4"
  credence add source https://example.org/a --published 2024-10-05T08:10+02:00 --withdrawn 2024-10-06`,
	}
	flags := cmd.Flags()
	flags.StringVar(&f.title, "title", "", "as printed")
	flags.StringVar(&f.kind, "kind", "", "ARTICLE, WIRE_REPORT, DOCUMENT, DATASET, STATEMENT, ... (default: OTHER)")
	flags.StringVar(&f.identity, "identity", "", "NAMED (default), CATEGORY or UNNAMED")
	flags.StringVar(&f.outlet, "outlet", "",
		"who published it, by name (default: the outlet of the address, if it is known)")
	flags.StringVar(&f.published, "published", "",
		"YYYY-MM-DD, YYYY-MM or YYYY, or a time such as 2024-10-05T08:10Z or 2024-10-05T08:10+02:00")
	flags.StringVar(&f.withdrawn, "withdrawn", "", "when its publisher withdrew it, written as --published is")
	flags.StringVar(&f.reliability, "reliability", "", "Admiralty letter, A to F")
	flags.StringVar(&f.firsthand, "firsthand", "", "own evidence: true, false or a share from 0 to 1")
	f.links.link(cmd, supports, "a claim that it says is right: an id or a piece of its text; may be repeated")
	f.links.link(cmd, refutes, "a claim that it says is wrong; may be repeated")
	f.links.link(cmd, mentions, "a claim that it only mentions; may be repeated")
	f.links.link(cmd, takesFrom, "a source: an id, an address or a piece of its title; may be repeated")
	f.links.link(cmd, owner, ownerUsage+"; of --outlet")
	f.links.details(cmd)
	cmd.RunE = withLinks(a, &f.links, func(ctx context.Context, s *run.Session, args []string) error {
		return addSource(ctx, s, cmd, &f, args)
	})
	return cmd
}

func addSource(ctx context.Context, s *run.Session, cmd *cobra.Command, f *sourceFlags, args []string) error {
	source := evidence.Source{Title: f.title, Kind: evidence.SourceKind(strings.ToUpper(f.kind)),
		Identity: evidence.Identity(strings.ToUpper(f.identity)), PublishedAt: evidence.Date(f.published),
		WithdrawnAt: evidence.Date(f.withdrawn),
		Reliability: evidence.SourceReliability(strings.ToUpper(f.reliability))}
	if len(args) == 1 {
		source.URL = args[0]
	}
	fields := stated(cmd, map[string]string{"title": "title", "kind": "kind", "identity": "identity",
		"published": "publishedAt", "withdrawn": "withdrawnAt", "reliability": "reliability", "firsthand": "firsthand"})
	if source.URL != "" {
		fields = append(fields, "url")
	}
	var err error
	if source.Firsthand, err = parseFirsthand(f.firsthand); err != nil {
		return err
	}
	var d draft
	outlet, err := s.Names().Outlet(ctx, f.outlet, source.URL)
	if err != nil {
		return err
	}
	if outlet != nil {
		source.Outlet, d.outlet = outlet.ID, outlet.ID
		fields = append(fields, "outlet")
		d.batch.Outlets = []evidence.Put[evidence.Outlet]{{Value: *outlet, Fields: outletFields(*outlet)}}
	}
	if source.ID, err = s.Names().SourceID(ctx, source); err != nil {
		return err
	}
	d.id = source.NodeID()
	d.batch.Sources = []evidence.Put[evidence.Source]{{Value: source, Fields: fields}}
	if err := addLinks(ctx, s, &f.links, &d); err != nil {
		return err
	}
	return recordDraft(ctx, s, &d)
}

func parseFirsthand(text string) (*evidence.Firsthand, error) {
	switch strings.ToLower(text) {
	case "":
		return nil, nil
	case "true":
		return &evidence.Firsthand{Unquantified: true}, nil
	case "false":
		return &evidence.Firsthand{}, nil
	}
	var share float64
	if _, err := fmt.Sscanf(text, "%g", &share); err != nil {
		return nil, run.BadInput(evidence.Invalidf("firsthand", "%q is neither true, false nor a number from 0 to 1",
			text))
	}
	return &evidence.Firsthand{Share: share}, nil
}
