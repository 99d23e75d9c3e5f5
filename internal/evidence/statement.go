package evidence

import (
	"math"
	"slices"
	"strings"
)

// Stance is what a source says of a claim.
type Stance string

// The stances.
const (
	// Supports: the source says that the claim is so.
	Supports Stance = "SUPPORTS"
	// Refutes: the source says that it is not.
	Refutes Stance = "REFUTES"
	// Mentions: the source speaks of it and takes no side.
	Mentions Stance = "MENTIONS"
)

// Valid reports whether s is one of the stances.
func (s Stance) Valid() bool { return s == Supports || s == Refutes || s == Mentions }

// Opposite returns the stance that one source cannot hold beside s; "" for [Mentions].
func (s Stance) Opposite() Stance {
	switch s {
	case Supports:
		return Refutes
	case Refutes:
		return Supports
	}
	return ""
}

// Statement says that a source supports, refutes or mentions a claim.
type Statement struct {
	ID         StatementID
	Source     SourceID
	Claim      ClaimID
	Stance     Stance
	Strength   float64 // above 0 to 1; 1 where not stated (0 in a record means not stated)
	Provenance Provenance
}

var statementTable = newLinkTable(KindStatement, func(s *Statement) *Provenance { return &s.Provenance },
	key(KindStatement, func(s *Statement) *StatementID { return &s.ID }),
	id("source", KindSource, func(s *Statement) *SourceID { return &s.Source }).as(End),
	id("claim", KindClaim, func(s *Statement) *ClaimID { return &s.Claim }).as(End),
	text("stance", func(s *Statement) *Stance { return &s.Stance }).takes("SUPPORTS, REFUTES or MENTIONS").as(End),
	factor("strength", func(s *Statement) *float64 { return &s.Strength }).takes("a number above 0 and at most 1"),
)

func (*Statement) table() *Table { return statementTable }

// StatementIDOf returns the id of what a source says of a claim.
func StatementIDOf(source SourceID, claim ClaimID, stance Stance) StatementID {
	return StatementID(hashID(KindStatement, string(source), string(claim), string(stance)))
}

// LinkID returns the global id.
func (s Statement) LinkID() ID { return ID(s.ID) }

// Record returns the provenance.
func (s Statement) Record() Provenance { return s.Provenance }

// Normalize fills in the id and the strength.
func (s Statement) Normalize() Statement {
	s.ID = StatementIDOf(s.Source, s.Claim, s.Stance)
	s.Strength = orOne(s.Strength)
	return s
}

// Validate names the first field that cannot be accepted, and why.
func (s Statement) Validate() error {
	if !s.Stance.Valid() {
		return Invalidf("stance", "%q is not a stance; expected SUPPORTS, REFUTES or MENTIONS", s.Stance)
	}
	if math.IsNaN(s.Strength) || s.Strength < 0 || s.Strength > 1 {
		return Invalidf("strength", "%v is out of range; expected above 0 and at most 1", s.Strength)
	}
	return firstError(
		checkTyped("source", KindSource, ID(s.Source)), checkTyped("claim", KindClaim, ID(s.Claim)), s.Provenance.Validate())
}

// Corroboration is somebody's declaration that sources confirm a claim independently of one another. With one source it
// says "corroborates the claim" and names no counterpart.
type Corroboration struct {
	ID         CorroborationID
	Claim      ClaimID
	Sources    []SourceID // sorted by id, without repetition, at least one
	Provenance Provenance
}

var corroborationTable = newLinkTable(KindCorroboration, func(c *Corroboration) *Provenance { return &c.Provenance },
	key(KindCorroboration, func(c *Corroboration) *CorroborationID { return &c.ID }),
	id("claim", KindClaim, func(c *Corroboration) *ClaimID { return &c.Claim }).as(End),
	ids("sources", KindSource, func(c *Corroboration) *[]SourceID { return &c.Sources }).as(End),
)

func (*Corroboration) table() *Table { return corroborationTable }

// CorroborationIDOf returns the id of the declaration over a set of sources, in whatever order they are given.
func CorroborationIDOf(claim ClaimID, sources []SourceID) CorroborationID {
	return CorroborationID(hashID(KindCorroboration, append([]string{string(claim)}, asStrings(sortedSet(sources))...)...))
}

// LinkID returns the global id.
func (c Corroboration) LinkID() ID { return ID(c.ID) }

// Record returns the provenance.
func (c Corroboration) Record() Provenance { return c.Provenance }

// Normalize fills in the id and puts the sources in order.
func (c Corroboration) Normalize() Corroboration {
	c.Sources = sortedSet(c.Sources)
	c.ID = CorroborationIDOf(c.Claim, c.Sources)
	return c
}

// Validate names the first field that cannot be accepted, and why.
func (c Corroboration) Validate() error {
	if len(c.Sources) == 0 {
		return Invalidf("sources", "empty; expected at least one source")
	}
	for _, s := range c.Sources {
		if err := checkTyped("sources", KindSource, ID(s)); err != nil {
			return err
		}
	}
	return firstError(checkTyped("claim", KindClaim, ID(c.Claim)), c.Provenance.Validate())
}

// Sameness says that two nodes of one kind are one. It is undone by retracting it; nothing is moved or lost.
type Sameness struct {
	ID         SamenessID
	A          ID // the smaller id
	B          ID
	Provenance Provenance
}

var samenessTable = newLinkTable(KindSameness, func(s *Sameness) *Provenance { return &s.Provenance },
	key(KindSameness, func(s *Sameness) *SamenessID { return &s.ID }),
	id("a", "", func(s *Sameness) *ID { return &s.A }).as(End),
	id("b", "", func(s *Sameness) *ID { return &s.B }).as(End),
)

func (*Sameness) table() *Table { return samenessTable }

// SamenessIDOf returns the id of the assertion that two nodes are one, whichever is named first.
func SamenessIDOf(a, b ID) SamenessID {
	if b < a {
		a, b = b, a
	}
	return SamenessID(hashID(KindSameness, string(a), string(b)))
}

// LinkID returns the global id.
func (s Sameness) LinkID() ID { return ID(s.ID) }

// Record returns the provenance.
func (s Sameness) Record() Provenance { return s.Provenance }

// Normalize fills in the id and puts the smaller id first.
func (s Sameness) Normalize() Sameness {
	if s.B < s.A {
		s.A, s.B = s.B, s.A
	}
	s.ID = SamenessIDOf(s.A, s.B)
	return s
}

// Validate names the first field that cannot be accepted, and why.
func (s Sameness) Validate() error {
	kind := s.A.Kind()
	if !kind.IsNode() || kind == KindReview {
		return Invalidf(
			"ids", "%q cannot be the same as another; expected a claim, source, outlet, organization or person", s.A)
	}
	if s.B.Kind() != kind {
		return Invalidf("ids", "%q and %q are of different kinds; expected two of one kind", s.A, s.B)
	}
	return firstError(
		checkApart(s.A, s.B, "ids"), checkKey("ids", s.A.Key()), checkKey("ids", s.B.Key()), s.Provenance.Validate())
}

func orOne(x float64) float64 {
	if x == 0 {
		return 1
	}
	return x
}

func sortedSet[T ~string](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	sorted := slices.Clone(list)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

func asStrings[T ~string](list []T) []string {
	texts := make([]string, len(list))
	for i, x := range list {
		texts[i] = string(x)
	}
	return texts
}

func join[T ~string](list []T) string { return strings.Join(asStrings(list), ", ") }

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
