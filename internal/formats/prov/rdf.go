package prov

import (
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
)

// Namespaces and terms.
const (
	provSpace     = "http://www.w3.org/ns/prov#"
	xsdSpace      = "http://www.w3.org/2001/XMLSchema#"
	rdfType       = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
	rdfJSON       = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON"
	rdfsLabel     = "http://www.w3.org/2000/01/rdf-schema#label"
	credenceSpace = "https://github.com/credence-graph/credence#"
	credenceURN   = "urn:credence:"
)

// maxRDFBytes is how much of a graph of RDF is held, its texts and some bytes for each statement.
const maxRDFBytes = 256 << 20

// rdf is a graph of RDF as it is read.
type rdf struct {
	name    string
	out     formats.Lines
	nodes   map[string]*node
	order   []*node
	size    int
	agents  map[string]bool // what something is attributed to
	sources map[string]bool // ends of derivations
	links   map[string]bool // nodes that qualify a derivation
}

// node is what is said of one subject.
type node struct {
	id    string // an IRI, or a blank node with "_:" before it
	at    string // where it was first spoken of
	props map[string][]term
}

func newRDF(name string, out formats.Lines) *rdf {
	return &rdf{
		name: name, out: out, nodes: map[string]*node{}, agents: map[string]bool{}, sources: map[string]bool{},
		links: map[string]bool{},
	}
}

func (g *rdf) refuse(why string) error { return evidence.Invalidf("", "%s: %s", g.name, why) }

func (g *rdf) node(at, id string) *node {
	n := g.nodes[id]
	if n == nil {
		n = &node{id: id, at: at, props: map[string][]term{}}
		g.nodes[id] = n
		g.order = append(g.order, n)
		g.size += len(id) + 200
	}
	return n
}

// grow counts what is held in memory, and refuses a document of which that is too much.
func (g *rdf) grow(bytes int) error {
	if g.size += bytes; g.size > maxRDFBytes {
		return g.refuse("holds more than 256 MB of statements; PROV is read as a whole, so split it into documents " +
			"of at most that")
	}
	return nil
}

// add takes a statement.
func (g *rdf) add(at, subject, property string, object term) error {
	n := g.node(at, subject)
	n.props[property] = append(n.props[property], object)
	if err := g.grow(len(object.text) + 150); err != nil {
		return err
	}
	if object.literal {
		return nil
	}
	switch {
	case property == provSpace+"wasAttributedTo":
		g.agents[object.text] = true
	case derivationKinds[property] != "":
		g.node(at, object.text)
		g.sources[subject], g.sources[object.text] = true, true
	case strings.HasPrefix(property, provSpace+"qualified"):
		g.links[object.text] = true
	case property == provSpace+"entity":
		g.node(at, object.text)
	}
	return nil
}

// derivationKinds are the properties that say that one entity takes from another.
var derivationKinds = map[string]evidence.DerivationKind{
	provSpace + "wasDerivedFrom": evidence.DerivedFrom, provSpace + "wasQuotedFrom": evidence.Quotes,
	provSpace + "hadPrimarySource": evidence.DerivedFrom, provSpace + "wasRevisionOf": evidence.DerivedFrom,
}

func (n *node) is(class string) bool {
	return slices.ContainsFunc(n.props[rdfType], func(t term) bool { return !t.literal && t.text == class })
}

// first returns the text of the first value of a property, and its language.
func (n *node) first(properties ...string) (text, language string) {
	for _, property := range properties {
		for _, t := range n.props[property] {
			if t.text != "" {
				return strings.TrimSpace(t.text), t.language
			}
		}
	}
	return "", ""
}

// term is what a statement says: a node or a literal.
type term struct {
	text     string // the IRI, the blank node with "_:", or the words
	literal  bool
	datatype string // of a literal; "" = a text
	language string
}
