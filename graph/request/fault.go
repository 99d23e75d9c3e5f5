package request

import (
	"context"
	"fmt"
	"runtime/debug"

	"github.com/credence-graph/credence/internal/evidence"
)

// Recovered turns a panic into an internal fault that carries its stack to the log.
func Recovered(_ context.Context, value any) error {
	return &evidence.Error{
		Code:    evidence.CodeInternal,
		Message: "internal fault",
		Err:     fmt.Errorf("panic: %v\n%s", value, debug.Stack()),
	}
}
