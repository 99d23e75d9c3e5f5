package live

import (
	"context"
	"slices"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// restLimit bounds how long the claims that a write concerns are looked for; if it takes longer, any claim counts as
// concerned.
const restLimit = 5 * time.Second

// writer tells a feed what it writes.
type writer struct {
	store evidence.Writer
	feed  *Feed
}

// Writer returns a writer that does what w does and tells the watchers of each write, with the claims that it concerns,
// before it returns. Writes through it take turns, as they do in the store.
func (f *Feed) Writer(w evidence.Writer) evidence.Writer { return writer{w, f} }

// Apply implements evidence.Writer.
func (w writer) Apply(ctx context.Context, b evidence.Batch) (evidence.Applied, error) {
	return w.write(ctx, nil, b.Objects(), func() (evidence.Applied, error) { return w.store.Apply(ctx, b) })
}

// Retract implements evidence.Writer.
func (w writer) Retract(ctx context.Context, ids []evidence.ID, collector, reason string) (evidence.Applied, error) {
	return w.write(ctx, ids, nil, func() (evidence.Applied,
		error) {
		return w.store.Retract(ctx, ids, collector, reason)
	})
}

// Unretract implements evidence.Writer.
func (w writer) Unretract(ctx context.Context, ids []evidence.ID, collector, reason string) (evidence.Applied, error) {
	return w.write(ctx, ids, nil, func() (evidence.Applied,
		error) {
		return w.store.Unretract(ctx, ids, collector, reason)
	})
}

// Erase implements evidence.Writer.
func (w writer) Erase(
	ctx context.Context, person evidence.PersonID, collector, reason string,
) (evidence.Applied, error) {
	ids := []evidence.ID{evidence.ID(person)}
	return w.write(ctx, ids, nil, func() (evidence.Applied,
		error) {
		return w.store.Erase(ctx, person, collector, reason)
	})
}

// write writes and tells. What is named by id is looked at before the write and after it, because some of it stands
// on one side of it only, and so are claims that are recorded: with another item or value they exclude others than
// they did.
func (w writer) write(
	ctx context.Context, ids []evidence.ID, recorded []evidence.Object, write func() (evidence.Applied, error),
) (evidence.Applied, error) {
	release, err := w.feed.take(ctx)
	if err != nil {
		return evidence.Applied{}, err
	}
	defer release()
	before, unknown := w.feed.concerned(ctx, ids, claimsOf(recorded))
	applied, err := write()
	if err != nil {
		return applied, err
	}
	// The write is done, whatever happens to the request from here on.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), restLimit)
	defer cancel()
	var claims []evidence.ClaimID
	if changed(applied) && unknown == nil {
		claims, unknown = w.feed.concerned(ctx, ids, recorded)
		claims = append(claims, before...)
	}
	w.feed.wrote(applied, claims, unknown == nil)
	return applied, nil
}

// changed reports whether a write changed anything.
func changed(a evidence.Applied) bool {
	return len(a.Created)+len(a.Changed)+len(a.Retracted) > 0
}

func claimsOf(objects []evidence.Object) []evidence.Object {
	return slices.DeleteFunc(slices.Clone(objects), func(o evidence.Object) bool {
		_, is := o.Node.(*evidence.Claim)
		return !is
	})
}

// mostHeld bounds how many interests of one holder are looked at; with more, any claim counts as concerned.
const mostHeld = 1000

// heldBy returns the interests of those ids that are of persons: who is erased loses them, also in claims that do not
// rest on the person.
func (f *Feed) heldBy(ctx context.Context, ids []evidence.ID) ([]evidence.Object, error) {
	persons := slices.DeleteFunc(slices.Clone(ids), func(id evidence.ID) bool { return id.Kind() != evidence.KindPerson })
	if len(persons) == 0 {
		return nil, nil
	}
	pages, err := f.reader.Links(ctx, evidence.LinkQuery{Subjects: persons, Kind: evidence.KindInterest,
		Direction: evidence.Outgoing, Page: evidence.Page{First: mostHeld}})
	if err != nil {
		return nil, err
	}
	var held []evidence.Object
	for _, page := range pages {
		if page.HasNext {
			return nil, &evidence.Error{Code: evidence.CodeTooComplex, Message: "one holder has too many interests"}
		}
		for _, l := range page.Links {
			held = append(held, evidence.Object{Link: l.Link})
		}
	}
	return held, nil
}

// concerned returns the claims that rest on what is named by id or recorded, and those that exclude one of them.
func (f *Feed) concerned(
	ctx context.Context, ids []evidence.ID, recorded []evidence.Object,
) ([]evidence.ClaimID, error) {
	objects := recorded
	if len(ids) > 0 {
		named, err := f.reader.Objects(ctx, ids, evidence.Moment{})
		if err != nil {
			return nil, err
		}
		held, err := f.heldBy(ctx, ids)
		if err != nil {
			return nil, err
		}
		objects = slices.Concat(objects, named, held)
	}
	touched := evidence.Affected(objects)
	if len(touched) == 0 {
		return nil, nil
	}
	claims, _, err := f.service.ClaimIDs(ctx, evidence.Filter{RestsOn: touched, Rivals: true}, evidence.Moment{}, 0)
	return claims, err
}
