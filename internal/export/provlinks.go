package export

import (
	"strconv"

	"github.com/credence-graph/credence/internal/evidence"
)

func provLinks(g *Graph, primary map[evidence.SourceID]bool, emit func(provThing)) {
	for _, l := range g.Statements {
		t := entity(evidence.ID(l.ID), "Statement", "")
		refs(&t, "source", l.Source)
		refs(&t, "claim", l.Claim)
		t.text("stance", string(l.Stance))
		t.number("strength", &l.Strength)
		t.provenance(l.Provenance, emit)
	}
	for _, l := range g.Derivations {
		provDerivation(l, primary[l.To], emit)
	}
	for _, l := range g.Corroborations {
		t := entity(evidence.ID(l.ID), "Corroboration", "")
		refs(&t, "claim", l.Claim)
		refs(&t, "sources", l.Sources...)
		t.provenance(l.Provenance, emit)
	}
	for _, l := range g.Ownerships {
		t := entity(evidence.ID(l.ID), "Ownership", "")
		refs(&t, "asset", l.Asset)
		refs(&t, "owner", l.Owner)
		t.number("sharePercent", l.SharePercent)
		t.text("validFrom", string(l.ValidFrom))
		t.text("validTo", string(l.ValidTo))
		if l.Reciprocated != nil {
			t.add("credence:reciprocated", provValue{strconv.FormatBool(*l.Reciprocated), "xsd:boolean"})
		}
		t.provenance(l.Provenance, emit)
	}
	for _, l := range g.Fundings {
		t := entity(evidence.ID(l.ID), "Funding", "")
		refs(&t, "recipient", l.Recipient)
		refs(&t, "funder", l.Funder)
		t.text("validFrom", string(l.ValidFrom))
		t.text("validTo", string(l.ValidTo))
		t.provenance(l.Provenance, emit)
	}
	for _, l := range g.Samenesses {
		t := entity(evidence.ID(l.ID), "Sameness", "")
		t.text("kind", string(l.A.Kind()))
		refs(&t, "ids", l.A, l.B)
		t.provenance(l.Provenance, emit)
	}
	for _, l := range g.Relations {
		t := entity(evidence.ID(l.ID), "Relation", "")
		refs(&t, "from", l.From)
		t.text("kind", string(l.Kind))
		refs(&t, "to", l.To)
		t.provenance(l.Provenance, emit)
	}
	for _, l := range g.Confirmations {
		t := entity(evidence.ID(l.ID), "Confirmation", "")
		refs(&t, "source", l.Source)
		t.provenance(l.Provenance, emit)
	}
	provInterests(g, emit)
}

// provInterests emits who would gain of which claims, and how outlets are rated.
func provInterests(g *Graph, emit func(provThing)) {
	for _, l := range g.Interests {
		t := entity(evidence.ID(l.ID), "Interest", "")
		refs(&t, "holder", l.Holder)
		if l.Claim != "" {
			refs(&t, "claim", l.Claim)
		}
		t.text("tag", l.Tag)
		t.text("direction", string(l.Direction))
		t.text("kind", string(l.Kind))
		t.text("validFrom", string(l.ValidFrom))
		t.text("validTo", string(l.ValidTo))
		t.provenance(l.Provenance, emit)
	}
	for _, l := range g.Leanings {
		t := entity(evidence.ID(l.ID), "Leaning", "")
		refs(&t, "outlet", l.Outlet)
		t.text("scheme", l.Scheme)
		t.text("value", l.Value)
		t.text("ratedBy", l.RatedBy)
		t.text("ratedAt", string(l.RatedAt))
		t.provenance(l.Provenance, emit)
	}
}

// provDerivation emits a derivation: as such where it is confirmed, else as an entity that speaks of one.
func provDerivation(l evidence.Derivation, primary bool, emit func(provThing)) {
	t := provThing{section: "wasDerivedFrom", id: evidence.ID(l.ID), from: evidence.ID(l.From), to: evidence.ID(l.To)}
	if l.Status != evidence.Confirmed {
		t = entity(evidence.ID(l.ID), "Derivation", "")
		refs(&t, "from", l.From)
		refs(&t, "to", l.To)
	} else {
		t.add("prov:type", provTerm("prov:"+derivationType(l.Kind, primary)))
		t.add("prov:type", provTerm("credence:Derivation"))
	}
	t.text("kind", string(l.Kind))
	refs(&t, "claims", l.Claims...)
	t.text("detector", l.Detector)
	t.text("status", string(l.Status))
	t.number("copiedShare", l.CopiedShare)
	if l.CopiedShare == nil {
		t.number("weight", &l.Weight)
	}
	t.provenance(l.Provenance, emit)
}

// derivationType returns the most specific type of PROV that applies.
func derivationType(kind evidence.DerivationKind, primary bool) string {
	switch {
	case kind == evidence.Quotes:
		return "Quotation"
	case primary:
		return "PrimarySource"
	}
	return "Derivation"
}

// provenance states who said so, and emits the thing. What was retracted is left out: nobody holds it any longer.
func (t provThing) provenance(p evidence.Provenance, emit func(provThing)) {
	if p.RetractedAt != nil {
		return
	}
	t.text("recordedFrom", p.RecordedFrom)
	t.text("justification", p.Justification)
	if p.Confidence != nil {
		t.add("credence:confidence", provValue{strconv.Itoa(*p.Confidence), "xsd:integer"})
	}
	t.quotes("quotes", p.Quotes)
	emit(t)
}
