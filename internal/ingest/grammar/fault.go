package grammar

import (
	"errors"
	"fmt"

	"github.com/credence-graph/credence/internal/evidence"
)

// Fault is what is wrong with a line, not yet tied to its place.
type Fault struct{ Field, Message string }

// Faultf returns a fault of a field, "" for the line as a whole.
func Faultf(field, format string, args ...any) *Fault {
	return &Fault{Field: field, Message: fmt.Sprintf(format, args...)}
}

// FaultOf turns a refusal of the domain into a fault.
func FaultOf(err error) *Fault {
	if err == nil {
		return nil
	}
	var e *evidence.Error
	if !errors.As(err, &e) {
		return Faultf("", "%v", err)
	}
	return &Fault{Field: e.Field, Message: e.Message}
}
