package convergencetest

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// TheClaim is the claim that drawn graphs are about.
const TheClaim = evidence.ClaimID("claim:c")

// Draw reads a graph from lines such as
//
//   - Reuters CNN                support the claim; "-" refute it; "CNN*.5" with that strength
//     Reuters <- shipping,officials   cites; "<=" syndicates; "<t" translates
//     CNN <- Reuters *3            with a weight
//     s ~ t .9                     copies, with kappa
//     CNN : kind=ARTICLE outlet=cnn authors=p,q date=2024-10 firsthand=true reliability=B
//     cnn owner acme               an outlet's owner; "funder" likewise; "owner acme 30" with a share
//     cnn rated B                  an outlet's letter
//     same source a b              two are one; "distinct" that they are not
//     s ~? t .9                    may copy, as a detector suggests
//     confirm CNN                  a curator confirms how its basis is recorded
//     addressed                    every source has an address, so that it can be checked
//     interest source:A FOR        who has an interest in the claim; "kind=PARTY from=2024 to=2025 tag=t confidence=50"
//     leaning cnn scheme left r    what r rates an outlet as; a date may follow
//
// Lines may be separated by ";". A source is a named document of the claim's own claim unless said otherwise.
func Draw(t testing.TB, text string) *evidence.Subgraphs {
	t.Helper()
	d := &drawing{sub: &evidence.Subgraphs{}, sources: map[string]*evidence.Source{}, parties: map[string]bool{}}
	d.sub.Claims = []evidence.Claim{{ID: TheClaim, Text: "It is so."}}
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		if fields := strings.Fields(line); len(fields) > 0 {
			d.line(t, fields)
		}
	}
	for name, s := range d.sources {
		if d.addressed {
			s.URL = "https://" + strings.ToLower(name) + ".example/"
			s.Title = cmp.Or(s.Title, name)
		}
		d.sub.Sources = append(d.sub.Sources, s.Normalize())
	}
	slices.SortFunc(d.sub.Sources, func(a, b evidence.Source) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return d.sub
}

type drawing struct {
	sub       *evidence.Subgraphs
	sources   map[string]*evidence.Source
	parties   map[string]bool
	addressed bool
}

func (d *drawing) source(name string) *evidence.Source {
	if d.sources[name] == nil {
		d.sources[name] = &evidence.Source{ID: evidence.SourceID("source:" + name), Kind: evidence.Document}
	}
	return d.sources[name]
}

// line reads a line by its first word, and where that is a name, by what follows it.
func (d *drawing) line(t testing.TB, f []string) {
	t.Helper()
	switch f[0] {
	case "+", "-":
		d.statements(t, f)
	case "same":
		s := evidence.Sameness{A: evidence.ID(f[1] + ":" + f[2]), B: evidence.ID(f[1] + ":" + f[3])}
		d.sub.Samenesses = append(d.sub.Samenesses, s.Normalize())
	case "distinct":
		a, b := evidence.ID(f[1]+":"+f[2]), evidence.ID(f[1]+":"+f[3])
		d.sub.Denials = append(d.sub.Denials, evidence.Denial{A: min(a, b), B: max(a, b)})
	case "confirm":
		d.sub.Confirmations = append(d.sub.Confirmations, evidence.Confirmation{Source: d.source(f[1]).ID})
	case "addressed":
		d.addressed = true
	case "interest":
		d.interest(t, f)
	case "leaning":
		d.leaning(f)
	default:
		d.named(t, f)
	}
}

// named reads a line that begins with the name of a source or an outlet.
func (d *drawing) named(t testing.TB, f []string) {
	t.Helper()
	if len(f) == 1 {
		d.source(f[0])
		return
	}
	switch f[1] {
	case ":":
		for _, attribute := range f[2:] {
			d.attribute(t, d.source(f[0]), attribute)
		}
	case "owner", "funder":
		d.above(t, f)
	case "rated":
		d.rate(f)
	case "~", "~?":
		d.copies(t, f)
	default:
		d.derivations(t, f)
	}
}

func (d *drawing) statements(t testing.TB, f []string) {
	t.Helper()
	stance := map[string]evidence.Stance{"+": evidence.Supports, "-": evidence.Refutes}[f[0]]
	for _, named := range f[1:] {
		name, strength, stated := strings.Cut(named, "*")
		s := evidence.Statement{Source: d.source(name).ID, Claim: TheClaim, Stance: stance}
		if stated {
			s.Strength = number(t, strength)
		}
		d.sub.Statements = append(d.sub.Statements, s.Normalize())
	}
}

func (d *drawing) rate(f []string) {
	for i := range d.sub.Outlets {
		if d.sub.Outlets[i].ID == evidence.OutletID("outlet:"+f[0]) {
			d.sub.Outlets[i].Reliability = evidence.SourceReliability(f[2])
		}
	}
}

func (d *drawing) copies(t testing.TB, f []string) {
	t.Helper()
	share := number(t, f[3])
	c := evidence.Derivation{
		From: d.source(f[0]).ID, To: d.source(f[2]).ID, Kind: evidence.Copies, CopiedShare: &share,
		Status: evidence.Confirmed,
	}
	if f[1] == "~?" {
		c.Status = evidence.Suggested
	}
	d.sub.Derivations = append(d.sub.Derivations, c.Normalize())
}

func (d *drawing) derivations(t testing.TB, f []string) {
	t.Helper()
	kind, ok := map[string]evidence.DerivationKind{
		"<-": evidence.Cites, "<=": evidence.Syndicates, "<t": evidence.Translates, "<q": evidence.Quotes,
	}[f[1]]
	if !ok {
		t.Fatalf("cannot read the line %q of a drawing", f)
	}
	for _, name := range strings.Split(f[2], ",") {
		l := evidence.Derivation{From: d.source(f[0]).ID, To: d.source(name).ID, Kind: kind}
		if len(f) > 3 {
			l.Weight = number(t, strings.TrimPrefix(f[3], "*"))
		}
		d.sub.Derivations = append(d.sub.Derivations, l.Normalize())
	}
}

func (d *drawing) attribute(t testing.TB, s *evidence.Source, text string) {
	t.Helper()
	key, value, _ := strings.Cut(text, "=")
	switch key {
	case "kind":
		s.Kind = evidence.SourceKind(value)
	case "identity":
		s.Identity = evidence.Identity(value)
	case "reliability":
		s.Reliability = evidence.SourceReliability(value)
	case "title":
		s.Title = strings.ReplaceAll(value, "_", " ")
	case "date":
		s.PublishedAt = evidence.Date(value)
	case "withdrawn":
		s.WithdrawnAt = evidence.Date(value)
	case "outlet":
		s.Outlet = evidence.OutletID("outlet:" + value)
		if !d.parties[string(s.Outlet)] {
			d.parties[string(s.Outlet)] = true
			d.sub.Outlets = append(
				d.sub.Outlets, evidence.Outlet{ID: s.Outlet, Name: strings.ReplaceAll(value, "_", " ")}.Normalize())
		}
	case "authors":
		for _, name := range strings.Split(value, ",") {
			id := evidence.PersonID("person:" + name)
			s.Authors = append(s.Authors, id)
			if !d.parties[string(id)] {
				d.parties[string(id)] = true
				d.sub.Persons = append(d.sub.Persons, evidence.Person{ID: id, Name: name})
			}
		}
	case "firsthand":
		s.Firsthand = &evidence.Firsthand{Unquantified: value == "true"}
		if value != "true" && value != "false" {
			s.Firsthand.Share = number(t, value)
		}
	default:
		t.Fatalf("cannot read the attribute %q of a drawing", text)
	}
}

// above records an owner or a funder of an outlet (if there is one of the name) or an organization.
func (d *drawing) above(t testing.TB, f []string) {
	t.Helper()
	asset, owner := evidence.ID("organization:"+f[0]), evidence.ID("organization:"+f[2])
	if d.parties["outlet:"+f[0]] {
		asset = evidence.ID("outlet:" + f[0])
	}
	for _, id := range []evidence.ID{asset, owner} {
		if !d.parties[string(id)] {
			d.parties[string(id)] = true
			d.sub.Organizations = append(
				d.sub.Organizations, evidence.Organization{ID: evidence.OrganizationID(id), Name: id.Key()})
		}
	}
	if f[1] == "funder" {
		d.sub.Fundings = append(d.sub.Fundings, evidence.Funding{Recipient: asset, Funder: owner}.Normalize())
		return
	}
	o := evidence.Ownership{Asset: asset, Owner: owner}
	if len(f) > 3 {
		share := number(t, f[3])
		o.SharePercent = &share
	}
	d.sub.Ownerships = append(d.sub.Ownerships, o.Normalize())
}

func number(t testing.TB, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatalf("a number in a drawing: %v", err)
	}
	return x
}

// Compute computes with the default policy.
func Compute(t testing.TB, sub *evidence.Subgraphs) *convergence.Convergence {
	t.Helper()
	return ComputeWith(t, sub, basis.DefaultPolicy())
}

// ComputeWith is Compute under a policy.
func ComputeWith(t testing.TB, sub *evidence.Subgraphs, p basis.Policy) *convergence.Convergence {
	t.Helper()
	c, err := convergence.Compute(sub, TheClaim, p)
	if err != nil {
		t.Fatalf("Compute: %v", err)
	}
	return c
}

// Keys returns the user's own part of sources' ids, which is how drawings name them.
func Keys(sources []*evidence.Source) string {
	out := make([]string, len(sources))
	for i, s := range sources {
		out[i] = s.NodeID().Key()
	}
	return strings.Join(out, " ")
}

// SortByID puts the lists that a reader sorts in order.
func SortByID(sub *evidence.Subgraphs) {
	slices.SortFunc(
		sub.Statements, func(a, b evidence.Statement) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortFunc(
		sub.Derivations, func(a, b evidence.Derivation) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortFunc(
		sub.Ownerships, func(a, b evidence.Ownership) int { return strings.Compare(string(a.ID), string(b.ID)) })
}
