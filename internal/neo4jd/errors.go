package neo4jd

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
)

// The kinds of failure of this package; errors.Is tells them apart.
var (
	// ErrMissing says that Java or Maven is missing, or of the wrong version.
	ErrMissing = errors.New("a program that Neo4j needs is missing")
	// ErrInstall says that Neo4j's jars could not be fetched or kept.
	ErrInstall = errors.New("Neo4j could not be installed")
	// ErrStart says that Neo4j was started and did not come to answer.
	ErrStart = errors.New("Neo4j did not start")
	// ErrHome says that the folder of the graph cannot be used as it is.
	ErrHome = errors.New("the graph's folder cannot be used")
	// ErrInUse says that other processes use the instance.
	ErrInUse = errors.New("Neo4j is in use")
)

// kinds names each kind for the state file, through which a failure of the supervisor travels.
func kinds() map[string]error {
	return map[string]error{
		"missing": ErrMissing, "install": ErrInstall, "start": ErrStart, "home": ErrHome, "inUse": ErrInUse,
	}
}

// Error is a failure that a person can act on: what happened and where, and what to do about it.
type Error struct {
	// Kind is one of the Err values of this package, never nil.
	Kind error
	// Text says what happened and where, without a full stop.
	Text string
	// Cure says what to do about it; it may have several lines, and may be empty.
	Cure string
	// Err is the cause, nil if there is none.
	Err error
}

// Error returns the text, the cause, and on lines of its own the cure.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Text)
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	if e.Cure != "" {
		b.WriteString("\n")
		b.WriteString(e.Cure)
	}
	return b.String()
}

// Unwrap returns the kind and the cause, so that errors.Is finds both.
func (e *Error) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Err}
}

// failure is an Error as the state file holds it.
type failure struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
	Cure string `json:"cure,omitempty"`
}

// newFailure returns err in the form of the state file; what is no Error counts as a failed start.
func newFailure(err error) *failure {
	var e *Error
	if !errors.As(err, &e) {
		return &failure{Kind: "start", Text: err.Error()}
	}
	out := &failure{Kind: "start", Text: e.Text, Cure: e.Cure}
	if e.Err != nil {
		out.Text += ": " + e.Err.Error()
	}
	for name, kind := range kinds() {
		if errors.Is(e.Kind, kind) {
			out.Kind = name
		}
	}
	return out
}

// err returns the failure as the error that it was.
func (f *failure) err() error {
	kind, ok := kinds()[f.Kind]
	if !ok {
		kind = ErrStart
	}
	return &Error{Kind: kind, Text: f.Text, Cure: f.Cure}
}

// folderError explains why something could not be written or read at path.
func folderError(kind error, path string, err error) error {
	cure := "Check the folder, or name another one with "
	if errors.Is(kind, ErrInstall) {
		cure += "CREDENCE_CACHE_DIR."
	} else {
		cure += "CREDENCE_DATA_DIR."
	}
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		cure = "It must be writable for you. " + cure
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		cure = "Free some space there. " + cure
	}
	return &Error{Kind: kind, Text: "cannot use " + path, Cure: cure, Err: err}
}

// closing returns err, together with the failure of closing what it leaves behind.
func closing(err error, shut func() error) error { return errors.Join(err, shut()) }
