package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/transport"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/resolve"
	"github.com/credence-graph/credence/internal/scores"
	"github.com/credence-graph/credence/internal/terminal"
)

// query asks the GraphQL layer for one field of the root, with a document of one operation.
func (s *session) query(
	ctx context.Context, field, document string, variables map[string]any,
) (json.RawMessage, error) {
	return s.execute(ctx, "", field, document, variables)
}

// execute has the GraphQL layer answer one field of the root by an operation of a document.
func (s *session) execute(ctx context.Context, operation, field, document string,
	variables map[string]any) (json.RawMessage, error) {
	return s.asking().execute(ctx, operation, field, document, variables)
}

// asking is the GraphQL layer for several requests of one command; what it has estimated of the graph serves them all.
type asking struct {
	server *transport.Server
	bar    *terminal.CountBar
	names  *resolve.Names // gives sources the labels that people see; nil for JSON
}

func (s *session) asking() *asking {
	a := &asking{bar: terminal.NewCountBar(s.streams.Err, "claims computed")}
	table := scores.New(scores.Config{Service: s.service, Policy: s.policy, Progress: a.bar.Update})
	a.server = s.graph(s.quietLogger(), s.writer, table, nil)
	if !s.json {
		names := s.names()
		a.names = &names
	}
	return a
}

func (a *asking) query(ctx context.Context, field, document string, variables map[string]any) (json.RawMessage, error) {
	return a.execute(ctx, "", field, document, variables)
}

func (a *asking) execute(
	ctx context.Context, operation, field, document string, variables map[string]any,
) (json.RawMessage, error) {
	defer a.bar.Done()
	data, errs := a.server.Execute(graph.WithAuditProgress(ctx, a.bar.Update), document, variables, operation)
	if len(errs) > 0 {
		return nil, asked(errs)
	}
	var answer map[string]json.RawMessage
	if err := json.Unmarshal(data, &answer); err != nil {
		return nil, fmt.Errorf("reading the answer: %w", err)
	}
	if a.names == nil {
		return answer[field], nil
	}
	return a.names.InFull(ctx, answer[field])
}

// asked turns the first error of a GraphQL answer back into an error of its code.
func asked(errs gqlerror.List) error {
	code, _ := errs[0].Extensions["code"].(string)
	return &evidence.Error{Code: evidence.Code(strings.ToLower(code)), Message: errs[0].Message}
}

// momentInput returns a moment as the GraphQL input of that name.
func momentInput(at evidence.Moment) map[string]any {
	in := map[string]any{"undated": at.Undated}
	if at.Undated == "" {
		in["undated"] = evidence.IncludeUndated
	}
	if !at.KnownAt.IsZero() {
		in["knownAt"] = at.KnownAt.Format(time.RFC3339Nano)
	}
	if !at.ValidAt.IsZero() {
		in["validAt"] = at.ValidAt.Format(time.RFC3339Nano)
	}
	return in
}

// show prints an answer: as it is with --json, else as the text that write makes of it.
func (s *session) show(answer json.RawMessage, write func(*terminal.Page, json.RawMessage) error) error {
	if s.json {
		return s.printJSON(answer)
	}
	p := &terminal.Page{Style: s.style}
	if err := write(p, answer); err != nil {
		return err
	}
	_, err := io.WriteString(s.streams.Out, p.String())
	return err
}
