package evidence

import "time"

// Confirmation says that a curator confirms how the basis of a source is recorded: the weights of its links, its own
// share beside them, and that what it takes from is what the links name. It speaks for what was recorded by then: a
// link of the source that is recorded later is not confirmed by it. A source has one confirmation at a time. See
// [Batch.Renew].
type Confirmation struct {
	ID         ConfirmationID
	Source     SourceID
	Provenance Provenance
}

var confirmationTable = newLinkTable(KindConfirmation, func(c *Confirmation) *Provenance { return &c.Provenance },
	key(KindConfirmation, func(c *Confirmation) *ConfirmationID { return &c.ID }),
	id("source", KindSource, func(c *Confirmation) *SourceID { return &c.Source }).as(End),
)

func (*Confirmation) table() *Table { return confirmationTable }

// ConfirmationIDOf returns the id of the confirmation of a source.
func ConfirmationIDOf(source SourceID) ConfirmationID {
	return ConfirmationID(hashID(KindConfirmation, string(source)))
}

// LinkID returns the global id.
func (c Confirmation) LinkID() ID { return ID(c.ID) }

// Record returns the provenance.
func (c Confirmation) Record() Provenance { return c.Provenance }

// CoversLink reports whether the confirmation speaks for a link of its source: one that was not recorded later. Copies
// are confirmed one by one and concern it neither way.
func (c Confirmation) CoversLink(d *Derivation) bool {
	return d.Kind == Copies || c.covers(d.Provenance.RecordedAt)
}

// CoversSource reports whether the confirmation speaks for the own share of its source: it declares none, or was not
// recorded later.
func (c Confirmation) CoversSource(s *Source) bool {
	return s.Firsthand == nil || c.covers(s.RecordedAt)
}

func (c Confirmation) covers(at time.Time) bool { return !at.After(c.Provenance.RecordedAt) }

// Normalize fills in the id.
func (c Confirmation) Normalize() Confirmation {
	c.ID = ConfirmationIDOf(c.Source)
	return c
}

// Validate names the first field that cannot be accepted, and why.
func (c Confirmation) Validate() error {
	return firstError(checkTyped("source", KindSource, ID(c.Source)), c.Provenance.Validate())
}
