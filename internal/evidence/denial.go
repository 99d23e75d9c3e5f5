package evidence

import (
	"cmp"
	"context"
)

// Denial says that two nodes are not one: what came of a [Sameness] that was retracted and does not stand again. It is
// recorded by a batch of which [Batch.Denied] is set, or comes of retracting what stood. It reads as a [Link] does,
// but is no link: only [Denials] and [Subgraphs] have it.
type Denial struct {
	A, B ID // of one kind, the smaller first
	// Provenance is of the denial, and not of an assertion that stood before it: its Collector is who retracted, its
	// Justification why, RecordedAt when. It is never retracted itself: asserting the sameness ends it.
	Provenance Provenance
}

var denialTable = newLinkTable(KindSameness, func(d *Denial) *Provenance { return &d.Provenance },
	id("a", "", func(d *Denial) *ID { return &d.A }).as(End),
	id("b", "", func(d *Denial) *ID { return &d.B }).as(End),
)

func (*Denial) table() *Table { return denialTable }

// LinkID returns the global id of the sameness that is denied.
func (d Denial) LinkID() ID { return ID(SamenessIDOf(d.A, d.B)) }

// Record returns the provenance.
func (d Denial) Record() Provenance { return d.Provenance }

// Compare orders denials by A and then B.
func (d Denial) Compare(other Denial) int {
	return cmp.Or(cmp.Compare(d.A, other.A), cmp.Compare(d.B, other.B))
}

// Sameness returns what is denied, with the provenance of the denial: a denial is merged and compared as a sameness is.
func (d Denial) Sameness() Sameness {
	return Sameness{A: d.A, B: d.B, Provenance: d.Provenance}.Normalize()
}

// DenialOf returns the denial that the latest record of a sameness has become when it was retracted, by whom and why.
// Where those are who recorded it and why, it was recorded as a denial, and states what the record does; else it was
// an assertion, whose words do not speak for the denial: who retracted it is then what the denial was taken from.
func DenialOf(s Sameness, by, why string) Denial {
	p := s.Provenance
	if p.Collector != by || p.Justification != why {
		p = Provenance{RecordedFrom: by, Collector: by, Justification: why, RetractedAt: p.RetractedAt}
	}
	if p.RetractedAt != nil {
		p.RecordedAt, p.RetractedAt = *p.RetractedAt, nil
	}
	return Denial{A: s.A, B: s.B, Provenance: p}
}

// Denials tells which nodes somebody found not to be one.
type Denials interface {
	// Denials returns a denial for each sameness that was retracted and does not stand again, by the bytes of its id,
	// and the version of the graph that they are of. Those of erased persons are gone. Errors have the codes of
	// [Scanner.Scan].
	Denials(ctx context.Context) ([]Denial, Version, error)
}
