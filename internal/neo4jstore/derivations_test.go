package neo4jstore_test

import (
	"io/fs"
	"regexp"
	"strconv"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/query"
)

// TestDerivations_ReadAPage asserts that a page of what waits for a person costs what is on it: a few accesses for one
// of 3,000 suggestions among 6,000 copies, in either direction.
func TestDerivations_ReadAPage(t *testing.T) {
	s := open(t)
	c := settings(neo.Start(t))
	const sources, copies, dear = 300, 6000, 300
	b, kappa := evidence.Batch{Collector: "test", Method: evidence.Imported}, .5
	for i := range sources {
		b.Sources = append(b.Sources, put(evidence.Source{ID: sourceID(i)})...)
	}
	for i := range copies {
		b.Derivations = append(b.Derivations, put(evidence.Derivation{
			From: sourceID(i % sources), To: sourceID((i + 1 + i/sources) % sources), Kind: evidence.Copies, CopiedShare: &kappa,
			Status: []evidence.ReviewStatus{evidence.Suggested, evidence.Confirmed}[i/sources%2]})...)
	}
	apply(t, s, b)
	cypher(t, c, "CALL db.awaitIndexes()", nil)
	text, err := fs.ReadFile(query.Files, "derivations.cypher")
	if err != nil {
		t.Fatal(err)
	}
	for _, backwards := range []bool{false, true} {
		params := plausible("derivations.cypher")
		params["known"], params["valid"], params["count"], params["backwards"] = nil, nil, false, backwards
		params[map[bool]string{true: "forward", false: "backward"}[backwards]] = map[string]any{
			"CITES": []string{}, "QUOTES": []string{}, "SYNDICATES": []string{}, "TRANSLATES": []string{},
			"DERIVED_FROM": []string{}, "COPIES": []string{}}
		plan := cypher(t, c, "PROFILE "+query.WithConditions(string(text)), map[string]any{"q": params}).Summary.Profile()
		drawing, _ := plan.Arguments()["string-representation"].(string)
		total := regexp.MustCompile(`Total database accesses: (\d+)`).FindStringSubmatch(drawing)
		if total == nil {
			t.Fatalf("the profile does not say what it cost:\n%s", drawing)
		}
		if n, err := strconv.Atoi(total[1]); err != nil || n > dear {
			t.Errorf("backwards %t: a page costs %s accesses; expected at most %d:\n%s", backwards, total[1], dear, drawing)
		}
	}
}
