package export

import (
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// WritePROV writes the graph as PROV-JSON: one bundle, described as such at the top.
//
//	outlet, organization, person   agent, prov:Organization or prov:Person
//	every other record             entity, of the type in Credence's namespace that is called like it
//	outlet and authors of a        wasAttributedTo
//	source, publisher of a review
//	confirmed derivation           wasDerivedFrom, of type prov:Quotation where the kind is QUOTES, of type prov:PrimarySource where
//	                               what it takes from is a primary kind of source or firsthand; the kind itself stands beside
//
// A derivation that is suggested or rejected is an entity of type credence:Derivation and no wasDerivedFrom, so that
// nobody takes it for a fact. Ids are "urn:credence:" and the global id, percent-encoded. What PROV has no term for
// stands in the namespace [Home]#, under the name that the field has in Credence's own lines (see package ingest);
// prov:label is the text of a claim, the title of a source, the name of whoever has one, and a verdict in its words.
// Quotes are a list in one literal of type rdf:JSON, for their order counts.
//
// Everything is carried but: who recorded a link, by which method and when, what was retracted or is denied to be one,
// and the texts of sources. White space around texts is lost, and tools that read this as RDF may return the tags of a
// claim in another order. An error is one of w.
func WritePROV(w io.Writer, g *Graph) (Contents, error) {
	out := newJSONOut(w)
	bundle := "bundle:" + contentKey(g)
	prefixes := fields{"credence": Home + "#", "rdf": rdfSpace, "bundle": urn + "bundle:"}
	for _, kind := range append(evidence.NodeKinds(), evidence.LinkKinds()...) {
		prefixes[string(kind)] = urn + string(kind) + ":"
	}
	about := fields{bundle: fields{"prov:type": provTerm("prov:Bundle").json()}}
	out.raw("{")
	out.member("prefix", prefixes)
	out.member("entity", about)
	out.raw(",\n\"bundle\": {\"" + bundle + "\": {")
	sections := 0
	for _, section := range []string{"agent", "entity", "wasAttributedTo", "wasDerivedFrom"} {
		members := 0
		provThings(g, func(t provThing) {
			if t.section != section {
				return
			}
			if members == 0 {
				separator := ",\n"
				if sections == 0 {
					separator = "\n"
				}
				out.raw(separator + `"` + section + `": {`)
				sections++
			}
			members++
			out.tally.add(section)
			out.member(t.key(members), t.json())
		})
		if members > 0 {
			out.raw("}")
		}
	}
	out.raw("\n}}}\n")
	return Contents{out.tally.items, g.leftOut(provCarries())}, out.flush()
}

// provCarries says what of a graph is told in PROV.
func provCarries() carried { return carried{records: withoutDenials(true), quotes: true} }

const (
	urn      = "urn:credence:"
	rdfSpace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
)

// provThing is a statement of PROV: an entity or agent, or a relation from one to another.
type provThing struct {
	section  string // as PROV-JSON calls it
	id       evidence.ID
	from, to evidence.ID // of a relation
	attrs    []provAttr
}

// provAttr is an attribute: a name with its prefix, "prov:" or "credence:".
type provAttr struct {
	name  string
	value provValue
}

// provValue is a value: a text, or what its type says.
type provValue struct {
	text string
	kind string // "" = text, "id", "term", or a datatype with its prefix
}

func provTerm(name string) provValue { return provValue{name, "term"} }

func provNumber(x float64) provValue {
	return provValue{strconv.FormatFloat(x, 'g', -1, 64), "xsd:double"}
}

// percent writes a global id as a local name: all but letters, digits and -._~ percent-encoded, the colon after the
// kind excepted.
func percent(id evidence.ID) string {
	kind, key, _ := strings.Cut(string(id), ":")
	var b strings.Builder
	b.WriteString(kind + ":")
	for i := range len(key) {
		c := key[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		const hex = "0123456789ABCDEF"
		b.Write([]byte{'%', hex[c>>4], hex[c&15]})
	}
	return b.String()
}

// key returns the name of the thing in its section; the n-th attribution has none of its own.
func (t provThing) key(n int) string {
	if t.id == "" {
		return "_:a" + strconv.Itoa(n)
	}
	return percent(t.id)
}

func (v provValue) json() any {
	switch v.kind {
	case "":
		return v.text
	case "id":
		return fields{"$": percent(evidence.ID(v.text)), "type": "prov:QUALIFIED_NAME"}
	case "term":
		return fields{"$": v.text, "type": "prov:QUALIFIED_NAME"}
	}
	return fields{"$": v.text, "type": v.kind}
}

func (t provThing) json() fields {
	f := fields{}
	switch t.section {
	case "wasAttributedTo":
		f["prov:entity"], f["prov:agent"] = percent(t.from), percent(t.to)
	case "wasDerivedFrom":
		f["prov:generatedEntity"], f["prov:usedEntity"] = percent(t.from), percent(t.to)
	}
	for _, a := range t.attrs {
		switch before := f[a.name].(type) {
		case nil:
			f[a.name] = a.value.json()
		case []any:
			f[a.name] = append(before, a.value.json())
		default:
			f[a.name] = []any{before, a.value.json()}
		}
	}
	return f
}

// provThings gives every statement about the graph to emit, nodes before links.
func provThings(g *Graph, emit func(provThing)) {
	provAgents(g, emit)
	for _, c := range g.Claims {
		t := entity(c.NodeID(), "Claim", c.Text)
		t.text("name", c.Name)
		t.text("item", c.Item)
		t.text("value", c.Value)
		t.texts("tags", c.Tags)
		t.text("language", c.Language)
		t.text("claimant", c.Claimant)
		t.text("claimDate", string(c.ClaimDate))
		emit(t)
	}
	primary := map[evidence.SourceID]bool{}
	for _, s := range g.Sources {
		primary[s.ID] = s.Kind.Primary() || s.Firsthand != nil && (s.Firsthand.Unquantified || s.Firsthand.Share > 0)
		provSource(s, emit)
	}
	for _, r := range g.Reviews {
		provReview(r, emit)
	}
	provLinks(g, primary, emit)
}

func provAgents(g *Graph, emit func(provThing)) {
	agent := func(id evidence.ID, class, kind, name string) provThing {
		t := entity(id, class, name)
		t.section = "agent"
		t.add("prov:type", provTerm("prov:"+kind))
		return t
	}
	for _, o := range g.Outlets {
		t := agent(o.NodeID(), "Outlet", "Organization", o.Label())
		t.texts("domains", o.Domains)
		t.text("country", o.Country)
		t.text("kind", string(o.Kind))
		t.text("reliability", string(o.Reliability))
		emit(t)
	}
	for _, o := range g.Organizations {
		t := agent(o.NodeID(), "Organization", "Organization", o.Label())
		t.text("country", o.Country)
		t.text("kind", o.Kind)
		emit(t)
	}
	for _, p := range g.Persons {
		emit(agent(p.NodeID(), "Person", "Person", p.Label()))
	}
}

func entity(id evidence.ID, class, label string) provThing {
	t := provThing{section: "entity", id: id}
	t.add("prov:type", provTerm("credence:"+class))
	if label != "" {
		t.add("prov:label", provValue{text: label})
	}
	return t
}

func (t *provThing) add(name string, v provValue) { t.attrs = append(t.attrs, provAttr{name, v}) }

func (t *provThing) text(field, text string) {
	if text != "" {
		t.add("credence:"+field, provValue{text: text})
	}
}

func (t *provThing) texts(field string, texts []string) {
	for _, text := range texts {
		t.text(field, text)
	}
}

func (t *provThing) number(field string, x *float64) {
	if x != nil {
		t.add("credence:"+field, provNumber(*x))
	}
}

func (t *provThing) quotes(field string, quotes []evidence.Quote) {
	if text, err := json.Marshal(quotes); err == nil && len(quotes) > 0 { // texts and numbers only: no error
		t.add("credence:"+field, provValue{string(text), "rdf:JSON"})
	}
}

func refs[T ~string](t *provThing, field string, ids ...T) {
	for _, id := range ids {
		t.add("credence:"+field, provValue{string(id), "id"})
	}
}

func provSource(s evidence.Source, emit func(provThing)) {
	t := entity(s.NodeID(), "Source", s.Title)
	t.text("kind", string(s.Kind))
	t.text("identity", string(s.Identity))
	t.text("url", s.URL)
	t.text("publishedAt", string(s.PublishedAt))
	t.text("withdrawnAt", string(s.WithdrawnAt))
	t.text("language", s.Language)
	t.text("reliability", string(s.Reliability))
	if first := s.Firsthand; first != nil && first.Unquantified {
		t.add("credence:firsthand", provValue{"true", "xsd:boolean"})
	} else if first != nil {
		t.number("firsthand", &first.Share)
	}
	emit(t)
	if s.Outlet != "" {
		emit(provThing{section: "wasAttributedTo", from: s.NodeID(), to: evidence.ID(s.Outlet)})
	}
	for _, p := range s.Authors {
		emit(provThing{section: "wasAttributedTo", from: s.NodeID(), to: evidence.ID(p)})
	}
}

func provReview(r evidence.ClaimReview, emit func(provThing)) {
	t := entity(r.NodeID(), "ClaimReview", r.AlternateName)
	refs(&t, "claim", r.Claim)
	t.text("url", r.URL)
	t.text("datePublished", string(r.DatePublished))
	t.text("verdict", string(r.Verdict))
	t.number("ratingValue", r.RatingValue)
	t.number("bestRating", r.BestRating)
	t.number("worstRating", r.WorstRating)
	refs(&t, "cites", r.Cites...)
	t.quotes("citesQuotes", r.CitesQuotes)
	t.quotes("basis", r.Basis)
	t.quotes("reservations", r.Reservations)
	emit(t)
	if r.Publisher != "" {
		emit(provThing{section: "wasAttributedTo", from: r.NodeID(), to: evidence.ID(r.Publisher)})
	}
}
