package evidence

import (
	"context"
	"slices"
	"time"
)

// History tells how the records came to be what they are. Implementations are safe for concurrent use, with errors as
// of [Reader].
type History interface {
	// Changes returns one page of what became of the records, the newest first, then by id of the subject: a change at a
	// time is the difference between what was known the instant before and what was known at it. So a record that was
	// replaced at the very time at which it was made is no change. The page MUST be read forward (First and After), and
	// its cursors stay valid when records are added. What was erased is blank in the changes before the erasure, too.
	Changes(ctx context.Context, q ChangeQuery) (ChangePage, error)
}

// ChangeQuery asks for changes.
type ChangeQuery struct {
	// Subject is the node or link whose changes are asked for; "" = those of all.
	Subject ID
	// Since leaves out what was changed before; the zero time leaves out nothing.
	Since time.Time
	Page  Page
}

// RecordChange is what became of one record at one time.
type RecordChange struct {
	At      time.Time
	Subject ID
	By      string // the collector who recorded, retracted or erased; "" = not known
	Why     string // "" = no reason was given
	Before  Object // empty where the record did not stand before
	After   Object // empty where it does not stand after
	Erased  bool   // the subject is a person who was erased by this change
}

// RecordChangeKind says what was done to a record.
type RecordChangeKind string

// The kinds.
const (
	// WasRecorded: it was made, for the first time or again.
	WasRecorded RecordChangeKind = "RECORDED"
	// WasChanged: it was replaced by one with other values.
	WasChanged RecordChangeKind = "CHANGED"
	// WasRetracted: the link was retracted.
	WasRetracted RecordChangeKind = "RETRACTED"
	// WasErased: the person was erased.
	WasErased RecordChangeKind = "ERASED"
)

// Kind returns what was done.
func (c RecordChange) Kind() RecordChangeKind {
	switch {
	case c.Erased:
		return WasErased
	case c.Before == Object{}:
		return WasRecorded
	case c.After == Object{}:
		return WasRetracted
	}
	return WasChanged
}

// FieldChange is another value of one field, as texts for a person; "" = not stated.
type FieldChange struct {
	Name, Before, After string
}

// Fields returns the stated fields that the change gave another value, in their order; none if there is nothing before
// or after.
func (c RecordChange) Fields() []FieldChange {
	before, after := c.Before.record(), c.After.record()
	t := TableOf(before)
	if t == nil || t != TableOf(after) {
		return []FieldChange{}
	}
	names := t.differences(before, after, len(t.Fields))
	changes := make([]FieldChange, len(names))
	for i, name := range names {
		f := t.Field(name)
		changes[i] = FieldChange{name, f.Text(before), f.Text(after)}
	}
	return changes
}

// record returns what an object is, nil of an empty one.
func (o Object) record() any {
	if o.Node != nil {
		return o.Node
	}
	return o.Link
}

// Cursor returns the place of the change in its list.
func (c RecordChange) Cursor() Cursor {
	return Cursor{c.At.UTC().Format(time.RFC3339Nano), string(c.Subject)}
}

// ParseChangeCursor reads what [RecordChange.Cursor] made. The error has code [CodeInvalid].
func ParseChangeCursor(c Cursor) (at time.Time, subject ID, err error) {
	if len(c) == 2 {
		if at, err = time.Parse(time.RFC3339Nano, c[0]); err == nil && !at.IsZero() {
			return at, ID(c[1]), nil
		}
	}
	return time.Time{}, "", Invalidf("after", "is not a cursor of this list; expected one that it gave")
}

// Follows reports whether the change comes after a place in the list.
func (c RecordChange) Follows(at time.Time, subject ID) bool {
	return c.At.Before(at) || c.At.Equal(at) && c.Subject > subject
}

// ChangePage is one page of changes.
type ChangePage struct {
	Changes []RecordChange
	PageInfo
}

// Kept is one record of a subject with the time for which it stood, and who made and ended it.
type Kept struct {
	Object   Object
	At       time.Time
	Until    *time.Time // nil = it stands
	By, Why  string
	EndedBy  string // where it was retracted
	EndedWhy string
}

// ChangesOf returns the changes of one subject, newest first, from all the records of it that are kept, in any order.
func ChangesOf(subject ID, records []Kept) []RecordChange {
	records = slices.DeleteFunc(slices.Clone(records), func(k Kept) bool { return k.Until != nil && !k.Until.After(k.At) })
	slices.SortFunc(records, func(a, b Kept) int { return a.At.Compare(b.At) })
	var changes []RecordChange
	var before *Kept
	for i := range records {
		k := &records[i]
		c := RecordChange{At: k.At, Subject: subject, By: k.By, Why: k.Why, After: k.Object, Erased: k.erasure()}
		if before != nil && before.Until != nil && before.Until.Equal(k.At) {
			c.Before = before.Object
		} else if before != nil && before.Until != nil {
			changes = append(changes, before.end(subject))
		}
		changes = append(changes, c)
		before = k
	}
	if before != nil && before.Until != nil {
		changes = append(changes, before.end(subject))
	}
	slices.Reverse(changes)
	return changes
}

// erasure reports whether the record is what an erasure left.
func (k *Kept) erasure() bool {
	person, ok := k.Object.Node.(*Person)
	return ok && person.ErasedAt != nil && person.ErasedAt.Equal(k.At)
}

// end is the change by which a record ceased to stand and none took its place.
func (k *Kept) end(subject ID) RecordChange {
	return RecordChange{At: *k.Until, Subject: subject, By: k.EndedBy, Why: k.EndedWhy, Before: k.Object}
}
