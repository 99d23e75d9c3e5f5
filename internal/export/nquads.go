package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/credence-graph/credence/internal/evidence"
)

// WriteNQuads writes what [WritePROV] writes as RDF, one quad a line, in the terms of PROV-O: one named graph, which
// the default graph calls a prov:Bundle. prov:label is rdfs:label; a derivation is stated by its most specific
// property (prov:wasQuotedFrom, prov:hadPrimarySource or prov:wasDerivedFrom) and, with all that is known of it, by
// the qualified one.
//
// Carried and lost is the same as there. An error is one of w.
func WriteNQuads(w io.Writer, g *Graph) (Contents, error) {
	q := &quads{w: bufio.NewWriterSize(w, 64<<10)}
	bundle := "<" + urn + "bundle:" + contentKey(g) + ">"
	q.line(bundle, "rdf:type", q.term("prov:Bundle"))
	q.graph = " " + bundle
	provThings(g, q.thing)
	if q.err == nil {
		q.err = q.w.Flush()
	}
	return Contents{q.tally.items, g.leftOut(provCarries())}, q.err
}

// rdfSpaces are the namespaces behind the prefixes.
var rdfSpaces = map[string]string{
	"prov": "http://www.w3.org/ns/prov#", "credence": Home + "#", "rdf": rdfSpace, "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
	"xsd": "http://www.w3.org/2001/XMLSchema#",
}

// quads writes quads. The first error stays.
type quads struct {
	w     *bufio.Writer
	graph string // with a space before it; "" = the default graph
	err   error
	tally tally
}

func (q *quads) line(subject, property, object string) {
	if q.tally.add("quad"); q.err == nil {
		_, q.err = q.w.WriteString(subject + " " + q.term(property) + " " + object + q.graph + " .\n")
	}
}

func (q *quads) term(name string) string {
	prefix, local, _ := strings.Cut(name, ":")
	return "<" + rdfSpaces[prefix] + local + ">"
}

func iri(id evidence.ID) string { return "<" + urn + percent(id) + ">" }

// escaped writes a text between the quotes of a literal. Characters that some programs take for the end of a line are
// escaped though the grammar allows them.
func escaped(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\\' || r == '"':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsControl(r) || r == '\u2028' || r == '\u2029':
			_, _ = fmt.Fprintf(&b, `\u%04X`, r) // a builder takes everything
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (q *quads) value(v provValue) string {
	switch v.kind {
	case "id":
		return iri(evidence.ID(v.text))
	case "term":
		return q.term(v.text)
	}
	text := `"` + escaped(v.text) + `"`
	if v.kind != "" {
		text += "^^" + q.term(v.kind)
	}
	return text
}

func (q *quads) thing(t provThing) {
	subject := iri(t.id)
	switch t.section {
	case "entity":
		q.line(subject, "rdf:type", q.term("prov:Entity"))
	case "agent":
		q.line(subject, "rdf:type", q.term("prov:Agent"))
	case "wasAttributedTo":
		q.line(iri(t.from), "prov:wasAttributedTo", iri(t.to))
	case "wasDerivedFrom":
		_, kind, _ := strings.Cut(t.attrs[0].value.text, ":") // its type of PROV stands first
		property := map[string]string{"Quotation": "prov:wasQuotedFrom", "PrimarySource": "prov:hadPrimarySource", "Derivation": "prov:wasDerivedFrom"}[kind]
		q.line(iri(t.from), property, iri(t.to))
		q.line(iri(t.from), "prov:qualified"+kind, subject)
		q.line(subject, "prov:entity", iri(t.to))
	}
	for _, a := range t.attrs {
		name := a.name
		switch name {
		case "prov:type":
			name = "rdf:type"
		case "prov:label":
			name = "rdfs:label"
		}
		q.line(subject, name, q.value(a.value))
	}
}
