package run

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

// Query asks the GraphQL layer for one field of the root, with a document of one operation.
func (s *Session) Query(
	ctx context.Context, field, document string, variables map[string]any,
) (json.RawMessage, error) {
	return s.Execute(ctx, "", field, document, variables)
}

// Execute has the GraphQL layer answer one field of the root by an operation of a document.
func (s *Session) Execute(ctx context.Context, operation, field, document string,
	variables map[string]any) (json.RawMessage, error) {
	return s.Asking().execute(ctx, operation, field, document, variables)
}

// Asking is the GraphQL layer for several requests of one command; what it has estimated of the graph serves them all.
type Asking struct {
	server *transport.Server
	bar    *terminal.CountBar
	names  *resolve.Names // gives sources the labels that people see; nil for JSON
}

// Asking returns the GraphQL layer for several requests.
func (s *Session) Asking() *Asking {
	a := &Asking{bar: terminal.NewCountBar(s.Streams.Err, "claims computed")}
	table := scores.New(scores.Config{Service: s.Service, Policy: s.Policy, Progress: a.bar.Update})
	a.server = s.Graph(s.QuietLogger(), s.Writer, table, nil)
	if !s.JSON {
		names := s.Names()
		a.names = &names
	}
	return a
}

// Query is that of [Session].
func (a *Asking) Query(
	ctx context.Context, field, document string, variables map[string]any,
) (json.RawMessage, error) {
	return a.execute(ctx, "", field, document, variables)
}

func (a *Asking) execute(
	ctx context.Context, operation, field, document string, variables map[string]any,
) (json.RawMessage, error) {
	defer a.bar.Done()
	data, errs := a.server.Execute(graph.WithAuditProgress(ctx, a.bar.Update), document, variables, operation)
	if len(errs) > 0 {
		return nil, Asked(errs)
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

// Asked turns the first error of a GraphQL answer back into an error of its code.
func Asked(errs gqlerror.List) error {
	code, _ := errs[0].Extensions["code"].(string)
	return &evidence.Error{Code: evidence.Code(strings.ToLower(code)), Message: errs[0].Message}
}

// MomentInput returns a moment as the GraphQL input of that name.
func MomentInput(at evidence.Moment) map[string]any {
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

// Show prints an answer: as it is with --json, else as the text that write makes of it.
func (s *Session) Show(answer json.RawMessage, write func(*terminal.Page, json.RawMessage) error) error {
	if s.JSON {
		return s.PrintJSON(answer)
	}
	p := &terminal.Page{Style: s.Style}
	if err := write(p, answer); err != nil {
		return err
	}
	_, err := io.WriteString(s.Streams.Out, p.String())
	return err
}
