package run

import (
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/wording"
)

// OutcomeError is the exit code of a command that did what it was asked and answers by its code, too. It is not
// printed.
type OutcomeError int

func (o OutcomeError) Error() string { return fmt.Sprintf("exit code %d", int(o)) }

// BadInput makes an error one in what the user gave.
func BadInput(err error) error { return InputError{err} }

// InputError is an error in what the user gave: arguments, settings or lines of a file.
type InputError struct {
	err error
}

func (b InputError) Error() string { return b.err.Error() }
func (b InputError) Unwrap() error { return b.err }

// FindingsError says that there is what a script asked to fail on.
type FindingsError struct {
	Count    int
	Severity audit.Severity
}

func (e FindingsError) Error() string {
	return fmt.Sprintf("%s of severity %s or graver", wording.Count(e.Count, "finding"),
		strings.ToLower(string(e.Severity)))
}
