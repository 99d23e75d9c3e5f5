package prov

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/jsondoc"
)

// qualifiedKinds are the same, where what they lead to stands with its details at a node of its own.
var qualifiedKinds = []string{
	"qualifiedDerivation", "qualifiedQuotation", "qualifiedPrimarySource", "qualifiedRevision",
}

// ownTypes are the types of lines by the types that Credence writes.
var ownTypes = map[string]string{
	"Claim": "claim", "Source": "source", "Outlet": "outlet", "Organization": "organization", "Person": "person",
	"ClaimReview": "review",
	"Statement":   "statement", "Derivation": "derivation", "Corroboration": "corroboration", "Ownership": "ownership",
	"Funding":  "funding",
	"Sameness": "same", "Relation": "relation", "Confirmation": "confirmation",
	"Interest": "interest", "Leaning": "leaning",
}

// labelFields are the fields that a label stands for, by type of line.
var labelFields = map[string]string{
	"claim": "text", "source": "title", "outlet": "name", "organization": "name", "person": "name",
	"review": "alternateName",
}

// lists are the fields that hold several values.
var lists = []string{"tags", "domains", "sources", "ids", "cites", "claims"}

// own returns the type of line that the node is of by Credence's own word, "" if it has none.
func (n *node) own() string {
	for _, t := range n.props[rdfType] {
		if class, found := strings.CutPrefix(t.text, credenceSpace); found {
			return ownTypes[class]
		}
	}
	return ""
}

// kindOf returns the kind of node that an IRI is of in Credence, "" where it is of none.
func (g *rdf) kindOf(id string) evidence.Kind {
	if own, found := strings.CutPrefix(id, credenceURN); found {
		return evidence.ID(own).Kind()
	}
	n := g.nodes[id]
	switch {
	case n == nil || strings.HasPrefix(id, "_:"):
		return ""
	case n.is(provSpace + "Person"):
		return evidence.KindPerson
	case n.is(provSpace + "Organization"):
		if g.agents[id] {
			return evidence.KindOutlet
		}
		return evidence.KindOrganization
	case n.is(provSpace+"Bundle") || n.is(provSpace+"Plan") || n.is(provSpace+"Collection") ||
		n.is(provSpace+"Agent") || n.is(provSpace+"SoftwareAgent"):
		return ""
	case n.is(provSpace+"Entity") || g.sources[id]:
		return evidence.KindSource
	}
	return ""
}

// globalID returns the global id that stands for an IRI: the own one of Credence, else one of the IRI, which is hashed
// where it is too long for a key.
func (g *rdf) globalID(id string) string {
	if own, found := strings.CutPrefix(id, credenceURN); found {
		if text, err := url.PathUnescape(own); err == nil {
			return text
		}
		return own
	}
	key := id
	if len(key) > evidence.MaxKeyBytes {
		key = evidence.HashKey(id)
	}
	return string(g.kindOf(id)) + ":" + key
}

// write writes the lines: nodes in the order in which they were spoken of, each with what it takes from.
func (g *rdf) write(ctx context.Context) error {
	for id := range g.links {
		if n := g.nodes[id]; n != nil {
			for _, t := range n.props[provSpace+"entity"] {
				g.sources[t.text] = true
			}
		}
	}
	for _, n := range g.order {
		if slices.ContainsFunc(qualifiedKinds, func(kind string) bool { return n.props[provSpace+kind] != nil }) {
			g.sources[n.id] = true
		}
	}
	firsthand := g.primary()
	for _, n := range g.order {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := g.describe(n, firsthand[n.id]); err != nil {
			return err
		}
		if err := g.derivations(n); err != nil {
			return err
		}
	}
	return nil
}

// primary returns what others have as their primary source.
func (g *rdf) primary() map[string]bool {
	ids := map[string]bool{}
	for _, n := range g.order {
		for _, t := range n.props[provSpace+"hadPrimarySource"] {
			ids[t.text] = true
		}
		if n.is(provSpace + "PrimarySource") {
			for _, t := range n.props[provSpace+"entity"] {
				ids[t.text] = true
			}
		}
	}
	return ids
}

func (g *rdf) describe(n *node, firsthand bool) error {
	if kind := n.own(); kind != "" {
		if g.links[n.id] {
			return nil // a derivation, which is written with what takes
		}
		return g.ownLine(n, kind)
	}
	kind := g.kindOf(n.id)
	label, language := n.first(rdfsLabel)
	line := formats.Line{"type": string(kind), "id": g.globalID(n.id)}
	switch {
	case strings.HasPrefix(n.id, credenceURN):
		return nil // named here and described elsewhere
	case kind == evidence.KindPerson, kind == evidence.KindOutlet, kind == evidence.KindOrganization:
		line["name"] = cmp.Or(label, n.id)
	case kind == evidence.KindSource:
		line.Set("title", label)
		line.Set("language", language)
		line.Set("url", g.address(n))
		published, _ := n.first(provSpace + "generatedAtTime")
		line.Set("publishedAt", jsondoc.Moment(published))
		if firsthand {
			line["firsthand"] = true
		}
		g.attributed(n, line)
	case n.is(provSpace+"Agent") || n.is(provSpace+"SoftwareAgent"):
		return g.out.Reject(n.at, "type",
			n.id+" is neither prov:Organization nor prov:Person; Credence knows no other agents")
	case strings.HasPrefix(n.id, "_:") && (n.is(provSpace+"Entity") || g.sources[n.id]) && !g.links[n.id]:
		return g.out.Reject(n.at, "", "is a blank node, which nobody can name again; expected an IRI")
	default:
		return nil
	}
	return g.out.Write(n.at, line)
}

// address returns where a foreign entity is: its location on the web, else its own IRI, unless that names a part of
// something.
func (g *rdf) address(n *node) string {
	if location, _ := n.first(provSpace + "atLocation"); formats.HostOf(location) != "" {
		return location
	}
	if formats.HostOf(n.id) != "" && !strings.Contains(n.id, "#") {
		return n.id
	}
	return ""
}

// attributed puts on a line whose work it is.
func (g *rdf) attributed(n *node, line formats.Line) {
	field := map[any]string{"source": "outlet", "review": "publisher"}[line["type"]]
	var authors []string
	for _, t := range n.props[provSpace+"wasAttributedTo"] {
		switch id := g.globalID(t.text); g.kindOf(t.text) {
		case evidence.KindOutlet:
			if _, taken := line[field]; !taken {
				line.Set(field, id)
			}
		case evidence.KindPerson:
			authors = append(authors, id)
		}
	}
	if len(authors) > 0 && field == "outlet" {
		line["authors"] = authors
	}
}

// ownLine writes what Credence wrote.
func (g *rdf) ownLine(n *node, kind string) error {
	line := formats.Line{"type": kind}
	if field, named := labelFields[kind]; named {
		line["id"] = g.globalID(n.id)
		label, _ := n.first(rdfsLabel)
		line.Set(field, label)
	}
	if kind == "source" || kind == "review" {
		g.attributed(n, line)
	}
	g.fields(n, line)
	return g.out.Write(n.at, line)
}

// fields puts on a line what stands in Credence's own namespace.
func (g *rdf) fields(n *node, line formats.Line) {
	for _, property := range slices.Sorted(maps.Keys(n.props)) {
		field, own := strings.CutPrefix(property, credenceSpace)
		if !own || field == "type" || field == "id" {
			continue
		}
		if !slices.Contains(lists, field) {
			line[field] = g.plain(n.props[property][0])
			continue
		}
		var values []any
		for _, t := range n.props[property] {
			values = append(values, g.plain(t))
		}
		line[field] = values
	}
	if line["type"] == "derivation" && line["kind"] == string(evidence.Copies) {
		line["type"] = "copy"
		delete(line, "kind")
	}
}

// plain returns a value as it stands on a line.
func (g *rdf) plain(t term) any {
	if !t.literal {
		return g.globalID(t.text)
	}
	text := strings.TrimSpace(t.text)
	switch t.datatype {
	case xsdSpace + "double", xsdSpace + "decimal", xsdSpace + "float", xsdSpace + "integer", xsdSpace + "int",
		xsdSpace + "long":
		if x, err := strconv.ParseFloat(text, 64); err == nil &&
			json.Valid([]byte(strconv.FormatFloat(x, 'g', -1, 64))) {
			return x
		}
	case xsdSpace + "boolean":
		if text == "true" || text == "false" {
			return text == "true"
		}
	case rdfJSON:
		if json.Valid([]byte(text)) {
			return jsondoc.Value([]byte(text))
		}
	}
	return text
}

// derivations writes what a source takes from. A plain statement says nothing beside a qualified one of the same two.
func (g *rdf) derivations(n *node) error {
	if g.kindOf(n.id) != evidence.KindSource {
		return nil
	}
	qualified := map[string]bool{}
	for _, kind := range qualifiedKinds {
		for _, t := range n.props[provSpace+kind] {
			link := g.nodes[t.text]
			if link == nil || t.literal {
				continue
			}
			to, _ := link.first(provSpace + "entity")
			qualified[to] = true
			if err := g.derivation(link.at, n.id, to, kind, link); err != nil {
				return err
			}
		}
	}
	for _, property := range slices.Sorted(maps.Keys(derivationKinds)) {
		for _, t := range n.props[property] {
			if !qualified[t.text] {
				if err := g.derivation(n.at, n.id, t.text, property, nil); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (g *rdf) derivation(at, from, to, property string, link *node) error {
	if g.kindOf(to) != evidence.KindSource {
		return g.out.Reject(at, "entity",
			cmp.Or(to, "nothing")+" is not a source that another can take from; expected an entity")
	}
	line := formats.Line{"type": "derivation", "from": g.globalID(from), "to": g.globalID(to)}
	kind := cmp.Or(derivationKinds[property], evidence.DerivedFrom)
	if link != nil {
		if property == "qualifiedQuotation" || link.is(provSpace+"Quotation") {
			kind = evidence.Quotes
		}
		line["kind"] = string(kind)
		g.fields(link, line)
	} else {
		line["kind"] = string(kind)
	}
	return g.out.Write(at, line)
}
