package graph_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/credence-graph/credence/graph"
)

const (
	plain    = "application/json"
	response = "application/graphql-response+json"
)

// TestServeHTTP asserts status, type and code by the rules of GraphQL over HTTP.
func TestServeHTTP(t *testing.T) {
	s := server(t, fixture(t))
	for name, test := range map[string]struct {
		method, contentType, accept, body string
		status                            int
		answered, code                    string
	}{
		"an answer":                   {"POST", plain, "", `{"query":"{version}"}`, 200, plain, ""},
		"an answer of the newer type": {"POST", plain, response, `{"query":"{version}"}`, 200, response, ""},
		"the first type that is ours": {"POST", plain, "text/html, " + response + ", " + plain,
			`{"query":"{version}"}`, 200, response, ""},
		"any type": {"POST", plain, "*/*", `{"query":"{version}"}`, 200, plain, ""},
		"the greater weight": {"POST", plain, plain + ";q=0.5, " + response + ";q=0.8", `{"query":"{version}"}`, 200,
			response, ""},
		"a group of types":        {"POST", plain, "text/html, application/*;q=0.1", `{"query":"{version}"}`, 200, plain, ""},
		"any type but plain JSON": {"POST", plain, "*/*, " + plain + ";q=0", `{"query":"{version}"}`, 200, response, ""},
		"any type after ours":     {"POST", plain, response + ", */*", `{"query":"{version}"}`, 200, response, ""},
		"a charset": {"POST", plain + "; charset=UTF-8", "", `{"query":"{version}"}`, 200, plain,
			""},
		"all parameters": {"POST", plain, "", `{"query":"query a($x: Boolean!) {version ` +
			`@include(if: $x)}","variables":{"x":true},"operationName":"a","extensions":{}}`, 200, plain, ""},
		"null parameters": {"POST", plain, "",
			`{"query":"{version}","variables":null,"operationName":null,"extensions":null}`, 200, plain, ""},
		"an error in a field": {"POST", plain, response, `{"query":"{node(id:\"x\"){id}}"}`, 200, response,
			"INVALID"},
		"no such field":              {"POST", plain, "", `{"query":"{nothing}"}`, 200, plain, "INVALID"},
		"no such field, newer type":  {"POST", plain, response, `{"query":"{nothing}"}`, 400, response, "INVALID"},
		"no GraphQL":                 {"POST", plain, response, `{"query":"{"}`, 400, response, "INVALID"},
		"no JSON":                    {"POST", plain, "", `{"query`, 400, plain, "INVALID"},
		"no object":                  {"POST", plain, "", `[]`, 400, plain, "INVALID"},
		"no document":                {"POST", plain, "", `{}`, 400, plain, "INVALID"},
		"a document of another type": {"POST", plain, "", `{"query":{"a":1}}`, 400, plain, "INVALID"},
		"variables of another type": {"POST", plain, "", `{"query":"{version}","variables":[1]}`, 400, plain,
			"INVALID"},
		"an operation of another type": {"POST", plain, "", `{"query":"{version}","operationName":1}`, 400, plain,
			"INVALID"},
		"extensions of another type": {"POST", plain, "", `{"query":"{version}","extensions":"x"}`, 400, plain,
			"INVALID"},
		"something behind the request": {"POST", plain, "", `{"query":"{version}"} {}`, 400, plain, "INVALID"},
		"no type that is ours":         {"POST", plain, "text/html", `{"query":"{version}"}`, 406, plain, "INVALID"},
		"a type that is ruled out": {"POST", plain, plain + ";q=0", `{"query":"{version}"}`, 406, plain,
			"INVALID"},
		"a form": {"POST", "application/x-www-form-urlencoded", "", `query={version}`, 415,
			plain, "INVALID"},
		"no type": {"POST", "", "", `{"query":"{version}"}`, 415, plain, "INVALID"},
		"another charset": {"POST", plain + "; charset=utf-16", "", `{"query":"{version}"}`, 415, plain,
			"INVALID"},
		"PUT": {"PUT", plain, "", `{"query":"{version}"}`, 405, plain, "INVALID"},
		"GET": {"GET", "", "", ``, 400, plain, "INVALID"},
		"an operation that is not there": {"POST", plain, response, `{"query":"query a {version}","operationName":"b"}`,
			400, response, "INVALID"},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequestWithContext(t.Context(), test.method, "/graphql", strings.NewReader(test.body))
			for header, value := range map[string]string{"Content-Type": test.contentType, "Accept": test.accept} {
				if value != "" {
					r.Header.Set(header, value)
				}
			}
			got := send(t, s, r)
			if got.status != test.status || got.code() != test.code {
				t.Errorf("status %d, code %q; want %d, %q: %s", got.status, got.code(), test.status, test.code,
					got.body)
			}
			if want := test.answered + "; charset=utf-8"; got.header.Get("Content-Type") != want {
				t.Errorf("type %q, want %q", got.header.Get("Content-Type"), want)
			}
			if failed := test.code != "" && !strings.Contains(name, "in a field"); failed &&
				strings.Contains(got.body, `"data"`) {
				t.Errorf("a data entry where nothing was executed: %s", got.body)
			}
		})
	}
}

// TestServeHTTP_Versions asserts that an answer says which version of the graph it was read from.
func TestServeHTTP_Versions(t *testing.T) {
	got := post(t, server(t, fixture(t)),
		`{ claims(first: 1) { version } convergence(claims: ["bridge"]) { version } }`, nil)
	if !strings.Contains(got.body, `"extensions":{"cost":{"limit":25000,"requested":14},"versions":["memory/2"]}`) {
		t.Errorf("got %s; want the version, once", got.body)
	}
}

// TestServeHTTP_BodyNeverShown asserts that what was sent is not repeated if it cannot be read.
func TestServeHTTP_BodyNeverShown(t *testing.T) {
	s := server(t, fixture(t))
	for name, body := range map[string]io.Reader{
		"broken": strings.NewReader(`{"query": hunter2`),
		"too long": http.MaxBytesReader(httptest.NewRecorder(), io.NopCloser(strings.NewReader(`{"query":"hunter2"}`)),
			12),
		"cut": io.MultiReader(strings.NewReader(`{"query":"hunter2`), brokenReader{}),
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", body)
		r.Header.Set("Content-Type", plain)
		if got := send(t, s, r); got.code() != "INVALID" || strings.Contains(got.body, "hunter2") {
			t.Errorf("%s: %s", name, got.body)
		}
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errors.New("hunter2") }

// TestServeHTTP_Introspection asserts that the schema, and names that would be near, are shown only if that is on.
func TestServeHTTP_Introspection(t *testing.T) {
	off := graph.New(graph.Config{Reader: fixture(t)})
	if got := post(t, off, `{ __schema { types { name } } }`, nil); len(got.Errors) == 0 {
		t.Errorf("introspection is off, and answers %.200s", got.body)
	}
	if got := post(t, off, `{ claimz { id } }`, nil); strings.Contains(got.body, "claims") {
		t.Errorf("introspection is off, and a name is suggested: %s", got.body)
	}
	if got := post(t, server(t, fixture(t)), `{ __schema { types { name fields { args { name } } } } __type(name: `+
		`"Claim") { name } }`, nil); len(got.Errors) > 0 {
		t.Errorf("introspection is on, and fails: %.300s", got.body)
	}
}
