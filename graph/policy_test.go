package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/transport"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// strictServer has a policy in force, and knows another one.
func strictServer(t *testing.T) *transport.Server {
	t.Helper()
	inForce, strict := basis.DefaultPolicy(), basis.DefaultPolicy()
	inForce.Name, inForce.Prior, inForce.Budget.TriedCount = "house", 0.4, 50
	strict.Name, strict.MinConfidence, strict.Undated = "strict", 90, evidence.ExcludeUndated
	return graph.New(graph.Config{Reader: fixture(t), Policy: inForce, Policies: []basis.Policy{strict}})
}

// TestPolicy_Names asks for policies by name: what is left out stays as in the one that is named.
func TestPolicy_Names(t *testing.T) {
	s := strictServer(t)
	type policy struct {
		Name          string
		MinConfidence int
		Prior         float64
		Undated       string
	}
	for input, want := range map[string]policy{
		`null`:                                {"house", 0, 0.4, "INCLUDE"},
		`{}`:                                  {"house", 0, 0.4, "INCLUDE"},
		`{prior: 0.4}`:                        {"house", 0, 0.4, "INCLUDE"},
		`{prior: 0.3}`:                        {"custom", 0, 0.3, "INCLUDE"},
		`{name: "house"}`:                     {"house", 0, 0.4, "INCLUDE"},
		`{name: "strict"}`:                    {"strict", 90, 0.5, "EXCLUDE"},
		`{name: "default"}`:                   {"default", 0, 0.5, "INCLUDE"},
		`{name: "strict", prior: 0.2}`:        {"custom", 90, 0.2, "EXCLUDE"},
		`{name: "default", undated: EXCLUDE}`: {"custom", 0, 0.5, "EXCLUDE"},
	} {
		query := fmt.Sprintf(`{ convergence(claims: ["bridge"], policy: %s) { policy { name minConfidence prior `+
			`undated } } }`, input)
		data, errs := s.Execute(t.Context(), query, nil, "")
		if len(errs) > 0 {
			t.Errorf("%s: %v", input, errs)
			continue
		}
		var got struct{ Convergence []struct{ Policy policy } }
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got.Convergence[0].Policy); diff != "" {
			t.Errorf("%s (-want +got):\n%s", input, diff)
		}
	}
}

// TestPolicy_Undated: what the moment says of undated sources goes before what the policy says, and the answer states
// it. The blog is the only one without a date.
func TestPolicy_Undated(t *testing.T) {
	s := strictServer(t)
	for name, tc := range map[string]struct {
		arguments, undated string
		sources            int
	}{
		"neither":    {`at: {validAt: "2024-12-01T00:00:00Z"}`, "INCLUDE", 3},
		"the policy": {`at: {validAt: "2024-12-01T00:00:00Z"}, policy: {undated: EXCLUDE}`, "EXCLUDE", 2},
		"the moment": {`at: {validAt: "2024-12-01T00:00:00Z", undated: EXCLUDE}`, "EXCLUDE", 2},
		"the moment goes first": {`at: {validAt: "2024-12-01T00:00:00Z", undated: INCLUDE}, policy: {undated: EXCLUDE}`,
			"INCLUDE", 3},
	} {
		query := fmt.Sprintf(`{ convergence(claims: ["bridge"], %s) { policy { undated } supporting { sourceCount } } }`,
			tc.arguments)
		data, errs := s.Execute(t.Context(), query, nil, "")
		want := fmt.Sprintf(`{"convergence":[{"policy":{"undated":%q},"supporting":{"sourceCount":%d}}]}`, tc.undated,
			tc.sources)
		if len(errs) > 0 || string(data) != want {
			t.Errorf("%s: want %s, got %s, errors %v", name, want, data, errs)
		}
	}
}

// TestPolicy_Refused: unknown names, values out of range and budgets above the server's are refused in words.
func TestPolicy_Refused(t *testing.T) {
	s := strictServer(t)
	for input, want := range map[string]string{
		`{name: "strct"}`: `policy.name: no policy is known as "strct"; expected one of default, ` +
			`house, strict`,
		`{prior: 1}`:              `policy.prior: 1 is out of range; expected above 0 and below 1`,
		`{accuracies: {a: 0.99}}`: `policy.accuracies: 0.99 is out of range; expected 0.5 to 0.95`,
		`{accuracies: {c: 0.9}}`: `policy.accuracies: B is 0.85 and C is 0.9; expected no letter from A to E ` +
			`to be more accurate than the one before`,
		`{sharedCauseShares: {owner: 0.5}}`:   `policy.sharedCauseShares: the shares add up to 1.15; expected below 1`,
		`{budget: {triedCount: 51}}`:          `policy.budget.triedCount: 51 is more than the policy allows; expected at most 50`,
		`{budget: {comparedCount: 1}}`:        `policy.budget.comparedCount: 1 is out of range; expected 2 to 5000`,
		`{name: "strict", minCopiedShare: 0}`: `policy.minCopiedShare: 0 is out of range; expected above 0 and at most 1`,
	} {
		body, err := json.Marshal(map[string]string{"query": `{ convergence(claims: ["bridge"], policy: ` + input +
			`) { version } }`})
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", strings.NewReader(string(body)))
		r.Header.Set("Content-Type", plain)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		var got struct {
			Errors []struct {
				Message    string
				Extensions struct{ Code string }
			}
		}
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		if len(got.Errors) != 1 || got.Errors[0].Message != want || got.Errors[0].Extensions.Code != "INVALID" {
			t.Errorf("%s: want %q, got %s", input, want, w.Body)
		}
	}
}
