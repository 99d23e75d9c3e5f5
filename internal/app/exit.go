package app

import (
	"context"
	"errors"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
)

// The exit codes; see the package comment.
const (
	exitDone        = 0
	exitFailed      = 1
	exitBadInput    = 2
	exitFindings    = 3
	exitNotFound    = 4
	exitUnavailable = 5
	exitInterrupted = 130
)

// exitCode returns the code that a script can act on.
func exitCode(ctx context.Context, err error) int {
	var bad run.InputError
	var found run.FindingsError
	var answer run.OutcomeError
	switch {
	case err == nil:
		return exitDone
	case ctx.Err() != nil || errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &bad):
		return exitBadInput
	case errors.As(err, &found):
		return exitFindings
	case errors.As(err, &answer):
		return int(answer)
	}
	switch evidence.CodeOf(err) {
	case evidence.CodeInvalid, evidence.CodeConflict, evidence.CodeTooComplex:
		return exitBadInput
	case evidence.CodeNotFound:
		return exitNotFound
	case evidence.CodeUnavailable, evidence.CodeTimeout, evidence.CodeUnknownOutcome:
		return exitUnavailable
	}
	return exitFailed
}
