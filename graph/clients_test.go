package graph_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/transport"
)

// The headers that clients send by default, read from the requests of the version that is named beside each.
const (
	// @urql/core 1.16.2, which leaves it to fetch.
	urql1 = "*/*"
	// @urql/core 2.6.1.
	urql2 = "application/graphql+json, application/json"
	// @urql/core 3.2.2.
	urql3 = "multipart/mixed, " + response + ", application/graphql+json, application/json"
	// @urql/core 4.3.0, 5.2.0 and 6.0.3, the second for subscriptions.
	urql4       = response + ", application/graphql+json, application/json, text/event-stream, multipart/mixed"
	urql4Events = "text/event-stream, multipart/mixed"
	// @apollo/client 3.14.1, which leaves it to fetch; with @defer; for subscriptions.
	apollo3       = "*/*"
	apollo3Defer  = "multipart/mixed;deferSpec=20220824,application/json"
	apollo3Events = "multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json"
	// @apollo/client 4.3.8, the second for subscriptions.
	apollo4       = response + ",application/json;q=0.9"
	apollo4Events = "multipart/mixed;boundary=graphql;subscriptionSpec=1.0," + response + ",application/json;q=0.9"
	// What a program sends that takes anything.
	anything = "application/json, text/plain, */*"
)

const (
	asked      = `query Q { claim(id: "c1") { label } }`
	retracting = `mutation M { retract(ids: ["statement:none"], by: {collector: "t", reason: "r"}) { at } }`
)

// TestClients asserts that what the document asks for, and not the order of the header, says how it is answered.
func TestClients(t *testing.T) {
	s, _ := liveServer(t, transport.Limits{})
	for name, test := range map[string]struct {
		accept, query string
		status        int
		answered      string
	}{
		"urql 1":                             {urql1, asked, 200, plain},
		"urql 2":                             {urql2, asked, 200, plain},
		"urql 3":                             {urql3, asked, 200, response},
		"urql 4 to 6":                        {urql4, asked, 200, response},
		"a mutation by urql 4 to 6":          {urql4, retracting, 200, response},
		"a subscription by urql 4 to 6":      {urql4Events, watching, 200, events},
		"a subscription as urql 4 to 6 asks": {urql4, watching, 200, events},
		"Apollo 3":                           {apollo3, asked, 200, plain},
		"a mutation by Apollo 3":             {apollo3, retracting, 200, plain},
		"a deferred query by Apollo 3":       {apollo3Defer, asked, 200, plain},
		"a subscription by Apollo 3":         {apollo3Events, watching, 200, parts},
		"Apollo 4":                           {apollo4, asked, 200, response},
		"a mutation by Apollo 4":             {apollo4, retracting, 200, response},
		"a subscription by Apollo 4":         {apollo4Events, watching, 200, parts},
		"a program that takes all":           {anything, asked, 200, plain},
		"a subscription by such a program":   {anything, watching, 200, events},
		"events first":                       {events + ", " + plain, asked, 200, plain},
		"events that are ruled out":          {events + ";q=0, " + plain, watching, 406, plain},
		"parts of no version":                {parts + ", " + plain, watching, 406, plain},
		"parts before events":                {apollo4Events + ", " + events, watching, 200, parts},
		"events before parts":                {events + ", " + apollo4Events, watching, 200, events},
		"a query as parts only":              {parts + ";subscriptionSpec=1.0", asked, 406, plain},
		"a query as events only":             {events, asked, 406, plain},
		"a mutation as events only":          {events, retracting, 406, plain},
		"a subscription with no header":      {"", watching, 406, plain},
	} {
		t.Run(name, func(t *testing.T) {
			body, err := json.Marshal(map[string]string{"query": test.query})
			if err != nil {
				t.Fatal(err)
			}
			got := fetch(t, s, http.MethodPost, "", test.accept, string(body))
			if got.status != test.status || got.mediaType() != test.answered {
				t.Errorf("%d %s; want %d %s: %s", got.status, got.mediaType(), test.status, test.answered, got.body)
			}
			if refused := test.status == 406; refused != strings.Contains(got.body, "send Accept: ") {
				t.Errorf("status %d and %s", got.status, got.body)
			}
			first := map[string]string{events: "event: next\ndata: {", parts: "\r\n\r\n{\"payload\":{"}[test.answered]
			if !strings.Contains(got.body, first) {
				t.Errorf("%s and %s", test.answered, got.body)
			}
		})
	}
}

const (
	events = "text/event-stream"
	parts  = "multipart/mixed"
)

// TestClients_GET asserts that a query may come in the address, as urql 6 sends short ones, and nothing else may.
func TestClients_GET(t *testing.T) {
	s, _ := liveServer(t, transport.Limits{})
	address := func(values ...string) string {
		v := url.Values{}
		for i := 0; i < len(values); i += 2 {
			v.Set(values[i], values[i+1])
		}
		return "?" + v.Encode()
	}
	const withVariable = `query Q($id: ID!) { claim(id: $id) { label } }`
	for name, test := range map[string]struct {
		address, accept string
		status          int
		answered, part  string
	}{
		"urql 6": {address("query", asked, "operationName", "Q", "variables", "{}"), urql4, 200, response,
			`"label":"claim:c1"`},
		"variables": {address("query", withVariable, "variables", `{"id":"c1"}`, "extensions", `{}`), "", 200, plain,
			`"label":"claim:c1"`},
		"a token":        {address("query", asked, "extensions", `{"after":"x"}`), "", 200, plain, "INVALID"},
		"no document":    {"", "", 400, plain, "query: missing"},
		"not JSON":       {address("query", asked, "variables", "{"), "", 400, plain, "variables in the address"},
		"more than JSON": {address("query", asked, "variables", "{} {}"), "", 400, plain, "something follows"},
		"a mutation":     {address("query", retracting), urql4, 405, response, "send a mutation by POST"},
		"a subscription": {address("query", watching), urql4, 405, response, "send a subscription by POST"},
	} {
		t.Run(name, func(t *testing.T) {
			got := fetch(t, s, http.MethodGet, test.address, test.accept, "")
			if got.status != test.status || got.mediaType() != test.answered || !strings.Contains(got.body, test.part) {
				t.Errorf("%d %s %s; want %d %s with %s", got.status, got.mediaType(), got.body, test.status,
					test.answered, test.part)
			}
			if test.status == 405 && got.header.Get("Allow") != http.MethodPost {
				t.Errorf("Allow: %q; want POST", got.header.Get("Allow"))
			}
		})
	}
}

// fetched is an answer, or the beginning of a stream.
type fetched struct {
	status int
	header http.Header
	body   string
}

func (f fetched) mediaType() string {
	name, _, _ := strings.Cut(f.header.Get("Content-Type"), ";")
	return name
}

// fetch sends a request over a network; of a stream it reads up to the end of the first event.
func fetch(t *testing.T, s *httptest.Server, method, address, accept, body string) fetched {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if accept != "" {
		r.Header.Set("Accept", accept)
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", plain)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	got := fetched{status: answer.StatusCode, header: answer.Header}
	if got.mediaType() == events || got.mediaType() == parts {
		lines := bufio.NewReader(answer.Body)
		for !strings.Contains(got.body, `"cursor"`) {
			line, err := lines.ReadString('\n')
			if err != nil {
				t.Fatalf("%v after %s", err, got.body)
			}
			got.body += line
		}
		return got
	}
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	got.body = string(text)
	return got
}

// TestStreams asserts that a server knows before it answers whether the answer has an end of its own.
func TestStreams(t *testing.T) {
	s := graph.New(graph.Config{Reader: fixture(t)})
	const two = `query Q { version } ` + `subscription S { findingRaised { cursor } }`
	for name, test := range map[string]struct {
		accept, query, operation string
		want                     bool
	}{
		"a query": {urql4, asked, "", false},
		"a query with that word": {urql4, `{ search(query: "subscription") { edges { cursor } } }`, "",
			false},
		"a mutation":                  {urql4, retracting, "", false},
		"a subscription":              {urql4, watching, "", true},
		"a subscription, events only": {events, watching, "", true},
		"a subscription, in parts":    {apollo4Events, watching, "", true},
		"the query of two":            {urql4, two, "Q", false},
		"the subscription of two":     {urql4, two, "S", true},
		"none of two":                 {urql4, two, "", false},
		"what cannot be parsed":       {urql4, "subscription {", "", false},
		"more tokens than may be":     {urql4, watching + strings.Repeat(" fragment f on Claim { id }", 500), "", false},
	} {
		body, err := json.Marshal(map[string]string{"query": test.query, "operationName": test.operation})
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", bytes.NewReader(body))
		r.Header.Set("Accept", test.accept)
		if got := s.Streams(r); got != test.want {
			t.Errorf("%s: %t; want %t", name, got, test.want)
		}
	}
	socket := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/graphql", nil)
	if s.Streams(socket) {
		t.Error("a GET is taken for a stream")
	}
	socket.Header.Set("Upgrade", "websocket")
	if !s.Streams(socket) {
		t.Error("a WebSocket is not taken for a stream")
	}
}
