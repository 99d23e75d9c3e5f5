package app

import (
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/wording"
)

// outcome is the exit code of a command that did what it was asked and answers by its code, too. It is not printed.
type outcome int

func (o outcome) Error() string { return fmt.Sprintf("exit code %d", int(o)) }

// badInput makes an error one in what the user gave.
func badInput(err error) error { return inputError{err} }

// inputError is an error in what the user gave: arguments, settings or lines of a file.
type inputError struct {
	err error
}

func (b inputError) Error() string { return b.err.Error() }
func (b inputError) Unwrap() error { return b.err }

// findingsError says that there is what a script asked to fail on.
type findingsError struct {
	count    int
	severity audit.Severity
}

func (e findingsError) Error() string {
	return fmt.Sprintf("%s of severity %s or graver", wording.Count(e.count, "finding"),
		strings.ToLower(string(e.severity)))
}
