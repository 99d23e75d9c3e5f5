package graph_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/transport"
	"github.com/credence-graph/credence/internal/evidence"
)

// failing is a reader whose every answer is an error or a panic.
type failing struct {
	evidence.Reader
	err   error
	panic any
}

func (f failing) fail() error {
	if f.panic != nil {
		panic(f.panic)
	}
	return f.err
}

func (f failing) Subgraphs(
	context.Context, []evidence.ClaimID, evidence.Moment, ...evidence.ID,
) (*evidence.Subgraphs, error) {
	return nil, f.fail()
}

func (f failing) Objects(context.Context, []evidence.ID, evidence.Moment) ([]evidence.Object, error) {
	return nil, f.fail()
}

func (f failing) Status(context.Context) (evidence.Status, error) { return evidence.Status{}, f.fail() }

// secret is what no client may ever see.
const secret = "Neo4jError: Neo.ClientError.Security.Unauthorized bolt://db:7687 password hunter2"

func failingServer(reader evidence.Reader, log *bytes.Buffer) *transport.Server {
	return graph.New(graph.Config{
		Reader: reader, Logger: slog.New(slog.NewTextHandler(log, nil)),
		RequestID: func(context.Context) string { return "r-17" },
	})
}

// TestErrors asserts the code and the sentence of each kind of failure, and that the cause goes to the log alone.
func TestErrors(t *testing.T) {
	cause := errors.New(secret)
	domain := func(code evidence.Code) error {
		return fmt.Errorf("subgraphs of claim:x: %w",
			&evidence.Error{Code: code, Message: "a sentence for a person", Err: cause})
	}
	const internal = "Credence failed on this; the log says why, request r-17"
	for name, test := range map[string]struct {
		reader        failing
		code, message string
		logged        bool
	}{
		"invalid":   {failing{err: domain(evidence.CodeInvalid)}, "INVALID", "a sentence for a person", false},
		"not found": {failing{err: domain(evidence.CodeNotFound)}, "NOT_FOUND", "a sentence for a person", false},
		"conflict":  {failing{err: domain(evidence.CodeConflict)}, "CONFLICT", "a sentence for a person", false},
		"unavailable": {failing{err: domain(evidence.CodeUnavailable)}, "UNAVAILABLE", "a sentence for a person",
			true},
		"timeout": {failing{err: domain(evidence.CodeTimeout)}, "TIMEOUT", "a sentence for a person", true},
		"too complex": {failing{err: domain(evidence.CodeTooComplex)}, "TOO_COMPLEX", "a sentence for a person",
			false},
		"unknown outcome": {failing{err: domain(evidence.CodeUnknownOutcome)}, "UNKNOWN_OUTCOME",
			"a sentence for a person", false},
		"internal": {failing{err: domain(evidence.CodeInternal)}, "INTERNAL", internal, true},
		"nobody's": {failing{err: cause}, "INTERNAL", internal, true},
		"deadline": {failing{err: fmt.Errorf("%s: %w", secret, context.DeadlineExceeded)}, "TIMEOUT",
			"the time limit of the request was reached", true},
		"panic": {failing{panic: secret}, "INTERNAL", internal, true},
	} {
		for _, query := range []string{
			`{ convergence(claims: ["a", "b"]) { version } }`, // through a loader and the service
			`{ node(id: "claim:a") { id } }`,                  // through a loader
			`{ version }`,                                     // in the resolver itself
		} {
			t.Run(name+" "+query, func(t *testing.T) {
				var log bytes.Buffer
				got := post(t, failingServer(test.reader, &log), query, nil)
				if got.code() != test.code || got.Errors[0].Message != test.message || len(got.Errors) != 1 {
					t.Errorf("got %s; want one error %s, %q", got.body, test.code, test.message)
				}
				if got.Errors[0].Extensions.RequestID != "r-17" {
					t.Errorf("got %s; want the request's id", got.body)
				}
				if strings.Contains(got.body, "Neo") || strings.Contains(got.body, "goroutine") {
					t.Errorf("the cause is shown: %s", got.body)
				}
				if logged := strings.Contains(log.String(), "hunter2"); logged != test.logged {
					t.Errorf("cause logged: %t, want %t: %s", logged, test.logged, &log)
				}
				if test.reader.panic != nil && !strings.Contains(log.String(), "goroutine") {
					t.Errorf("no stack in the log: %s", &log)
				}
			})
		}
	}
}

// TestErrors_LoggedOnce asserts that one cause is logged once, however many fields it makes fail.
func TestErrors_LoggedOnce(t *testing.T) {
	var log bytes.Buffer
	s := failingServer(failing{err: &evidence.Error{Code: evidence.CodeUnavailable, Message: "gone",
		Err: errors.New(secret)}}, &log)
	got := post(t, s, `{ a: node(id: "claim:a") { id } b: node(id: "claim:b") { id } c: version }`, nil)
	if len(got.Errors) != 3 || strings.Count(log.String(), "hunter2") != 1 {
		t.Errorf("%d errors, log: %s; want 3, and the cause once", len(got.Errors), &log)
	}
}

// TestExecute_Ended asserts that a request whose context has ended says so.
func TestExecute_Ended(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	data, errs := server(t, fixture(t)).Execute(ctx, `{ version }`, nil, "")
	if data != nil || len(errs) != 1 || errs[0].Extensions["code"] != "TIMEOUT" {
		t.Errorf("data %s, errors %v; want none, and one of code TIMEOUT", data, errs)
	}
}

func TestExecute_Invalid(t *testing.T) {
	s := server(t, fixture(t))
	for name, test := range map[string]struct {
		query     string
		variables map[string]any
		operation string
	}{
		"no document":       {"", nil, ""},
		"no GraphQL":        {"{", nil, ""},
		"no such field":     {"{ claimz { id } }", nil, ""},
		"no such operation": {"query a { version } query b { version }", nil, "c"},
		"a variable of another type": {"query($c: [ID!]!) { convergence(claims: $c) { version } }",
			map[string]any{"c": map[string]any{}}, ""},
		"a variable that is missing": {"query($c: [ID!]!) { convergence(claims: $c) { version } }", nil, ""},
		"a variable that is no JSON": {"query($c: [ID!]!) { convergence(claims: $c) { version } }",
			map[string]any{"c": func() {}}, ""},
		"not a date":     {`{ claims(where: {claimDateFrom: "yesterday"}) { version } }`, nil, ""},
		"not a moment":   {`{ convergence(claims: [], at: {knownAt: "2024"}) { version } }`, nil, ""},
		"not an address": {`{ source(url: "no address") { id } }`, nil, ""},
		"not a policy": {`{ convergence(claims: ["bridge"], policy: {minConfidence: 101}) { version } }`,
			nil, ""},
		"a source of neither side": {`{ claim(id: "bridge") { convergence { supporting { ifWrong(sources: ` +
			`["claim:x"]) { presumed } } } } }`, nil, ""},
		"a cursor of another list": {`{ sources(first: 1, after: "WyJRdWVyeS5jbGFpbXMiLCJjbGFpbTpicmlkZ2UiXQ") { ` +
			`version } }`, nil, ""},
		"a kind that is not expected": {`{ claims(where: {outlets: ["claim:bridge"]}) { version } }`, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, errs := s.Execute(t.Context(), test.query, test.variables, test.operation)
			if len(errs) != 1 || errs[0].Extensions["code"] != "INVALID" {
				t.Errorf("errors %v; want one of code INVALID", errs)
			}
		})
	}
}

// FuzzID asserts that whatever is given as an id is found, not found or refused, and never a fault.
func FuzzID(f *testing.F) {
	for _, seed := range []string{"claim:bridge", "bridge", "", ":", "claim:", "source:log", "ü", "\x00", " x",
		strings.Repeat("k", 600)} {
		f.Add(seed)
	}
	s := server(f, fixture(f))
	f.Fuzz(func(t *testing.T, id string) {
		_, errs := s.Execute(t.Context(), `query($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } `+
			`claim(id: $id) { id } convergence(claims: [$id]) { version } }`,
			map[string]any{"id": id}, "")
		for _, err := range errs {
			if code := err.Extensions["code"]; code != "INVALID" && code != "NOT_FOUND" {
				t.Errorf("%q: %v", id, err)
			}
		}
	})
}

// TestExecute_AtTheSameTime asserts that requests do not see each other's loaders.
func TestExecute_AtTheSameTime(t *testing.T) {
	s := server(t, many(t, 20))
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			id := fmt.Sprintf("claim:%03d", i)
			data, errs := s.Execute(t.Context(), `query($id: ID!) { claim(id: $id) { id convergence { claim { id } `+
				`supporting { sourceCount } } } }`, map[string]any{"id": id}, "")
			want := fmt.Sprintf(`{"claim":{"id":%q,"convergence":{"claim":{"id":%q},"supporting":{"sourceCount":2}}}}`, id,
				id)
			if string(data) != want || len(errs) > 0 {
				t.Errorf("got %s, %v; want %s", data, errs, want)
			}
		})
	}
	group.Wait()
}
