package neo4jstore

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// stored is a record as it stands in the graph: a pointer to a struct of package evidence, and, of a link, the
// relationships that it consists of.
type stored struct {
	record   any
	elements []string
	recorded int64
	standing bool
}

// wanted are ids sorted into the parameters of the queries that look records up.
type wanted struct {
	nodes, links map[string]any
}

// nodeParameters names the parameter of each label, linkParameters that of each relationship type.
func nodeParameters() map[evidence.Kind]string {
	return map[evidence.Kind]string{
		evidence.KindClaim: "claims", evidence.KindSource: "sources", evidence.KindOutlet: "outlets",
		evidence.KindOrganization: "organizations", evidence.KindPerson: "persons", evidence.KindReview: "reviews",
	}
}

func linkParameters() map[string]string {
	return map[string]string{
		supportedBy: "supportedBy", refutedBy: "refutedBy", mentionedBy: "mentionedBy", corroboratedBy: "corroboratedBy",
		ownedBy: "ownedBy", fundedBy: "fundedBy", sameAs: "sameAs",
		string(evidence.Cites): "cites", string(evidence.Quotes): "quotes", string(evidence.Syndicates): "syndicates",
		string(evidence.Translates): "translates", string(evidence.DerivedFrom): "derivedFrom", string(evidence.Copies): "copies",
		string(evidence.PartOf): "partOf", string(evidence.Contradicts): "contradicts",
	}
}

// typesOf returns the relationship types that links of a kind are stored as.
func typesOf(kind evidence.Kind) []string {
	switch kind {
	case evidence.KindStatement:
		return []string{supportedBy, refutedBy, mentionedBy}
	case evidence.KindDerivation:
		return texts(evidence.DerivationKinds())
	case evidence.KindCorroboration:
		return []string{corroboratedBy}
	case evidence.KindOwnership:
		return []string{ownedBy}
	case evidence.KindFunding:
		return []string{fundedBy}
	case evidence.KindSameness:
		return []string{sameAs}
	case evidence.KindRelation:
		return []string{string(evidence.PartOf), string(evidence.Contradicts)}
	}
	return nil
}

func newWanted() wanted {
	w := wanted{map[string]any{}, map[string]any{}}
	for _, name := range nodeParameters() {
		w.nodes[name] = []string{}
	}
	for _, name := range linkParameters() {
		w.links[name] = []string{}
	}
	return w
}

func add(params map[string]any, name string, id evidence.ID) {
	if ids, ok := params[name].([]string); ok {
		params[name] = append(ids, string(id))
	}
}

// id asks for a node, or for a link whose relationship type is not known.
func (w wanted) id(id evidence.ID) {
	add(w.nodes, nodeParameters()[id.Kind()], id)
	for _, t := range typesOf(id.Kind()) {
		add(w.links, linkParameters()[t], id)
	}
}

func (w wanted) params() map[string]any { return map[string]any{"nodes": w.nodes, "links": w.links} }

// records reads the answer to the queries records and past.
func (a *answer) storedRecords() map[evidence.ID]*stored {
	nodes, links := a.maps("nodes"), a.list("links")
	found := make(map[evidence.ID]*stored, len(nodes)+len(links))
	for _, row := range nodes {
		f := fields{a, row}
		if n := f.node(); n != nil {
			found[n.NodeID()] = &stored{record: n, recorded: get[int64](f, "recordedAt"), standing: true}
		}
	}
	for _, v := range links {
		parts := as[[]any](a, "links", v)
		if a.err != nil || len(parts) != 5 {
			a.fail("links", v, "a list of type, tail, head, properties and element")
			return nil
		}
		row := a.linkRow("links", parts[:4])
		element := as[string](a, "links", parts[4])
		link := row.link()
		if link == nil {
			return nil
		}
		if s, ok := found[link.LinkID()]; ok {
			s.join(link, element)
			continue
		}
		found[link.LinkID()] = &stored{
			record: link, elements: []string{element}, recorded: get[int64](row.fields, "recordedAt"),
			standing: row.values["retractedAt"] == nil,
		}
	}
	return found
}

// join adds a further relationship of a group.
func (s *stored) join(link evidence.Link, element string) {
	s.elements = append(s.elements, element)
	whole, ok := s.record.(*evidence.Corroboration)
	part, same := link.(*evidence.Corroboration)
	if ok && same {
		whole.Sources = append(whole.Sources, part.Sources...)
		slices.Sort(whole.Sources)
	}
}

// link reads whichever link the relationship is a record of; nil where it is of none.
func (r linkRow) link() evidence.Link {
	switch r.publicID().Kind() {
	case evidence.KindStatement:
		return pointer(r.statement())
	case evidence.KindDerivation:
		return pointer(r.derivation())
	case evidence.KindCorroboration:
		return pointer(r.corroboration())
	case evidence.KindOwnership:
		return pointer(r.ownership())
	case evidence.KindFunding:
		return pointer(r.funding())
	case evidence.KindSameness:
		return pointer(r.sameness())
	case evidence.KindRelation:
		return pointer(r.relation())
	}
	r.fail("id", r.values["id"], "the id of a link")
	return nil
}
