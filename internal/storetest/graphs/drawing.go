package graphs

import (
	"slices"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
)

// Drawing is a graph read from lines of text; see the package comment.
type Drawing struct {
	T      testing.TB
	Prefix string
	nodes  map[string]any // name: pointer to the record
	order  []string       // the names, in the order of the drawing
	links  evidence.Batch
	Names  map[evidence.ID]string // nodes by name, links by line
	wanted map[string]bool        // names and lines that an answer holds
}

// Draw reads a drawing; prefix is what its ids begin with.
func Draw(t testing.TB, prefix, text string) *Drawing {
	t.Helper()
	d := &Drawing{T: t, Prefix: prefix, nodes: map[string]any{}, Names: map[evidence.ID]string{},
		wanted: map[string]bool{}}
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		plain, absent := strings.CutPrefix(line, "! ")
		d.line(strings.Fields(plain), strings.Join(strings.Fields(plain), " "), !absent)
	}
	return d
}

// ID returns the global id of a name; the first letter says of what kind it is. "#t" is the topic of the tag t.
func (d *Drawing) ID(name string) evidence.ID {
	kind := evidence.KindSource
	switch name[0] {
	case '#':
		return evidence.TopicOf(d.Prefix + name[1:])
	case 'c':
		kind = evidence.KindClaim
	case 'o':
		kind = evidence.KindOutlet
	case 'g':
		kind = evidence.KindOrganization
	case 'p':
		kind = evidence.KindPerson
	}
	return evidence.ID(string(kind) + ":" + d.Prefix + name)
}

// Claim returns the id of a claim.
func (d *Drawing) Claim(name string) evidence.ClaimID { return evidence.ClaimID(d.ID(name)) }

// Source returns the id of a source.
func (d *Drawing) Source(name string) evidence.SourceID { return evidence.SourceID(d.ID(name)) }

// Link returns the id of the link that a line draws.
func (d *Drawing) Link(line string) evidence.ID {
	d.T.Helper()
	for id, drawn := range d.Names {
		if drawn == line {
			return id
		}
	}
	d.T.Fatalf("nothing is drawn as %q", line)
	return ""
}

// node makes sure that a node is drawn, and notes whether an answer holds it.
func (d *Drawing) node(name string, wanted bool) {
	id := d.ID(name)
	if d.nodes[name] == nil {
		d.order = append(d.order, name)
		d.Names[id] = name
		switch id.Kind() {
		case evidence.KindClaim:
			d.nodes[name] = &evidence.Claim{ID: evidence.ClaimID(id), Text: "It is so: " + name + "."}
		case evidence.KindOutlet:
			d.nodes[name] = &evidence.Outlet{ID: evidence.OutletID(id), Name: name}
		case evidence.KindOrganization:
			d.nodes[name] = &evidence.Organization{ID: evidence.OrganizationID(id), Name: name}
		case evidence.KindPerson:
			d.nodes[name] = &evidence.Person{ID: evidence.PersonID(id), Name: name}
		default:
			d.nodes[name] = &evidence.Source{ID: evidence.SourceID(id), Kind: evidence.Article}
		}
	}
	if wanted {
		d.wanted[name] = true
	}
}

func (d *Drawing) line(f []string, line string, wanted bool) {
	d.T.Helper()
	d.node(f[0], wanted)
	if len(f) == 1 {
		return
	}
	switch f[1] {
	case "out", "gone":
		s := d.sourceNode(f[0])
		if f[1] == "out" {
			s.PublishedAt = evidence.Date(f[2])
		} else {
			s.WithdrawnAt = evidence.Date(f[2])
		}
	case "value":
		d.value(f[0], f[2])
	case "tag":
		for _, tag := range strings.Split(f[2], ",") {
			c := d.claimNode(f[0])
			c.Tags = append(c.Tags, d.ID("#"+tag).Tag())
		}
	case "gains", "loses":
		if f[2][0] != '#' {
			d.node(f[2], wanted)
		}
		d.name(d.interest(f), line, wanted)
	case "leans":
		l := evidence.Leaning{Outlet: evidence.OutletID(d.ID(f[0])), Scheme: "political", Value: f[2], RatedBy: "R"}
		if len(f) > 3 {
			l.RatedBy = f[4]
		}
		d.links.Leanings = append(d.links.Leanings, Puts(l)...)
		d.name(evidence.ID(l.Normalize().ID), line, wanted)
	case "by", "from":
		for _, name := range strings.Split(f[2], ",") {
			d.node(name, wanted)
			if s := d.sourceNode(f[0]); f[1] == "by" {
				s.Authors = append(s.Authors, evidence.PersonID(d.ID(name)))
			} else {
				s.Outlet = evidence.OutletID(d.ID(name))
			}
		}
	default:
		d.joins(f, line, wanted)
	}
}

// value reads "item=value", of which the value may be empty. Items of other drawings are others.
func (d *Drawing) value(name, text string) {
	d.T.Helper()
	c := d.claimNode(name)
	c.Item, c.Value, _ = strings.Cut(d.Prefix+text, "=")
}

func (d *Drawing) claimNode(name string) *evidence.Claim {
	d.T.Helper()
	c, ok := d.nodes[name].(*evidence.Claim)
	if !ok {
		d.T.Fatalf("%q is no claim", name)
	}
	return c
}

// interest draws one and returns its id.
func (d *Drawing) interest(f []string) evidence.ID {
	i := evidence.Interest{Holder: d.ID(f[0]), Direction: evidence.For, Kind: evidence.PartyInterest}
	if f[1] == "loses" {
		i.Direction = evidence.Against
	}
	if about := d.ID(f[2]); about.Kind() == evidence.KindClaim {
		i.Claim = evidence.ClaimID(about)
	} else {
		i.Tag = about.Tag()
	}
	i.ValidFrom, i.ValidTo = span(f)
	d.links.Interests = append(d.links.Interests, Puts(i)...)
	return evidence.ID(i.Normalize().ID)
}

func (d *Drawing) sourceNode(name string) *evidence.Source {
	s, ok := d.nodes[name].(*evidence.Source)
	if !ok {
		d.T.Fatalf("%q is no source", name)
	}
	return s
}

// joins reads a line that draws links.
func (d *Drawing) joins(f []string, line string, wanted bool) {
	d.T.Helper()
	ends := f[2:]
	if f[1] != "+" && f[1] != "-" && f[1] != "?" && f[1] != "&" {
		ends = f[2:3]
	}
	for _, name := range ends {
		d.node(name, wanted)
	}
	if stance, ok := map[string]evidence.Stance{"+": evidence.Supports, "-": evidence.Refutes,
		"?": evidence.Mentions}[f[1]]; ok {
		for _, name := range ends {
			s := evidence.Statement{Source: d.Source(name), Claim: d.Claim(f[0]), Stance: stance}.Normalize()
			d.links.Statements = append(d.links.Statements, Puts(s)...)
			d.name(evidence.ID(s.ID), f[0]+" "+f[1]+" "+name, wanted)
		}
		return
	}
	d.name(d.joined(f, ends), line, wanted)
}

func (d *Drawing) name(id evidence.ID, line string, wanted bool) {
	d.Names[id] = line
	if wanted {
		d.wanted[line] = true
	}
}

// joined draws one link and returns its id.
func (d *Drawing) joined(f, ends []string) evidence.ID {
	d.T.Helper()
	from, to := d.ID(f[0]), d.ID(f[2])
	switch f[1] {
	case "&":
		c := evidence.Corroboration{Claim: d.Claim(f[0])}
		for _, name := range ends {
			c.Sources = append(c.Sources, d.Source(name))
		}
		d.links.Corroborations = append(d.links.Corroborations, Puts(c)...)
		return evidence.ID(c.Normalize().ID)
	case "=":
		s := evidence.Sameness{A: from, B: to}
		d.links.Samenesses = append(d.links.Samenesses, Puts(s)...)
		return evidence.ID(s.Normalize().ID)
	case "owner":
		o := evidence.Ownership{Asset: from, Owner: to}
		o.ValidFrom, o.ValidTo = span(f)
		d.links.Ownerships = append(d.links.Ownerships, Puts(o)...)
		return evidence.ID(o.Normalize().ID)
	case "funder":
		o := evidence.Funding{Recipient: from, Funder: to}
		o.ValidFrom, o.ValidTo = span(f)
		d.links.Fundings = append(d.links.Fundings, Puts(o)...)
		return evidence.ID(o.Normalize().ID)
	case "part", "against":
		kind := map[string]evidence.RelationKind{"part": evidence.PartOf, "against": evidence.Contradicts}[f[1]]
		r := evidence.Relation{From: evidence.ClaimID(from), Kind: kind, To: evidence.ClaimID(to)}
		d.links.Relations = append(d.links.Relations, Puts(r)...)
		return evidence.ID(r.Normalize().ID)
	}
	if f[1] == "sure" {
		c := evidence.Confirmation{Source: d.Source(f[0])}
		d.links.Confirmations = append(d.links.Confirmations, Puts(c)...)
		return evidence.ID(c.Normalize().ID)
	}
	return d.derivation(f)
}

func span(f []string) (from, to evidence.Date) {
	if len(f) < 4 {
		return "", ""
	}
	first, last, _ := strings.Cut(f[3], "..")
	return evidence.Date(first), evidence.Date(last)
}

func (d *Drawing) derivation(f []string) evidence.ID {
	d.T.Helper()
	kind, ok := map[string]evidence.DerivationKind{
		"<-": evidence.Cites, "<=": evidence.Syndicates, "<q": evidence.Quotes, "<t": evidence.Translates,
		"<d": evidence.DerivedFrom, "<~": evidence.Copies,
	}[f[1]]
	if !ok {
		d.T.Fatalf("cannot read the line %q of a drawing", strings.Join(f, " "))
	}
	l := evidence.Derivation{From: d.Source(f[0]), To: d.Source(f[2]), Kind: kind}
	if kind == evidence.Copies {
		l.CopiedShare = new(.75)
	}
	for i := 3; i < len(f); i++ {
		if f[i] != "for" {
			l.Status = evidence.ReviewStatus(f[i])
			continue
		}
		i++
		for _, name := range strings.Split(f[i], ",") {
			l.Claims = append(l.Claims, d.Claim(name))
		}
	}
	d.links.Derivations = append(d.links.Derivations, Puts(l)...)
	return evidence.ID(l.Normalize().ID)
}

// Batch returns the drawing as records.
func (d *Drawing) Batch() evidence.Batch {
	b := d.links
	for _, name := range d.order {
		switch n := d.nodes[name].(type) {
		case *evidence.Claim:
			b.Claims = append(b.Claims, Puts(*n)...)
		case *evidence.Source:
			b.Sources = append(b.Sources, Puts(*n)...)
		case *evidence.Outlet:
			b.Outlets = append(b.Outlets, Puts(*n)...)
		case *evidence.Organization:
			b.Organizations = append(b.Organizations, Puts(*n)...)
		case *evidence.Person:
			b.Persons = append(b.Persons, Puts(*n)...)
		}
	}
	return b
}

// Want returns the names and lines that an answer holds, sorted: all that are not marked as absent, less those given.
func (d *Drawing) Want(less ...string) []string {
	d.T.Helper()
	var all []string
	for drawn := range d.wanted {
		if !slices.Contains(less, drawn) {
			all = append(all, drawn)
		}
	}
	if len(all) != len(d.wanted)-len(less) {
		d.T.Fatalf("some of %q are not drawn", less)
	}
	slices.Sort(all)
	return all
}

// Called returns what the drawing calls ids, in their order; an id that it does not know stays as it is.
func (d *Drawing) Called(ids []evidence.ID) []string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = string(id)
		if name, ok := d.Names[id]; ok {
			names[i] = name
		}
	}
	return names
}

// Puts states records with every field.
func Puts[T any](values ...T) []evidence.Put[T] {
	list := make([]evidence.Put[T], len(values))
	for i, v := range values {
		list[i].Value = v
	}
	return list
}
