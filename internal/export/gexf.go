package export

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// WriteGEXF writes a graph as GEXF 1.3 (gexf.net), for Gephi. Every record that is a node is a node, with the global
// id as its id and typed attributes; every link is a directed edge, as it reads, with its kind and a weight: the
// strength of a statement, the share of a copy, the weight of another derivation, else 1. A corroboration is an edge
// from each of its sources, an interest in a tag one to each claim that has it. Nodes have the colour of their
// independent group where the graph is the evidence of one claim, else of their kind. Persons who were erased are left
// out. Characters that XML cannot hold are replaced.
func WriteGEXF(w io.Writer, g *Graph) (Contents, error) {
	document := gexf{Namespace: "http://gexf.net/1.3", Viz: "http://gexf.net/1.3/viz", Version: "1.3"}
	document.Meta.Creator = "Credence"
	document.Meta.Description = "Claims, their sources and what lies between them"
	document.Graph.Mode, document.Graph.EdgeType = "static", "directed"
	nodes, edges := &attributes{Class: "node"}, &attributes{Class: "edge"}
	document.Graph.Attributes = []*attributes{nodes, edges}
	outlets := g.outletNames()
	holds := map[evidence.ID]bool{}
	var t tally
	_ = g.Each(func(record any) error {
		if node, is := record.(evidence.Node); is && !erased(record) {
			document.Graph.Nodes = append(document.Graph.Nodes, g.gexfNode(node, nodes, outlets))
			holds[node.NodeID()] = true
			t.add(string(node.NodeID().Kind()) + " node")
		}
		return nil
	})
	for _, e := range g.edges() {
		t.add(strings.ToLower(e.kind) + " edge")
		if e.link != nil {
			holds[e.link.LinkID()] = true
		}
		document.Graph.Edges = append(document.Graph.Edges, gexfEdge{
			ID: e.id, Source: string(e.from), Target: string(e.to), Kind: e.kind,
			Label:  strings.ToLower(strings.ReplaceAll(e.kind, "_", " ")),
			Weight: e.weight, Values: edges.values(edgeValues(e)),
		})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return Contents{}, fmt.Errorf("writing GEXF: %w", err)
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", " ")
	if err := encoder.Encode(document); err != nil {
		return Contents{}, fmt.Errorf("writing GEXF: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	left := g.leftOut(carried{records: func(record any) bool {
		_, denied := record.(*evidence.Denial)
		return !denied && holds[evidence.IDOf(record)]
	}})
	return Contents{t.items, left}, err
}

func erased(record any) bool {
	person, is := record.(*evidence.Person)
	return is && person.ErasedAt != nil
}

type gexf struct {
	XMLName   xml.Name `xml:"gexf"`
	Namespace string   `xml:"xmlns,attr"`
	Viz       string   `xml:"xmlns:viz,attr"`
	Version   string   `xml:"version,attr"`
	Meta      struct {
		Creator     string `xml:"creator"`
		Description string `xml:"description"`
	} `xml:"meta"`
	Graph struct {
		Mode       string        `xml:"mode,attr"`
		EdgeType   string        `xml:"defaultedgetype,attr"`
		Attributes []*attributes `xml:"attributes"`
		Nodes      []gexfNode    `xml:"nodes>node"`
		Edges      []gexfEdge    `xml:"edges>edge"`
	} `xml:"graph"`
}

type gexfNode struct {
	ID     string      `xml:"id,attr"`
	Label  string      `xml:"label,attr"`
	Values []gexfValue `xml:"attvalues>attvalue"`
	Color  gexfColor   `xml:"viz:color"`
}

type gexfEdge struct {
	ID     string      `xml:"id,attr"`
	Source string      `xml:"source,attr"`
	Target string      `xml:"target,attr"`
	Kind   string      `xml:"kind,attr"`
	Label  string      `xml:"label,attr"`
	Weight float64     `xml:"weight,attr"`
	Values []gexfValue `xml:"attvalues>attvalue"`
}

type gexfValue struct {
	For   string `xml:"for,attr"`
	Value string `xml:"value,attr"`
}

type gexfColor struct {
	R uint8 `xml:"r,attr"`
	G uint8 `xml:"g,attr"`
	B uint8 `xml:"b,attr"`
}

// attributes declares the attributes of nodes or of edges, as they are met.
type attributes struct {
	Class string          `xml:"class,attr"`
	List  []gexfAttribute `xml:"attribute"`
}

type gexfAttribute struct {
	ID    string `xml:"id,attr"`
	Title string `xml:"title,attr"`
	Type  string `xml:"type,attr"`
}

// property is a value by its name: a string, float64, int or bool, or a pointer to one of these; empty strings and nil
// are not known.
type property struct {
	name  string
	value any
}

// values declares properties and returns those that are known.
func (a *attributes) values(list []property) []gexfValue {
	var values []gexfValue
	for _, p := range list {
		text, of := valueText(p.value)
		if text == "" {
			continue
		}
		a.declare(p.name, of)
		values = append(values, gexfValue{p.name, text})
	}
	return values
}

func (a *attributes) declare(name, of string) {
	for _, known := range a.List {
		if known.ID == name {
			return
		}
	}
	a.List = append(a.List, gexfAttribute{name, name, of})
}

// valueText returns a value as text, "" where it is not known, and its type as GEXF calls it.
func valueText(value any) (text, of string) {
	switch v := value.(type) {
	case string:
		return v, "string"
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64), "double"
	case *float64:
		if v != nil {
			return valueText(*v)
		}
	case int:
		return strconv.Itoa(v), "integer"
	case *int:
		if v != nil {
			return valueText(*v)
		}
	case bool:
		return strconv.FormatBool(v), "boolean"
	case *bool:
		if v != nil {
			return valueText(*v)
		}
	}
	return "", ""
}

func (g *Graph) gexfNode(node evidence.Node, declared *attributes, outlets map[evidence.OutletID]string) gexfNode {
	kind := node.NodeID().Kind()
	list := []property{{"type", string(kind)}}
	label := string(node.NodeID())
	color := kindColors()[kind]
	switch n := node.(type) {
	case *evidence.Claim:
		label = n.Label()
		list = append(list, property{"text", n.Text}, property{"item", n.Item}, property{"value", n.Value},
			property{"tags", strings.Join(n.Tags, "|")},
			property{"language", n.Language}, property{"claimant", n.Claimant}, property{"date", string(n.ClaimDate)})
	case *evidence.Source:
		label = n.Label(outlets[n.Outlet])
		list = append(list, property{"kind", string(n.Kind)}, property{"identity", string(n.Identity)},
			property{"url", n.URL},
			property{"date", string(n.PublishedAt)}, property{"withdrawnAt", string(n.WithdrawnAt)},
			property{"language", n.Language},
			property{"reliability", string(n.Reliability)})
		if f := n.Firsthand; f != nil && !f.Unquantified {
			list = append(list, property{"firsthandShare", f.Share})
		} else if f != nil {
			list = append(list, property{"firsthand", true})
		}
		if group, grouped := g.Groups[n.ID]; grouped {
			list = append(list, property{"group", group})
			color = groupColor(group)
		}
	case *evidence.Outlet:
		label = n.Label()
		list = append(list, property{"kind", string(n.Kind)}, property{"country", n.Country},
			property{"domains", strings.Join(n.Domains, "|")},
			property{"reliability", string(n.Reliability)})
	case *evidence.Organization:
		label = n.Label()
		list = append(list, property{"kind", n.Kind}, property{"country", n.Country})
	case *evidence.Person:
		label = n.Label()
	case *evidence.ClaimReview:
		label = n.Label()
		list = append(list, property{"verdict", string(n.Verdict)}, property{"url", n.URL},
			property{"date", string(n.DatePublished)}, property{"rating", n.RatingValue})
	}
	return gexfNode{ID: string(node.NodeID()), Label: label, Values: declared.values(list), Color: color}
}

func edgeValues(e edge) []property {
	list := []property{{"kind", e.kind}}
	if e.link == nil {
		return list
	}
	p := e.link.Record()
	list = append(list, property{"link", string(e.link.LinkID())})
	switch l := e.link.(type) {
	case *evidence.Derivation:
		list = append(list, property{"copiedShare", l.CopiedShare}, property{"status", string(l.Status)},
			property{"detector", l.Detector}, property{"claims", joined(l.Claims)})
	case *evidence.Ownership:
		list = append(list, property{"sharePercent", l.SharePercent}, property{"validFrom", string(l.ValidFrom)},
			property{"validTo", string(l.ValidTo)}, property{"reciprocated", l.Reciprocated})
	case *evidence.Funding:
		list = append(list, property{"validFrom", string(l.ValidFrom)}, property{"validTo", string(l.ValidTo)})
	case *evidence.Interest:
		list = append(list, property{"direction", string(l.Direction)}, property{"interest", string(l.Kind)},
			property{"tag", l.Tag}, property{"validFrom", string(l.ValidFrom)}, property{"validTo", string(l.ValidTo)})
	}
	list = append(list, property{"confidence", p.Confidence}, property{"recordedFrom", p.RecordedFrom},
		property{"justification", p.Justification})
	if len(p.Quotes) > 0 {
		list = append(list, property{"quote", p.Quotes[0].Exact}, property{"place", p.Quotes[0].Place()})
	}
	return list
}

func joined[T ~string](ids []T) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return strings.Join(texts, "|")
}

// outletNames returns the names of the graph's outlets.
func (g *Graph) outletNames() map[evidence.OutletID]string {
	names := make(map[evidence.OutletID]string, len(g.Outlets))
	for i := range g.Outlets {
		names[g.Outlets[i].ID] = g.Outlets[i].Name
	}
	return names
}

// kindColors are the colours of nodes by kind, after Okabe and Ito: they can be told apart by people who are
// colour-blind.
func kindColors() map[evidence.Kind]gexfColor {
	return map[evidence.Kind]gexfColor{
		evidence.KindClaim: {0, 0, 0}, evidence.KindSource: {0, 114, 178}, evidence.KindOutlet: {230, 159, 0},
		evidence.KindOrganization: {0, 158, 115}, evidence.KindPerson: {204, 121, 167},
		evidence.KindReview: {213, 94, 0},
	}
}

// groupColor returns the colour of an independent group, from 1; the colours repeat after eight.
func groupColor(group int) gexfColor {
	colors := []gexfColor{
		{0, 114, 178}, {230, 159, 0}, {0, 158, 115}, {204, 121, 167}, {213, 94, 0}, {86, 180, 233}, {240, 228, 66},
		{120, 94, 60},
	}
	return colors[(max(group, 1)-1)%len(colors)]
}
