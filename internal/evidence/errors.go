package evidence

import (
	"errors"
	"fmt"
)

// Code is the class of an error, the same at every edge: command line, GraphQL and logs.
type Code string

// The codes.
const (
	// CodeInvalid: the input cannot be accepted as it is.
	CodeInvalid Code = "invalid"
	// CodeNotFound: what was named is not in the graph.
	CodeNotFound Code = "not_found"
	// CodeConflict: the input contradicts what is recorded.
	CodeConflict Code = "conflict"
	// CodeUnavailable: the graph cannot be reached now; trying again later may succeed.
	CodeUnavailable Code = "unavailable"
	// CodeTimeout: a time limit was reached.
	CodeTimeout Code = "timeout"
	// CodeUnknownOutcome: the connection was lost while committing; sending the same again is safe.
	CodeUnknownOutcome Code = "unknown_outcome"
	// CodeTooComplex: the request asks for more than one request may.
	CodeTooComplex Code = "too_complex"
	// CodeInternal: a fault of Credence's own.
	CodeInternal Code = "internal"
)

// Sentinels for errors.Is: any [Error] of the code matches.
var (
	// ErrInvalid matches every error of code [CodeInvalid].
	ErrInvalid = &Error{Code: CodeInvalid, Message: "the input is invalid"}
	// ErrNotFound matches every error of code [CodeNotFound].
	ErrNotFound = &Error{Code: CodeNotFound, Message: "not found"}
	// ErrConflict matches every error of code [CodeConflict].
	ErrConflict = &Error{Code: CodeConflict, Message: "the input contradicts what is recorded"}
	// ErrUnavailable matches every error of code [CodeUnavailable].
	ErrUnavailable = &Error{Code: CodeUnavailable, Message: "the graph cannot be reached now"}
	// ErrTimeout matches every error of code [CodeTimeout].
	ErrTimeout = &Error{Code: CodeTimeout, Message: "a time limit was reached"}
	// ErrUnknownOutcome matches every error of code [CodeUnknownOutcome].
	ErrUnknownOutcome = &Error{Code: CodeUnknownOutcome, Message: "the outcome of the write is not known"}
	// ErrTooComplex matches every error of code [CodeTooComplex].
	ErrTooComplex = &Error{Code: CodeTooComplex, Message: "the request asks for too much at once"}
	// ErrInternal matches every error of code [CodeInternal].
	ErrInternal = &Error{Code: CodeInternal, Message: "internal fault"}
)

// Error is a domain error: what kind, which field, what to tell the person. Err is the cause for the log; it may hold a
// driver's words and is never shown to a client.
type Error struct {
	Code    Code
	Field   string // the field at fault, "" where none is
	Message string // a sentence for a person: what is wrong, what was expected, what to do
	Err     error
}

// Error returns "field: message" followed by the cause.
func (e *Error) Error() string {
	text := e.Message
	if e.Field != "" {
		text = e.Field + ": " + text
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is reports whether target is an [Error] of the same code, so that errors.Is(err, ErrNotFound) reads well.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

// RecordError is an error of one record among many. Its code and field are those of Err.
type RecordError struct {
	Record ID // the record at fault
	Err    error
}

// Error returns "id: " and the text of the error.
func (e *RecordError) Error() string { return string(e.Record) + ": " + e.Err.Error() }

// Unwrap returns the error.
func (e *RecordError) Unwrap() error { return e.Err }

// NoSuchNode is the error of a record that names a node that neither its batch nor the graph has.
func NoSuchNode(record ID, named Reference) error {
	return &RecordError{Record: record, Err: &Error{
		Code: CodeNotFound, Field: named.Field,
		Message: fmt.Sprintf("neither the batch nor the graph has %q; record it first or together with this", named.ID),
	}}
}

// TwoSides is the error of a statement that would stand beside its opposite.
func TwoSides(s Statement) error {
	return &RecordError{Record: s.LinkID(),
		Err: Conflictf(
			"stance", "%s would both support and refute %s; retract the statement that is wrong", s.Source, s.Claim)}
}

// NoLink is the error of an id that is of no link that the graph ever had.
func NoLink(id ID) error {
	return &RecordError{Record: id, Err: NotFoundf(
		"the graph has no link %q; expected the ids of links, as imports and answers show them", id)}
}

// NoPerson is the error of an id that is of no person whom the graph has.
func NoPerson(id PersonID) error {
	return &RecordError{Record: ID(id), Err: NotFoundf("the graph has no person %q", id)}
}

// Invalidf makes an error of code [CodeInvalid] at a field.
func Invalidf(field, format string, args ...any) error {
	return &Error{Code: CodeInvalid, Field: field, Message: fmt.Sprintf(format, args...)}
}

// NotFoundf makes an error of code [CodeNotFound].
func NotFoundf(format string, args ...any) error {
	return &Error{Code: CodeNotFound, Message: fmt.Sprintf(format, args...)}
}

// TooComplexf makes an error of code [CodeTooComplex].
func TooComplexf(format string, args ...any) error {
	return &Error{Code: CodeTooComplex, Message: fmt.Sprintf(format, args...)}
}

// Conflictf makes an error of code [CodeConflict] at a field.
func Conflictf(field, format string, args ...any) error {
	return &Error{Code: CodeConflict, Field: field, Message: fmt.Sprintf(format, args...)}
}

// CodeOf returns the code of the outermost [Error] in err's chain, [CodeInternal] if there is none, "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}

// ChangedMeanwhile is the error of a graph that was written to while it was read piece by piece.
func ChangedMeanwhile() error {
	return &Error{Code: CodeUnavailable, Message: "the graph changed while it was read; try again when less is being written"}
}
