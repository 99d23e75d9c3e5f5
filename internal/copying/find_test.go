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
	corpus, n := copyingtest.Corpus{N: 100, Seed: 2}, 0
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
		if k, _ := corpus.Truth(of); k != copyingtest.Original || of > 50*(n/50+1) {
			t.Errorf("text %d, %s, goes back to %d, which is of kind %s", n, kind, of, k)
		}
		kinds[kind]++
		n++
		return nil
	})
	if err != nil || n != 100 || kinds[copyingtest.Original] != 50 || kinds[copyingtest.Brief] != 2 ||
		kinds[copyingtest.Footer] != 2 {
		t.Errorf("%v, %d texts, %v", err, n, kinds)
	}
	if _, err := corpus.Fetch(t.Context(), []string{"t0000100"}); err == nil {
		t.Error("a text beyond the last was fetched")
	}
}

// TestGeneratedCorpus measures precision and recall for each kind of copy, against what the generator knows, and holds
// them to what is promised.
func TestGeneratedCorpus(t *testing.T) {
	corpus := copyingtest.Corpus{N: 5000, Seed: 7}
	r := find(t, corpus, copying.TextOptions{})
	type score struct{ texts, found, right, wrong, pairs, false int }
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
	// A copy is found by any pair with the original or another copy of it; its direction is judged by that with the
	// original.
	found, wrong := map[string]bool{}, 0
	for _, c := range r.Copies {
		from, to := scores[kind[c.From]], scores[kind[c.To]]
		from.pairs, to.pairs = from.pairs+1, to.pairs+1
		if origin[c.From] != origin[c.To] {
			from.false, to.false, wrong = from.false+1, to.false+1, wrong+1
			continue
		}
		found[c.From], found[c.To] = true, true
		switch original := copyingtest.ID(origin[c.From]); {
		case c.Directed && c.To == original:
			from.right++
		case c.Directed && c.From == original:
			to.wrong++
		}
	}
	for id := range found {
		scores[kind[id]].found++
	}
	var out strings.Builder
	fmt.Fprintf(
		&out, "%d texts, %d pairs found, %d groups, precision %.4f\n\n%-13s %6s %6s %7s %9s %8s %8s %6s %6s\n", corpus.N,
		len(r.Copies), len(r.Groups),
		1-float64(wrong)/float64(len(r.Copies)), "kind", "texts", "found", "recall", "precision", "directed", "wrongly",
		"pairs", "false")
	for _, k := range all {
		s := scores[k]
		recall, precision := "-", "-"
		if slices.Contains(copyingtest.Copies, k) {
			recall = fmt.Sprintf("%.4f", float64(s.found)/float64(s.texts))
		}
		if s.pairs > 0 {
			precision = fmt.Sprintf("%.4f", 1-float64(s.false)/float64(s.pairs))
		}
		fmt.Fprintf(
			&out, "%-13s %6d %6d %7s %9s %8d %8d %6d %6d\n", k, s.texts, s.found, recall, precision, s.right, s.wrong, s.pairs,
			s.false)
	}
	fmt.Fprintf(&out, "\n%s\n", strings.ReplaceAll(fmt.Sprintf("%+v", r.Statistics), " ", "\n"))
	golden(t, "testdata/generated.golden", out.String())
	for k, least := range map[copyingtest.Kind]float64{copyingtest.Edits10: 1, copyingtest.Edits20: .95,
		copyingtest.Edits30: .8, copyingtest.HalfOwn: .9} {
		if s := scores[k]; float64(s.found) < least*float64(s.texts) {
			t.Errorf("%s: %d of %d found; at least %.0f %% are promised", k, s.found, s.texts, least*100)
		}
	}
	for k, s := range scores {
		if s.wrong > 0 {
			t.Errorf("%s: %d copies are told to be the original", k, s.wrong)
		}
	}
	for _, k := range copyingtest.Honest {
		if s := scores[k]; s.texts < 100 || s.false > 0 {
			t.Errorf("%s: %d false pairs of %d texts; want none of 100", k, s.false, s.texts)
		}
	}
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
