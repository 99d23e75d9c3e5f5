package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
)

// flaky is a writer that refuses the first batch of claims, after it was or was not written.
type flaky struct {
	evidence.Writer
	code    evidence.Code
	written bool
	calls   int
}

func (f *flaky) Apply(ctx context.Context, b evidence.Batch) (evidence.Applied, error) {
	f.calls++
	if f.code == "" {
		return f.Writer.Apply(ctx, b)
	}
	if f.written {
		if _, err := f.Writer.Apply(ctx, b); err != nil {
			return evidence.Applied{}, err
		}
	}
	code := f.code
	f.code = ""
	return evidence.Applied{}, &evidence.Error{Code: code, Message: "a sentence", Err: fmt.Errorf("the driver's words")}
}

const upsert = `upsertClaims(input: [{id: "%s", text: "So."}], provenance: {collector: "a", recordedFrom: "b"}) { ` +
	`created { count } unchanged { count } userErrors { code } }`

// TestMutation_Failure: a write that failed is not tried again, is null with its code, and leaves the other fields
// alone; sent again after a lost reply it changes nothing.
func TestMutation_Failure(t *testing.T) {
	for code, written := range map[evidence.Code]bool{evidence.CodeUnknownOutcome: true,
		evidence.CodeUnavailable: false, evidence.CodeTimeout: false, evidence.CodeConflict: false} {
		store := memstore.New(time.Now, 100)
		writer := &flaky{Writer: store, code: code, written: written}
		s := graph.New(graph.Config{Reader: store, Writer: writer})
		data, errs := s.Execute(t.Context(), "mutation { a: "+fmt.Sprintf(upsert, "a")+" b: "+fmt.Sprintf(upsert,
			"b")+" }", nil, "")
		want := `{"a":null,"b":{"created":[{"count":1}],"unchanged":[],"userErrors":[]}}`
		if len(errs) != 1 || errs[0].Extensions["code"] != strings.ToUpper(string(code)) ||
			errs[0].Path.String() != "a" || strings.Contains(errs[0].Message, "driver") {
			t.Errorf("%s: %v; want one error of that code at a", code, errs)
		}
		if string(data) != want || writer.calls != 2 {
			t.Errorf("%s: %s in %d calls; want %s in 2", code, data, writer.calls, want)
		}
		data, errs = s.Execute(t.Context(), "mutation { "+fmt.Sprintf(upsert, "a")+" }", nil, "")
		again := map[bool]string{true: `"created":[],"unchanged":[{"count":1}]`,
			false: `"created":[{"count":1}],"unchanged":[]`}[written]
		if len(errs) > 0 || !strings.Contains(string(data), again) {
			t.Errorf("%s, sent again: %s, %v; want %s", code, data, errs, again)
		}
	}
}

// TestMutation_ReadOnly: a server without a writer refuses, and one without a history says so.
func TestMutation_ReadOnly(t *testing.T) {
	s := server(t, fixture(t))
	data, errs := s.Execute(t.Context(), "mutation { "+fmt.Sprintf(upsert, "a")+" }", nil, "")
	if string(data) != `{"upsertClaims":null}` || len(errs) != 1 || errs[0].Extensions["code"] != "UNAVAILABLE" {
		t.Errorf("writing: %s, %v; want it refused", data, errs)
	}
	if _, errs := s.Execute(t.Context(), "{ changes { pageInfo { hasNextPage } } }", nil, ""); len(errs) != 1 ||
		errs[0].Extensions["code"] != "UNAVAILABLE" {
		t.Errorf("asking for changes: %v; want it refused", errs)
	}
}

// TestMutation_TooMany: over HTTP a request has at most so many records; in process it has as many as it likes.
func TestMutation_TooMany(t *testing.T) {
	store := memstore.New(time.Now, 100)
	s := graph.New(graph.Config{Reader: store, Writer: store})
	input := make([]map[string]any, 1001)
	for i := range input {
		input[i] = map[string]any{"id": fmt.Sprint(i), "name": "N"}
	}
	query := `mutation($input: [PersonInput!]!) { upsertPersons(input: $input, provenance: {collector: "a", ` +
		`recordedFrom: "b"}) { created { count } userErrors { field message } } }`
	for n, want := range map[int]string{1001: `{"created":[],"userErrors":[{"field":["input"],"message":"1001 ` +
		`records are given; expected at most 1000, in several requests"}]}`,
		1000: `{"created":[{"count":1000}],"userErrors":[]}`} {
		body, err := json.Marshal(map[string]any{"query": query, "variables": map[string]any{"input": input[:n]}})
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", strings.NewReader(string(body)))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("%d records: %s; want %s", n, w.Body, want)
		}
	}
	data, errs := s.Execute(t.Context(), query, map[string]any{"input": input}, "")
	if len(errs) > 0 || !strings.Contains(string(data), `"created":[{"count":1}]`) {
		t.Errorf("in process: %s, %v; want the last one created", data, errs)
	}
}

// TestMutation_ReadsItsOwnWrites: what follows a write in the same request shows it, whatever was read before.
func TestMutation_ReadsItsOwnWrites(t *testing.T) {
	now := recorded
	store := memstore.New(func() time.Time { now = now.Add(time.Minute); return now }, 100)
	s := graph.New(graph.Config{Reader: store, Writer: store})
	const one = `(input: [{id: "c", text: "So."%s}], provenance: {collector: "a", recordedFrom: "b"}) { records { ` +
		`... on Claim { name tags } } }`
	data, errs := s.Execute(t.Context(), "mutation { a: upsertClaims"+fmt.Sprintf(one,
		`, name: "first"`)+" b: upsertClaims"+fmt.Sprintf(one, `, name: "second"`)+
		" c: upsertClaims"+fmt.Sprintf(one, `, name: null, tags: ["x"]`)+" }", nil, "")
	want := `{"a":{"records":[{"name":"first","tags":[]}]},` +
		`"b":{"records":[{"name":"second","tags":[]}]},"c":{"records":[{"name":null,"tags":["x"]}]}}`
	if len(errs) > 0 || string(data) != want {
		t.Errorf("%s, %v; want %s", data, errs, want)
	}
}

// overrun is a reader of a graph in which more claims rest on anything than may be asked about.
type overrun struct{ evidence.Reader }

func (c overrun) List(ctx context.Context, q evidence.ListQuery) (evidence.NodePage, error) {
	page, err := c.Reader.List(ctx, q)
	page.HasNext = page.HasNext || len(q.Where.RestsOn) > 0
	return page, err
}

// TestMutation_ImpactRefused: the write is done although the list of what it changed is too long, and the answer says
// so.
func TestMutation_ImpactRefused(t *testing.T) {
	store := fixture(t)
	s := graph.New(graph.Config{Reader: overrun{store}, Writer: store})
	data, errs := s.Execute(t.Context(), `mutation {
		rateReliability(subject: "source:wire", reliability: A, by: {collector: "a", reason: "b"}) {
		changed { count } userErrors { message } impact { totalCount } impactRefused } }`, nil, "")
	want := `{"rateReliability":{"changed":[{"count":1}],"userErrors":[],"impact":null,"impactRefused":` +
		`"more than 10000 claims are concerned by what was written"}}`
	if len(errs) > 0 || string(data) != want {
		t.Errorf("%s, %v; want %s", data, errs, want)
	}
}
