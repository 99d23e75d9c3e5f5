package tally

import (
	"context"

	"github.com/credence-graph/credence/internal/evidence"
)

// Ended returns the error of a computation whose context has ended, nil while it has not.
func Ended(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return &evidence.Error{Code: evidence.CodeTimeout, Message: "the request ended before the answer was computed",
			Err: err}
	}
	return nil
}
