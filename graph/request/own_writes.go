package request

import (
	"context"

	"github.com/credence-graph/credence/internal/evidence"
)

// Wrote notes a write of the request's own: what follows is read again, and not before it.
func (q *Request) Wrote(v evidence.Version) {
	q.renew()
	q.mu.Lock()
	defer q.mu.Unlock()
	q.least = v
}

// NoteRecorded keeps a sentence on what the request has written. An error that comes later repeats it: the answer is
// lost with it, what was written is not.
func (q *Request) NoteRecorded(sentence string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.recorded = sentence
}

// AlreadyRecorded returns what an error has to add about earlier writes of its request; "" if there are none.
func (q *Request) AlreadyRecorded() string {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.recorded == "" {
		return ""
	}
	return "; " + q.recorded
}

// SinceOwnWrite returns a context whose reads see the last write of the request's own.
func SinceOwnWrite(ctx context.Context) context.Context {
	q := Of(ctx)
	if q == nil {
		return ctx
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.least == (evidence.Version{}) {
		return ctx
	}
	return evidence.AtLeast(ctx, q.least)
}

// SeeOwnWrites is a reader that lets a request read what it has written.
type SeeOwnWrites struct{ evidence.Reader }

// Subgraphs reads as the reader does, since the request's own last write.
func (r SeeOwnWrites) Subgraphs(
	ctx context.Context, claims []evidence.ClaimID, at evidence.Moment, also ...evidence.ID,
) (*evidence.Subgraphs, error) {
	return r.Reader.Subgraphs(SinceOwnWrite(ctx), claims, at, also...)
}

// Objects reads as the reader does, since the request's own last write.
func (r SeeOwnWrites) Objects(
	ctx context.Context, ids []evidence.ID, at evidence.Moment,
) ([]evidence.Object, error) {
	return r.Reader.Objects(SinceOwnWrite(ctx), ids, at)
}

// Links reads as the reader does, since the request's own last write.
func (r SeeOwnWrites) Links(ctx context.Context, q evidence.LinkQuery) ([]evidence.LinkPage, error) {
	return r.Reader.Links(SinceOwnWrite(ctx), q)
}

// List reads as the reader does, since the request's own last write.
func (r SeeOwnWrites) List(ctx context.Context, q evidence.ListQuery) (evidence.NodePage, error) {
	return r.Reader.List(SinceOwnWrite(ctx), q)
}

// Derivations reads as the reader does, since the request's own last write.
func (r SeeOwnWrites) Derivations(
	ctx context.Context, q evidence.DerivationQuery,
) (evidence.DerivationPage, error) {
	return r.Reader.Derivations(SinceOwnWrite(ctx), q)
}

// Find reads as the reader does, since the request's own last write.
func (r SeeOwnWrites) Find(
	ctx context.Context, text string, kinds []evidence.Kind, limit int,
) ([]evidence.Hit, error) {
	return r.Reader.Find(SinceOwnWrite(ctx), text, kinds, limit)
}

// Status reads as the reader does, since the request's own last write.
func (r SeeOwnWrites) Status(ctx context.Context) (evidence.Status, error) {
	return r.Reader.Status(SinceOwnWrite(ctx))
}
