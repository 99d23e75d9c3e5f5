package export

import (
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// hyphened returns a kind as STIX writes types of relationships: "DERIVED_FROM" is "derived-from".
func hyphened[T ~string](kind T) string {
	return strings.ReplaceAll(strings.ToLower(string(kind)), "_", "-")
}

func (s *stixWriter) links(g *Graph) {
	for _, l := range g.Statements {
		f, more := relationship(&l, hyphened(l.Stance), evidence.ID(l.Source), evidence.ID(l.Claim))
		more["strength"] = l.Strength
		s.typed("type", f)
	}
	for _, l := range g.Derivations {
		kind := hyphened(l.Kind)
		if l.Status != evidence.Confirmed {
			kind = hyphened(l.Status) + "-" + kind
		}
		f, more := relationship(&l, kind, evidence.ID(l.From), evidence.ID(l.To))
		more.list("claim_refs", stixIDs(l.Claims))
		more.set("detector", l.Detector)
		if l.CopiedShare != nil {
			more["copied_share"] = *l.CopiedShare
		} else {
			more["weight"] = l.Weight
		}
		s.typed("type", f)
	}
	for _, l := range g.Corroborations {
		f, more := object(evidence.ID(l.ID), l.Provenance.RecordedAt)
		stated(f, more, l.Provenance)
		f["claim_ref"], f["source_refs"] = stixID(evidence.ID(l.Claim)), stixIDs(l.Sources)
		s.typed("type", f)
	}
	for _, l := range g.Ownerships {
		f, more := relationship(&l, "owned-by", l.Asset, l.Owner)
		span(f, more, l.ValidFrom, l.ValidTo)
		if l.SharePercent != nil {
			more["share_percent"] = *l.SharePercent
		}
		if l.Reciprocated != nil {
			more["reciprocated"] = *l.Reciprocated
		}
		s.typed("type", f)
	}
	for _, l := range g.Fundings {
		f, more := relationship(&l, "funded-by", l.Recipient, l.Funder)
		span(f, more, l.ValidFrom, l.ValidTo)
		s.typed("type", f)
	}
	for _, l := range g.Samenesses {
		f, _ := relationship(&l, "duplicate-of", l.A, l.B)
		s.typed("type", f)
	}
	for _, l := range g.Relations {
		f, _ := relationship(&l, hyphened(l.Kind), evidence.ID(l.From), evidence.ID(l.To))
		s.typed("type", f)
	}
	s.interests(g.Interests)
	for _, l := range g.Leanings {
		s.typed("type", leaning(l))
	}
}

// interests writes who would gain of which claims, and before them the topics that stand for tags.
func (s *stixWriter) interests(list []evidence.Interest) {
	topics := map[string]bool{}
	for _, l := range list {
		if l.Tag != "" && !topics[l.Tag] {
			topics[l.Tag] = true
			f, _ := object(l.About(), time.Time{})
			f["tag"] = l.Tag
			s.typed("type", f)
		}
	}
	for _, l := range list {
		f, more := relationship(&l, "has-interest-in", l.Holder, l.About())
		more["direction"], more["kind"] = l.Direction, l.Kind
		span(f, more, l.ValidFrom, l.ValidTo)
		s.typed("type", f)
	}
}

// leaning is a note, which has its reason under the extension: STIX gives it no description.
func leaning(l evidence.Leaning) fields {
	f, more := object(l.LinkID(), l.Provenance.RecordedAt)
	stated(f, more, l.Provenance)
	delete(f, "description")
	f["abstract"], f["content"] = l.Scheme, l.Scheme+": "+l.Value
	f["authors"], f["object_refs"] = []string{l.RatedBy}, []any{stixID(evidence.ID(l.Outlet))}
	more["scheme"], more["value"], more["rated_by"] = l.Scheme, l.Value, l.RatedBy
	more.set("rated_at", string(l.RatedAt))
	more.set("justification", l.Provenance.Justification)
	return f
}

func relationship(l evidence.Link, kind string, from, to evidence.ID) (f, more fields) {
	f, more = object(l.LinkID(), l.Record().RecordedAt)
	f["relationship_type"], f["source_ref"], f["target_ref"] = kind, stixID(from), stixID(to)
	stated(f, more, l.Record())
	return f, more
}

// stated states the provenance of a link.
func stated(f, more fields, p evidence.Provenance) {
	f.set("description", p.Justification)
	if p.Confidence != nil {
		f["confidence"] = *p.Confidence
	}
	if p.RetractedAt != nil {
		f["revoked"], f["modified"] = true, instant(*p.RetractedAt)
	}
	more.set("recorded_from", p.RecordedFrom)
	more.list("quotes", anyOf(p.Quotes))
}

// span states for how long something holds. STIX wants the end after the beginning, and both as instants.
func span(f, more fields, from, to evidence.Date) {
	more.set("valid_from", string(from))
	more.set("valid_to", string(to))
	if from.Known() {
		f["start_time"] = instant(from.Time())
	}
	if to.Known() && to.Time().After(from.Time()) {
		f["stop_time"] = instant(to.Time())
	}
}
