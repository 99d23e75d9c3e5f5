// Package prov reads provenance (W3C PROV), as PROV-JSON and as N-Quads.
package prov

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/jsondoc"
)

// What the help says of both formats of provenance.
const (
	provBecomes = "entities become sources and claims, agents outlets, persons and organizations, derivations links"
	provLoses   = "activities, and everything that the graph has no place for"
)

// JSON reads PROV-JSON, its bundles included; the statements become what N-Quads states in PROV-O:
//
//	entity                    source: the label is its title, prov:atLocation or its own IRI its address, the time of
//	                          its generation when it was published; entities that are only named are sources too
//	agent                     prov:Person: person; prov:Organization: outlet where something is attributed to it, else
//	                          organization; one that is neither is rejected
//	wasAttributedTo           outlet or author of the source
//	wasQuotedFrom             derivation QUOTES
//	wasDerivedFrom,           derivation DERIVED_FROM; what is a primary source, by PROV's definition somebody's
//	                          direct experience,
//	hadPrimarySource,         is firsthand
//	wasRevisionOf
//	what Credence wrote       as it was
//
// Every other statement of PROV (activities, plans, collections, alternates …) says nothing of evidence and is passed
// over. A node keeps the key that Credence gave it, else its IRI. PROV is a graph whose parts may stand anywhere, so
// it is held in memory, up to 256 MB of it; a document with more is refused.
func JSON() formats.Format {
	return formats.Format{
		Name: "prov", About: "provenance as PROV-JSON",
		Becomes: provBecomes, Loses: provLoses, Recognise: recogniseJSON, Read: readJSON,
	}
}

func recogniseJSON(_ string, head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if !bytes.HasPrefix(head, []byte("{")) || bytes.Contains(head, []byte(`"bundle--`)) ||
		bytes.Contains(head, []byte(`"@context"`)) {
		return false
	}
	for _, sign := range []string{`"prov:`, `"wasDerivedFrom"`, `"wasAttributedTo"`, provSpace} {
		if bytes.Contains(head, []byte(sign)) {
			return true
		}
	}
	return false
}

func readJSON(ctx context.Context, doc formats.Document, out formats.Lines) error {
	in := jsondoc.NewReader(doc)
	t, err := in.Token()
	if err != nil {
		return err
	}
	graph := newRDF(doc.Name, out)
	if t != json.Delim('{') {
		return graph.refuse("is not an object; expected a PROV-JSON document")
	}
	r := &jsonReader{ctx: ctx, in: in, graph: graph}
	if err := r.document("", &scope{spaces: map[string]string{"prov": provSpace, "xsd": xsdSpace}}); err != nil {
		return err
	}
	if err := in.End(); err != nil {
		return err
	}
	return graph.write(ctx)
}

// jsonReader turns PROV-JSON into statements of RDF.
type jsonReader struct {
	ctx    context.Context
	in     *jsondoc.Reader
	graph  *rdf
	scope  *scope // of the document or bundle that is read
	held   []member
	blanks int // blank nodes made for relations without a name
}

// scope holds the prefixes of a document or bundle. The order of the members of an object does not matter, so
// that they may stand after what uses them.
type scope struct {
	spaces map[string]string
	outer  *scope
	known  bool // its section of prefixes, or all of it, has been read
}

// complete reports whether no further prefix can come.
func (s *scope) complete() bool { return s.known && (s.outer == nil || s.outer.complete()) }

// space returns the namespace behind a prefix.
func (s *scope) space(prefix string) (space string, known bool) {
	for ; s != nil && !known; s = s.outer {
		space, known = s.spaces[prefix]
	}
	return space, known
}

// member is a member that waits for the prefixes that it may use.
type member struct {
	at, section, name string
	raw               json.RawMessage
	scope             *scope
}

// document reads what stands in a document or bundle that is open.
func (r *jsonReader) document(at string, scope *scope) error {
	outer := r.scope
	defer func() { r.scope = outer }()
	r.scope = scope
	if err := r.sections(at); err != nil {
		return err
	}
	scope.known = true
	if !scope.complete() {
		return nil // what waits in a bundle waits for the prefixes of its document, too
	}
	held := r.held
	r.held = nil
	for _, m := range held {
		r.scope = m.scope
		r.graph.size -= len(m.raw)
		if err := r.member(m.at, m.section, m.name, m.raw); err != nil {
			return err
		}
	}
	return nil
}

// sections reads the sections of a document or bundle.
func (r *jsonReader) sections(at string) error {
	return r.in.Members(func(section string) error {
		if section == "prefix" {
			defer func() { r.scope.known = true }()
		}
		t, err := r.in.Token()
		if err != nil {
			return err
		}
		if t != json.Delim('{') {
			_, err := r.in.Rest(t)
			if err == nil {
				err = r.graph.out.Reject(at+"section "+section, section,
					"is not an object; expected its members by name")
			}
			return err
		}
		return r.in.Members(func(name string) error {
			if section == "bundle" && at == "" {
				return r.bundle(name)
			}
			raw, err := r.in.Value()
			if err != nil {
				return err
			}
			m := member{at + section + " " + jsondoc.Shortened([]byte(name)), section, name, raw, r.scope}
			if section != "prefix" && !r.scope.complete() {
				r.held = append(r.held, m)
				return r.graph.grow(len(raw))
			}
			return r.member(m.at, section, name, raw)
		})
	})
}

func (r *jsonReader) bundle(name string) error {
	t, err := r.in.Token()
	if err != nil {
		return err
	}
	at := "bundle " + jsondoc.Shortened([]byte(name))
	if t != json.Delim('{') {
		if _, err := r.in.Rest(t); err != nil {
			return err
		}
		return r.graph.out.Reject(at, "", "is not an object; expected a bundle")
	}
	return r.document(at+": ", &scope{spaces: map[string]string{}, outer: r.scope})
}

// member reads a member of a section.
func (r *jsonReader) member(at, section, name string, raw json.RawMessage) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if fault := jsondoc.Fault(raw); fault != "" {
		return r.graph.out.Reject(at, "", fault)
	}
	v := jsondoc.Value(raw)
	if section == "prefix" {
		if space, ok := v.(string); ok {
			r.scope.spaces[name] = space
			return nil
		}
		return r.graph.out.Reject(at, "", "is not a text; expected the namespace behind the prefix")
	}
	for _, e := range jsondoc.List(v) {
		record, ok := e.(map[string]any)
		if !ok {
			return r.graph.out.Reject(at, "", fmt.Sprintf("found %s; expected an object", jsondoc.Shortened(raw)))
		}
		if fault, err := r.record(at, section, name, record); err != nil {
			return err
		} else if fault != "" {
			return r.graph.out.Reject(at, "", fault)
		}
	}
	return nil
}

// record states what a record says. fault says what it lacks.
func (r *jsonReader) record(at, section, name string, record map[string]any) (fault string, err error) {
	switch section {
	case "entity", "agent":
		id, fault := r.resolve(name)
		if fault != "" {
			return fault, nil
		}
		class := map[string]string{"entity": provSpace + "Entity", "agent": provSpace + "Agent"}[section]
		if err := r.graph.add(at, id, rdfType, term{text: class}); err != nil {
			return "", err
		}
		return r.attributes(at, id, record, "")
	case "wasAttributedTo":
		entity, agent, fault := r.ends(record, "prov:entity", "prov:agent")
		if fault != "" {
			return fault, nil
		}
		return "", r.graph.add(at, entity, provSpace+"wasAttributedTo", term{text: agent})
	case "wasGeneratedBy":
		entity, fault := r.end(record, "prov:entity")
		if when, ok := record["prov:time"]; ok && fault == "" {
			return "", r.graph.add(at, entity, provSpace+"generatedAtTime",
				term{literal: true, text: jsondoc.Text(when)})
		}
		return fault, nil
	case "wasDerivedFrom":
		return r.derivation(at, name, record)
	}
	return "", nil // says nothing of evidence
}

func (r *jsonReader) derivation(at, name string, record map[string]any) (string, error) {
	from, to, fault := r.ends(record, "prov:generatedEntity", "prov:usedEntity")
	if fault != "" {
		return fault, nil
	}
	id, fault := r.resolve(name)
	if fault != "" || strings.HasPrefix(id, "_:") {
		r.blanks++
		id = fmt.Sprintf("_: %d", r.blanks) // a name that no document can have
	}
	if err := r.graph.add(at, from, provSpace+"qualifiedDerivation", term{text: id}); err != nil {
		return "", err
	}
	if err := r.graph.add(at, id, provSpace+"entity", term{text: to}); err != nil {
		return "", err
	}
	return r.attributes(at, id, record, "prov:generatedEntity prov:usedEntity prov:activity prov:generation prov:usage")
}

func (r *jsonReader) ends(record map[string]any, from, to string) (string, string, string) {
	a, fault := r.end(record, from)
	if fault != "" {
		return "", "", fault
	}
	b, fault := r.end(record, to)
	return a, b, fault
}

func (r *jsonReader) end(record map[string]any, name string) (id, fault string) {
	text, ok := record[name].(string)
	if m, typed := record[name].(map[string]any); typed {
		text, ok = m["$"].(string)
	}
	if !ok || text == "" {
		return "", name + " is missing; expected the name of what it is about"
	}
	return r.resolve(text)
}

// resolve returns the IRI of a name with a prefix.
func (r *jsonReader) resolve(name string) (id, fault string) {
	prefix, local, found := strings.Cut(name, ":")
	if !found {
		prefix, local = "default", name
	}
	if prefix == "_" {
		return name, ""
	}
	space, known := r.scope.space(prefix)
	if !known {
		return "", fmt.Sprintf("the prefix of %q is not known; expected it under \"prefix\"", name)
	}
	return space + local, ""
}

// attributes states the attributes of a record but for those in skipped.
func (r *jsonReader) attributes(at, id string, record map[string]any, skipped string) (string, error) {
	for _, name := range slices.Sorted(maps.Keys(record)) {
		if strings.Contains(" "+skipped+" ", " "+name+" ") {
			continue
		}
		property, fault := r.resolve(name)
		if fault != "" {
			return fault, nil
		}
		switch name {
		case "prov:type":
			property = rdfType
		case "prov:label":
			property = rdfsLabel
		case "prov:location":
			property = provSpace + "atLocation"
		}
		for _, v := range jsondoc.List(record[name]) {
			if err := r.graph.add(at, id, property, r.term(v, property == rdfType)); err != nil {
				return "", err
			}
		}
	}
	return "", nil
}

// term returns a value: a node where it is the name of one.
func (r *jsonReader) term(v any, node bool) term {
	t := term{literal: true}
	switch v := v.(type) {
	case map[string]any:
		kind := jsondoc.Text(v["type"])
		t.text, t.language = plainText(v["$"]), jsondoc.Text(v["lang"])
		t.datatype, _ = r.resolve(kind)
		if kind == "prov:QUALIFIED_NAME" || kind == "xsd:QName" {
			node = true
		}
		if kind == "xsd:anyURI" {
			return term{text: t.text}
		}
	case json.Number:
		t.text, t.datatype = v.String(), xsdSpace+"double"
	case bool:
		t.text, t.datatype = fmt.Sprint(v), xsdSpace+"boolean"
	default:
		t.text = plainText(v)
	}
	if node {
		if id, fault := r.resolve(t.text); fault == "" {
			return term{text: id}
		}
	}
	return t
}

func plainText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return fmt.Sprint(v)
	}
	return ""
}
