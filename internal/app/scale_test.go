package app_test

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/ingest/ingesttest"
)

// TestScale imports what a real desk may have, twice, and a chain in which everything is one: by the program as users
// have it, into a Neo4j of its own. It is a fifth of that; with SCALE=all in the environment it is all of it, 200,000
// links and a chain of 100,000. The times are logged, not asserted; benchmarks and the README have them.
func TestScale(t *testing.T) {
	part := 5
	if os.Getenv("SCALE") == "all" {
		part = 1
	} else {
		t.Log("a fifth is imported; with SCALE=all in the environment, all")
	}
	sources, links, length := 50_000/part, 200_000/part, 100_000/part
	dir := t.TempDir()
	many, chain := filepath.Join(dir, "many.jsonl"), filepath.Join(dir, "chain.jsonl")
	writeFile(t, many, func(w io.Writer) error { return ingesttest.WriteMany(w, sources/5, sources, links, 1) })
	writeFile(t, chain, func(w io.Writer) error { return ingesttest.WriteChain(w, length) })
	dataDir, program := ownData(t), build(t) // with the memory that users' Neo4j has
	run := func(args ...string) map[string]any {
		t.Helper()
		return timed(t, program, dataDir, args...)
	}
	run("neo4j", "start")
	defer func() { run("neo4j", "stop") }()

	first := run("import", many)
	second := run("import", many)
	// with one outlet for 250 sources
	if got, want := totalOf(first["created"]), float64(sources/5+sources+sources/250+links); got != want {
		t.Errorf("the first import created %v records, want %v", got, want)
	}
	if got := totalOf(second["created"]) + totalOf(second["changed"]); got != 0 {
		t.Errorf("the second import wrote %v records, want none", got)
	}
	if diff := cmp.Diff(first["created"], second["unchanged"]); diff != "" {
		t.Errorf("what was created and what was found unchanged differ (-created +unchanged):\n%s", diff)
	}

	run("neo4j", "stop")
	dataDir = ownData(t) // a graph of its own: both name their sources s1, s2, ...
	run("neo4j", "start")
	run("import", chain)
	answer, ok := run("converge", "chain")["supporting"].(map[string]any)
	if !ok {
		t.Fatal("no supporting side")
	}
	for field, want := range map[string]float64{"sourceCount": float64(length), "presumed": 1, "lineCount": 1} {
		if answer[field] != want {
			t.Errorf("%s of the chain is %v, want %v", field, answer[field], want)
		}
	}
}

// timed runs a command that prints JSON, logs how long it took, and returns what it printed.
func timed(t *testing.T, program, dataDir string, args ...string) map[string]any {
	t.Helper()
	began := time.Now()
	r := startProgram(t, program, dataDir, nil, append(args, "--json")...)
	if code := r.awaitEnd(t, 5*time.Minute); code != 0 {
		t.Fatalf("%v ended with %d:\n%s", args, code, r.err)
	}
	t.Logf("%s %s: %.1f s", args[0], filepath.Base(args[1]), time.Since(began).Seconds())
	var answer map[string]any
	if err := json.Unmarshal([]byte(r.out.String()), &answer); err != nil {
		t.Fatalf("%v printed no JSON: %v\n%s", args, err, r.out)
	}
	return answer
}

// TestScale_Audit audits the whole graph of a desk, twice: the parts of it are looked at side by side, in whatever
// order they come, and the same comes out. It is a tenth of the desk; with SCALE=all in the environment it is all of
// it, 20,000 claims and 100,000 sources. The times are logged, not asserted; the README has them.
func TestScale_Audit(t *testing.T) {
	claims := 2000
	if os.Getenv("SCALE") == "all" {
		claims *= 10
	} else {
		t.Logf("%d claims are audited; with SCALE=all ten times as many", claims)
	}
	dir := t.TempDir()
	corpus, dataDir, program := filepath.Join(dir, "corpus.jsonl"), ownData(t), build(t)
	writeFile(t, corpus, func(w io.Writer) error { return ingesttest.WriteAuditCorpus(w, claims, 1) })
	timed(t, program, dataDir, "neo4j", "start")
	defer timed(t, program, dataDir, "neo4j", "stop")
	timed(t, program, dataDir, "import", corpus)
	first := timed(t, program, dataDir, "audit", "--first", "100")
	second := timed(t, program, dataDir, "audit", "--first", "100")
	delete(first, "askedAt")
	delete(second, "askedAt")
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("two audits of one graph differ (-first +second):\n%s", diff)
	}
	if first["claimCount"] != float64(claims) {
		t.Errorf("%v claims were looked at, want %d", first["claimCount"], claims)
	}
	found := map[any]bool{}
	counts, _ := first["counts"].([]any)
	for _, c := range counts {
		if count, is := c.(map[string]any); is {
			found[count["code"]] = true
		}
	}
	for _, code := range audit.Codes() {
		if !found[string(code)] && code != audit.SelfCorroboration { // two reports of one outlet hardly ever meet in it
			t.Errorf("no finding of %s; the corpus is to show every code", code)
		}
	}
}

func writeFile(t *testing.T, path string, write func(io.Writer) error) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := write(f); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func totalOf(counts any) float64 {
	var sum float64
	if m, ok := counts.(map[string]any); ok {
		for _, n := range m {
			if x, ok := n.(float64); ok {
				sum += x
			}
		}
	}
	return sum
}
