package audit_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
)

// draw makes a store of lines such as
//
//	c + Reuters CNN                      support claim c; "-" refute it
//	c & Reuters CNN                      are declared to confirm it independently
//	c by Mayor                           who made the claim
//	quote Reuters the words it has       that is quoted of its statement about c; "Reuters@6" on line 6
//	Reuters <- log,officials             cites; "<=" syndicates
//	s ~ t .9 CONFIRMED                   copies; SUGGESTED if nothing is said
//	CNN : kind=ARTICLE outlet=cnn authors=p date=2024-10 withdrawn=2025 identity=UNNAMED
//	CNN : title=Ferry_stops url=https://cnn.example/1 firsthand=bare     "_" is a space; firsthand may be a share
//	cnn owner acme 60 false              an outlet's owner, its share ("-" = not stated), whether reciprocated
//	same source a b                      two are one
//	denied source a b                    two are not one
//	confirmed CNN                        a curator confirms how its basis is recorded
//	recorded ann                         by whom everything is
//	interest Reuters FOR PARTY 3         in claim c, as line 3 says; "outlet:cnn" for a holder that is no source
//	cnn funder acme                      who funds an outlet
//	c against d                          they are recorded to contradict each other
//	c value n 1                          it gives the value 1 of the item n
//
// The claim of a line that begins with a sign is c.
//
// A source is a named document unless said otherwise, and an outlet is what a source names as such.
func draw(t testing.TB, text string) *memstore.Store {
	t.Helper()
	d := &drawing{t: t, sources: map[string]*evidence.Source{}, claims: map[string]*evidence.Claim{},
		quotes: map[evidence.SourceID]evidence.Quote{}, parties: map[evidence.ID]bool{}}
	d.claim("c")
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		if fields := strings.Fields(line); len(fields) > 0 {
			d.line(fields)
		}
	}
	return d.store()
}

type drawing struct {
	t       testing.TB
	batch   evidence.Batch
	sources map[string]*evidence.Source
	claims  map[string]*evidence.Claim
	quotes  map[evidence.SourceID]evidence.Quote
	parties map[evidence.ID]bool
	denied  evidence.Batch
}

func (d *drawing) store() *memstore.Store {
	d.t.Helper()
	for _, s := range d.sources {
		d.batch.Sources = append(d.batch.Sources, evidence.Put[evidence.Source]{Value: *s})
	}
	for _, c := range d.claims {
		d.batch.Claims = append(d.batch.Claims, evidence.Put[evidence.Claim]{Value: *c})
	}
	for i := range d.batch.Statements {
		s := &d.batch.Statements[i].Value
		if q, said := d.quotes[s.Source]; said && s.Claim == "claim:c" {
			s.Provenance.Quotes = []evidence.Quote{q}
		}
	}
	store := memstore.New(func() time.Time { return time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC) }, 10_000)
	d.denied.Denied = true
	for _, batch := range []evidence.Batch{d.batch, d.denied} {
		if _, err := store.Apply(d.t.Context(), batch); err != nil {
			d.t.Fatal(err)
		}
	}
	return store
}

func (d *drawing) source(name string) evidence.SourceID {
	id := evidence.SourceID("source:" + name)
	if d.sources[name] == nil {
		d.sources[name] = &evidence.Source{ID: id, Kind: evidence.Document, Title: name}
	}
	return id
}

func (d *drawing) claim(name string) evidence.ClaimID {
	id := evidence.ClaimID("claim:" + name)
	if d.claims[name] == nil {
		d.claims[name] = &evidence.Claim{ID: id, Text: "It is " + name + "."}
	}
	return id
}

func (d *drawing) party(kind evidence.Kind, name string) evidence.ID {
	id := evidence.ID(string(kind) + ":" + name)
	if d.parties[id] {
		return id
	}
	d.parties[id] = true
	switch kind {
	case evidence.KindOutlet:
		d.batch.Outlets = append(d.batch.Outlets,
			evidence.Put[evidence.Outlet]{Value: evidence.Outlet{ID: evidence.OutletID(id), Name: name}})
	case evidence.KindPerson:
		d.batch.Persons = append(d.batch.Persons,
			evidence.Put[evidence.Person]{Value: evidence.Person{ID: evidence.PersonID(id), Name: name}})
	default:
		d.batch.Organizations = append(d.batch.Organizations,
			evidence.Put[evidence.Organization]{Value: evidence.Organization{ID: evidence.OrganizationID(id),
				Name: name}})
	}
	return id
}

func (d *drawing) line(f []string) {
	d.t.Helper()
	if f[0] == "+" || f[0] == "-" || f[0] == "&" {
		f = append([]string{"c"}, f...)
	}
	switch {
	case f[0] == "quote":
		name, at, _ := strings.Cut(f[1], "@")
		on, _ := strconv.Atoi(at) // 0 if no line is drawn
		d.quotes[d.source(name)] = evidence.Quote{Exact: strings.Join(f[2:], " "), StartLine: on, EndLine: on}
	case f[0] == "same" || f[0] == "denied":
		batch := map[string]*evidence.Batch{"same": &d.batch, "denied": &d.denied}[f[0]]
		batch.Samenesses = append(batch.Samenesses,
			evidence.Put[evidence.Sameness]{Value: evidence.Sameness{A: evidence.ID(f[1] + ":" + f[2]),
				B: evidence.ID(f[1] + ":" + f[3])}})
	case f[0] == "interest":
		d.interest(f)
	case f[0] == "confirmed":
		d.batch.Confirmations = append(d.batch.Confirmations,
			evidence.Put[evidence.Confirmation]{Value: evidence.Confirmation{Source: d.source(f[1])}})
	case f[0] == "recorded":
		d.batch.Collector = f[1]
	case f[1] == "value":
		d.claim(f[0])
		d.claims[f[0]].Item, d.claims[f[0]].Value = f[2], f[3]
	case f[1] == "against":
		r := evidence.Relation{From: d.claim(f[0]), Kind: evidence.Contradicts, To: d.claim(f[2])}
		d.batch.Relations = append(d.batch.Relations, evidence.Put[evidence.Relation]{Value: r})
	case f[1] == "by":
		d.claim(f[0])
		d.claims[f[0]].Claimant = f[2]
	case f[1] == "+" || f[1] == "-":
		stance := map[string]evidence.Stance{"+": evidence.Supports, "-": evidence.Refutes}[f[1]]
		for _, name := range f[2:] {
			d.batch.Statements = append(d.batch.Statements,
				evidence.Put[evidence.Statement]{Value: evidence.Statement{Source: d.source(name), Claim: d.claim(f[0]),
					Stance: stance}})
		}
	case f[1] == "&":
		c := evidence.Corroboration{Claim: d.claim(f[0])}
		for _, name := range f[2:] {
			c.Sources = append(c.Sources, d.source(name))
		}
		d.batch.Corroborations = append(d.batch.Corroborations, evidence.Put[evidence.Corroboration]{Value: c})
	case f[1] == ":":
		d.source(f[0])
		for _, attribute := range f[2:] {
			d.attribute(d.sources[f[0]], attribute)
		}
	case f[1] == "owner":
		d.owner(f)
	case f[1] == "funder":
		d.batch.Fundings = append(d.batch.Fundings, evidence.Put[evidence.Funding]{Value: evidence.Funding{
			Funder: d.party(evidence.KindOrganization, f[2]), Recipient: d.party(evidence.KindOutlet, f[0])}})
	default:
		d.derivation(f)
	}
}

func (d *drawing) derivation(f []string) {
	d.t.Helper()
	kind, ok := map[string]evidence.DerivationKind{"<-": evidence.Cites, "<=": evidence.Syndicates,
		"~": evidence.Copies}[f[1]]
	if !ok {
		d.t.Fatalf("cannot read the line %q of a drawing", f)
	}
	for _, name := range strings.Split(f[2], ",") {
		l := evidence.Derivation{From: d.source(f[0]), To: d.source(name), Kind: kind}
		if kind == evidence.Copies {
			l.CopiedShare = d.number(f[3])
			if len(f) > 4 {
				l.Status = evidence.ReviewStatus(f[4])
			}
		}
		d.batch.Derivations = append(d.batch.Derivations, evidence.Put[evidence.Derivation]{Value: l})
	}
}

func (d *drawing) owner(f []string) {
	o := evidence.Ownership{Asset: "organization:" + evidence.ID(f[0]), Owner: d.party(evidence.KindOrganization, f[2])}
	if d.parties["outlet:"+evidence.ID(f[0])] {
		o.Asset = "outlet:" + evidence.ID(f[0])
	} else {
		d.party(evidence.KindOrganization, f[0])
	}
	if len(f) > 3 && f[3] != "-" {
		o.SharePercent = d.number(f[3])
	}
	if len(f) > 4 {
		o.Reciprocated = new(f[4] == "true")
	}
	d.batch.Ownerships = append(d.batch.Ownerships, evidence.Put[evidence.Ownership]{Value: o})
}

func (d *drawing) interest(f []string) {
	holder := evidence.ID(f[1])
	if holder.Kind() == "" {
		holder = evidence.ID(d.source(f[1]))
	} else {
		d.party(holder.Kind(), holder.Key())
	}
	i := evidence.Interest{Holder: holder, Claim: d.claim("c"), Direction: evidence.InterestDirection(f[2]),
		Kind: evidence.InterestKind(f[3])}
	if len(f) > 4 {
		i.Provenance.Quotes = []evidence.Quote{evidence.Quote{Exact: "gains by it"}.WithLocator("line " + f[4])}
	}
	d.batch.Interests = append(d.batch.Interests, evidence.Put[evidence.Interest]{Value: i})
}

func (d *drawing) attribute(s *evidence.Source, text string) {
	d.t.Helper()
	key, value, _ := strings.Cut(text, "=")
	switch key {
	case "kind":
		s.Kind = evidence.SourceKind(value)
	case "identity":
		s.Identity = evidence.Identity(value)
	case "title":
		s.Title = strings.ReplaceAll(value, "_", " ")
	case "url":
		s.URL = value
	case "firsthand":
		if s.Firsthand = (&evidence.Firsthand{Unquantified: value == "bare"}); value != "bare" {
			s.Firsthand.Share = *d.number(value)
		}
	case "date":
		s.PublishedAt = evidence.Date(value)
	case "withdrawn":
		s.WithdrawnAt = evidence.Date(value)
	case "outlet":
		s.Outlet = evidence.OutletID(d.party(evidence.KindOutlet, value))
	case "authors":
		for _, name := range strings.Split(value, ",") {
			s.Authors = append(s.Authors, evidence.PersonID(d.party(evidence.KindPerson, name)))
		}
	default:
		d.t.Fatalf("cannot read the attribute %q of a drawing", text)
	}
}

func (d *drawing) number(text string) *float64 {
	d.t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		d.t.Fatalf("a number in a drawing: %v", err)
	}
	return &x
}

// run audits a store under the default policy, now.
func run(t testing.TB, store evidence.Reader, where audit.Filter) *audit.Report {
	t.Helper()
	report, err := audit.NewService(store).Audit(t.Context(), where, evidence.Moment{}, basis.DefaultPolicy(),
		audit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// lines writes findings as "SEVERITY CODE change: text".
func lines(findings []audit.Finding) []string {
	out := []string{}
	for _, f := range findings {
		out = append(out, string(f.Severity)+" "+string(f.Code)+" "+strconv.FormatFloat(f.Change, 'g', 6,
			64)+": "+f.Text)
	}
	return out
}

// keys returns the user's own parts of ids.
func keys[T interface{ NodeID() evidence.ID }](nodes []T) string {
	out := make([]string, len(nodes))
	for i, n := range nodes {
		out[i] = n.NodeID().Key()
	}
	return strings.Join(out, " ")
}

// path writes links as "from kind to".
func path(links []evidence.Link) string {
	var out []string
	for _, l := range links {
		switch l := l.(type) {
		case *evidence.Derivation:
			out = append(out, evidence.ID(l.From).Key()+" "+string(l.Kind)+" "+evidence.ID(l.To).Key())
		case *evidence.Statement:
			out = append(out, evidence.ID(l.Source).Key()+" "+string(l.Stance)+" "+evidence.ID(l.Claim).Key())
		case *evidence.Ownership:
			out = append(out, l.Asset.Key()+" owned by "+l.Owner.Key())
		case *evidence.Relation:
			out = append(out, evidence.ID(l.From).Key()+" "+string(l.Kind)+" "+evidence.ID(l.To).Key())
		case *evidence.Funding:
			out = append(out, l.Recipient.Key()+" funded by "+l.Funder.Key())
		case *evidence.Interest:
			out = append(out, l.Holder.Key()+" gains "+string(l.Direction)+" "+evidence.ID(l.Claim).Key())
		case *evidence.Corroboration:
			out = append(out, "declared of "+evidence.ID(l.Claim).Key())
		}
	}
	return strings.Join(out, "; ")
}

func one(t *testing.T, r *audit.Report, code audit.Code) audit.Finding {
	t.Helper()
	var found []audit.Finding
	for _, f := range r.Findings {
		if f.Code == code {
			found = append(found, f)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d findings of %s, want one: %q", len(found), code, lines(r.Findings))
	}
	return found[0]
}

func has(r *audit.Report, code audit.Code) bool {
	return slices.ContainsFunc(r.Findings, func(f audit.Finding) bool { return f.Code == code })
}
