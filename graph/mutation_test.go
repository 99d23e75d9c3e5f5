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

// written is an input for each mutation that is good at the present version of a graph with twins.
func written() map[string]string {
	const said = `provenance: {collector: "a", recordedFrom: "b", justification: "c"}`
	const by = `by: {collector: "a", reason: "b"}`
	list := func(record string) string { return "input: [" + record + "], " + said }
	return map[string]string{
		"upsertClaims": list(`{id: "c", text: "So."}`), "upsertSources": list(`{id: "s"}`),
		"upsertOutlets":       list(`{id: "o", name: "O"}`),
		"upsertOrganizations": list(`{id: "o", name: "O"}`), "upsertPersons": list(`{id: "p", name: "P"}`),
		"recordReviews":        list(`{id: "r", claim: "c", verdict: TRUE, alternateName: "True"}`),
		"recordStatements":     list(`{source: "first0", claim: "c", stance: SUPPORTS}`),
		"recordDerivations":    list(`{from: "second0", to: "first0", kind: CITES}`),
		"recordCorroborations": list(`{claim: "c", sources: ["first0", "second0"]}`),
		"recordOwnership":      list(`{asset: "outlet:o", owner: "organization:o"}`),
		"recordFunding":        list(`{recipient: "outlet:o", funder: "organization:o"}`),
		"recordInterests":      list(`{holder: "organization:o", claim: "c", direction: FOR}`),
		"recordLeanings":       list(`{outlet: "o", scheme: "political", value: "left", ratedBy: "R"}`),
		"relateClaims":         `from: "c", kind: PART_OF, to: "d", ` + said,
		"assertSame":           `ids: ["source:first0", "source:second0"], ` + said,
		"denySame":             `ids: ["source:first0", "source:second0"], ` + by,
		"rateReliability":      `subject: "source:first0", reliability: A, ` + by,
		"reviewDerivation":     `id: "LINK", status: CONFIRMED, ` + by,
		"confirm":              `sources: ["first0"], ` + said, "retract": `ids: ["LINK"], ` + by,
		"unretract": `ids: ["LINK"], ` + by, "erasePerson": `person: "p", ` + by, "detectCopies": `collector: "a"`,
	}
}

// TestMutation_IfVersion sends every mutation with the version of before the last write, and with no version: it is
// refused, says at which version the graph is, and writes nothing. With the present version a write is done.
func TestMutation_IfVersion(t *testing.T) {
	store := twins(t, "")
	s := graph.New(graph.Config{Reader: store, Words: store, Detection: store, Writer: store})
	versionNow := func() string {
		status, err := store.Status(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return status.Version.String()
	}
	send := func(field, arguments, version string) string {
		t.Helper()
		data, errs := s.Execute(t.Context(), fmt.Sprintf(`mutation { done: %s(%s, ifVersion: %q) { userErrors { field code
			message } } }`, field, arguments, version), nil, "")
		if len(errs) > 0 {
			t.Errorf("%s: %v", field, errs)
		}
		return string(data)
	}
	old := versionNow()
	apply(t, store, evidence.Batch{
		Claims:  puts(evidence.Claim{ID: "claim:c", Text: "So."}, evidence.Claim{ID: "claim:d", Text: "Not so."}),
		Outlets: puts(evidence.Outlet{ID: "outlet:o", Name: "O"}), Persons: puts(evidence.Person{ID: "person:p", Name: "P"}),
		Organizations: puts(evidence.Organization{ID: "organization:o", Name: "O"}),
		Derivations:   puts(evidence.Derivation{From: "source:first0", To: "source:second0", Kind: evidence.Cites}),
	})
	link := string(evidence.Derivation{From: "source:first0", To: "source:second0", Kind: evidence.Cites}.Normalize().ID)
	now, inputs := versionNow(), written()
	for _, field := range graph.Schema().Mutation.Fields {
		arguments, ok := inputs[field.Name]
		if !ok {
			t.Errorf("this test has no input for %s", field.Name)
			continue
		}
		arguments = strings.ReplaceAll(arguments, "LINK", link)
		got := send(field.Name, arguments, old)
		if !strings.HasPrefix(got, `{"done":{"userErrors":[{"field":["ifVersion"],"code":"CONFLICT",`) ||
			!strings.Contains(got, "it is at "+now+";") {
			t.Errorf("%s with the version before: %s", field.Name, got)
		}
		got = send(field.Name, arguments, "nonsense")
		if !strings.HasPrefix(got, `{"done":{"userErrors":[{"field":["ifVersion"],"code":"INVALID",`) {
			t.Errorf("%s with what is no version: %s", field.Name, got)
		}
	}
	if got := versionNow(); got != now {
		t.Errorf("what was refused took the graph from %s to %s", now, got)
	}
	for _, field := range graph.Schema().Mutation.Fields {
		before := versionNow()
		got := send(field.Name, strings.ReplaceAll(inputs[field.Name], "LINK", link), before)
		if got != `{"done":{"userErrors":[]}}` {
			t.Errorf("%s with the present version: %s", field.Name, got)
		}
	}
}
