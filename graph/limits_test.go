package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/transport"
)

// reply is a response as a client reads it.
type reply struct {
	status int
	header http.Header
	body   string
	Data   map[string]any
	Errors []struct {
		Message    string
		Path       []any
		Extensions struct{ Code, RequestID string }
	}
	Extensions map[string]any
}

func post(t testing.TB, h http.Handler, query string, variables map[string]any) reply {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", strings.NewReader(string(body)))
	r.Header.Set("Content-Type", "application/json")
	return send(t, h, r)
}

func send(t testing.TB, h http.Handler, r *http.Request) reply {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	got := reply{status: w.Code, header: w.Header(), body: w.Body.String()}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatalf("the answer is not JSON: %v\n%s", err, w.Body)
	}
	return got
}

// code returns the code of the first error, "" if there is none.
func (r reply) code() string {
	if len(r.Errors) == 0 {
		return ""
	}
	return r.Errors[0].Extensions.Code
}

func TestLimits(t *testing.T) {
	s := server(t, fixture(t))
	nest := func(end string) string { // 13 deep, and what the end adds
		return `{ claim(id: "bridge") ` + strings.Repeat(`{ relations(first: 1) { edges { node { from `, 3) + end +
			strings.Repeat(` } } } }`, 3) + ` }`
	}
	aliases := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "a%d: version ", i)
		}
		return "{ " + b.String() + "}"
	}
	for name, test := range map[string]struct{ query, want string }{
		"a page of pages of pages": {`{ claims(first: 100) { edges { node { statements(first: 100) { ` +
			`edges { node { source { label title } } } } } } } }`, "TOO_COMPLEX"},
		"a page of short pages": {`{ claims(first: 20) { edges { node { statements(first: 20) { ` +
			`edges { node { source { label } } } } } } } }`, ""},
		"a page by variable counts as well": {`query($n: Int = 100) { claims(first: $n) { edges { node { ` +
			`statements(first: $n) { edges { node { source { label title } } } } } } } }`, "TOO_COMPLEX"},
		"fifteen deep":      {nest(`{ sameAs { totalCount } }`), ""},
		"sixteen deep":      {nest(`{ sameAs { nodes { id } } }`), "TOO_COMPLEX"},
		"a hundred aliases": {aliases(100), ""},
		"one alias more":    {aliases(101), "TOO_COMPLEX"},
		"fifty directives":  {`{ version ` + strings.Repeat("@include(if: true) ", 1) + `}`, ""},
		"fifty-one directives": {`{ ` + strings.Repeat("version @skip(if: false) ", 51) + `}`,
			"TOO_COMPLEX"},
		"two thousand tokens":           {`{ ` + strings.Repeat("version ", 1998) + `}`, ""},
		"more than two thousand tokens": {`{ ` + strings.Repeat("version ", 2001) + `}`, "INVALID"},
		"more than a hundred of a page": {`{ claims(first: 101) { totalCount } }`, "INVALID"},
		"none of a page":                {`{ claims(first: 0) { totalCount } }`, "INVALID"},
		"everything, which is for this program": {fmt.Sprintf(`{ claims(first: %d) { version } }`, model.Everything),
			"TOO_COMPLEX"},
		"first and last":      {`{ claims(first: 1, last: 1) { totalCount } }`, "INVALID"},
		"after with last":     {`{ claims(after: "x", last: 1) { totalCount } }`, "INVALID"},
		"before without last": {`{ claims(before: "x") { totalCount } }`, "INVALID"},
		"a depth of none": {`{ source(id: "log") { upstream(maxDepth: 0) { totalCount } } }`,
			"INVALID"},
		"figures at a moment": {`{ claims(orderBy: {field: LINE_COUNT, direction: ASC}, at: {validAt: ` +
			`"2024-01-01T00:00:00Z"}) { totalCount } }`, "INVALID"},
		"a count at a moment": {`{ claims(at: {validAt: "2024-01-01T00:00:00Z"}) { ` +
			`distribution(of: TAG) { count } } }`, "INVALID"},
		"bounds that fall": {`{ claims { distribution(of: LINE_COUNT, bounds: [2, 1]) { count } } }`,
			"INVALID"},
		"no bounds": {`{ claims { distribution(of: LINE_COUNT, bounds: []) { count } } }`,
			"INVALID"},
		"bounds of tags": {`{ claims { distribution(of: TAG, bounds: [1]) { count } } }`,
			"INVALID"},
		"more than fifty filters": {`{ claims(where: {or: [` + strings.Repeat("{},", 50) +
			`]}) { totalCount } }`, "INVALID"},
		"a cursor of another order": {`{ claims(orderBy: {field: LINE_COUNT, direction: ASC}, after: ` +
			`"WyJRdWVyeS5jbGFpbXMiLCJjbGFpbTphIl0") { totalCount } }`, "INVALID"},
		"a number of more than 32 bits": {`{ source(id: "log") { upstream(maxDepth: 4294967297) { ` +
			`totalCount } } }`, "INVALID"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := post(t, s, test.query, nil); got.code() != test.want {
				t.Errorf("code %q, want %q: %.300s", got.code(), test.want, got.body)
			}
		})
	}
}

// TestLimits_EverythingIsForThisProgram asserts that a client cannot ask for everything, whatever it may cost.
func TestLimits_EverythingIsForThisProgram(t *testing.T) {
	limits := transport.DefaultLimits()
	limits.Cost = math.MaxInt
	s := graph.New(graph.Config{Reader: fixture(t), Limits: limits})
	for _, query := range []string{`{ claims(first: %d) { version } }`,
		`{ claim(id: "bridge") { parts(first: %d) { nodes { id } } } }`,
		`{ claim(id: "bridge") { convergence { supporting { groups(first: %d) { nodes { memberCount } } } } } }`} {
		if got := post(t, s, fmt.Sprintf(query, model.Everything), nil); got.code() != "INVALID" {
			t.Errorf(query+": %.300s; want INVALID", model.Everything, got.body)
		}
	}
}

// TestLimits_FiveHundredClaims asserts that a dashboard's request fits, and one more claim does not.
func TestLimits_FiveHundredClaims(t *testing.T) {
	s := server(t, many(t, 10))
	const query = `query($c: [ID!]!) { convergence(claims: $c) {
		supporting { sourceCount tracedCount demonstrated pooled presumed demonstratedLineCount lineCount }
		refuting { sourceCount tracedCount demonstrated pooled presumed demonstratedLineCount lineCount }
		confidence } }`
	repeat := func(n int) []string {
		list := make([]string, n)
		for i := range list {
			list[i] = fmt.Sprintf("claim:%03d", i%10)
		}
		return list
	}
	got := post(t, s, query, map[string]any{"c": repeat(500)})
	if answers, ok := got.Data["convergence"].([]any); !ok || len(answers) != 500 || len(got.Errors) > 0 {
		t.Errorf("500 claims: %.300s", got.body)
	}
	literal := `{ convergence(claims: ["` + strings.Join(repeat(500), `","`) +
		`"]) { supporting { sourceCount demonstrated } } }`
	if got := post(t, s, literal, nil); len(got.Errors) > 0 {
		t.Errorf("500 claims in the document: %.300s", got.body)
	}
	if got := post(t, s, query, map[string]any{"c": repeat(501)}); got.code() != "INVALID" {
		t.Errorf("501 claims: %.300s; want INVALID", got.body)
	}
}

// TestLimits_OneAnswerToRead asserts that what a person reads of one answer can be asked for over HTTP.
func TestLimits_OneAnswerToRead(t *testing.T) {
	const query = `{ claim(id: "bridge") { text convergence { version confidence explanation { text } caveats { text }
		nextQuestions { text atMost }
		supporting { sourceCount tracedCount demonstrated pooled presumed demonstratedLineCount lineCount
			fragility bottlenecks { label }
			groups { nodes { memberCount marginal members { nodes { id label } }
				basis { nodes { kind share node { label } } } reasons { text } } }
			lines { nodes { untraced nodes { label } links { kind provenance { quotes { exact place } } } } }
			overlaps { nodes { a { label } b { label } overlap verdict reasons { text } } }
			ifWrong { nodes { source { label } presumed demonstrated lostSources { nodes { label } } } } } } } }`
	if got := post(t, server(t, fixture(t)), query, nil); len(got.Errors) > 0 {
		t.Errorf("got %.500s", got.body)
	}
}

// TestLimits_FragmentsThatDouble asserts that fragments which spread each other twice are measured, not walked.
func TestLimits_FragmentsThatDouble(t *testing.T) {
	var b strings.Builder
	b.WriteString("{ claim(id: \"bridge\") { ...f0 } }\n")
	for i := range 12 { // deeper ones nest too deep
		fmt.Fprintf(&b, "fragment f%d on Claim { parts { nodes { ...f%d } } partOf { nodes { ...f%d } } }\n", i, i+1, i+1)
	}
	b.WriteString("fragment f12 on Claim { id }\n")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	done := make(chan reply, 1)
	go func() { done <- post(t, server(t, fixture(t)), b.String(), nil) }()
	select {
	case got := <-done:
		if got.code() != "TOO_COMPLEX" {
			t.Errorf("got %.300s; want TOO_COMPLEX", got.body)
		}
	case <-ctx.Done():
		t.Fatal("not answered within 10 s")
	}
}

func TestExecute_HasNoLimits(t *testing.T) {
	s := server(t, many(t, 150))
	data, errs := s.Execute(t.Context(), fmt.Sprintf(`{ claims(first: %d) { edges { node { statements(first: 100) { `+
		`edges { node { source { label } } } } } } } }`, model.Everything), nil, "")
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	var got struct{ Claims struct{ Edges []any } }
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Claims.Edges) != 150 {
		t.Errorf("%d claims, want 150", len(got.Claims.Edges))
	}
}
