package app_test

import (
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/ingest/ingesttest"
)

// TestKilledImports kills the program as it imports, at moments that chance says, and has it go on each time, until
// the import is complete: the graph is then the one of an import that nobody disturbed. There are two kills, of an
// import of 12,000 links; with KILLS=20 in the environment there are twenty, of one of 60,000.
func TestKilledImports(t *testing.T) {
	kills, links := 2, 12_000
	if s := os.Getenv("KILLS"); s != "" {
		var err error
		if kills, err = strconv.Atoi(s); err != nil {
			t.Fatalf("KILLS: %v", err)
		}
		links = 60_000
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	dir, program := t.TempDir(), build(t)
	file := filepath.Join(dir, "many.jsonl")
	writeFile(t, file, func(w io.Writer) error { return ingesttest.WriteMany(w, 2_000, 10_000, links, 1) })
	run := func(dataDir string, args ...string) (string, int) {
		t.Helper()
		r := startProgram(t, program, dataDir, nil, args...)
		code := r.awaitEnd(t, 5*time.Minute)
		return r.out.String() + r.err.String(), code
	}
	must := func(dataDir string, args ...string) string {
		t.Helper()
		said, code := run(dataDir, args...)
		if code != 0 {
			t.Fatalf("%v ended with %d:\n%s", args, code, said)
		}
		return said
	}

	undisturbed := filepath.Join(dir, "undisturbed")
	must(undisturbed, "neo4j", "start")
	began := time.Now()
	must(undisturbed, "import", file)
	took := time.Since(began)
	want := must(undisturbed, "export", "--hash")
	must(undisturbed, "neo4j", "stop")

	// Imports that end before they are killed count for nothing: then the next graph is begun.
	for graph := 0; kills > 0; graph++ {
		dataDir := filepath.Join(dir, "killed"+strconv.Itoa(graph))
		must(dataDir, "neo4j", "start")
		for resume := false; ; {
			args := []string{"import", file}
			if resume {
				args = append(args, "--resume")
			}
			r := startProgram(t, program, dataDir, nil, args...)
			var timer <-chan time.Time // never, once there have been enough
			if kills > 0 {
				timer = time.After(time.Duration(random.Float64() * float64(took)))
			}
			select {
			case <-timer:
				if err := r.Process.Kill(); err != nil {
					t.Fatal(err)
				}
				<-r.ended
				kills--
				t.Logf("killed at %.1f s of %.1f s", time.Since(r.began).Seconds(), took.Seconds())
				resume = true
				continue
			case <-r.ended:
			}
			if code := r.ProcessState.ExitCode(); code == 0 {
				break
			} else if !resume || !strings.Contains(r.err.String(), "knows of no interrupted import") {
				t.Fatalf("%v ended with %d:\n%s", args, code, r.err)
			}
			resume = false // it was killed before its first batch was there
		}
		if got := must(dataDir, "export", "--hash"); got != want {
			t.Errorf("graph %d has the hash %s, the undisturbed one %s", graph, got, want)
		}
		must(dataDir, "neo4j", "stop")
	}
}
