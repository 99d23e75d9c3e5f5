package request

import (
	"context"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/scores"
)

// Row returns the row of a claim, nil if the table has none, or none yet. The request takes the rows once, so that all
// scores of an answer are of one version.
func (q *Request) Row(ctx context.Context, table *scores.Table, id evidence.ClaimID) *scores.Row {
	q.scored.Do(func() {
		if rows, err := table.Rows(ctx, nil); err == nil {
			q.rows = rows
			q.SawVersion(rows.Version)
		}
	})
	if q.rows == nil {
		return nil
	}
	return q.rows.Of(id)
}
