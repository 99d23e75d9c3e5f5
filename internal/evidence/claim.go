package evidence

import (
	"cmp"
	"strings"
	"time"
)

// Claim is a checkable sentence. Claims with the same item and different values compete ("number of soldiers sent":
// 14,000 or 10,000).
type Claim struct {
	ID        ClaimID  `field:"-"`
	Text      string   `field:"text"`
	Name      string   `field:"name"` // a few words for lists and pictures, "" = none
	Item      string   `field:"item"`
	Value     string   `field:"value"`
	Tags      []string `field:"tags"`
	Language  string   `field:"language"` // BCP 47, "" = unknown
	Claimant  string   `field:"claimant"` // who said it first, in words
	ClaimDate Date     `field:"claimDate"`
	// RecordedAt is when this record of it was made here; set by the store.
	RecordedAt time.Time `field:"-"`
}

// ClaimIDOf returns the id of a claim for which the user has no key: from its words, whatever the white space between
// them.
func ClaimIDOf(text string) ClaimID {
	return ClaimID(hashID(KindClaim, strings.Join(strings.Fields(text), " ")))
}

// NodeID returns the global id.
func (c Claim) NodeID() ID { return ID(c.ID) }

// Label returns the short name, else the text, else the key.
func (c Claim) Label() string { return cmp.Or(c.Name, c.Text, ID(c.ID).Key()) }

// Normalize returns the claim as it is stored: nothing is defaulted.
func (c Claim) Normalize() Claim { return c }

// Validate names the first field that cannot be accepted, and why.
func (c Claim) Validate() error {
	if err := checkTyped("id", KindClaim, c.NodeID()); err != nil {
		return err
	}
	if c.Text == "" {
		return Invalidf("text", "missing; expected the claim as a sentence")
	}
	for _, tag := range c.Tags {
		if tag == "" {
			return Invalidf("tags", "a tag is empty; expected words")
		}
	}
	if c.Value != "" && c.Item == "" {
		return Invalidf("item", "missing beside a value; expected what %q is the value of", c.Value)
	}
	return firstError(checkDay("claimDate", c.ClaimDate), checkText("text", c.Text), checkText("item", c.Item), checkText("value", c.Value))
}

// Excludes reports whether both claims give a value of one item, and not the same: then at most one of them is true. A claim
// that states no value gives none. What is asserted, a [Relation] of the kind [Contradicts], is not looked at.
func (c Claim) Excludes(other Claim) bool {
	return c.Item != "" && c.Item == other.Item && c.Value != "" && other.Value != "" && c.Value != other.Value
}

// RelationKind says how two claims relate.
type RelationKind string

// The relations between claims.
const (
	// PartOf: the claim is a part of the other; evidence never rolls up from parts.
	PartOf RelationKind = "PART_OF"
	// Contradicts: the claims cannot both be true.
	Contradicts RelationKind = "CONTRADICTS"
)

// Valid reports whether k is one of the relations.
func (k RelationKind) Valid() bool { return k == PartOf || k == Contradicts }

// Relation links two claims, from the part to the whole or from one to what it contradicts.
type Relation struct {
	ID         RelationID   `field:"-"`
	From       ClaimID      `field:"-"`
	Kind       RelationKind `field:"-"`
	To         ClaimID      `field:"-"`
	Provenance Provenance   `field:",inline"`
}

// RelationIDOf returns the id of the relation between two claims.
func RelationIDOf(from ClaimID, kind RelationKind, to ClaimID) RelationID {
	return RelationID(hashID(KindRelation, string(from), string(kind), string(to)))
}

// LinkID returns the global id.
func (r Relation) LinkID() ID { return ID(r.ID) }

// Record returns the provenance.
func (r Relation) Record() Provenance { return r.Provenance }

// Normalize fills in the id.
func (r Relation) Normalize() Relation {
	r.ID = RelationIDOf(r.From, r.Kind, r.To)
	return r
}

// Validate names the first field that cannot be accepted, and why.
func (r Relation) Validate() error {
	if !r.Kind.Valid() {
		return Invalidf("kind", "%q is not a relation between claims; expected PART_OF or CONTRADICTS", r.Kind)
	}
	if r.From == r.To {
		return Invalidf("to", "%q relates to itself; expected two different claims", r.To)
	}
	return firstError(checkTyped("from", KindClaim, ID(r.From)), checkTyped("to", KindClaim, ID(r.To)), r.Provenance.Validate())
}
