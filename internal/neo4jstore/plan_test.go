package neo4jstore_test

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/credence-graph/credence/internal/neo4jstore"
)

// plausible holds a value for every parameter of a query. Those that look up by id take ids by type.
func plausible(file string) map[string]any {
	byType := map[string]any{}
	for _, name := range []string{
		"claims", "sources", "outlets", "organizations", "persons", "reviews", "supportedBy", "refutedBy", "mentionedBy", "corroboratedBy",
		"ownedBy", "fundedBy", "sameAs", "cites", "quotes", "syndicates", "translates", "derivedFrom", "copies", "partOf", "contradicts",
	} {
		byType[name] = []string{"x"}
	}
	params := map[string]any{
		"claims": []string{"claim:c"}, "besides": []string{"source:s"}, "citedBy": nil, "outlets": nil, "verdicts": nil, "domains": nil, "on": []string{"source:s"}, "ids": nil, "latest": []string{"x"},
		"words": nil, "tag": nil, "item": "x", "url": nil, "from": nil, "to": nil, "by": "item", "newest": false,
		"known": int64(1), "valid": "2024-10-05", "undated": true, "limit": 10, "take": 2, "count": true, "backwards": false, "after": nil, "before": nil,
		"subjects": []string{"claim:c"}, "outgoing": true, "incoming": true, "types": nil, "depth": 2, "labels": []string{"Claim"},
		"query": "x", "at": int64(1), "rows": []any{}, "elements": []string{"x"}, "collector": "x", "reason": "x", "id": "x", "checksum": "x",
		"seconds": 1,
	}
	switch {
	case strings.HasPrefix(file, "record_"), file == "existing.cypher", file == "past_nodes.cypher":
		params["ids"] = byType
	case file == "unmirror.cypher", strings.HasPrefix(file, "list_"):
		params["ids"] = []string{"claim:c"}
	}
	return params
}

var allowed = regexp.MustCompile(`(?m)^// plan: (\w+) because `)

// TestPlans looks at how Neo4j would run each query: by seeks, and no scan of a label, a type or everything, and no
// product of unrelated rows, unless the query's comment says why.
func TestPlans(t *testing.T) {
	s := open(t)
	populate(t, s)
	c := settings(neo.Start(t))
	files, err := fs.Glob(neo4jstore.QueryFiles(), "query/*.cypher")
	if err != nil || len(files) == 0 {
		t.Fatalf("no queries: %v", err)
	}
	for _, file := range files {
		t.Run(path.Base(file), func(t *testing.T) {
			text, err := fs.ReadFile(neo4jstore.QueryFiles(), file)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(string(text), "// ") {
				t.Error("no comment on what it does and why its plan is right")
			}
			if strings.HasPrefix(path.Base(file), "show_") {
				return // SHOW has no plan of its own
			}
			plan := cypher(t, c, "EXPLAIN "+string(text), map[string]any{"q": plausible(path.Base(file))}).Summary.Plan()
			operators := operatorsOf(t, plan)
			for _, op := range operators {
				scan := strings.Contains(op, "Scan") && !strings.Contains(op, "Index") || op == "CartesianProduct"
				excused := slices.ContainsFunc(allowed.FindAllStringSubmatch(string(text), -1), func(m []string) bool { return m[1] == op })
				if scan && !excused {
					t.Errorf("the plan has a %s: %v", op, operators)
				}
			}
			if base := path.Base(file); (base == "subgraphs.cypher" || base == "walk.cypher" || base == "resting.cypher") && !strings.Contains(strings.Join(operators, " "), "VarLengthExpand(Pruning,BFS") {
				t.Errorf("the closure is no pruning breadth-first search: %v", operators)
			}
		})
	}
}

// operatorsOf reads the operators out of the plan as Neo4j draws it: the driver's own tree repeats the last child of an
// operator in place of the others.
func operatorsOf(t *testing.T, p neo4j.Plan) []string {
	t.Helper()
	drawing, ok := p.Arguments()["string-representation"].(string)
	if !ok {
		t.Fatal("Neo4j drew no plan")
	}
	var operators []string
	for _, m := range regexp.MustCompile(`(?m)^\|[ |]*\+([A-Za-z]+(?:\([A-Za-z,]+\))?)`).FindAllStringSubmatch(drawing, -1) {
		operators = append(operators, m[1])
	}
	return operators
}
