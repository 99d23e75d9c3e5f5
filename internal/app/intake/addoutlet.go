package intake

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/resolve"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

func addOutletCommand(a *run.App) *cobra.Command {
	var outlet evidence.Outlet
	var kind, letter string
	var links linkFlags
	cmd := &cobra.Command{
		Use:   "outlet NAME",
		Short: "records an outlet and who owns it",
		Long: `Records an outlet, or changes the one with that name or id. What you leave out stays as it is.

Flags that describe an owner follow it: --share, --from, --to, --quote, --at, --recorded-from and --confidence belong
to the last --owner before them. An owner that the graph does not know is recorded if you say what it is:
organization:NAME or person:NAME.`,
		Args: run.One("the outlet's name, or its id"),
		Example: `  credence add outlet "The Example" --domain example.org --kind NEWS
  credence add outlet "The Example" --owner "organization:Example Holding" --share 60 --from 2020 --quote "owns 60 percent" --at "p. 12"`,
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&outlet.Domains, "domain", nil, "a host of its addresses; may be repeated")
	flags.StringVar(&kind, "kind", "",
		"NEWS, WIRE, BROADCASTER, THINK_TANK, GOVERNMENT, NGO, ACADEMIC, FACT_CHECKER or SOCIAL (default: OTHER)")
	flags.StringVar(&outlet.Country, "country", "", "two letters, such as FR")
	flags.StringVar(&letter, "reliability", "", "Admiralty letter, A to F")
	links.link(cmd, owner, ownerUsage)
	links.details(cmd)
	cmd.PreRunE = moreThanName
	cmd.RunE = withLinks(a, &links, func(ctx context.Context, s *run.Session, args []string) error {
		found, err := s.Names().Named(ctx, evidence.KindOutlet, args[0])
		if err != nil {
			return err
		}
		outlet.ID, outlet.Name = evidence.OutletID(found.ID), found.Name
		outlet.Kind = evidence.OutletKind(strings.ToUpper(kind))
		outlet.Reliability = evidence.SourceReliability(strings.ToUpper(letter))
		d := draft{id: outlet.NodeID(), outlet: outlet.ID}
		d.batch.Outlets = []evidence.Put[evidence.Outlet]{{Value: outlet, Fields: stated(cmd, map[string]string{
			"domain": "domains", "kind": "kind", "country": "country", "reliability": "reliability"}, "name")}}
		if err := addLinks(ctx, s, &links, &d); err != nil {
			return err
		}
		return recordDraft(ctx, s, &d)
	})
	return cmd
}

func addOrganizationCommand(a *run.App) *cobra.Command {
	var organization evidence.Organization
	var links linkFlags
	cmd := &cobra.Command{
		Use:   "organization NAME",
		Short: "records an organization and who owns it",
		Args:  run.One("the organization's name, or its id"),
		Example: `  credence add organization "Example Holding" --country FR
  credence add organization "Example Holding" --owner "person:A. Example" --share 100`,
	}
	cmd.Flags().StringVar(&organization.Country, "country", "", "two letters, such as FR")
	cmd.Flags().StringVar(&organization.Kind, "kind", "", "in words, such as state or company")
	links.link(cmd, owner, ownerUsage)
	links.details(cmd)
	cmd.PreRunE = moreThanName
	cmd.RunE = withLinks(a, &links, func(ctx context.Context, s *run.Session, args []string) error {
		found, err := s.Names().Named(ctx, evidence.KindOrganization, args[0])
		if err != nil {
			return err
		}
		organization.ID, organization.Name = evidence.OrganizationID(found.ID), found.Name
		d := draft{id: organization.NodeID()}
		fields := stated(cmd, map[string]string{"country": "country", "kind": "kind"}, "name")
		d.batch.Organizations = []evidence.Put[evidence.Organization]{{Value: organization, Fields: fields}}
		if err := addLinks(ctx, s, &links, &d); err != nil {
			return err
		}
		return recordDraft(ctx, s, &d)
	})
	return cmd
}

// moreThanName refuses to record a bare name: it says nothing, and a mistyped one would stay for good.
func moreThanName(cmd *cobra.Command, args []string) error {
	said := false
	var names []string
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		said = said || f.Changed
		if slices.Contains([]string{"domain", "kind", "country", "reliability", owner}, f.Name) {
			names = append(names, "--"+f.Name)
		}
	})
	if said {
		return nil
	}
	return run.BadInput(evidence.Invalidf(cmd.Name(), "%q is a name and nothing more; say what is known of it with %s",
		args[0], wording.Join(names, "or")))
}

// addOwner adds who owns the outlet or organization of a draft.
func addOwner(ctx context.Context, s *run.Session, l *addedLink, d *draft) error {
	asset := d.id
	if asset.Kind() == evidence.KindSource {
		if asset = evidence.ID(d.outlet); asset == "" {
			return run.BadInput(evidence.Invalidf("--owner",
				"an outlet is owned, not a source; name the outlet with --outlet, or use: credence add outlet NAME "+
					"--owner ..."))
		}
	}
	who, name, fresh, err := ownerOf(ctx, s, l.target, d)
	if err != nil {
		return err
	}
	p, fields := l.provenance()
	o := evidence.Ownership{Asset: asset, Owner: who, Provenance: p,
		ValidFrom: evidence.Date(l.one("from")), ValidTo: evidence.Date(l.one("to"))}
	text := "owned by " + report.Quoted(name) + " (" + string(who) + fresh + ")"
	if said := l.one("share"); said != "" {
		share, _ := strconv.ParseFloat(said, 64) // checked when it was met
		o.SharePercent, fields = &share, append(fields, "sharePercent")
		text += ", " + said + " percent"
	}
	if o.ValidFrom != "" {
		text += ", from " + string(o.ValidFrom)
	}
	if o.ValidTo != "" {
		fields = append(fields, "validTo")
		text += ", to " + string(o.ValidTo)
	}
	d.batch.Ownerships = append(d.batch.Ownerships, evidence.Put[evidence.Ownership]{Value: o, Fields: fields})
	d.say("%s%s", text, l.quoted())
	return nil
}

// ownerOf returns the organization or person that a person means, its name, and whether it is new, in words. One that
// the graph does not know is recorded where the kind is said: it is not guessed whether a name is that of a person.
func ownerOf(
	ctx context.Context, s *run.Session, text string, d *draft,
) (id evidence.ID, name, fresh string, err error) {
	kinds := []evidence.Kind{evidence.KindOrganization, evidence.KindPerson}
	name, said := text, false
	for _, kind := range kinds {
		if rest, is := strings.CutPrefix(text, string(kind)+":"); is {
			kinds, name, said = []evidence.Kind{kind}, strings.TrimSpace(rest), true
		}
	}
	var found resolve.Meant
	for _, kind := range kinds {
		if found, err = s.Names().Named(ctx, kind, name); err != nil {
			return "", "", "", err
		}
		if found.Node != nil {
			return found.ID, found.Name, "", nil
		}
	}
	if !said {
		return "", "", "", evidence.NotFoundf(
			"no organization and no person is called %q; to record one, write organization:%s or person:%[2]s", name,
			terminal.ShellQuoted(name))
	}
	if kinds[0] == evidence.KindPerson {
		d.batch.Persons = append(d.batch.Persons, evidence.Put[evidence.Person]{
			Value: evidence.Person{ID: evidence.PersonID(found.ID), Name: name}, Fields: []string{"name"}})
	} else {
		d.batch.Organizations = append(d.batch.Organizations, evidence.Put[evidence.Organization]{
			Value: evidence.Organization{ID: evidence.OrganizationID(found.ID), Name: name}, Fields: []string{"name"}})
	}
	return found.ID, name, ", new", nil
}

func outletFields(o evidence.Outlet) []string {
	if len(o.Domains) > 0 {
		return []string{"name", "domains"}
	}
	return []string{"name"}
}
