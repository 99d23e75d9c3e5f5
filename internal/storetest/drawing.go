package storetest

import (
	"slices"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
)

// drawing is a graph read from lines of text; see the package comment.
type drawing struct {
	t      testing.TB
	prefix string
	nodes  map[string]any // name: pointer to the record
	order  []string       // the names, in the order of the drawing
	links  evidence.Batch
	names  map[evidence.ID]string // nodes by name, links by line
	wanted map[string]bool        // names and lines that an answer holds
}

func draw(t testing.TB, prefix, text string) *drawing {
	t.Helper()
	d := &drawing{t: t, prefix: prefix, nodes: map[string]any{}, names: map[evidence.ID]string{}, wanted: map[string]bool{}}
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

// id returns the global id of a name; the first letter says of what kind it is.
func (d *drawing) id(name string) evidence.ID {
	kind := evidence.KindSource
	switch name[0] {
	case 'c':
		kind = evidence.KindClaim
	case 'o':
		kind = evidence.KindOutlet
	case 'g':
		kind = evidence.KindOrganization
	case 'p':
		kind = evidence.KindPerson
	}
	return evidence.ID(string(kind) + ":" + d.prefix + name)
}

func (d *drawing) claim(name string) evidence.ClaimID { return evidence.ClaimID(d.id(name)) }

func (d *drawing) source(name string) evidence.SourceID { return evidence.SourceID(d.id(name)) }

// link returns the id of the link that a line draws.
func (d *drawing) link(line string) evidence.ID {
	d.t.Helper()
	for id, drawn := range d.names {
		if drawn == line {
			return id
		}
	}
	d.t.Fatalf("nothing is drawn as %q", line)
	return ""
}

// node makes sure that a node is drawn, and notes whether an answer holds it.
func (d *drawing) node(name string, wanted bool) {
	id := d.id(name)
	if d.nodes[name] == nil {
		d.order = append(d.order, name)
		d.names[id] = name
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

func (d *drawing) line(f []string, line string, wanted bool) {
	d.t.Helper()
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
	case "by", "from":
		for _, name := range strings.Split(f[2], ",") {
			d.node(name, wanted)
			if s := d.sourceNode(f[0]); f[1] == "by" {
				s.Authors = append(s.Authors, evidence.PersonID(d.id(name)))
			} else {
				s.Outlet = evidence.OutletID(d.id(name))
			}
		}
	default:
		d.joins(f, line, wanted)
	}
}

// value reads "item=value", of which the value may be empty. Items of other drawings are others.
func (d *drawing) value(name, text string) {
	d.t.Helper()
	c, ok := d.nodes[name].(*evidence.Claim)
	if !ok {
		d.t.Fatalf("%q is no claim", name)
	}
	c.Item, c.Value, _ = strings.Cut(d.prefix+text, "=")
}

func (d *drawing) sourceNode(name string) *evidence.Source {
	s, ok := d.nodes[name].(*evidence.Source)
	if !ok {
		d.t.Fatalf("%q is no source", name)
	}
	return s
}

// joins reads a line that draws links.
func (d *drawing) joins(f []string, line string, wanted bool) {
	d.t.Helper()
	ends := f[2:]
	if f[1] != "+" && f[1] != "-" && f[1] != "?" && f[1] != "&" {
		ends = f[2:3]
	}
	for _, name := range ends {
		d.node(name, wanted)
	}
	if stance, ok := map[string]evidence.Stance{"+": evidence.Supports, "-": evidence.Refutes, "?": evidence.Mentions}[f[1]]; ok {
		for _, name := range ends {
			s := evidence.Statement{Source: d.source(name), Claim: d.claim(f[0]), Stance: stance}.Normalize()
			d.links.Statements = append(d.links.Statements, puts(s)...)
			d.name(evidence.ID(s.ID), f[0]+" "+f[1]+" "+name, wanted)
		}
		return
	}
	d.name(d.joined(f, ends), line, wanted)
}

func (d *drawing) name(id evidence.ID, line string, wanted bool) {
	d.names[id] = line
	if wanted {
		d.wanted[line] = true
	}
}

// joined draws one link and returns its id.
func (d *drawing) joined(f, ends []string) evidence.ID {
	d.t.Helper()
	from, to := d.id(f[0]), d.id(f[2])
	switch f[1] {
	case "&":
		c := evidence.Corroboration{Claim: d.claim(f[0])}
		for _, name := range ends {
			c.Sources = append(c.Sources, d.source(name))
		}
		d.links.Corroborations = append(d.links.Corroborations, puts(c)...)
		return evidence.ID(c.Normalize().ID)
	case "=":
		s := evidence.Sameness{A: from, B: to}
		d.links.Samenesses = append(d.links.Samenesses, puts(s)...)
		return evidence.ID(s.Normalize().ID)
	case "owner":
		o := evidence.Ownership{Asset: from, Owner: to}
		o.ValidFrom, o.ValidTo = span(f)
		d.links.Ownerships = append(d.links.Ownerships, puts(o)...)
		return evidence.ID(o.Normalize().ID)
	case "funder":
		o := evidence.Funding{Recipient: from, Funder: to}
		o.ValidFrom, o.ValidTo = span(f)
		d.links.Fundings = append(d.links.Fundings, puts(o)...)
		return evidence.ID(o.Normalize().ID)
	case "part", "against":
		kind := map[string]evidence.RelationKind{"part": evidence.PartOf, "against": evidence.Contradicts}[f[1]]
		r := evidence.Relation{From: evidence.ClaimID(from), Kind: kind, To: evidence.ClaimID(to)}
		d.links.Relations = append(d.links.Relations, puts(r)...)
		return evidence.ID(r.Normalize().ID)
	}
	if f[1] == "sure" {
		c := evidence.Confirmation{Source: d.source(f[0])}
		d.links.Confirmations = append(d.links.Confirmations, puts(c)...)
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

func (d *drawing) derivation(f []string) evidence.ID {
	d.t.Helper()
	kind, ok := map[string]evidence.DerivationKind{
		"<-": evidence.Cites, "<=": evidence.Syndicates, "<q": evidence.Quotes, "<t": evidence.Translates,
		"<d": evidence.DerivedFrom, "<~": evidence.Copies,
	}[f[1]]
	if !ok {
		d.t.Fatalf("cannot read the line %q of a drawing", strings.Join(f, " "))
	}
	l := evidence.Derivation{From: d.source(f[0]), To: d.source(f[2]), Kind: kind}
	if kind == evidence.Copies {
		l.Kappa = new(.75)
	}
	for i := 3; i < len(f); i++ {
		if f[i] != "for" {
			l.Status = evidence.ReviewStatus(f[i])
			continue
		}
		i++
		for _, name := range strings.Split(f[i], ",") {
			l.Claims = append(l.Claims, d.claim(name))
		}
	}
	d.links.Derivations = append(d.links.Derivations, puts(l)...)
	return evidence.ID(l.Normalize().ID)
}

// batch returns the drawing as records.
func (d *drawing) batch() evidence.Batch {
	b := d.links
	for _, name := range d.order {
		switch n := d.nodes[name].(type) {
		case *evidence.Claim:
			b.Claims = append(b.Claims, puts(*n)...)
		case *evidence.Source:
			b.Sources = append(b.Sources, puts(*n)...)
		case *evidence.Outlet:
			b.Outlets = append(b.Outlets, puts(*n)...)
		case *evidence.Organization:
			b.Organizations = append(b.Organizations, puts(*n)...)
		case *evidence.Person:
			b.Persons = append(b.Persons, puts(*n)...)
		}
	}
	return b
}

// want returns the names and lines that an answer holds, sorted: all that are not marked as absent, less those given.
func (d *drawing) want(less ...string) []string {
	d.t.Helper()
	var all []string
	for drawn := range d.wanted {
		if !slices.Contains(less, drawn) {
			all = append(all, drawn)
		}
	}
	if len(all) != len(d.wanted)-len(less) {
		d.t.Fatalf("some of %q are not drawn", less)
	}
	slices.Sort(all)
	return all
}

// contents returns what the drawing calls the nodes and links of an answer, sorted; "hidden" is before what the moment
// hides.
func (d *drawing) contents(sub *evidence.Subgraphs) []string {
	shown := *sub
	shown.Unpublished = nil
	names := d.called(idsIn(&shown))
	for _, s := range sub.Unpublished {
		names = append(names, "hidden "+d.called([]evidence.ID{s.NodeID()})[0])
	}
	slices.Sort(names)
	return names
}

// called returns what the drawing calls ids, in their order; an id that it does not know stays as it is.
func (d *drawing) called(ids []evidence.ID) []string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = string(id)
		if name, ok := d.names[id]; ok {
			names[i] = name
		}
	}
	return names
}
