package live

import (
	"context"
	"errors"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// restLimit bounds how long the claims that a write concerns are looked for; if it takes longer, any claim counts as
// concerned.
const restLimit = 5 * time.Second

// writer tells a feed what it writes.
type writer struct {
	evidence.Writer
	feed *Feed
}

// Writer returns a writer that does what w does and tells the watchers of each write, with the claims that it concerns,
// before it returns. Writes through it take turns, as they do in the store.
func (f *Feed) Writer(w evidence.Writer) evidence.Writer { return writer{w, f} }

// Apply implements evidence.Writer.
func (w writer) Apply(ctx context.Context, b evidence.Batch) (evidence.Applied, error) {
	return w.write(ctx, nil, b.Objects(), func() (evidence.Applied, error) { return w.Writer.Apply(ctx, b) })
}

// Retract implements evidence.Writer.
func (w writer) Retract(ctx context.Context, ids []evidence.ID, collector, reason string) (evidence.Applied, error) {
	return w.write(ctx, ids, nil, func() (evidence.Applied, error) { return w.Writer.Retract(ctx, ids, collector, reason) })
}

// write writes and tells. Links that are named by id are looked up before the write and after it, because they stand on
// one side of it only.
func (w writer) write(ctx context.Context, ids []evidence.ID, objects []evidence.Object, write func() (evidence.Applied, error)) (evidence.Applied, error) {
	release, err := w.feed.take(ctx)
	if err != nil {
		return evidence.Applied{}, err
	}
	defer release()
	before, unknown := w.feed.objects(ctx, ids)
	applied, err := write()
	if err != nil {
		return applied, err
	}
	// The write stands, whatever becomes of the request from here on.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), restLimit)
	defer cancel()
	after, alsoUnknown := w.feed.objects(ctx, ids)
	var claims []evidence.ClaimID
	if changed(applied) && errors.Join(unknown, alsoUnknown) == nil {
		claims, unknown = w.feed.concerned(ctx, append(append(objects, before...), after...))
	}
	w.feed.wrote(applied, claims, errors.Join(unknown, alsoUnknown) == nil)
	return applied, nil
}

func (f *Feed) objects(ctx context.Context, ids []evidence.ID) ([]evidence.Object, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return f.reader.Objects(ctx, ids, evidence.Moment{})
}

// changed tells whether a write changed anything.
func changed(a evidence.Applied) bool {
	return len(a.Created)+len(a.Changed)+len(a.Retracted) > 0
}

// concerned returns the claims that rest on what was written, by id.
func (f *Feed) concerned(ctx context.Context, objects []evidence.Object) ([]evidence.ClaimID, error) {
	touched := evidence.Touched(objects)
	if len(touched) == 0 {
		return nil, nil
	}
	claims, err := f.service.Claims(ctx, evidence.Filter{RestsOn: touched}, evidence.Moment{})
	ids := make([]evidence.ClaimID, len(claims))
	for i, c := range claims {
		ids[i] = c.ID
	}
	return ids, err
}
