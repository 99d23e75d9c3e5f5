package ingest_test

import (
	"os"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/ingest"
)

// FuzzImport feeds any bytes as a file. Whatever they are: no error and no panic, one problem at most for a line, the
// rejected lines are the bad ones, what was good is there the second time, and strict writes nothing beside a problem.
func FuzzImport(f *testing.F) {
	for _, name := range []string{"testdata/all.jsonl", "testdata/bad.yaml"} {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			f.Add([]byte(strings.TrimSpace(line)))
		}
	}
	f.Add([]byte(graph + merged))
	f.Add([]byte("\xef\xbb\xbf{\"type\":\"same\",\"kind\":\"person\",\"ids\":[\"a\",\"b\",\"c\"]}\r\n\x00\xff"))
	f.Fuzz(func(t *testing.T, text []byte) {
		s := newStore()
		var rejects strings.Builder
		o := ingest.Options{Rejects: &rejects, MaxLineBytes: 1 << 12, BatchSize: 3}
		first := mustImport(t, s, file(string(text)), o)
		lines := map[int]bool{}
		for _, p := range first.Problems {
			if lines[p.Line] || p.Line < 1 || p.Message == "" || p.File != "f" {
				t.Errorf("problem %v is the second of its line, or says nothing", p)
			}
			lines[p.Line] = true
		}
		if int64(first.ProblemCount) > first.Lines || len(lines) != min(first.ProblemCount, ingest.MaxProblems) {
			t.Errorf("%d problems on %d of %d lines", first.ProblemCount, len(lines), first.Lines)
		}
		second := mustImport(t, s, file(string(text)), ingest.Options{MaxLineBytes: 1 << 12})
		if sum(second.Created)+sum(second.Changed) > 0 || second.ProblemCount > first.ProblemCount {
			t.Errorf("the second time: created %v, changed %v, %d problems after %d", second.Created, second.Changed,
				second.ProblemCount, first.ProblemCount)
		}
		empty := newStore()
		_, err := ingest.Import(t.Context(), empty, file(string(text)),
			ingest.Options{Strict: true, MaxLineBytes: 1 << 12})
		if (err != nil) != (first.ProblemCount > 0) || (err != nil && len(empty.batches) > 0) {
			t.Errorf("strict: error %v and %d batches with %d problems", err, len(empty.batches), first.ProblemCount)
		}
		if n := strings.Count(rejects.String(), "\n"); n > first.ProblemCount {
			t.Errorf("%d rejected lines of %d bad ones", n, first.ProblemCount)
		}
	})
}
