package copying_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/copying"
	"github.com/credence-graph/credence/internal/copying/copyingtest"
)

var updateGolden = flag.Bool("update", false, "write the golden file instead of comparing with it")

func find(t testing.TB, texts copying.Corpus, options copying.TextOptions) *copying.TextResult {
	t.Helper()
	r, err := copying.FindText(context.Background(), texts, options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestGenerator holds that a text is the same however it is asked for, and that each kind comes as often as it should.
func TestGenerator(t *testing.T) {
	corpus, n := copyingtest.Corpus{N: 40, Seed: 2}, 0
	kinds := map[copyingtest.Kind]int{}
	err := corpus.Each(t.Context(), func(text copying.Text) error {
		fetched, err := corpus.Fetch(t.Context(), []string{text.ID})
		if err != nil {
			return err
		}
		if diff := cmp.Diff(text, fetched[0]); diff != "" {
			t.Errorf("fetched (-streamed +fetched):\n%s", diff)
		}
		kind, of := corpus.Truth(n)
		if k, _ := corpus.Truth(of); k != copyingtest.Original || of > 20*(n/20+1) {
			t.Errorf("text %d, %s, goes back to %d, which is of kind %s", n, kind, of, k)
		}
		kinds[kind]++
		n++
		return nil
	})
	if err != nil || n != 40 || kinds[copyingtest.Original] != 18 || kinds[copyingtest.Brief] != 2 || kinds[copyingtest.Footer] != 2 {
		t.Errorf("%v, %d texts, %v", err, n, kinds)
	}
	if _, err := corpus.Fetch(t.Context(), []string{"t0000040"}); err == nil {
		t.Error("a text beyond the last was fetched")
	}
}

// TestGeneratedCorpus measures precision and recall for each kind of copy, against what the generator knows.
func TestGeneratedCorpus(t *testing.T) {
	corpus := copyingtest.Corpus{N: 3000, Seed: 7}
	r := find(t, corpus, copying.TextOptions{})
	type score struct{ texts, real, found, missed, right, wrong, false int }
	scores := map[copyingtest.Kind]*score{}
	all := slices.Concat([]copyingtest.Kind{copyingtest.Original}, copyingtest.Copies, copyingtest.Honest)
	for _, k := range all {
		scores[k] = &score{}
	}
	origin, kind := map[string]int{}, map[string]copyingtest.Kind{}
	for i := range corpus.N {
		k, of := corpus.Truth(i)
		if !slices.Contains(copyingtest.Copies, k) {
			of = i
		}
		kind[copyingtest.ID(i)], origin[copyingtest.ID(i)] = k, of
		scores[k].texts++
	}
	// A copy is found by any pair with the original or another copy of it; its direction is judged by that with the original.
	found, wrong := map[string]bool{}, 0
	for _, c := range r.Copies {
		if origin[c.From] != origin[c.To] {
			scores[kind[c.From]].false++
			wrong++
			continue
		}
		found[c.From], found[c.To] = true, true
		switch original := copyingtest.ID(origin[c.From]); {
		case c.Directed && c.To == original:
			scores[kind[c.From]].right++
		case c.Directed && c.From == original:
			scores[kind[c.To]].wrong++
		}
	}
	for i := range corpus.N {
		id := copyingtest.ID(i)
		real := origin[id] != i && trueKappa(trueShingles(copying.Normalize(corpus.Text(i).Body)), trueShingles(copying.Normalize(corpus.Text(origin[id]).Body))) >= .5
		switch s := scores[kind[id]]; {
		case real && found[id]:
			s.real++
			s.found++
		case real:
			s.real++
			s.missed++
		case found[id]:
			s.found++
		}
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%d texts, %d pairs found, %d groups, precision %.4f\n\n%-13s %6s %9s %6s %6s %7s %9s %9s %11s\n", corpus.N, len(r.Copies), len(r.Groups),
		1-float64(wrong)/float64(len(r.Copies)), "kind", "texts", "kappa>=.5", "found", "missed", "recall", "directed", "wrongly", "false pairs")
	for _, k := range all {
		s := scores[k]
		recall := "-"
		if slices.Contains(copyingtest.Copies, k) {
			recall = fmt.Sprintf("%.4f", float64(s.found)/float64(s.texts))
		}
		fmt.Fprintf(&out, "%-13s %6d %9d %6d %6d %7s %9d %9d %11d\n", k, s.texts, s.real, s.found, s.missed, recall, s.right, s.wrong, s.false)
	}
	fmt.Fprintf(&out, "\n%s\n", strings.ReplaceAll(fmt.Sprintf("%+v", r.Statistics), " ", "\n"))
	golden(t, "testdata/generated.golden", out.String())
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *updateGolden {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}
