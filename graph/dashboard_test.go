package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/credence-graph/credence/graph"
)

// panels are those of a dashboard that cost little, by the names that they have in the request.
var panels = []string{
	`board: claims(first: 20) { n: totalCount edges { node { label convergence { supporting { sourceCount } } } } }`,
	`weakest: claims(orderBy: {field: DEMONSTRATED, direction: ASC}, first: 5) { edges { node { label score { probability } } } }`,
	`spread: claims { distribution(of: LINE_COUNT) { label count } }`,
	`sources(first: 20) { totalCount edges { node { label kind publishedAt } } }`,
	`outlets { edges { node { label country } } }`,
	`bridge: claim(id: "bridge") { label statements { edges { node { stance source { label } } } } }`,
	`why: independence(a: "log", b: "echo") { verdict overlap }`,
	`answers: convergence(claims: ["bridge"]) { confidence }`,
	`now: version`,
}

// tooComplex costs 100 x 100 x 3, and 2 for the two lists on the way.
const tooComplex = `all: claims(first: 100) { edges { node { statements(first: 100) {
	edges { node { id stance strength } } } } } }`

// TestDashboard asserts that of ten panels in one request nine are answered, whatever is wrong with the tenth.
func TestDashboard(t *testing.T) {
	s := server(t, fixture(t))
	for name, test := range map[string]struct{ panel, code, part string }{
		"a panel that costs too much": {tooComplex, "TOO_COMPLEX", "this field costs 30"},
		"a panel that costs too much beside the others": {
			strings.Replace(tooComplex, "first: 100", "first: 80", 1), "TOO_COMPLEX", "in a request of its own"},
		"a page that is too long":   {`all: claims(first: 101) { totalCount }`, "INVALID", "first"},
		"what cannot be struck out": {`all: impact(without: ["outlet:daily"]) { totalCount }`, "INVALID", "without"},
		"no such claim":             {`all: audit(where: {claim: "none"}) { totalCount }`, "NOT_FOUND", "claim:none"},
		"not a cursor":              {`all: search(query: "x", after: "x") { edges { cursor } }`, "INVALID", "after"},
		"no history":                {`all: changes { edges { cursor } }`, "UNAVAILABLE", ""},
	} {
		t.Run(name, func(t *testing.T) {
			for place := range len(panels) + 1 {
				got := post(t, s, "{ "+strings.Join(slices.Insert(slices.Clone(panels), place, test.panel), "\n")+" }", nil)
				if got.code() != test.code || len(got.Errors) != 1 || !strings.Contains(got.Errors[0].Message, test.part) ||
					fmt.Sprint(got.Errors[0].Path) != "[all]" {
					t.Fatalf("as panel %d: %+v; want one error %s with %q at all", place, got.Errors, test.code, test.part)
				}
				if got.status != 200 || len(got.Data) != len(panels)+1 {
					t.Errorf("as panel %d: status %d, %d panels: %.300s", place, got.status, len(got.Data), got.body)
				}
				for panel, data := range got.Data {
					if (data == nil) != (panel == "all") {
						t.Errorf("as panel %d: %s is %v", place, panel, data)
					}
				}
			}
		})
	}
}

// TestDashboard_Whole asserts what is refused as a whole: what would leave nothing, and everything that is no query.
func TestDashboard_Whole(t *testing.T) {
	s := server(t, fixture(t))
	const write = `retract(ids: ["statement:x"], by: {collector: "t", reason: "r"}) { records(first: 100) { id } }`
	var many strings.Builder
	for i := range 60 {
		fmt.Fprintf(&many, "m%d: %s\n", i, write)
	}
	for name, query := range map[string]string{
		"one panel":              "{ " + tooComplex + " }",
		"one panel in fragments": "{ ...f ...f } fragment f on Query { " + tooComplex + " }",
		"two panels of one name": "{ " + strings.Replace(tooComplex, "first: 100", "first: 50", 1) + " ...f } " +
			"fragment f on Query { all: claims(first: 50) { edges { node { statements(first: 100) { edges { node { " +
			"provenance { collector recordedAt } } } } } } } }",
		"writes": "mutation { " + many.String() + " }",
	} {
		got := post(t, s, query, nil)
		if got.code() != "TOO_COMPLEX" || len(got.Errors) != 1 || len(got.Data) > 0 {
			t.Errorf("%s: %.300s; want one error TOO_COMPLEX and no data", name, got.body)
		}
		if requested, limit := costOf(got); requested <= 25_000 || limit != 25_000 {
			t.Errorf("%s: cost %v of %v", name, requested, limit)
		}
	}
}

// costOf returns what an answer says of its cost.
func costOf(r reply) (requested, limit float64) {
	cost, _ := r.Extensions["cost"].(map[string]any)
	requested, _ = cost["requested"].(float64)
	limit, _ = cost["limit"].(float64)
	return requested, limit
}

// oneClaim is what a page about one claim asks for, in the default lengths.
const oneClaim = `{ claim(id: "bridge") { label convergence { confidence
	supporting { sourceCount tracedCount demonstrated pooled presumed lineCount
		groups { nodes { memberCount marginal members { nodes { label } } reasons { text } } } } } } }`

// board is a list of a hundred claims with the figures of both sides and what follows from them.
const board = `{ claims(first: 100) { totalCount edges { node { id label convergence {
	probability likelihood confidence
	supporting { sourceCount tracedCount demonstrated pooled presumed demonstratedLineCount lineCount }
	refuting { sourceCount tracedCount demonstrated pooled presumed demonstratedLineCount lineCount } } } } } }`

// TestCost asserts that every answer says what it cost, and what the two usual requests cost.
func TestCost(t *testing.T) {
	s := server(t, fixture(t))
	for name, test := range map[string]struct {
		query string
		want  float64
	}{
		// a group costs 2 for its figures, 1 + 10 for its members, 1 + 10 for its reasons: 24, ten of them 240; around
		// them are 6 figures, the sides, the answer (10 to compute) and the claim
		"one claim": {oneClaim, 1 + 1 + (1 + 10 + 1 + (1 + 6 + (1 + 240)))},
		// each claim costs 2, and its answer 11 with 3 fields and two sides of 8
		"a board":                         {board, 1 + 100*(1+2+11+3+2*8)},
		"nothing":                         {`{ version }`, 1},
		"a query that is refused in part": {`{ version ` + tooComplex + ` }`, 1 + 1 + 100*(1+100*3)},
		"a write": {`mutation { retract(ids: ["statement:x"], by: {collector: "t", reason: "r"}) { at } }`,
			500 + 1},
	} {
		got := post(t, s, test.query, nil)
		if requested, limit := costOf(got); requested != test.want || limit != 25_000 {
			t.Errorf("%s: costs %v of %v; want %v of 25000: %.300s", name, requested, limit, test.want, got.body)
		}
	}
	if one, _ := costOf(post(t, s, oneClaim, nil)); one >= 500 {
		t.Errorf("one claim costs %v; want less than 500", one)
	}
	if hundred, _ := costOf(post(t, s, board, nil)); hundred >= 5000 {
		t.Errorf("a board of a hundred claims costs %v; want less than 5000", hundred)
	}
	unread := post(t, s, `{ claims(first: 1) { nothing } }`, nil)
	if _, said := unread.Extensions["cost"]; said {
		t.Errorf("the cost of what cannot be read: %v", unread.Extensions)
	}
}

// TestSchema_FailingAlone asserts that what can be refused or fail alone can be null, and says when it is.
func TestSchema_FailingAlone(t *testing.T) {
	for _, def := range graph.Schema().Types {
		if def.BuiltIn || (def.Kind != ast.Object && def.Kind != ast.Interface) || def.Name == "Subscription" {
			continue
		}
		for _, field := range def.Fields {
			edge := field.Name == "node" && strings.HasSuffix(def.Name, "Edge")
			fixed := field.Name == "limits" || field.Name == "policies"
			read := def.Name == "Query" && !strings.HasPrefix(field.Name, "__") && !fixed
			nodes := field.Name == "nodes" && strings.HasSuffix(def.Name, "Connection")
			if nodes && field.Type.Elem.NonNull {
				t.Errorf("%s.%s is %s; one that fails blanks the others", def.Name, field.Name, field.Type)
			}
			if len(field.Arguments) == 0 && !edge && !read {
				continue
			}
			if field.Type.NonNull {
				t.Errorf("%s.%s is %s; a refusal of it blanks what is around it", def.Name, field.Name, field.Type)
			}
			said := strings.Contains(strings.Join(strings.Fields(field.Description), " "), "null with an error")
			if !said && def.Name != "Mutation" && !strings.HasPrefix(field.Name, "__") {
				t.Errorf("%s.%s does not say when it is null with an error: %s", def.Name, field.Name, field.Description)
			}
		}
	}
}

// TestFailingAlone_Nested asserts that a refused list leaves what is around it.
func TestFailingAlone_Nested(t *testing.T) {
	got := post(t, server(t, fixture(t)), `{ claim(id: "bridge") { label parts(first: 101) { nodes { id } } convergence {
		supporting { sourceCount groups(first: 101) { nodes { memberCount } } circles { nodes { memberCount } } } } } }`, nil)
	claim, _ := got.Data["claim"].(map[string]any)
	answer, _ := claim["convergence"].(map[string]any)
	side, _ := answer["supporting"].(map[string]any)
	if len(got.Errors) != 2 || claim["label"] == nil || claim["parts"] != nil || side["sourceCount"] == nil ||
		side["groups"] != nil {
		t.Errorf("got %s", got.body)
	}
	connection, _ := side["circles"].(map[string]any)
	if circles, is := connection["nodes"].([]any); !is || len(circles) != 0 {
		t.Errorf("an empty list is %v; want []", side["circles"])
	}
}
