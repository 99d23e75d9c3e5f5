package evidence

import "time"

// Moment is a point in two times: what held in the world, and what was recorded here. The zero Moment is now, with
// undated sources included.
type Moment struct {
	// ValidAt leaves out what was published, owned or funded only later, and what had been withdrawn by then; the zero
	// time is now, which leaves out nothing that is dated in the future.
	ValidAt time.Time
	// KnownAt shows the records as they stood here then: recorded at or before it and not retracted by it; the zero
	// time is now.
	KnownAt time.Time
	// Undated says what becomes of sources without a date when ValidAt is set.
	Undated Undated
}

// Undated says whether sources without a date take part when a date is asked for.
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

// CheckInstant refuses the zero time where somebody has asked for it: a [Moment] would take it for now. The error has code
// [CodeInvalid] and names the field. Every other instant can be asked for.
func CheckInstant(field string, t time.Time) error {
	if t.IsZero() {
		return Invalidf(field, "the first instant of the year 1 cannot be told from now; leave it out for now, or name any other instant")
	}
	return nil
}

// Knows tells whether a record made at recorded and withdrawn at retracted (nil = never) stands at the moment.
func (m Moment) Knows(recorded time.Time, retracted *time.Time) bool {
	if m.KnownAt.IsZero() {
		return retracted == nil
	}
	return !recorded.After(m.KnownAt) && (retracted == nil || retracted.After(m.KnownAt))
}

// Shows tells whether a source was out in the world at the moment: published by then, or undated where that is allowed.
// Withdrawal does not hide a source: that it was withdrawn is part of the evidence (see [Source.WithdrawnBy]).
func (m Moment) Shows(s Source) bool {
	if m.ValidAt.IsZero() {
		return true
	}
	if !s.PublishedAt.Known() {
		return m.Undated != ExcludeUndated
	}
	return !s.PublishedAt.Time().After(m.ValidAt)
}

// Holds tells whether an ownership or funding that lasts from a date to another (unknown = without end) holds at the
// moment; with no ValidAt it holds unless it has ended. The day on which it ends no longer counts.
func (m Moment) Holds(from, to Date) bool {
	if m.ValidAt.IsZero() {
		return !to.Known()
	}
	if from.Known() && from.Time().After(m.ValidAt) {
		return false
	}
	return !to.Known() || to.Time().After(m.ValidAt)
}

// Version is one state of the graph: the epoch is a random id kept in the graph and renewed by bulk import and restore,
// the bookmark changes with every commit. Equal versions mean that nothing was committed in between.
type Version struct {
	Epoch    string
	Bookmark string
}

// String returns "epoch/bookmark".
func (v Version) String() string { return v.Epoch + "/" + v.Bookmark }
