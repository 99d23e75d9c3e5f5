package model

import (
	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/convergence/compare"
)

// ConvergenceEvent is a state or a change of one claim.
type ConvergenceEvent struct {
	Cursor string
	Diff   *compare.Diff
	// Err ends the stream: the event is null, with this error beside it.
	Err error
}

// FindingEvent is a finding that was raised.
type FindingEvent struct {
	Cursor  string
	Finding *audit.Finding
	// Err ends the stream: the event is null, with this error beside it.
	Err error
}
