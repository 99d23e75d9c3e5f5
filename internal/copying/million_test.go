package copying_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/copying"
	"github.com/credence-graph/credence/internal/copying/copyingtest"
)

// BenchmarkMillion searches a corpus of articles of some 330 words, a tenth of them copies, made while it is read:
//
//	CREDENCE_TEXTS=1000000 go test -run '^$' -bench Million -benchtime 1x ./internal/copying
//
// Without CREDENCE_TEXTS there are 20,000. Peak memory and
// processor time are those of the whole process, by the system, the making of the texts (three times) included.
func BenchmarkMillion(b *testing.B) {
	n := 20_000
	if s := os.Getenv("CREDENCE_TEXTS"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			b.Fatalf("CREDENCE_TEXTS is %q; expected a number", s)
		}
	}
	corpus := copyingtest.Corpus{N: n, Seed: 1, Sparse: true}
	var found int
	for b.Loop() {
		r, err := copying.FindText(context.Background(), corpus, copying.TextOptions{})
		if err != nil {
			b.Fatal(err)
		}
		found = len(r.Copies)
		b.Logf("%+v", r.Statistics)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
	b.ReportMetric(float64(found), "copies")
	if peak := peakMB(); peak > 0 {
		b.ReportMetric(peak, "peak-MB")
	}
	if cpu := cpuSeconds(); cpu > 0 {
		b.ReportMetric(cpu, "cpu-s")
	}
}

// cpuSeconds returns the processor time that the process took so far, 0 where the system does not say. On a busy
// machine it says more than the time that passed.
func cpuSeconds() float64 {
	stat, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.ParseFloat(fields[11], 64)
	system, _ := strconv.ParseFloat(fields[12], 64)
	return (user + system) / 100 // Linux counts in hundredths of a second
}

// peakMB returns the most memory that the process had at once, 0 where the system does not say.
func peakMB() float64 {
	file, err := os.Open("/proc/self/status")
	if err != nil {
		return 0
	}
	defer file.Close()
	for s := bufio.NewScanner(file); s.Scan(); {
		var kB float64
		if rest, ok := strings.CutPrefix(s.Text(), "VmHWM:"); ok {
			fmt.Sscanf(rest, "%f kB", &kB)
			return kB / 1024
		}
	}
	return 0
}
