package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/credence-graph/credence/internal/evidence"
)

// tokenHeader is the header of a request with a consistency token; tokenExtension is the same among its extensions, which
// goes before.
const (
	tokenHeader    = "Credence-After"
	tokenExtension = "after"
)

// tokenOf returns the version that a request asks for at least, the zero Version where it asks for none.
func tokenOf(op *graphql.OperationContext) (evidence.Version, error) {
	token := op.Headers.Get(tokenHeader)
	if sent, found := op.Extensions[tokenExtension]; found && sent != nil {
		text, ok := sent.(string)
		if !ok || text == "" {
			return evidence.Version{}, evidence.Invalidf(tokenExtension, "is not a text; expected the token of a write")
		}
		token = text
	}
	if token == "" {
		return evidence.Version{}, nil
	}
	return evidence.ParseToken(token)
}

// wrote notes a write of the request's own: what follows is read anew, and not before it.
func (q *request) wrote(v evidence.Version) {
	q.renew()
	q.mu.Lock()
	defer q.mu.Unlock()
	q.least = v
}

// noteRecorded keeps a sentence on what the request has written. An error that comes later repeats it: the answer is
// lost with it, what was written is not.
func (q *request) noteRecorded(sentence string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.recorded = sentence
}

// alreadyRecorded returns what an error has to add about earlier writes of its request; "" if there are none.
func (q *request) alreadyRecorded() string {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.recorded == "" {
		return ""
	}
	return "; " + q.recorded
}

// since returns a context whose reads see the last write of the request's own.
func since(ctx context.Context) context.Context {
	q := requestOf(ctx)
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

// recent is a reader that lets a request read what it has written.
type recent struct{ evidence.Reader }

// Subgraphs reads as the reader does.
func (r recent) Subgraphs(ctx context.Context, claims []evidence.ClaimID, at evidence.Moment, besides ...evidence.ID) (*evidence.Subgraphs, error) {
	return r.Reader.Subgraphs(since(ctx), claims, at, besides...)
}

// Objects reads as the reader does.
func (r recent) Objects(ctx context.Context, ids []evidence.ID, at evidence.Moment) ([]evidence.Object, error) {
	return r.Reader.Objects(since(ctx), ids, at)
}

// Links reads as the reader does.
func (r recent) Links(ctx context.Context, q evidence.LinkQuery) ([]evidence.LinkPage, error) {
	return r.Reader.Links(since(ctx), q)
}

// List reads as the reader does.
func (r recent) List(ctx context.Context, q evidence.ListQuery) (evidence.NodePage, error) {
	return r.Reader.List(since(ctx), q)
}

// Find reads as the reader does.
func (r recent) Find(ctx context.Context, text string, kinds []evidence.Kind, limit int) ([]evidence.Hit, error) {
	return r.Reader.Find(since(ctx), text, kinds, limit)
}

// Status reads as the reader does.
func (r recent) Status(ctx context.Context) (evidence.Status, error) {
	return r.Reader.Status(since(ctx))
}
