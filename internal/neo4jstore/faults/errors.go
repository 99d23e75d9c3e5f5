package faults

import (
	"context"
	"errors"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/credence-graph/credence/internal/evidence"
)

// Outcome reports whether an error can have come between a commit and its reply.
type Outcome bool

// The outcomes.
const (
	OutcomeKnown   Outcome = false
	OutcomeUnknown Outcome = true
)

// Translate turns what the driver returns into an error of the domain. The driver's words go into Err, for the log, and
// never into Message. Errors of the domain pass. A limit that the context holds is named where it was reached.
func Translate(ctx context.Context, err error, o Outcome) error {
	var known *evidence.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	failed := func(code evidence.Code, message string) error {
		return &evidence.Error{Code: code, Message: message, Err: err}
	}
	var server *neo4j.Neo4jError
	answered := errors.As(err, &server)
	var auth *neo4j.InvalidAuthenticationError
	var lost *neo4j.ConnectivityError
	var spent *neo4j.TransactionExecutionLimit
	switch {
	case bool(o) && !answered:
		return failed(
			evidence.CodeUnknownOutcome, "the connection to Neo4j was lost while it committed; send the same again, which is safe")
	case ctx.Err() != nil, errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled),
		answered && timedOut(server):
		if l, ok := limitOf(ctx); ok && ctx.Err() == nil {
			return failed(evidence.CodeTimeout, l.exceeded())
		}
		return failed(evidence.CodeTimeout, "the request ended before Neo4j had answered")
	case errors.As(err, &auth):
		return failed(evidence.CodeUnavailable, "Neo4j refused the credentials; check neo4j.username and neo4j.password")
	case answered && strings.Contains(server.Code, ".InvalidBookmark"):
		return evidence.ForeignToken(err)
	case answered:
		code, message := ofServer(server)
		return failed(code, message)
	case errors.As(err, &lost), errors.As(err, &spent):
		return failed(
			evidence.CodeUnavailable, "Neo4j cannot be reached; check that it runs and that neo4j.uri is its address")
	}
	return failed(evidence.CodeInternal, "the answer of Neo4j could not be used")
}

// Overdue marks an error that came because the time of a call had run out: the driver reports a lost connection then.
func Overdue(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return errors.Join(context.Cause(ctx), err)
	}
	return err
}

// Transient begins the codes of errors that may pass.
const Transient = "Neo.TransientError."

// timedOut reports whether Neo4j ended a request because its time was up.
func timedOut(e *neo4j.Neo4jError) bool {
	return strings.HasPrefix(e.Code, "Neo.ClientError.Transaction.TransactionTimedOut") ||
		strings.Contains(e.Code, "LockAcquisitionTimeout") || strings.HasSuffix(e.Code, "Transaction.Terminated")
}

// ofServer gives the domain's code and words for an error that Neo4j itself reported.
func ofServer(e *neo4j.Neo4jError) (evidence.Code, string) {
	switch code := e.Code; {
	case strings.HasSuffix(code, ".BookmarkTimeout"):
		return evidence.CodeTimeout, "Neo4j has not reached the version of the consistency token in time; try again"
	case strings.HasPrefix(code, "Neo.ClientError.Security."):
		return evidence.CodeUnavailable, "Neo4j refused the credentials; check neo4j.username and neo4j.password"
	case code == "Neo.ClientError.Schema.ConstraintValidationFailed":
		return evidence.CodeConflict, "another writer recorded the same at the same time; send it again"
	case code == "Neo.ClientError.Database.DatabaseNotFound":
		return evidence.CodeUnavailable, "Neo4j has no database of that name; check neo4j.database"
	case strings.Contains(code, "OutOfMemory"), strings.Contains(code, "TransactionMemory"):
		return evidence.CodeTooComplex, "Neo4j has not enough memory for so large a request; ask for less at once"
	case strings.HasPrefix(code, Transient):
		return evidence.CodeUnavailable, "Neo4j cannot serve the request now; try again"
	}
	return evidence.CodeInternal, "Neo4j refused a request of Credence's"
}
