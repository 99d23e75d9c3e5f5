package export

import (
	"io"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/credence-graph/credence/internal/evidence"
)

// WriteSTIX writes the graph as a STIX 2.1 bundle: nodes before the links between them, each with an id that is a
// UUIDv5 of its own global id, so that writing the graph twice gives the same objects.
//
//	outlet, organization   identity (organization)
//	person                 identity (individual)
//	source                 report; created_by_ref is its outlet, object_refs are the claims that it speaks of
//	claim                  x-credence-claim, a type of the extension
//	review                 opinion about the claim; created_by_ref is its publisher, explanation the verdict in its
//	                       words
//	statement              relationship supports, refutes or mentions, from report to claim
//	derivation             relationship derived-from, cites, quotes, syndicates, translates or copies, from the taking
//	                       report; suggested-… and rejected-… where that is its status, so that nobody takes it for a
//	                       fact
//	corroboration          x-credence-corroboration, a type of the extension
//	ownership, funding     relationship owned-by, funded-by
//	sameness               relationship duplicate-of
//	relation               relationship part-of, contradicts
//	interest               relationship has-interest-in, to the claim, or to an x-credence-topic that has the tag
//	leaning                note about the outlet; authors is who rates
//
// What STIX has no property for stands under the extension that the bundle defines. confidence is that of the link,
// left out where it is not stated; an Admiralty letter is a label of MISP's taxonomy as well. Dates become the first
// instant of their day, month or year; a source without a date takes the time of its record for "published", which
// STIX requires, and the extension holds what is known. A retracted record is "revoked".
//
// Everything is carried but: who recorded a link, by which method and when it was retracted, when what was recorded
// before the last change, what is denied to be one, confirmations, and the texts of sources. White space around texts
// is lost. An error is one of w.
func WriteSTIX(w io.Writer, g *Graph) (Contents, error) {
	s := &stixWriter{jsonOut: newJSONOut(w), about: map[evidence.SourceID][]any{}}
	for _, st := range g.Statements {
		if refs := s.about[st.Source]; len(refs) == 0 || refs[len(refs)-1] != stixID(evidence.ID(st.Claim)) {
			s.about[st.Source] = append(refs, stixID(evidence.ID(st.Claim)))
		}
	}
	s.raw(`{"type": "bundle", "id": "bundle--` + stixUUID("bundle", contentKey(g)) + `", "objects": [`)
	s.own()
	s.nodes(g)
	s.links(g)
	s.raw("\n]}\n")
	return Contents{s.tally.items, g.leftOut(carried{records: withoutDenials(false), quotes: true})}, s.flush()
}

// Home is the address of the project: the namespace of Credence's terms in other formats.
const Home = "https://github.com/credence-graph/credence"

var (
	stixSpace = uuid.NewSHA1(uuid.NameSpaceURL, []byte(Home))
	stixSelf  = "identity--" + stixUUID("self")
	// stixExtension is the id of the extension under which STIX holds what is Credence's own.
	stixExtension = "extension-definition--" + stixUUID("extension")
	stixDefined   = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) // when the extension was defined
	stixTag       = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
)

func stixUUID(parts ...string) string {
	return uuid.NewSHA1(stixSpace, []byte(strings.Join(parts, " "))).String()
}

// stixTypes are the types of STIX for each kind of record.
var stixTypes = map[evidence.Kind]string{
	evidence.KindClaim: "x-credence-claim", evidence.KindSource: "report", evidence.KindOutlet: "identity",
	evidence.KindOrganization: "identity",
	evidence.KindPerson:       "identity", evidence.KindReview: "opinion",
	evidence.KindCorroboration: "x-credence-corroboration", evidence.KindLeaning: "note",
}

func stixID(id evidence.ID) string {
	kind := stixTypes[id.Kind()]
	switch {
	case id.Tag() != "":
		kind = "x-credence-topic"
	case kind == "":
		kind = "relationship"
	}
	return kind + "--" + stixUUID(string(id))
}

func stixIDs[T ~string](ids []T) []any {
	refs := make([]any, len(ids))
	for i, id := range ids {
		refs[i] = stixID(evidence.ID(id))
	}
	return refs
}

// contentKey is a hash of what the graph holds.
func contentKey(g *Graph) string {
	var parts []string
	add := func(id evidence.ID, at time.Time) { parts = append(parts, string(id), instant(at)) }
	for _, r := range g.Claims {
		add(evidence.ID(r.ID), r.RecordedAt)
	}
	for _, r := range g.Sources {
		add(evidence.ID(r.ID), r.RecordedAt)
	}
	for _, r := range g.Outlets {
		add(evidence.ID(r.ID), r.RecordedAt)
	}
	for _, r := range g.Organizations {
		add(evidence.ID(r.ID), r.RecordedAt)
	}
	for _, r := range g.Persons {
		add(evidence.ID(r.ID), r.RecordedAt)
	}
	for _, r := range g.Reviews {
		add(evidence.ID(r.ID), r.RecordedAt)
	}
	for _, l := range linksOf(g) {
		add(l.LinkID(), l.Record().RecordedAt)
	}
	return evidence.HashKey(parts...)
}

// linksOf returns every link of the graph.
func linksOf(g *Graph) []evidence.Link {
	var all []evidence.Link
	appendLinks(&all, g.Statements, func(l *evidence.Statement) evidence.Link { return l })
	appendLinks(&all, g.Derivations, func(l *evidence.Derivation) evidence.Link { return l })
	appendLinks(&all, g.Corroborations, func(l *evidence.Corroboration) evidence.Link { return l })
	appendLinks(&all, g.Ownerships, func(l *evidence.Ownership) evidence.Link { return l })
	appendLinks(&all, g.Fundings, func(l *evidence.Funding) evidence.Link { return l })
	appendLinks(&all, g.Samenesses, func(l *evidence.Sameness) evidence.Link { return l })
	appendLinks(&all, g.Relations, func(l *evidence.Relation) evidence.Link { return l })
	appendLinks(&all, g.Interests, func(l *evidence.Interest) evidence.Link { return l })
	appendLinks(&all, g.Leanings, func(l *evidence.Leaning) evidence.Link { return l })
	return all
}

func appendLinks[T any](all *[]evidence.Link, list []T, link func(*T) evidence.Link) {
	for i := range list {
		*all = append(*all, link(&list[i]))
	}
}

type stixWriter struct {
	*jsonOut
	about map[evidence.SourceID][]any // the claims that a source speaks of
}

// own writes Credence itself and the extension.
func (s *stixWriter) own() {
	common := func(id string) fields {
		at := instant(stixDefined)
		return fields{"id": id, "spec_version": "2.1", "created": at, "modified": at, "created_by_ref": stixSelf}
	}
	self := common(stixSelf)
	self["type"], self["name"], self["identity_class"] = "identity", "Credence", "system"
	s.typed("type", self)
	ext := common(stixExtension)
	ext["type"], ext["name"], ext["version"], ext["schema"] = "extension-definition", "Credence", "1.0.0", Home+"#stix"
	ext["description"] = "Claims, declared corroborations, and what Credence records of reports, identities, " +
		"opinions and relationships."
	ext["extension_types"] = []string{"new-sdo", "property-extension"}
	s.typed("type", ext)
}

// object begins an object of a record; more is what stands under the extension, with the record's own key where it is
// a node.
func object(id evidence.ID, recorded time.Time) (f, more fields) {
	if recorded.IsZero() {
		recorded = stixDefined
	}
	kind, _, _ := strings.Cut(stixID(id), "--")
	f = fields{
		"type": kind, "spec_version": "2.1", "id": stixID(id), "created": instant(recorded),
		"modified": instant(recorded),
	}
	if strings.HasPrefix(kind, "x-") {
		f["extensions"] = fields{stixExtension: fields{"extension_type": "new-sdo"}}
		more = f // a type of the extension has its properties at the top
	} else {
		more = fields{"extension_type": "property-extension"}
		f["extensions"] = fields{stixExtension: more}
	}
	if id.Kind().IsNode() {
		more["credence_id"] = id
	}
	return f, more
}

func (s *stixWriter) nodes(g *Graph) {
	for _, o := range g.Outlets {
		f, more := object(o.NodeID(), o.RecordedAt)
		f["name"], f["identity_class"], more["kind"] = o.Label(), "organization", o.Kind
		more.list("domains", anyOf(o.Domains))
		more.set("country", o.Country)
		f.letter(more, o.Reliability)
		s.typed("type", f)
	}
	for _, o := range g.Organizations {
		f, more := object(o.NodeID(), o.RecordedAt)
		f["name"], f["identity_class"] = o.Label(), "organization"
		more.set("kind", o.Kind)
		more.set("country", o.Country)
		s.typed("type", f)
	}
	for _, p := range g.Persons {
		f, _ := object(p.NodeID(), p.RecordedAt)
		f["name"], f["identity_class"] = p.Label(), "individual"
		s.typed("type", f)
	}
	for _, c := range g.Claims {
		f, _ := object(c.NodeID(), c.RecordedAt)
		f["text"] = c.Text
		f.set("name", c.Name)
		f.set("item", c.Item)
		f.set("value", c.Value)
		f.set("claimant", c.Claimant)
		f.set("claim_date", string(c.ClaimDate))
		f.list("labels", anyOf(c.Tags))
		f.language(f, c.Language)
		s.typed("type", f)
	}
	for _, source := range g.Sources {
		s.typed("type", s.report(source))
	}
	for _, r := range g.Reviews {
		s.typed("type", opinion(r))
	}
}

// letter states an Admiralty letter, as a label of MISP's taxonomy too.
func (f fields) letter(more fields, r evidence.SourceReliability) {
	if r != "" {
		more["reliability"] = r
		f["labels"] = []string{`admiralty-scale:source-reliability="` + strings.ToLower(string(r)) + `"`}
	}
}

// language states a language where STIX states it, or under the extension where it is no language tag.
func (f fields) language(more fields, tag string) {
	if stixTag.MatchString(tag) {
		f["lang"] = tag
	} else {
		more.set("language", tag)
	}
}

// address states an address as an external reference; as it was recorded, where that is no URI.
func (f fields) address(more fields, name, address string) {
	if address == "" {
		return
	}
	uri := address
	if u, err := url.Parse(address); err == nil {
		uri = u.String()
	}
	f["external_references"] = []any{fields{"source_name": name, "url": uri}}
	if uri != address {
		more["url"] = address
	}
}

func (s *stixWriter) report(source evidence.Source) fields {
	f, more := object(source.NodeID(), source.RecordedAt)
	f["name"] = source.Label("")
	more["untitled"] = source.Title == ""
	more["kind"], more["identity"] = source.Kind, source.Identity
	f["published"] = f["created"]
	if source.PublishedAt.Known() {
		f["published"] = instant(source.PublishedAt.Time())
		more["published_at"] = source.PublishedAt
	}
	more.set("withdrawn_at", string(source.WithdrawnAt))
	f.language(more, source.Language)
	f.address(more, "publication", source.URL)
	f.letter(more, source.Reliability)
	if first := source.Firsthand; first != nil {
		more["firsthand"] = first.Share
		if first.Unquantified {
			more["firsthand"] = true
		}
	}
	more.list("author_refs", stixIDs(source.Authors))
	refs := s.about[source.ID]
	if source.Outlet != "" {
		f["created_by_ref"] = stixID(evidence.ID(source.Outlet))
		more["outlet_ref"] = f["created_by_ref"]
	}
	if len(refs) == 0 {
		refs = []any{stixSelf} // STIX wants at least one
	}
	f["object_refs"] = refs
	return f
}

var opinionOf = map[evidence.Verdict]string{
	evidence.VerdictTrue: "strongly-agree", evidence.VerdictMostlyTrue: "agree",
	evidence.VerdictMostlyFalse: "disagree", evidence.VerdictFalse: "strongly-disagree",
}

func opinion(r evidence.ClaimReview) fields {
	f, more := object(r.NodeID(), r.RecordedAt)
	f["opinion"] = opinionOf[r.Verdict]
	if f["opinion"] == "" {
		f["opinion"] = "neutral"
	}
	f["explanation"], f["object_refs"] = r.AlternateName, []any{stixID(evidence.ID(r.Claim))}
	more["verdict"] = r.Verdict
	if r.Publisher != "" {
		f["created_by_ref"] = stixID(evidence.ID(r.Publisher))
		more["publisher_ref"] = f["created_by_ref"]
	}
	f.address(more, "fact check", r.URL)
	more.set("date_published", string(r.DatePublished))
	for name, x := range map[string]*float64{
		"rating_value": r.RatingValue, "best_rating": r.BestRating, "worst_rating": r.WorstRating,
	} {
		if x != nil {
			more[name] = *x
		}
	}
	more.list("cites_refs", stixIDs(r.Cites))
	more.list("cites_quotes", anyOf(r.CitesQuotes))
	more.list("basis", anyOf(r.Basis))
	more.list("reservations", anyOf(r.Reservations))
	return f
}
