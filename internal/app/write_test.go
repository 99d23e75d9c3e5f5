package app

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/server"
)

// TestAct_Text does to the harbour what can be done to records, one after the other. The paper and the log are two
// demonstrated sources of the first claim until they are one.
func TestAct_Text(t *testing.T) {
	s, out := harbour(t)
	by := map[string]any{"collector": "ann", "reason": "it is so"}
	same := evidence.ID(evidence.SamenessIDOf("source:log", "source:wire"))
	for _, step := range []struct {
		name, operation, field string
		variables              map[string]any
		want                   string
	}{
		{"merging", "AssertSame", "assertSame", map[string]any{"ids": []string{"source:wire", "source:log"},
			"provenance": map[string]any{"collector": "ann", "recordedFrom": "ann", "justification": "one log"}},
			"recorded 1 sameness\n  " + string(same) + `
1 claim loses evidence: "The bridge is closed".
demonstrated before  after  presumed before  after  claim                  sources lost
               2.00   1.00             2.00   1.00  The bridge is closed.
`},
		{"merging again", "AssertSame", "assertSame", map[string]any{"ids": []string{"source:log", "source:wire"},
			"provenance": map[string]any{"collector": "ann", "recordedFrom": "ann", "justification": "one log"}},
			"unchanged 1 sameness\n  " + string(same) + "\nNo figure of any claim changes.\n"},
		{"confirming", "Confirm", "confirm", map[string]any{"sources": []string{"source:wire"},
			"provenance": map[string]any{"collector": "ann", "recordedFrom": "ann", "justification": "read"}},
			"recorded 1 confirmation\n  " + string(evidence.ConfirmationIDOf("source:wire")) +
				"\nNo figure of any claim changes.\n"},
		{"confirming again", "Confirm", "confirm",
			map[string]any{"sources": []string{"wire"},
				"provenance": map[string]any{"collector": "ann", "recordedFrom": "ann", "justification": "read"}},
			"changed 1 confirmation\n  " + string(evidence.ConfirmationIDOf("source:wire")) +
				"\nNo figure of any claim changes.\n"},
		{"rejecting", "ReviewDerivation", "reviewDerivation",
			map[string]any{"id": gazetteOnWire, "status": "REJECTED", "by": by},
			"changed 1 derivation\n  " + string(gazetteOnWire) + `
1 claim loses evidence: "The ferry runs".
demonstrated before  after  presumed before  after  claim            sources lost
               1.00   0.00             1.00   1.00  The ferry runs.
`},
		{"rating", "RateReliability", "rateReliability",
			map[string]any{"subject": "source:gazette", "reliability": "A", "by": by},
			`changed 1 source
  source:gazette
1 claim changes but loses no evidence.
demonstrated before  after  presumed before  after  likelihood before  after            claim            sources lost
               0.00   0.00             1.00   1.00  unrated            very likely 95%  The ferry runs.
`},
	} {
		out.Reset()
		if err := s.act(t.Context(), step.operation, step.field, false, step.variables); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if diff := cmp.Diff(step.want, out.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", step.name, diff)
		}
	}
	out.Reset()
	if err := s.changes(t.Context(), changesFlags{first: 3}, time.Time{}, nil); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 7 || !strings.HasPrefix(lines[0], "The last changes, the newest first (times in ") ||
		!strings.HasSuffix(lines[2], ` ann changed the source "gazette" (source:gazette): Admiralty letter set to `+
			`A. Reason: it is so.`) ||
		!strings.HasPrefix(lines[6], "There are more; go on with --after ") {
		t.Errorf("the changes:\n%s", out)
	}
}

// TestAct_Refused gives what the exit code is made of, and prints nothing.
func TestAct_Refused(t *testing.T) {
	s, out := harbour(t)
	by := map[string]any{"collector": "ann", "reason": "it is so"}
	for _, refused := range []struct {
		operation, field string
		variables        map[string]any
		want             evidence.Code
	}{
		{"AssertSame", "assertSame", map[string]any{"ids": []string{"log", "wire"},
			"provenance": map[string]any{"collector": "ann", "recordedFrom": "ann"}}, evidence.CodeInvalid},
		{"Confirm", "confirm", map[string]any{"sources": []string{"wire"},
			"provenance": map[string]any{"collector": "ann", "recordedFrom": "ann"}}, evidence.CodeInvalid},
		{"Confirm", "confirm", map[string]any{"sources": []string{"none"},
			"provenance": map[string]any{"collector": "ann", "recordedFrom": "ann",
				"justification": "read"}}, evidence.CodeNotFound},
		{"Unretract", "unretract", map[string]any{"ids": []string{"statement:none"}, "by": by},
			evidence.CodeNotFound},
		{"ErasePerson", "erasePerson", map[string]any{"person": "person:none", "by": by}, evidence.CodeNotFound},
	} {
		err := s.act(t.Context(), refused.operation, refused.field, false, refused.variables)
		if evidence.CodeOf(err) != refused.want || out.Len() > 0 {
			t.Errorf("%s: %v, printed %q; want code %s", refused.operation, err, out, refused.want)
		}
	}
}

// TestAct_JSON prints the payload as it is.
func TestAct_JSON(t *testing.T) {
	s, out := harbour(t)
	s.json = true
	if err := retract(t, s, denial); err != nil {
		t.Fatal(err)
	}
	out.Reset()
	variables := map[string]any{"ids": []evidence.ID{denial},
		"by": map[string]any{"collector": "ann", "reason": "right"}}
	if err := s.act(t.Context(), "Unretract", "unretract", false, variables); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Created []report.CountView
		Token   string
		Impact  report.ImpactView
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	if len(got.Created) != 1 || got.Created[0] != (report.CountView{Kind: "STATEMENT",
		Count: 1}) || got.Token == "" || got.Impact.TotalCount != 1 {
		t.Errorf("%s", out)
	}
}

// TestServe_OtherOrigins: a page of another origin cannot write, whichever way it sends, nor one whose own name leads
// here.
func TestServe_OtherOrigins(t *testing.T) {
	s, _ := harbour(t)
	served, err := server.New(server.Config{GraphQL: s.graph(s.quietLogger(), s.writer, nil, nil)})
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
		found, err := s.reader.Objects(t.Context(), []evidence.ID{"claim:forged"}, evidence.Moment{})
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

// TestREADME_Write sends the README's example of a mutation to the records of its example of an import.
func TestREADME_Write(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	const fence = "```graphql\n"
	_, rest, found := strings.Cut(string(text), fence+"mutation")
	example, _, ends := strings.Cut("mutation"+rest, "```")
	if !found || !ends {
		t.Fatal("the README shows no mutation")
	}
	s, _ := inMemory(t)
	b := evidence.Batch{Claims: []evidence.Put[evidence.Claim]{put(evidence.Claim{ID: "claim:c1",
		Text: "The bridge is closed."})},
		Sources: []evidence.Put[evidence.Source]{put(evidence.Source{ID: "source:paper", Kind: evidence.Document})}}
	if _, err := s.writer.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	data, errs := s.graph(s.quietLogger(), s.writer, nil, nil).Execute(t.Context(), example, nil, "")
	for _, want := range []string{`"userErrors":[]`, `"created":[{"kind":"STATEMENT","count":1}]`,
		`"impact":{"edges":[{"node":{"text":"The bridge is closed."},"before":{"supporting":{"demonstrated":0}},"after":{"supporting":{"demonstrated":1}}}]}`} {
		if len(errs) > 0 || !strings.Contains(string(data), want) {
			t.Errorf("%s, %v; want %s", data, errs, want)
		}
	}
}
