package serve

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/app/run/runtest"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/server"
)

// TestServe_OtherOrigins: a page of another origin cannot write, whichever way it sends, nor one whose own name leads
// here.
func TestServe_OtherOrigins(t *testing.T) {
	s, _ := runtest.Harbour(t)
	served, err := server.New(server.Config{GraphQL: s.Graph(s.QuietLogger(), s.Writer, nil, nil)})
	if err != nil {
		t.Fatal(err)
	}
	const body = `{"query":"mutation { upsertClaims(input: [{id: \"forged\", text: \"So.\"}], provenance: ` +
		`{collector: \"a\", recordedFrom: \"b\"}) { token } }"}`
	send := func(headers map[string]string) int {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://127.0.0.1:8484/graphql",
			strings.NewReader(body))
		for name, value := range headers {
			if name == "Host" {
				r.Host = value
			}
			r.Header.Set(name, value)
		}
		w := httptest.NewRecorder()
		served.Handler().ServeHTTP(w, r)
		return w.Code
	}
	forged := func() bool {
		found, err := s.Reader.Objects(t.Context(), []evidence.ID{"claim:forged"}, evidence.Moment{})
		return err != nil || found[0].Node != nil
	}
	for name, headers := range map[string]map[string]string{
		"a form":                      {"Content-Type": "application/x-www-form-urlencoded"},
		"a simple request":            {"Content-Type": "text/plain", "Origin": "http://evil.example"},
		"no type":                     {"Origin": "http://evil.example"},
		"JSON of another origin":      {"Content-Type": "application/json", "Origin": "http://evil.example"},
		"another site, says the page": {"Content-Type": "application/json", "Sec-Fetch-Site": "cross-site"},
		"a name that leads here":      {"Content-Type": "application/json", "Host": "evil.example:8484"},
		"its own origin, rebound": {"Content-Type": "application/json", "Host": "evil.example",
			"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"},
	} {
		if code := send(headers); code < 400 || forged() {
			t.Errorf("%s: status %d, written: %t; want it refused", name, code, forged())
		}
	}
	if code := send(map[string]string{"Content-Type": "application/json"}); code != 200 || !forged() {
		t.Errorf("a client of this machine: status %d, written: %t; want it done", code, forged())
	}
}
