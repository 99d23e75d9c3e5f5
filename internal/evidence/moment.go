package evidence

import "time"

// Moment is a point in two times: what held in the world, and what was recorded here. The zero Moment is now, with
// undated sources included.
type Moment struct {
	// ValidAt leaves out what was published, owned or funded only later, and what had been withdrawn by then. With the
	// zero time owners and funders are those of AskedAt, and so is what has been withdrawn, while sources take part
	// that are published only later.
	ValidAt time.Time
	// AskedAt is when the question was asked; it matters where ValidAt is zero. A store states it in what it answers,
	// so that the same answer can be had again (see [Moment.Asked]).
	AskedAt time.Time
	// KnownAt shows the records as they stood here then: recorded at or before it and not retracted by it; the zero
	// time is now.
	KnownAt time.Time
	// Undated says whether sources without a date count when ValidAt is set.
	Undated Undated
}

// Undated reports whether sources without a date take part when a date is asked for.
type Undated string

// The choices; the zero value is the same as [IncludeUndated].
const (
	// IncludeUndated keeps undated sources.
	IncludeUndated Undated = "INCLUDE"
	// ExcludeUndated leaves undated sources out when [Moment.ValidAt] is set.
	ExcludeUndated Undated = "EXCLUDE"
)

// Validate checks the choice for undated sources.
func (m Moment) Validate() error {
	switch m.Undated {
	case "", IncludeUndated, ExcludeUndated:
		return nil
	}
	return Invalidf("undated", "%q is not a choice; expected INCLUDE or EXCLUDE", m.Undated)
}

// CheckInstant refuses the zero time where somebody has asked for it: a [Moment] would take it for now. The error has
// code [CodeInvalid] and names the field. Every other instant can be asked for.
func CheckInstant(field string, t time.Time) error {
	if t.IsZero() {
		return Invalidf(
			field, "the first instant of the year 1 cannot be told from now; leave it out for now, or name any other instant")
	}
	return nil
}

// Asked returns the moment of a question that is asked now, unless it says by itself as of when: stores apply it to
// what they are asked.
func (m Moment) Asked(now time.Time) Moment {
	if m.ValidAt.IsZero() && m.AskedAt.IsZero() {
		m.AskedAt = now.UTC().Round(0)
	}
	return m
}

// World returns the instant at which owners, funders and withdrawals are judged; zero where the moment states none.
func (m Moment) World() time.Time {
	if m.ValidAt.IsZero() {
		return m.AskedAt
	}
	return m.ValidAt
}

// Knows reports whether a record made at recorded and withdrawn at retracted (nil = never) stands at the moment.
func (m Moment) Knows(recorded time.Time, retracted *time.Time) bool {
	if m.KnownAt.IsZero() {
		return retracted == nil
	}
	return !recorded.After(m.KnownAt) && (retracted == nil || retracted.After(m.KnownAt))
}

// Shows reports whether a source was out in the world at the moment: published by then, or undated where that is
// allowed. Withdrawal does not hide a source: that it was withdrawn is part of the evidence (see
// [Source.WithdrawnBy]).
func (m Moment) Shows(s Source) bool {
	if m.ValidAt.IsZero() {
		return true
	}
	if !s.PublishedAt.Known() {
		return m.Undated != ExcludeUndated
	}
	return !s.PublishedAt.Time().After(m.ValidAt)
}

// Holds reports whether an ownership or funding that lasts from a date to another (unknown = without end) holds at the
// moment (see [Moment.World]); where the moment states no instant it holds unless an end is recorded. The day on which
// it ends no longer counts.
func (m Moment) Holds(from, to Date) bool {
	at := m.World()
	if at.IsZero() {
		return !to.Known()
	}
	if from.Known() && from.Time().After(at) {
		return false
	}
	return !to.Known() || to.Time().After(at)
}

// Version is one state of the graph: the epoch is a random id kept in the graph and renewed by bulk import and restore,
// the bookmark changes with every commit. Equal versions mean that nothing was committed in between.
type Version struct {
	Epoch    string
	Bookmark string
}

// String returns "epoch/bookmark".
func (v Version) String() string { return v.Epoch + "/" + v.Bookmark }
