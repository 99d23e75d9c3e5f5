package app_test

import (
	"encoding/json"
	"math"
	"path/filepath"
	"testing"
	"time"
)

// figures are those of one example of the method, section 9: of its table, and of the text below it for the last two.
type figures struct {
	sources, named, lines, demonstratedLines int
	demonstrated, pooled, effective, origins float64
}

// TestExamples imports the worked examples of the method, drawn in testdata/examples.jsonl, into a Neo4j of its own by the
// program, and holds what it answers against the method's figures. Plain names are named and first-hand there, so in all but
// the twelfth what is demonstrated is what is effective; where the table gives no number of origins, it follows from
// the drawing: sources that are their own origins count as the sources do.
func TestExamples(t *testing.T) {
	dataDir := filepath.Join(t.TempDir(), "data")
	run := func(args ...string) string {
		t.Helper()
		r := start(t, dataDir, args...)
		if code := r.awaitEnd(t, 3*time.Minute); code != 0 {
			t.Fatalf("%v ended with %d:\n%s", args, code, r.err)
		}
		return r.out.String()
	}
	run("import", filepath.Join("testdata", "examples.jsonl"))
	all := func(n, named, lines int, e, origins float64) figures {
		return figures{n, named, lines, lines, e, e, e, origins}
	}
	ids := []string{"e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8a", "e8b", "e8c", "e9", "e10", "e11", "e12", "e12b"}
	want := []figures{
		all(3, 3, 3, 3, 3),
		all(10, 10, 1, 1, 1),
		{sources: 3},
		all(3, 3, 1, 1, 1),
		all(2, 2, 2, 1.333333, 3),
		all(2, 2, 2, 1, 2),
		all(3, 3, 2, 2, 2),
		all(4, 4, 4, 2.758621, 2.758621),
		all(4, 4, 4, 1.818182, 1.818182),
		all(2, 2, 2, 1.111111, 1.111111),
		all(4, 4, 2, 2.052668, 2.052668),
		{2, 2, 2, 1, 1, 1.171573, 1.171573, 2}, // nobody has confirmed the own share
		all(3, 3, 3, 3, 3),
		{5, 3, 4, 2, 1.420204, 2.420204, 2.591777, 6},
		all(3, 3, 2, 1.420204, 4),
	}
	var answers []struct {
		Supporting struct {
			Sources, Named, Lines, DemonstratedLines int
			Demonstrated, Pooled, Effective          float64
			EffectiveOrigins                         float64
			Weight                                   *float64
		}
		Refuting    struct{ Weight *float64 }
		LogOdds     *float64
		Probability *float64
		Likelihood  *string
	}
	if err := json.Unmarshal([]byte(run(append([]string{"converge", "--json"}, ids...)...)), &answers); err != nil {
		t.Fatal(err)
	}
	for i, id := range ids {
		s, w := answers[i].Supporting, want[i]
		got := figures{s.Sources, s.Named, s.Lines, s.DemonstratedLines, s.Demonstrated, s.Pooled, s.Effective, s.EffectiveOrigins}
		if !near(got, w) {
			t.Errorf("%s: got %+v, want %+v", id, got, w)
		}
		if id != "e11" && answers[i].Likelihood != nil {
			t.Errorf("%s: nobody is rated, and yet it is %s", id, *answers[i].Likelihood)
		}
	}
	rated := answers[12]
	for name, pair := range map[string]struct {
		got  *float64
		want float64
	}{
		"weight for": {rated.Supporting.Weight, 1.246374}, "weight against": {rated.Refuting.Weight, 0.5},
		"log-odds": {rated.LogOdds, 2.197653}, "probability": {rated.Probability, 0.900039},
	} {
		if pair.got == nil || math.Abs(*pair.got-pair.want) > tolerance {
			t.Errorf("e11: %s is %v, want %v", name, pair.got, pair.want)
		}
	}
	if rated.Likelihood == nil || *rated.Likelihood != "VERY_LIKELY" {
		t.Errorf("e11: the likelihood is %v, want VERY_LIKELY", rated.Likelihood)
	}
}

func near(a, b figures) bool {
	close := func(x, y float64) bool { return math.Abs(x-y) <= tolerance }
	return a.sources == b.sources && a.named == b.named && a.lines == b.lines && a.demonstratedLines == b.demonstratedLines &&
		close(a.demonstrated, b.demonstrated) && close(a.pooled, b.pooled) && close(a.effective, b.effective) && close(a.origins, b.origins)
}
