package neo4jstore

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
)

// stored is a record as it stands in the graph: a pointer to a struct of package evidence, and, of a link, the
// relationships that it consists of.
type stored struct {
	record   any
	elements []string
	recorded int64
	standing bool
	by, why  string // who retracted it and why, of a link that does not stand
}

// denial returns the denial that a sameness has become when it was retracted, as a sameness; nil if it
// has not become one.
func (s *stored) denial() *evidence.Sameness {
	same, ok := s.record.(*evidence.Sameness)
	if !ok || s.standing {
		return nil
	}
	return pointer(evidence.DenialOf(*same, s.by, s.why).Sameness())
}

// lookup is a query that looks records up by id, with the parameter of each label or relationship type in it.
type lookup struct {
	query      string
	parameters map[string]string
}

// lookups sorts the labels and relationship types into small queries: Neo4j plans each once, and the more there is to
// one the longer that takes.
func lookups() []lookup {
	return []lookup{
		{"record_nodes", map[string]string{
			"Claim": "claims", "Source": "sources", "Outlet": "outlets", "Organization": "organizations", "Person": "persons",
			"ClaimReview": "reviews",
		}},
		{"record_statements", map[string]string{
			layout.SupportedBy: "supportedBy", layout.RefutedBy: "refutedBy", layout.MentionedBy: "mentionedBy",
		}},
		{"record_derivations", map[string]string{
			string(evidence.Cites): "cites", string(evidence.Quotes): "quotes", string(evidence.Syndicates): "syndicates",
			string(evidence.Translates): "translates", string(evidence.DerivedFrom): "derivedFrom",
			string(evidence.Copies): "copies",
		}},
		{"record_corroborations", map[string]string{layout.CorroboratedBy: "corroboratedBy"}},
		{"record_holdings", map[string]string{layout.OwnedBy: "ownedBy", layout.FundedBy: "fundedBy"}},
		{"record_samenesses", map[string]string{layout.SameAs: "sameAs"}},
		{"record_relations", map[string]string{string(evidence.PartOf): "partOf",
			string(evidence.Contradicts): "contradicts"}},
		{"record_confirmations", map[string]string{layout.Confirmed: "confirmed"}},
		{"record_interests", map[string]string{layout.HasInterestIn: "hasInterestIn", layout.Leans: "leans"}},
	}
}

// typesOf returns the label or the relationship types that records of a kind are stored as.
func typesOf(kind evidence.Kind) []string {
	switch kind {
	case evidence.KindStatement:
		return []string{layout.SupportedBy, layout.RefutedBy, layout.MentionedBy}
	case evidence.KindDerivation:
		return layout.Texts(evidence.DerivationKinds())
	case evidence.KindCorroboration:
		return []string{layout.CorroboratedBy}
	case evidence.KindOwnership:
		return []string{layout.OwnedBy}
	case evidence.KindFunding:
		return []string{layout.FundedBy}
	case evidence.KindSameness:
		return []string{layout.SameAs}
	case evidence.KindRelation:
		return []string{string(evidence.PartOf), string(evidence.Contradicts)}
	case evidence.KindConfirmation:
		return []string{layout.Confirmed}
	case evidence.KindInterest:
		return []string{layout.HasInterestIn}
	case evidence.KindLeaning:
		return []string{layout.Leans}
	}
	if label := layout.LabelOf(kind); label != "" {
		return []string{label}
	}
	return nil
}

// wanted holds ids by the label or relationship type that they are looked for under.
type wanted map[string][]string

// id asks for whatever an id may be stored as.
func (w wanted) id(id evidence.ID) {
	for _, t := range typesOf(id.Kind()) {
		w.as(t, id)
	}
}

// as asks for an id under a label or relationship type.
func (w wanted) as(stored string, id evidence.ID) { w[stored] = append(w[stored], string(id)) }

// find runs the queries that are needed, each by ask, and returns what they found.
func (w wanted) find(ask func(query string, params map[string]any) (*answer, error)) (map[evidence.ID]*stored, error) {
	found := map[evidence.ID]*stored{}
	for _, l := range lookups() {
		if ids, some := w.params(l); some {
			a, err := ask(l.query, map[string]any{"ids": ids})
			if err != nil {
				return nil, err
			}
			if a.storedRecords(found, l.query == nodeLookup); a.err != nil {
				return nil, a.err
			}
		}
	}
	return found, nil
}

// params sorts the ids of a query into its parameters; some reports whether there are some.
func (w wanted) params(l lookup) (ids map[string]any, some bool) {
	ids = make(map[string]any, len(l.parameters))
	for stored, parameter := range l.parameters {
		ids[parameter] = []string{}
		if list := w[stored]; len(list) > 0 {
			ids[parameter], some = list, true
		}
	}
	return ids, some
}

// nodeLookup is the query that returns nodes; the others return links.
const nodeLookup = "record_nodes"

// storedRecords adds the records of an answer, of nodes or of links, to those found.
func (a *answer) storedRecords(found map[evidence.ID]*stored, nodes bool) {
	if nodes {
		for _, row := range a.maps("nodes") {
			f := fields{a, row}
			if n := f.node(); n != nil {
				found[n.NodeID()] = &stored{record: n, recorded: get[int64](f, "recordedAt"), standing: true}
			}
		}
		return
	}
	for _, v := range a.list("links") {
		parts := as[[]any](a, "links", v)
		if a.err != nil || len(parts) != 5 {
			a.fail("links", v, "a list of type, tail, head, properties and element")
			return
		}
		row := a.linkRow("links", parts[:4])
		element := as[string](a, "links", parts[4])
		link := row.link()
		if link == nil {
			return
		}
		if s, ok := found[link.LinkID()]; ok {
			s.join(link, element)
			continue
		}
		found[link.LinkID()] = &stored{
			record: link, elements: []string{element}, recorded: get[int64](row.fields, "recordedAt"),
			standing: row.values["retractedAt"] == nil,
			by:       text[string](row.fields, "retractedBy"), why: text[string](row.fields, "retractedBecause"),
		}
	}
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
