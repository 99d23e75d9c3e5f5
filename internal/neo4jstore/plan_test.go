package neo4jstore_test

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore"
	"github.com/credence-graph/credence/internal/neo4jstore/query"
)

// plausible holds a value for every parameter of a query. Those that look up by id take ids by type.
func plausible(file string) map[string]any {
	byType := map[string]any{}
	for _, name := range []string{
		"claims", "sources", "outlets", "organizations", "persons", "reviews", "supportedBy", "refutedBy", "mentionedBy",
		"corroboratedBy",
		"ownedBy", "fundedBy", "sameAs", "cites", "quotes", "syndicates", "translates", "derivedFrom", "copies", "partOf",
		"contradicts",
		"confirmed", "hasInterestIn", "leans",
	} {
		byType[name] = []string{"x"}
	}
	params := map[string]any{
		"claims": []string{"claim:c"}, "also": []string{"source:s"}, "citedBy": nil, "outlets": nil,
		"authors": nil, "kinds": nil, "countries": nil, "forward": eachType(), "backward": eachType(), "from": "", "to": "~",
		"most":     2,
		"verdicts": nil,
		"domains":  nil, "on": []string{"source:s"}, "tags": []string{"x"}, "ids": nil, "latest": []string{"x"},
		"words": nil, "tag": nil, "item": "x", "url": nil, "by": "item",
		"newest": false, "oldest": false, "rising": false,
		"known": int64(1), "valid": "2024-10-05", "undated": true, "limit": 10, "take": 2, "count": true, "backwards": false,
		"after": nil, "before": nil,
		"subjects": []string{"claim:c"}, "outgoing": true, "incoming": true, "types": nil, "order": []string{"x"}, "depth": 2,
		"labels": []string{"Claim"},
		"query":  "x", "at": int64(1), "rows": []any{}, "elements": []string{"x"}, "collector": "x", "reason": "x", "id": "x",
		"checksum": "x",
		"seconds":  1, "fingerprints": []string{"x"}, "work": "x", "batches": 1, "trace": "x", "editions": []string{"x"},
		"last": "",
	}
	switch {
	case strings.HasPrefix(file, "record_"), file == "existing.cypher", file == "past_nodes.cypher",
		file == "history_nodes.cypher":
		params["ids"] = byType
	case file == "unmirror.cypher", file == "erased.cypher", strings.HasPrefix(file, "list_"):
		params["ids"] = []string{"claim:c"}
	}
	return params
}

// eachType asks for the suggested derivations of each type.
func eachType() map[string]any {
	byType := map[string]any{}
	for _, kind := range evidence.DerivationKinds() {
		byType[string(kind)] = []string{"SUGGESTED"}
	}
	return byType
}

var allowed = regexp.MustCompile(`(?m)^// plan: (\w+) because `)

// TestPlans looks at how Neo4j would run each query: by seeks, and no scan of a label, a type or everything, and no
// product of unrelated rows, unless the query's comment says why. Plans follow what the graph holds, so they are
// looked at in an empty graph, in a common one, and in one so dense that the paths in it cannot be counted.
func TestPlans(t *testing.T) {
	s := open(t)
	c := settings(neo.Start(t))
	files, err := fs.Glob(query.Files, "*.cypher")
	if err != nil || len(files) == 0 {
		t.Fatalf("no queries: %v", err)
	}
	for _, graph := range []struct {
		name string
		make func()
	}{
		{"empty", func() {}},
		{"common", func() { populate(t, s) }},
		{"dense", func() { wipe(t, c); dense(t, s) }},
	} {
		graph.make()
		cypher(t, c, "CALL db.clearQueryCaches()", nil)
		for _, file := range files {
			scans := graph.name != "empty" || looksUp(path.Base(file))
			t.Run(graph.name+"/"+path.Base(file), func(t *testing.T) { checkPlan(t, c, file, scans) })
		}
	}
}

// dense records sources that all take from all others.
func dense(t *testing.T, s *neo4jstore.Store) {
	t.Helper()
	const sources = 12
	b := evidence.Batch{Collector: "test", Method: evidence.Imported,
		Claims: put(evidence.Claim{ID: "claim:c", Text: "c"})}
	for i := range sources {
		b.Sources = append(b.Sources, put(evidence.Source{ID: sourceID(i)})...)
		b.Statements = append(
			b.Statements, put(evidence.Statement{Source: sourceID(i), Claim: "claim:c", Stance: evidence.Supports})...)
		for j := range sources {
			b.Derivations = append(
				b.Derivations, put(evidence.Derivation{From: sourceID(i), To: sourceID(j), Kind: evidence.Cites})...)
		}
	}
	apply(t, s, b)
}

// looksUp reports whether a query is run for every batch of an import: what was planned for it in an empty graph is in
// use while the graph grows by hundreds of thousands of links, and a scan that cost nothing then costs minutes.
func looksUp(file string) bool {
	return strings.HasPrefix(file, "record_") || strings.HasPrefix(file, "create_") ||
		slices.Contains(
			[]string{"existing.cypher", "mirror.cypher", "erased.cypher", "editions.cypher", "keep_editions.cypher"}, file)
}

// checkPlan checks one plan; scans are looked for where there is something to scan. As a graph grows Neo4j plans again.
func checkPlan(t *testing.T, c neo4jstore.Config, file string, scans bool) {
	text, err := fs.ReadFile(query.Files, file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(text), "// ") {
		t.Error("no comment on what it does and why its plan is right")
	}
	if strings.HasPrefix(path.Base(file), "show_") {
		return // SHOW has no plan of its own
	}
	operators := operatorsOf(
		t, cypher(
			t, c, "EXPLAIN "+query.WithConditions(string(text)), map[string]any{"q": plausible(path.Base(file))}).Summary.Plan())
	for _, op := range operators {
		scan := strings.Contains(op.name, "Scan") && !strings.Contains(op.name, "Index") || op.name == "CartesianProduct"
		excused := slices.ContainsFunc(
			allowed.FindAllStringSubmatch(string(text), -1), func(m []string) bool { return m[1] == op.name })
		if scans && scan && !excused {
			t.Errorf("the plan has a %s: %v", op.name, operators)
		}
		former := strings.Contains(op.details, ":WAS*0..1]") // a node's former values: one step at most
		if strings.HasPrefix(op.name, "VarLengthExpand") && op.name != "VarLengthExpand(Pruning,BFS,All)" && !former {
			t.Errorf("%s %s follows every path, not every relationship once", op.name, op.details)
		}
	}
	if want := strings.Count(string(text), "*1..]") + strings.Count(string(text), "*0..]"); want != count(
		operators, "VarLengthExpand(Pruning,BFS,All)") {
		t.Errorf("of %d traversals without a bound not all are pruning breadth-first searches: %v", want, operators)
	}
}

// operator is one of a plan, with as much of what it works on as the drawing shows in its first line.
type operator struct{ name, details string }

func count(operators []operator, name string) int {
	n := 0
	for _, op := range operators {
		if op.name == name {
			n++
		}
	}
	return n
}

// operatorsOf reads the operators out of the plan as Neo4j draws it: the driver's own tree repeats the last child of an
// operator in place of the others.
func operatorsOf(t *testing.T, p neo4j.Plan) []operator {
	t.Helper()
	drawing, ok := p.Arguments()["string-representation"].(string)
	if !ok {
		t.Fatal("Neo4j drew no plan")
	}
	var operators []operator
	for _, m := range regexp.MustCompile(
		`(?m)^\|[ |]*\+([A-Za-z]+(?:\([A-Za-z,]+\))?) *\| *\d+ \| ([^|]*(?:\|[A-Z_]+[^|]*)*)`).FindAllStringSubmatch(
		drawing, -1) {
		operators = append(operators, operator{m[1], strings.TrimSpace(m[2])})
	}
	return operators
}
