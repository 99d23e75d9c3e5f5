package neo4jstore

import (
	"encoding/json"
	"math"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// fields reads a record back from properties.
type fields struct {
	*answer
	values map[string]any
}

func get[T any](f fields, name string) (value T) {
	if v, ok := f.values[name]; ok && v != nil {
		return as[T](f.answer, name, v)
	}
	return value
}

func text[T ~string](f fields, name string) T { return T(get[string](f, name)) }

func textList[T ~string](f fields, name string) []T {
	values := get[[]any](f, name)
	if len(values) == 0 {
		return nil
	}
	out := make([]T, len(values))
	for i, v := range values {
		out[i] = T(as[string](f.answer, name, v))
	}
	return out
}

func (f fields) number(name string) *float64 {
	if f.values[name] == nil {
		return nil
	}
	x := get[float64](f, name)
	return &x
}

func (f fields) truth(name string) *bool {
	if f.values[name] == nil {
		return nil
	}
	x := get[bool](f, name)
	return &x
}

func (f fields) time(name string) time.Time { return moment(get[int64](f, name)) }

// moment reads a time as it is stored: nanoseconds since 1970.
func moment(nanoseconds int64) time.Time { return time.Unix(0, nanoseconds).UTC() }

// nanoseconds returns a time that was asked for as times are stored. What 64 bits cannot hold (before 1677-09-21 and after
// 2262-04-11) is the first or the last time that they can: nothing is recorded out there, so that comparisons stay true.
func nanoseconds(t time.Time) int64 {
	switch first, last := moment(math.MinInt64), moment(math.MaxInt64); {
	case t.Before(first):
		return math.MinInt64
	case t.After(last):
		return math.MaxInt64
	}
	return t.UnixNano()
}

func (f fields) quotes(name string) []evidence.Quote {
	return f.answer.quotes(name, get[string](f, name))
}

// quotes reads quotes as they are stored, "" for none.
func (a *answer) quotes(name, written string) []evidence.Quote {
	var quotes []evidence.Quote
	if written != "" {
		if err := json.Unmarshal([]byte(written), &quotes); err != nil {
			a.fail(name, written, "a JSON list of quotes")
		}
	}
	return quotes
}

func (f fields) provenance() evidence.Provenance {
	p := evidence.Provenance{
		RecordedFrom:  text[string](f, "recordedFrom"),
		Collector:     text[string](f, "collector"),
		Justification: text[string](f, "justification"),
		Method:        text[evidence.AssertionMethod](f, "method"),
		Quotes:        f.quotes("quotes"),
		RecordedAt:    f.time("recordedAt"),
	}
	if f.values["confidence"] != nil {
		confidence := int(get[int64](f, "confidence"))
		p.Confidence = &confidence
	}
	if f.values["retractedAt"] != nil {
		at := f.time("retractedAt")
		p.RetractedAt = &at
	}
	return p
}

func (f fields) claim() evidence.Claim {
	return evidence.Claim{
		ID: text[evidence.ClaimID](f, "id"), Text: text[string](f, "text"), Name: text[string](f, "name"),
		Item: text[string](f, "item"), Value: text[string](f, "value"), Tags: textList[string](f, "tags"),
		Language: text[string](f, "language"), Claimant: text[string](f, "claimant"),
		ClaimDate: text[evidence.Date](f, "claimDate"), RecordedAt: f.time("recordedAt"),
	}
}

func (f fields) source() evidence.Source {
	return evidence.Source{
		ID: text[evidence.SourceID](f, "id"), Kind: text[evidence.SourceKind](f, "kind"),
		Identity: text[evidence.Identity](f, "identity"), Title: text[string](f, "title"), URL: text[string](f, "url"),
		CanonicalURL: text[string](f, "canonicalUrl"), PublishedAt: text[evidence.Date](f, "publishedAt"),
		WithdrawnAt: text[evidence.Date](f, "withdrawnAt"), Language: text[string](f, "language"), Firsthand: f.firsthand(),
		Reliability: text[evidence.SourceReliability](f, "reliability"), Outlet: text[evidence.OutletID](f, "outlet"),
		Authors: textList[evidence.PersonID](f, "authors"), Fingerprint: text[evidence.Fingerprint](f, "fingerprint"),
		RecordedAt: f.time("recordedAt"),
	}
}

func (f fields) firsthand() *evidence.Firsthand {
	switch share := f.values["firsthand"].(type) {
	case nil:
		return nil
	case bool:
		return &evidence.Firsthand{Unquantified: true}
	case float64:
		return &evidence.Firsthand{Share: share}
	default:
		f.fail("firsthand", share, "a number or true")
		return nil
	}
}

func (f fields) outlet() evidence.Outlet {
	return evidence.Outlet{
		ID: text[evidence.OutletID](f, "id"), Name: text[string](f, "name"), Domains: textList[string](f, "domains"),
		Country: text[string](f, "country"), Kind: text[evidence.OutletKind](f, "kind"),
		Reliability: text[evidence.SourceReliability](f, "reliability"), RecordedAt: f.time("recordedAt"),
	}
}

func (f fields) organization() evidence.Organization {
	return evidence.Organization{
		ID: text[evidence.OrganizationID](f, "id"), Name: text[string](f, "name"), Country: text[string](f, "country"),
		Kind: text[string](f, "kind"), RecordedAt: f.time("recordedAt"),
	}
}

func (f fields) person() evidence.Person {
	p := evidence.Person{ID: text[evidence.PersonID](f, "id"), Name: text[string](f, "name"), RecordedAt: f.time("recordedAt")}
	if f.values["erasedAt"] != nil {
		at := f.time("erasedAt")
		p.ErasedAt = &at
	}
	return p
}

func (f fields) review() evidence.ClaimReview {
	return evidence.ClaimReview{
		ID: text[evidence.ReviewID](f, "id"), Claim: text[evidence.ClaimID](f, "claim"),
		Publisher: text[evidence.OutletID](f, "publisher"), URL: text[string](f, "url"),
		DatePublished: text[evidence.Date](f, "datePublished"), Verdict: text[evidence.Verdict](f, "verdict"),
		AlternateName: text[string](f, "alternateName"), RatingValue: f.number("ratingValue"),
		BestRating: f.number("bestRating"), WorstRating: f.number("worstRating"),
		Cites: textList[evidence.SourceID](f, "cites"), CitesQuotes: f.quotes("citesQuotes"),
		Basis: f.quotes("basis"), Reservations: f.quotes("reservations"),
		RecordedAt: f.time("recordedAt"),
	}
}

// node reads whichever node the id is of; nil where it is of none.
func (f fields) node() evidence.Node {
	switch text[evidence.ID](f, "id").Kind() {
	case evidence.KindClaim:
		return pointer(f.claim())
	case evidence.KindSource:
		return pointer(f.source())
	case evidence.KindOutlet:
		return pointer(f.outlet())
	case evidence.KindOrganization:
		return pointer(f.organization())
	case evidence.KindPerson:
		return pointer(f.person())
	case evidence.KindReview:
		return pointer(f.review())
	}
	f.fail("id", f.values["id"], "the id of a node")
	return nil
}

func pointer[T any](value T) *T { return &value }

// linkRow is a relationship as queries return it: its type, the ids of its tail and head, and its properties.
type linkRow struct {
	fields
	kind       string
	tail, head evidence.ID
}

// linkRow takes a list of type, tail, head and properties.
func (a *answer) linkRow(column string, v any) linkRow {
	parts := as[[]any](a, column, v)
	if len(parts) != 4 {
		a.fail(column, v, "a list of type, tail, head and properties")
		return linkRow{fields: fields{answer: a}}
	}
	return linkRow{
		fields: fields{a, as[map[string]any](a, column, parts[3])},
		kind:   as[string](a, column, parts[0]),
		tail:   evidence.ID(as[string](a, column, parts[1])),
		head:   evidence.ID(as[string](a, column, parts[2])),
	}
}

// publicID returns the id of the link that a relationship is a record of: the group, or the id without what makes a
// former record's id unique.
func (r linkRow) publicID() evidence.ID {
	if group := get[string](r.fields, "group"); group != "" {
		return evidence.ID(group)
	}
	id, _, _ := strings.Cut(get[string](r.fields, "id"), "@")
	return evidence.ID(id)
}

func (r linkRow) statement() evidence.Statement {
	return evidence.Statement{
		ID: evidence.StatementID(r.publicID()), Claim: evidence.ClaimID(r.tail), Source: evidence.SourceID(r.head),
		Stance: stanceOf(r.kind), Strength: get[float64](r.fields, "strength"), Provenance: r.provenance(),
	}
}

func (r linkRow) derivation() evidence.Derivation {
	return evidence.Derivation{
		ID: evidence.DerivationID(r.publicID()), From: evidence.SourceID(r.tail), To: evidence.SourceID(r.head),
		Kind: evidence.DerivationKind(r.kind), Claims: textList[evidence.ClaimID](r.fields, "claims"),
		Weight: get[float64](r.fields, "weight"), Kappa: r.number("kappa"), Detector: text[string](r.fields, "detector"),
		Status: text[evidence.ReviewStatus](r.fields, "status"), Provenance: r.provenance(),
	}
}

func (r linkRow) ownership() evidence.Ownership {
	return evidence.Ownership{
		ID: evidence.OwnershipID(r.publicID()), Asset: r.tail, Owner: r.head, Share: r.number("share"),
		ValidFrom: text[evidence.Date](r.fields, "validFrom"), ValidTo: text[evidence.Date](r.fields, "validTo"),
		Reciprocated: r.truth("reciprocated"), Provenance: r.provenance(),
	}
}

func (r linkRow) funding() evidence.Funding {
	return evidence.Funding{
		ID: evidence.FundingID(r.publicID()), Recipient: r.tail, Funder: r.head,
		ValidFrom: text[evidence.Date](r.fields, "validFrom"), ValidTo: text[evidence.Date](r.fields, "validTo"), Provenance: r.provenance(),
	}
}

func (r linkRow) sameness() evidence.Sameness {
	a, b := min(r.tail, r.head), max(r.tail, r.head)
	return evidence.Sameness{ID: evidence.SamenessID(r.publicID()), A: a, B: b, Provenance: r.provenance()}
}

// denial reads what a sameness has become that was retracted.
func (r linkRow) denial() evidence.Denial {
	return evidence.DenialOf(r.sameness(), text[string](r.fields, "retractedBy"), text[string](r.fields, "retractedBecause"))
}

func (r linkRow) relation() evidence.Relation {
	return evidence.Relation{
		ID: evidence.RelationID(r.publicID()), From: evidence.ClaimID(r.tail), Kind: evidence.RelationKind(r.kind),
		To: evidence.ClaimID(r.head), Provenance: r.provenance(),
	}
}

func (r linkRow) confirmation() evidence.Confirmation {
	return evidence.Confirmation{
		ID: evidence.ConfirmationID(r.publicID()), Source: evidence.SourceID(r.tail), Provenance: r.provenance(),
	}
}

// corroboration has the one source that this relationship names; the others stand in relationships of the same group.
func (r linkRow) corroboration() evidence.Corroboration {
	return evidence.Corroboration{
		ID: evidence.CorroborationID(r.publicID()), Claim: evidence.ClaimID(r.tail),
		Sources: []evidence.SourceID{evidence.SourceID(r.head)}, Provenance: r.provenance(),
	}
}
