package graphs

import (
	"github.com/credence-graph/credence/internal/evidence"
)

// link adds a random link to a batch: more of those that evidence is made of than of others.
func (w *World) link(b *evidence.Batch) {
	switch w.R.IntN(18) {
	case 0, 1, 2:
		add(w, &b.Statements, w.statement())
	case 3, 4, 5, 6:
		add(w, &b.Derivations, w.derivation())
	case 7:
		c := evidence.Corroboration{Claim: w.ClaimID(), Provenance: w.provenance()}
		for range 1 + w.R.IntN(3) {
			c.Sources = append(c.Sources, w.sourceID())
		}
		add(w, &b.Corroborations, c)
	case 8, 9:
		asset, owner := w.assetAndOwner()
		add(
			w, &b.Ownerships, evidence.Ownership{Asset: asset, Owner: owner, SharePercent: Pick(w, nil, new(51.0)),
				ValidFrom: w.beginning(),
				ValidTo:   w.end(), Provenance: w.provenance()})
	case 10:
		recipient, funder := w.assetAndOwner()
		add(
			w, &b.Fundings, evidence.Funding{Recipient: recipient, Funder: funder, ValidFrom: w.beginning(), ValidTo: w.end(),
				Provenance: w.provenance()})
	case 11, 12:
		w.sameness(b)
	case 13:
		add(w, &b.Confirmations, evidence.Confirmation{Source: w.sourceID(), Provenance: w.provenance()})
		b.Renew = w.R.IntN(2) == 0
	case 14, 15:
		add(w, &b.Interests, w.interest())
	case 16:
		l := evidence.Leaning{Outlet: w.OutletID(), Scheme: Pick(w, "political", "owner"), RatedBy: Pick(w, "R", "S"),
			Value: Pick(w, "left", "right"), RatedAt: w.date(), Provenance: w.provenance()}.Normalize()
		w.Links, b.Leanings = append(w.Links, l.LinkID()), append(b.Leanings, Puts(l)...) // no part of it is enough
	default:
		if from, to := w.ClaimID(), w.ClaimID(); from != to {
			add(
				w, &b.Relations, evidence.Relation{From: from, To: to, Kind: Pick(w, evidence.PartOf, evidence.Contradicts),
					Provenance: w.provenance()})
		}
	}
}

// add puts a link into a batch and remembers its id.
func add[T interface {
	evidence.Record
	Normalize() T
	LinkID() evidence.ID
}](w *World, list *[]evidence.Put[T], link T) {
	w.Links = append(w.Links, link.Normalize().LinkID())
	*list = append(*list, partly(w, link)...)
}

// statement is on the side of a claim on which its source usually stands, so that few batches are refused.
func (w *World) statement() evidence.Statement {
	s := evidence.Statement{Source: w.sourceID(), Claim: w.ClaimID(), Strength: Pick(w, 0, 1, .5),
		Provenance: w.provenance()}
	s.Stance = evidence.Supports
	if last := s.Source[len(s.Source)-1]; last%4 == 0 {
		s.Stance = evidence.Refutes
	}
	switch w.R.IntN(20) {
	case 0:
		s.Stance = s.Stance.Opposite()
	case 1, 2, 3:
		s.Stance = evidence.Mentions
	}
	return s
}

func (w *World) derivation() evidence.Derivation {
	d := evidence.Derivation{
		From: w.sourceID(), To: w.sourceID(), Kind: Pick(w, evidence.DerivationKinds()...), Weight: Pick(w, 0, 1, 2.5),
		Provenance: w.provenance(),
		Claims:     Pick(w, nil, nil, []evidence.ClaimID{w.ClaimID()}, []evidence.ClaimID{w.ClaimID(), w.ClaimID()}),
	}
	if d.Kind == evidence.Copies && d.From == d.To {
		d.Kind = evidence.Cites
	}
	if d.Kind == evidence.Copies {
		d.CopiedShare, d.Detector = new(.75), maybe(w, "shingles")
		d.Status = Pick(w, "", evidence.Suggested, evidence.Confirmed, evidence.Rejected)
	}
	return d
}

func (w *World) interest() evidence.Interest {
	i := evidence.Interest{
		Holder: Pick(w, evidence.ID(w.sourceID()), evidence.ID(w.OutletID()), evidence.ID(w.organizationID()),
			evidence.ID(w.PersonID())),
		Claim: maybe(w, w.ClaimID()), Direction: Pick(w, evidence.For, evidence.For, evidence.Against),
		Kind:      Pick(w, "", evidence.PartyInterest, evidence.OwnerInterest),
		ValidFrom: w.beginning(), ValidTo: w.end(), Provenance: w.provenance(),
	}
	if i.Claim == "" {
		i.Tag = Pick(w, "x", "y", "none")
	}
	return i
}

func (w *World) beginning() evidence.Date {
	return Pick[evidence.Date](w, "", "", "2019", "2021-06", "2022-03-04")
}

func (w *World) end() evidence.Date {
	return Pick[evidence.Date](w, "", "", "", "2022-03-05", "2031")
}

// assetAndOwner returns an outlet or organization and another node that can own or fund it.
func (w *World) assetAndOwner() (asset, owner evidence.ID) {
	for asset == owner {
		asset = Pick(w, evidence.ID(w.OutletID()), evidence.ID(w.organizationID()))
		owner = Pick(w, evidence.ID(w.PersonID()), evidence.ID(w.organizationID()))
	}
	return asset, owner
}

func (w *World) sameness(b *evidence.Batch) {
	var x, y evidence.ID
	switch w.R.IntN(6) {
	case 0:
		x, y = evidence.ID(w.ClaimID()), evidence.ID(w.ClaimID())
	case 1:
		x, y = evidence.ID(w.OutletID()), evidence.ID(w.OutletID())
	case 2:
		x, y = evidence.ID(w.organizationID()), evidence.ID(w.organizationID())
	case 3:
		x, y = evidence.ID(w.PersonID()), evidence.ID(w.PersonID())
	default:
		x, y = evidence.ID(w.sourceID()), evidence.ID(w.sourceID())
	}
	if x != y {
		add(w, &b.Samenesses, evidence.Sameness{A: x, B: y, Provenance: w.provenance()})
	}
}
