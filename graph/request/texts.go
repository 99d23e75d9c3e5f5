package request

import (
	"context"

	"github.com/credence-graph/credence/internal/evidence"
)

// Text returns the text of a source, "" if none is kept. The texts of all sources of a group are read in one call.
func (q *Request) Text(ctx context.Context, of evidence.Fingerprint) (string, error) {
	return q.texts.load(ctx, of)
}

func (q *Request) fetchTexts(
	ctx context.Context, fingerprints []evidence.Fingerprint,
) (map[evidence.Fingerprint]string, error) {
	if q.words == nil {
		return nil, nil
	}
	return q.words.Words(ctx, fingerprints)
}
