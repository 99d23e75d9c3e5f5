package ingest_test

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
)

var megabytes = flag.Int("import.megabytes", 1024, "size of the file that BenchmarkImportMemory imports")

// accepting takes every batch and keeps nothing, so that the memory in use is the importer's.
type accepting struct{ ingest.Store }

func (accepting) Status(context.Context) (evidence.Status, error) { return evidence.Status{}, nil }

func (accepting) Apply(context.Context, evidence.Batch) (evidence.Applied, error) {
	return evidence.Applied{}, nil
}

// BenchmarkImportMemory imports a file of links with quotes, 115 of them a claim and six a source, and reports the
// most memory that the process has had resident (Linux only).
func BenchmarkImportMemory(b *testing.B) {
	path := filepath.Join(b.TempDir(), "large.jsonl")
	writeLarge(b, path, int64(*megabytes)<<20)
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(ingest.MemoryGoal))
	for b.Loop() {
		summary, err := ingest.Import(b.Context(), accepting{}, []ingest.Input{{Name: "large.jsonl", Path: path}},
			ingest.Options{})
		if err != nil || summary.ProblemCount > 0 {
			b.Fatal(err, summary.Problems)
		}
		b.ReportMetric(float64(summary.Lines), "lines")
	}
	b.ReportMetric(peakMegabytes(b), "peak-MB")
}

func writeLarge(b *testing.B, path string, size int64) {
	b.Helper()
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	out := bufio.NewWriter(f)
	for i, written := 0, int64(0); written < size; i++ {
		var line string
		switch source := i / 7; {
		case i%805 == 0:
			line = fmt.Sprintf(`{"type":"claim","id":"c%d","text":"It is so in case %d, as it was found to be in `+
				`the year before"}`, i/805, i/805)
		case i%7 == 1:
			line = fmt.Sprintf(`{"type":"source","id":"s%d","kind":"ARTICLE","title":"Report %d",`+
				`"url":"https://example.org/reports/%d","publishedAt":"2024-05-17"}`, source, source, source)
		case i%7 == 0:
			continue
		case i%7 == 2 && source > 0:
			line = fmt.Sprintf(`{"type":"derivation","from":"s%d","to":"s%d","kind":"CITES",`+
				`"quote":"as was reported by them on the day before"}`, source, source-1)
		default:
			line = fmt.Sprintf(`{"type":"statement","source":"s%d","claim":"c%d","stance":"SUPPORTS",`+
				`"quote":"so it is, they said, and nobody has doubted it since then","locator":"line 4"}`, source,
				max(0, i/805-i%7))
		}
		n, err := out.WriteString(line + "\n")
		if err != nil {
			b.Fatal(err)
		}
		written += int64(n)
	}
	if err := out.Flush(); err != nil {
		b.Fatal(err)
	}
}

// peakMegabytes returns the most memory that this process has had resident, 0 where the system does not tell.
func peakMegabytes(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	var kilobytes float64
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			_, _ = fmt.Sscan(rest, &kilobytes)
		}
	}
	return kilobytes / 1024
}
