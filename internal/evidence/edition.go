package evidence

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Edition says which version of a record of a file is in force, so that the latest one is, in whatever order the
// versions arrive. It is bookkeeping of imports and no record of the graph: nothing lists or counts it, and it has no
// history.
type Edition struct {
	// Of names the record: by the global id of the node that it states, or, of a record that states links, by a name
	// of its own.
	Of string
	// At is when that version was made, by the account of its file.
	At time.Time
	// States are the links that the version states, sorted; none of a node, and none of a record that was revoked.
	States []ID
	// Until says when that ends which earlier versions state and this one does not: such ownerships and fundings end
	// then. Where it is unknown, and of links of other kinds, these are retracted. It matters when the edition is
	// recorded, and is not kept.
	Until Date
}

// Editions keeps the editions that came with batches (see [Batch.Editions]).
type Editions interface {
	// Editions returns the editions of records by their names, those that are known.
	Editions(ctx context.Context, of []string) (map[string]Edition, error)
	// EditionsAfter returns the next editions in the order of their names, at most so many; after "" = the first ones.
	EditionsAfter(ctx context.Context, after string, most int) ([]Edition, error)
}

// The years that an edition can be of: stores count nanoseconds from 1970.
const (
	firstEditionYear = 1700
	lastEditionYear  = 2200
)

// EditionTime returns the first instant of a text that names a day, month, year or time, with its seconds; false if
// the text names none of them, or a year in which no files are made.
func EditionTime(text string) (time.Time, bool) {
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		if at, err = time.Parse("2006-01-02T15:04:05.999999999", text); err != nil {
			at = Date(text).Time()
		}
	}
	return at.UTC(), at.Year() >= firstEditionYear && at.Year() <= lastEditionYear
}

// Normalize puts what the edition states in order.
func (e Edition) Normalize() Edition {
	e.At, e.States = e.At.UTC().Round(0), sortedSet(e.States)
	return e
}

// Same reports whether two editions leave the same to be remembered.
func (e Edition) Same(other Edition) bool {
	return e.Of == other.Of && e.At.Equal(other.At) && slices.Equal(e.States, other.States)
}

// normalEditions returns the editions of the batch in their normal form, each once: of several of one record the
// latest.
func (b *Batch) normalEditions() []Edition {
	var list []Edition
	places := map[string]int{}
	for _, e := range b.Editions {
		e = e.Normalize()
		at, there := places[e.Of]
		switch {
		case !there:
			places[e.Of] = len(list)
			list = append(list, e)
		case !e.At.Before(list[at].At):
			list[at] = e
		}
	}
	return list
}

// EditionNames returns the names of the records of which the batch has editions.
func (b *Batch) EditionNames() []string {
	var names []string
	for _, e := range b.Editions {
		names = append(names, e.Of)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// WithoutOlder returns the batch as it is applied to a graph that has some editions: without those that are older
// than what is in force, and without what only these state. left counts, by kind, the records that are left out. The
// batch itself stays as it is.
func (b Batch) WithoutOlder(known map[string]Edition) (rest Batch, left map[Kind]int) {
	left = map[Kind]int{}
	older, inForce := map[ID]bool{}, map[ID]bool{}
	all := b.normalEditions()
	b.Editions = nil
	for _, e := range all {
		of := inForce
		if known[e.Of].At.After(e.At) {
			of = older
		} else {
			b.Editions = append(b.Editions, e)
		}
		of[ID(e.Of)] = true
		for _, id := range e.States {
			of[id] = true
		}
	}
	if len(b.Editions) == len(all) {
		return b, left
	}
	gone := func(id ID) bool { return older[id] && !inForce[id] }
	b.Organizations, b.Persons = without(left, b.Organizations, gone), without(left, b.Persons, gone)
	b.Outlets, b.Sources = without(left, b.Outlets, gone), without(left, b.Sources, gone)
	b.Claims, b.Reviews = without(left, b.Claims, gone), without(left, b.Reviews, gone)
	b.Statements, b.Derivations = without(left, b.Statements, gone), without(left, b.Derivations, gone)
	b.Corroborations, b.Samenesses = without(left, b.Corroborations, gone), without(left, b.Samenesses, gone)
	b.Ownerships, b.Fundings = without(left, b.Ownerships, gone), without(left, b.Fundings, gone)
	b.Relations, b.Confirmations = without(left, b.Relations, gone), without(left, b.Confirmations, gone)
	b.Interests, b.Leanings = without(left, b.Interests, gone), without(left, b.Leanings, gone)
	return b, left
}

// without returns the records whose ids are not gone, and counts the others.
func without[T Record](left map[Kind]int, puts []Put[T], gone func(ID) bool) []Put[T] {
	var kept []Put[T]
	for _, p := range puts {
		identified := normalize(p.Value)
		if id := IDOf(any(&identified)); gone(id) {
			left[id.Kind()]++
		} else {
			kept = append(kept, p)
		}
	}
	return kept
}

// Succession is what follows one edition of a record.
type Succession struct{ Former, Later Edition }

// Superseded returns the links that the known editions state and the later ones of the batch do not, each with both.
// The editions of the batch must be in their normal form, as [Batch.WithoutOlder] returns them.
func (b *Batch) Superseded(known map[string]Edition) map[ID]Succession {
	ended, stated := map[ID]Succession{}, map[ID]bool{}
	for _, e := range b.Editions {
		for _, id := range e.States {
			stated[id] = true
		}
	}
	for _, e := range b.Editions {
		for _, id := range known[e.Of].States {
			if !stated[id] {
				ended[id] = Succession{Former: known[e.Of], Later: e}
			}
		}
	}
	return ended
}

// Supersede ends a standing link that an edition of the batch does not state any more: it adds to the batch that an
// ownership, funding or interest ends, and reports whether the link is to be retracted instead.
func (b *Batch) Supersede(link Link, by Succession) (retract bool) {
	switch l := link.(type) {
	case *Ownership:
		ended := *l
		return endLink(&b.Ownerships, &ended, l.ValidFrom, &ended.ValidTo, by)
	case *Funding:
		ended := *l
		return endLink(&b.Fundings, &ended, l.ValidFrom, &ended.ValidTo, by)
	case *Interest:
		ended := *l
		return endLink(&b.Interests, &ended, l.ValidFrom, &ended.ValidTo, by)
	}
	return true
}

func endLink[T Record](list *[]Put[T], link *T, from Date, to *Date, by Succession) (retract bool) {
	until, held := by.End(from, *to)
	if until != *to && held {
		*to = until
		*list = append(*list, Put[T]{Value: *link, Fields: []string{"validTo"}})
	}
	return !held
}

// End returns when a link with a span ends that only the former edition states, and false if the later one says
// that it never held: where it does not say until when, or until a day before it began, or before the former edition
// was made that knows no beginning.
func (s Succession) End(from, to Date) (end Date, held bool) {
	until := s.Later.Until
	switch {
	case !until.Known():
		return "", false
	case to.Known() && !until.Before(to):
		return to, true
	case from.Known() && !from.Before(until), !from.Known() && !s.Former.At.Before(until.Time()):
		return "", false
	}
	return until, true
}

// Why says for people why a link is retracted that the edition does not state.
func (e Edition) Why() string {
	return fmt.Sprintf("not stated by the version of %s of %s", e.At.Format(time.RFC3339), e.Of)
}
