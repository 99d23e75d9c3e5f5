package app

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

func (a *app) addCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "add", Short: "records a claim or a source, without JSON and without invented ids"}
	cmd.AddCommand(a.addClaimCommand(), a.addSourceCommand())
	return cmd
}

// assertionFlags are the flags with which a person says where an assertion was taken from.
type assertionFlags struct {
	quote, locator, from string
	confidence           int
}

func (f *assertionFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.quote, "quote", "", "the words that say so")
	cmd.Flags().StringVar(&f.locator, "at", "", `where they stand: "line 6", "p. 12"`)
	cmd.Flags().StringVar(&f.from, "recorded-from", "", "the document or person it was taken from")
	cmd.Flags().IntVar(&f.confidence, "confidence", -1, "confidence in the link, 0 to 100; left out: not stated")
}

func (f *assertionFlags) provenance(cmd *cobra.Command) evidence.Provenance {
	p := evidence.Provenance{RecordedFrom: f.from}
	if f.quote != "" || f.locator != "" {
		p.Quotes = []evidence.Quote{evidence.Quote{Exact: f.quote}.WithLocator(f.locator)}
	}
	if cmd.Flags().Changed("confidence") {
		p.Confidence = &f.confidence
	}
	return p
}

func (a *app) addClaimCommand() *cobra.Command {
	var claim evidence.Claim
	var partOf string
	var said assertionFlags
	cmd := &cobra.Command{
		Use:     "claim TEXT",
		Short:   "records a claim; its id is made from its words",
		Args:    one("the claim as a sentence"),
		Example: `  credence add claim "The bridge was closed on 3 May." --tag bridge`,
	}
	cmd.Flags().StringVar(&claim.Name, "name", "", "a few words for lists")
	cmd.Flags().StringVar(&claim.Item, "item", "", "what it gives a value of; claims with one item and different values compete")
	cmd.Flags().StringVar(&claim.Value, "value", "", "the value that it gives")
	cmd.Flags().StringSliceVar(&claim.Tags, "tag", nil, "a tag; may be repeated")
	cmd.Flags().StringVar(&partOf, "part-of", "", "the claim that it is a part of: an id or a piece of its text")
	said.register(cmd)
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		claim.Text = strings.TrimSpace(args[0])
		claim.ID = evidence.ClaimIDOf(claim.Text)
		batch := evidence.Batch{Claims: []evidence.Put[evidence.Claim]{{Value: claim, Fields: stated(cmd, map[string]string{
			"name": "name", "item": "item", "value": "value", "tag": "tags"}, "text")}}}
		if partOf != "" {
			whole, err := s.resolve(ctx, evidence.KindClaim, partOf)
			if err != nil {
				return err
			}
			batch.Relations = []evidence.Put[evidence.Relation]{{Value: evidence.Relation{From: claim.ID, Kind: evidence.PartOf,
				To: evidence.ClaimID(whole.NodeID()), Provenance: said.provenance(cmd)}}}
		}
		return s.record(ctx, batch, claim.NodeID())
	})
	return cmd
}

// sourceFlags are what a person can say of a source.
type sourceFlags struct {
	assertionFlags
	title, kind, identity, outlet, published, reliability string
	firsthand                                             string
	supports, refutes, mentions                           []string
	takesFrom                                             []string
	via                                                   string
}

func (a *app) addSourceCommand() *cobra.Command {
	var f sourceFlags
	cmd := &cobra.Command{
		Use:   "source [ADDRESS]",
		Short: "records a source, what it says and what it takes from",
		Args:  cobra.MaximumNArgs(1),
		Example: `  credence add source https://example.org/a --outlet "The Example" --supports "bridge was closed"
  credence add source --title "Police log" --kind DOCUMENT
  credence add source https://example.org/a --takes-from "Police log" --via CITES --quote "according to the police log"`,
	}
	flags := cmd.Flags()
	flags.StringVar(&f.title, "title", "", "as printed")
	flags.StringVar(&f.kind, "kind", "", "ARTICLE, WIRE_REPORT, DOCUMENT, DATASET, STATEMENT, ... (left out: OTHER)")
	flags.StringVar(&f.identity, "identity", "", "NAMED (left out), CATEGORY or UNNAMED")
	flags.StringVar(&f.outlet, "outlet", "", "who published it, by name; left out: known by the address's host, if any")
	flags.StringVar(&f.published, "published", "", "YYYY-MM-DD, YYYY-MM or YYYY, or a time such as 2024-10-05T08:10Z")
	flags.StringVar(&f.reliability, "reliability", "", "Admiralty letter, A to F")
	flags.StringVar(&f.firsthand, "firsthand", "", "own evidence: true, false or a share from 0 to 1")
	flags.StringArrayVar(&f.supports, "supports", nil, "a claim: an id or a piece of its text; may be repeated")
	flags.StringArrayVar(&f.refutes, "refutes", nil, "likewise")
	flags.StringArrayVar(&f.mentions, "mentions", nil, "likewise")
	flags.StringArrayVar(&f.takesFrom, "takes-from", nil, "a source: an id, an address or a piece of its title; may be repeated")
	flags.StringVar(&f.via, "via", "CITES", "how it takes: CITES, QUOTES, SYNDICATES, TRANSLATES or DERIVED_FROM")
	f.register(cmd)
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		return s.addSource(ctx, cmd, f, args)
	})
	return cmd
}

func (s *session) addSource(ctx context.Context, cmd *cobra.Command, f sourceFlags, args []string) error {
	source := evidence.Source{Title: f.title, Kind: evidence.SourceKind(strings.ToUpper(f.kind)),
		Identity: evidence.Identity(strings.ToUpper(f.identity)), PublishedAt: evidence.Date(f.published),
		Reliability: evidence.SourceReliability(strings.ToUpper(f.reliability))}
	if len(args) == 1 {
		source.URL = args[0]
	}
	fields := stated(cmd, map[string]string{"title": "title", "kind": "kind", "identity": "identity",
		"published": "publishedAt", "reliability": "reliability", "firsthand": "firsthand"})
	if source.URL != "" {
		fields = append(fields, "url")
	}
	var err error
	if source.Firsthand, err = parseFirsthand(f.firsthand); err != nil {
		return err
	}
	var batch evidence.Batch
	outlet, err := s.outletOf(ctx, f.outlet, source.URL)
	if err != nil {
		return err
	}
	if outlet != nil {
		source.Outlet = outlet.ID
		fields = append(fields, "outlet")
		batch.Outlets = []evidence.Put[evidence.Outlet]{{Value: *outlet, Fields: outletFields(*outlet)}}
	}
	if source.ID, err = s.sourceID(ctx, source); err != nil {
		return err
	}
	batch.Sources = []evidence.Put[evidence.Source]{{Value: source, Fields: fields}}
	if err := s.assertions(ctx, cmd, f, source.ID, &batch); err != nil {
		return err
	}
	return s.record(ctx, batch, source.NodeID())
}

// sourceID returns the id under which the graph has the address already, else the one made of what identifies it.
func (s *session) sourceID(ctx context.Context, source evidence.Source) (evidence.SourceID, error) {
	if canonical, err := evidence.CanonicalURL(source.URL); err == nil {
		if known, err := s.sourceAt(ctx, source.URL, canonical); err == nil {
			return evidence.SourceID(known.NodeID()), nil
		}
	}
	id, ok := evidence.SourceIDOf(source)
	if !ok {
		return "", inputError{evidence.Invalidf("source", "nothing identifies it; give its address, or --title or --outlet")}
	}
	return id, nil
}

// outletOf returns the outlet that a name means, or to which the address's host belongs; nil where neither is given or
// known.
func (s *session) outletOf(ctx context.Context, name, address string) (*evidence.Outlet, error) {
	host := ""
	if u, err := url.Parse(address); err == nil {
		host = strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	}
	if name == "" {
		if host == "" {
			return nil, nil
		}
		found, err := s.reader.List(ctx, evidence.ListQuery{Kind: evidence.KindOutlet,
			Where: evidence.Filter{Domains: []string{host}}, Page: evidence.Page{First: 1}})
		if err != nil || len(found.Nodes) == 0 {
			return nil, err
		}
		return asOutlet(found.Nodes[0].Node), nil
	}
	hits, err := s.reader.Find(ctx, name, []evidence.Kind{evidence.KindOutlet}, mostCandidates)
	if err != nil {
		return nil, err
	}
	for _, h := range hits {
		if o := asOutlet(h.Node); o != nil && evidence.Fold(o.Name) == evidence.Fold(name) {
			return o, nil
		}
	}
	outlet := &evidence.Outlet{ID: evidence.OutletID("outlet:" + slug(name)), Name: name}
	if host != "" {
		outlet.Domains = []string{host}
	}
	return outlet, nil
}

func asOutlet(n evidence.Node) *evidence.Outlet {
	o, _ := n.(*evidence.Outlet)
	return o
}

func outletFields(o evidence.Outlet) []string {
	if len(o.Domains) > 0 {
		return []string{"name", "domains"}
	}
	return []string{"name"}
}

// assertions adds what the source says and takes from to the batch.
func (s *session) assertions(ctx context.Context, cmd *cobra.Command, f sourceFlags, id evidence.SourceID, batch *evidence.Batch) error {
	said := f.provenance(cmd)
	for stance, claims := range map[evidence.Stance][]string{evidence.Supports: f.supports, evidence.Refutes: f.refutes, evidence.Mentions: f.mentions} {
		for _, text := range claims {
			claim, err := s.resolve(ctx, evidence.KindClaim, text)
			if err != nil {
				return err
			}
			batch.Statements = append(batch.Statements, evidence.Put[evidence.Statement]{Value: evidence.Statement{
				Source: id, Claim: evidence.ClaimID(claim.NodeID()), Stance: stance, Provenance: said}})
		}
	}
	for _, text := range f.takesFrom {
		upstream, err := s.resolve(ctx, evidence.KindSource, text)
		if err != nil {
			return err
		}
		batch.Derivations = append(batch.Derivations, evidence.Put[evidence.Derivation]{Value: evidence.Derivation{
			From: id, To: evidence.SourceID(upstream.NodeID()), Kind: evidence.DerivationKind(strings.ToUpper(f.via)), Provenance: said}})
	}
	return nil
}

// record writes the batch and says what it did.
func (s *session) record(ctx context.Context, batch evidence.Batch, id evidence.ID) error {
	batch.Collector, batch.Method = collector(), evidence.Declared
	applied, err := s.writer.Apply(ctx, batch)
	if err != nil {
		return err
	}
	notes, err := s.parallels(ctx, batch.Derivations)
	if err != nil {
		return err
	}
	if s.json {
		return s.printJSON(map[string]any{
			"id": id, "created": applied.Created, "changed": applied.Changed, "version": applied.Version.String(), "notes": notes,
		})
	}
	word := "recorded"
	if total(applied.Created) == 0 {
		word = "recorded already; changed: " + wording.Digits(total(applied.Changed))
	}
	fmt.Fprintf(s.streams.Out, "%s  %s\n", id, word)
	for _, note := range notes {
		fmt.Fprintf(s.streams.Out, "  %s\n", note)
	}
	return nil
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
		return nil, inputError{evidence.Invalidf("firsthand", "%q is neither true, false nor a number from 0 to 1", text)}
	}
	return &evidence.Firsthand{Share: share}, nil
}

// slug returns a key made of a name: lower-case letters and digits of any script, hyphens between them.
func slug(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 {
		return evidence.HashKey(name)
	}
	return strings.Join(words, "-")
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

func total(counts map[evidence.Kind]int) int {
	sum := 0
	for _, n := range counts {
		sum += n
	}
	return sum
}
