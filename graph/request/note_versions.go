package request

import (
	"context"
	"sync"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// NoteVersions is a reader that tells the request which versions of the graph it read, and lets it keep nothing: an
// audit reads far more than it shows.
type NoteVersions struct {
	evidence.Reader
	mu    sync.Mutex
	asked time.Time // the first moment that something was read as of
}

// NotingVersions returns a reader of the request's that notes versions and keeps nothing.
func (q *Request) NotingVersions() *NoteVersions { return &NoteVersions{Reader: q.reader} }

// Subgraphs reads as the reader does and notes the version.
func (n *NoteVersions) Subgraphs(
	ctx context.Context, claims []evidence.ClaimID, at evidence.Moment, also ...evidence.ID,
) (*evidence.Subgraphs, error) {
	sub, err := n.Reader.Subgraphs(ctx, claims, at, also...)
	if err != nil {
		return sub, err
	}
	if q := Of(ctx); q != nil {
		q.SawVersion(sub.Version)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.asked.IsZero() || sub.At.AskedAt.Before(n.asked) {
		n.asked = sub.At.AskedAt
	}
	return sub, nil
}

// AskedAt returns the first moment that something was read as of, nil if nothing was read.
func (n *NoteVersions) AskedAt() *time.Time {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.asked.IsZero() {
		return nil
	}
	return &n.asked
}
