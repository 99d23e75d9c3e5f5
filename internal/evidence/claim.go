package evidence

import (
	"cmp"
	"strings"
	"time"
)

// Claim is a checkable sentence. Claims with the same item and different values compete ("number of soldiers sent":
// 14,000 or 10,000).
type Claim struct {
	ID        ClaimID
	Text      string
	Name      string // a few words for lists and pictures, "" = none
	Item      string
	Value     string
	Tags      []string
	Language  string // BCP 47, "" = unknown
	Claimant  string // who said it first, in words
	ClaimDate Date
	// RecordedAt is when this record of it was made here; set by the store.
	RecordedAt time.Time
}

var claimTable = newTable[Claim](KindClaim,
	key(KindClaim, func(c *Claim) *ClaimID { return &c.ID }),
	text("text", func(c *Claim) *string { return &c.Text }).takes("the claim as a sentence").inWords("words").always(),
	text("name", func(c *Claim) *string { return &c.Name }).takes("a few words"),
	text("item", func(c *Claim) *string { return &c.Item }).takes("what it gives a value of"),
	text("value", func(c *Claim) *string { return &c.Value }).takes("the value, as text"),
	texts("tags", func(c *Claim) *[]string { return &c.Tags }).takes("a list of words").spare(),
	text("language", func(c *Claim) *string { return &c.Language }).takes("a language tag such as en").spare(),
	text("claimant", func(c *Claim) *string { return &c.Claimant }).spare(),
	day("claimDate", func(c *Claim) *Date { return &c.ClaimDate }).inWords("date of the claim").dates().spare(),
	recordedAt(func(c *Claim) *time.Time { return &c.RecordedAt }),
)

func (*Claim) table() *Table { return claimTable }

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
	return firstError(
		checkDay("claimDate", c.ClaimDate), checkText("text", c.Text), checkText("item", c.Item), checkText("value", c.Value))
}

// Excludes reports whether both claims give a value of one item, and not the same: then at most one of them is true. A
// claim that states no value gives none. What is asserted, a [Relation] of the kind [Contradicts], is not looked at.
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
	ID         RelationID
	From       ClaimID
	Kind       RelationKind
	To         ClaimID
	Provenance Provenance
}

var relationTable = newLinkTable(KindRelation, func(r *Relation) *Provenance { return &r.Provenance },
	key(KindRelation, func(r *Relation) *RelationID { return &r.ID }),
	id("from", KindClaim, func(r *Relation) *ClaimID { return &r.From }).as(End),
	text("kind", func(r *Relation) *RelationKind { return &r.Kind }).takes("PART_OF or CONTRADICTS").as(End),
	id("to", KindClaim, func(r *Relation) *ClaimID { return &r.To }).as(End),
)

func (*Relation) table() *Table { return relationTable }

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
	return firstError(
		checkTyped("from", KindClaim, ID(r.From)), checkTyped("to", KindClaim, ID(r.To)), r.Provenance.Validate())
}
