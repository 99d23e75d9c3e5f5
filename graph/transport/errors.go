package transport

import (
	"context"
	"errors"
	"log/slog"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

// presenter turns errors into what a client sees: the domain's sentence and code, never the cause.
type presenter struct {
	logger    *slog.Logger
	requestID func(context.Context) string
}

// present is the error presenter: the domain's code becomes extensions.code; an internal fault becomes a sentence of
// its own, with the request's id; the cause goes to the log, once for a request.
func (p *presenter) present(ctx context.Context, err error) *gqlerror.Error {
	shown := &gqlerror.Error{Path: graphql.GetPath(ctx)}
	var positioned *gqlerror.Error
	if errors.As(err, &positioned) {
		shown.Locations = positioned.Locations
		if positioned.Path != nil {
			shown.Path = positioned.Path
		}
	}
	code, message := classify(err, positioned)
	shown.Extensions = map[string]any{"code": strings.ToUpper(string(code))}
	id := p.id(ctx)
	if id != "" {
		shown.Extensions["requestId"] = id
	}
	if code == evidence.CodeInternal {
		message = "Credence failed on this; the log says why"
		if id != "" {
			message += ", request " + id
		}
	}
	if q := request.Of(ctx); q != nil {
		message += q.AlreadyRecorded()
	}
	p.log(ctx, code, shown, err)
	shown.Message = message
	return shown
}

// Sentence returns what a client reads of an error, "" of an internal one.
func Sentence(err error) string {
	_, message := classify(err, nil)
	return message
}

// classify finds the code and the sentence of an error. What GraphQL itself refuses is invalid; an error that is
// nobody's is internal.
func classify(err error, positioned *gqlerror.Error) (evidence.Code, string) {
	var domain *evidence.Error
	switch {
	case errors.As(err, &domain):
		if domain.Field != "" {
			return domain.Code, domain.Field + ": " + domain.Message
		}
		return domain.Code, domain.Message
	case errors.Is(err, context.DeadlineExceeded):
		return evidence.CodeTimeout, "the time limit of the request was reached"
	case errors.Is(err, context.Canceled):
		return evidence.CodeTimeout, "the request was abandoned"
	}
	if positioned != nil {
		switch positioned.Extensions["code"] {
		case errcode.ParseFailed, errcode.ValidationFailed:
			return evidence.CodeInvalid, positioned.Message
		}
	}
	return evidence.CodeInternal, ""
}

func (p *presenter) id(ctx context.Context) string {
	if p.requestID == nil {
		return ""
	}
	return p.requestID(ctx)
}

// log hands the cause to the log: faults as errors, an absent graph as a warning. One cause is logged once for a
// request, however many fields it made fail.
func (p *presenter) log(ctx context.Context, code evidence.Code, shown *gqlerror.Error, err error) {
	level := slog.LevelWarn
	switch code {
	case evidence.CodeInternal:
		level = slog.LevelError
	case evidence.CodeUnavailable, evidence.CodeTimeout:
	default:
		return
	}
	cause := causeOf(err)
	if q := request.Of(ctx); q != nil && !q.FirstTime(cause) {
		return
	}
	p.logger.LogAttrs(ctx, level, "request failed", slog.String("code", string(code)),
		slog.String("path", shown.Path.String()),
		slog.String("request", p.id(ctx)), slog.String("cause", cause))
}

// causeOf returns the error's text without the positions that GraphQL put around it.
func causeOf(err error) string {
	var positioned *gqlerror.Error
	if errors.As(err, &positioned) && positioned.Err != nil {
		err = positioned.Err
	}
	return err.Error()
}
