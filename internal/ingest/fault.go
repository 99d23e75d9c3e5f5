package ingest

import (
	"errors"
	"fmt"

	"github.com/credence-graph/credence/internal/evidence"
)

// fault is what is wrong with a line, not yet tied to its place.
type fault struct{ field, message string }

func faultf(field, format string, args ...any) *fault {
	return &fault{field: field, message: fmt.Sprintf(format, args...)}
}

// faultOf turns a refusal of the domain into a fault.
func faultOf(err error) *fault {
	if err == nil {
		return nil
	}
	var e *evidence.Error
	if !errors.As(err, &e) {
		return faultf("", "%v", err)
	}
	return &fault{field: e.Field, message: e.Message}
}
