package app_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestQuestions asks the server, on a real Neo4j, the questions of graph/examples, and expects the answers that the
// guide shows.
func TestQuestions(t *testing.T) {
	examples := filepath.Join("..", "..", "graph", "examples")
	dataDir := neo.Lend(t).DataDir
	if r := start(t, dataDir, "import", filepath.Join(examples, "graph.jsonl")); r.awaitEnd(t, 3*time.Minute) != 0 {
		t.Fatalf("import: %s", r.err)
	}
	r := start(t, dataDir, "demo", "--server-address", "127.0.0.1:0")
	base := r.err.await(t, `Serving GraphQL at (http://[^/]+)/graphql`, 2*time.Minute)[1]
	files, err := filepath.Glob(filepath.Join(examples, "*.graphql"))
	if err != nil || len(files) != 20 {
		t.Fatalf("%d questions, %v; expected twenty", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".graphql")
		t.Run(filepath.Base(name), func(t *testing.T) {
			query, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			golden, err := os.ReadFile(name + ".golden.json")
			if err != nil {
				t.Fatal(err)
			}
			want, got := struct{ Data any }{}, struct{ Data any }{}
			if err := json.Unmarshal(golden, &want); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal([]byte(send(t, base, string(query))), &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, tolerance)); diff != "" {
				t.Errorf("the guide (-) and the server (+):\n%s", diff)
			}
		})
	}
	if err := r.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	r.awaitEnd(t, 30*time.Second)
}
