package evidence

import (
	"math"
	"slices"
)

// DerivationKind says how a source takes from another.
type DerivationKind string

// The kinds of derivation, each a verb that reads from the taking source to the one it takes from. Copies is inferred,
// the others are declared.
const (
	Cites       DerivationKind = "CITES"
	Quotes      DerivationKind = "QUOTES"
	Syndicates  DerivationKind = "SYNDICATES"
	Translates  DerivationKind = "TRANSLATES"
	DerivedFrom DerivationKind = "DERIVED_FROM"
	Copies      DerivationKind = "COPIES"
)

// DerivationKinds returns every kind, [Copies] last.
func DerivationKinds() []DerivationKind {
	return []DerivationKind{Cites, Quotes, Syndicates, Translates, DerivedFrom, Copies}
}

// Valid reports whether k is one of the kinds.
func (k DerivationKind) Valid() bool { return slices.Contains(DerivationKinds(), k) }

// Whole reports whether a source that takes in this way adds nothing of its own: syndication and translation.
func (k DerivationKind) Whole() bool { return k == Syndicates || k == Translates }

// ReviewStatus says what a curator made of a detected link.
type ReviewStatus string

// The statuses.
const (
	// Suggested: found by a detector, not yet looked at.
	Suggested ReviewStatus = "SUGGESTED"
	// Confirmed: a curator agrees.
	Confirmed ReviewStatus = "CONFIRMED"
	// Rejected: a curator disagrees; it never counts and is never suggested again.
	Rejected ReviewStatus = "REJECTED"
)

// Valid reports whether s is one of the statuses.
func (s ReviewStatus) Valid() bool { return s == Suggested || s == Confirmed || s == Rejected }

// Derivation says that a source takes from another: From is downstream, To is upstream.
type Derivation struct {
	ID          DerivationID
	From        SourceID
	To          SourceID
	Kind        DerivationKind
	Claims      []ClaimID // the scope, sorted; empty = every claim; part of the identity
	Weight      float64   // above 0; 1 where not stated (0 in a record means not stated)
	CopiedShare *float64  // of a copy only: the share copied, 0 to 1
	Detector    string
	Status      ReviewStatus // CONFIRMED where not stated; SUGGESTED for a copy
	Provenance  Provenance
}

var derivationTable = newLinkTable(KindDerivation, func(d *Derivation) *Provenance { return &d.Provenance },
	key(KindDerivation, func(d *Derivation) *DerivationID { return &d.ID }),
	id("from", KindSource, func(d *Derivation) *SourceID { return &d.From }).as(End),
	id("to", KindSource, func(d *Derivation) *SourceID { return &d.To }).as(End),
	text("kind", func(d *Derivation) *DerivationKind { return &d.Kind }).
		takes("CITES, QUOTES, SYNDICATES, TRANSLATES or DERIVED_FROM").as(End),
	ids("claims", KindClaim, func(d *Derivation) *[]ClaimID { return &d.Claims }).as(Part),
	factor("weight", func(d *Derivation) *float64 { return &d.Weight }).takes("a number above 0"),
	number("copiedShare", func(d *Derivation) **float64 { return &d.CopiedShare }).
		takes("the share copied, from 0 to 1").inWords("share copied").formerly("kappa"),
	text("detector", func(d *Derivation) *string { return &d.Detector }).spare(),
	text("status", func(d *Derivation) *ReviewStatus { return &d.Status }).takes("SUGGESTED, CONFIRMED or REJECTED").
		orElse(string(Confirmed)),
)

func (*Derivation) table() *Table { return derivationTable }

// DerivationIDOf returns the id of a derivation with its set of claims, in whatever order they are given.
func DerivationIDOf(from, to SourceID, kind DerivationKind, claims []ClaimID) DerivationID {
	parts := append([]string{string(from), string(to), string(kind)}, asStrings(sortedSet(claims))...)
	return DerivationID(hashID(KindDerivation, parts...))
}

// LinkID returns the global id.
func (d Derivation) LinkID() ID { return ID(d.ID) }

// Record returns the provenance.
func (d Derivation) Record() Provenance { return d.Provenance }

// Normalize fills in id, weight and status, and puts the scope in order.
func (d Derivation) Normalize() Derivation {
	d.Claims = sortedSet(d.Claims)
	d.ID = DerivationIDOf(d.From, d.To, d.Kind, d.Claims)
	d.Weight = orOne(d.Weight)
	if d.Status == "" {
		d.Status = Confirmed
		if d.Kind == Copies {
			d.Status = Suggested
		}
	}
	return d
}

// Validate names the first field that cannot be accepted, and why. A source that takes from itself is accepted: it is a
// circle of one, and the evidence shows it as such.
func (d Derivation) Validate() error {
	if !d.Kind.Valid() {
		return Invalidf("kind", "%q is not a kind of derivation; expected one of %s", d.Kind, join(DerivationKinds()))
	}
	if math.IsNaN(d.Weight) || math.IsInf(d.Weight, 0) || d.Weight < 0 {
		return Invalidf("weight", "%v is out of range; expected a number above 0", d.Weight)
	}
	if d.Status != "" && !d.Status.Valid() {
		return Invalidf("status", "%q is not a status; expected SUGGESTED, CONFIRMED or REJECTED", d.Status)
	}
	if err := d.checkCopy(); err != nil {
		return err
	}
	for _, c := range d.Claims {
		if err := checkTyped("claims", KindClaim, ID(c)); err != nil {
			return err
		}
	}
	return firstError(
		checkTyped("from", KindSource, ID(d.From)), checkTyped("to", KindSource, ID(d.To)), d.Provenance.Validate())
}

func (d Derivation) checkCopy() error {
	if d.Kind != Copies {
		if d.CopiedShare != nil {
			return Invalidf("copiedShare", "given for %s; only a copy has it", d.Kind)
		}
		return nil
	}
	if d.CopiedShare == nil {
		return Invalidf("copiedShare", "missing; expected the share copied, from 0 to 1")
	}
	if math.IsNaN(*d.CopiedShare) || *d.CopiedShare < 0 || *d.CopiedShare > 1 {
		return Invalidf("copiedShare", "%v is out of range; expected 0 to 1", *d.CopiedShare)
	}
	if d.From == d.To {
		return Invalidf("to", "%q would copy itself; expected two different sources", d.To)
	}
	return nil
}
