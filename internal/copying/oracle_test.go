package copying_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/copying"
	"github.com/credence-graph/credence/internal/evidence"
)

// patchwork makes texts of which many have runs of words from earlier ones, of any length, some with edits. The words
// are plain, so that splitting at spaces is all that a second reading of them takes.
func patchwork(r *rand.Rand, n int) []copying.Text {
	var texts []copying.Text
	var all [][]string
	for i := range n {
		var words []string
		for size := 10 + r.IntN(300); len(words) < size; {
			if i > 0 && r.IntN(3) == 0 {
				from := all[r.IntN(i)]
				at := r.IntN(len(from))
				part := from[at:min(len(from), at+1+r.IntN(200))]
				edits := r.IntN(30)
				for _, w := range part {
					if edits > 0 && r.IntN(200) < edits {
						w = fmt.Sprintf("w%d", r.IntN(5000))
					}
					words = append(words, w)
				}
				continue
			}
			for range 1 + r.IntN(60) {
				words = append(words, fmt.Sprintf("w%d", r.IntN(5000)))
			}
		}
		all = append(all, words)
		texts = append(
			texts, copying.Text{ID: fmt.Sprintf("t%02d", i), Body: strings.Join(words, " "),
				Published: evidence.Date(fmt.Sprintf("2024-01-%02d", 1+i/3))})
	}
	return texts
}

// common is how many words two texts have in common, in whatever order: no more can be aligned.
func common(a, b string) int {
	left, n := map[string]int{}, 0
	for _, w := range strings.Fields(a) {
		left[w]++
	}
	for _, w := range strings.Fields(b) {
		if left[w]--; left[w] >= 0 {
			n++
		}
	}
	return n
}

// trueShingles are the distinct runs of five words, as words.
func trueShingles(body string) map[string]bool {
	words, set := strings.Fields(body), map[string]bool{}
	for i := 0; i+5 <= len(words); i++ {
		set[strings.Join(words[i:i+5], " ")] = true
	}
	return set
}

// halfShared reports whether half of the runs of five words of the smaller text, eight at least, are in the other.
func halfShared(a, b map[string]bool) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	shared := 0
	for s := range a {
		if b[s] {
			shared++
		}
	}
	return len(a) >= 16 && 2*shared >= len(a)
}

// TestAgainstAllPairs compares the answer with that of comparing all pairs: every pair told must be one, each
// kappa must be the one that a comparison gives, and the golden file says how many of the true pairs are found, by
// their kappa.
func TestAgainstAllPairs(t *testing.T) {
	const corpora, size = 60, 30 // with at most 30 texts nothing is boilerplate
	var pairs, found, tied [8]int
	collapsed, half, halfFound := 0, 0, 0
	for seed := range corpora {
		texts := patchwork(rand.New(rand.NewPCG(3, uint64(seed))), size)
		r := find(t, copying.InMemory(texts), copying.TextOptions{})
		collapsed += r.Statistics.Collapsed
		kappas, group := map[[2]string]float64{}, map[string]string{}
		for _, c := range r.Copies {
			kappas[[2]string{min(c.From, c.To), max(c.From, c.To)}] = c.Kappa
		}
		for _, g := range r.Groups {
			for _, m := range g.Members {
				group[m] = g.Origin
			}
		}
		for i := range texts {
			for j := range i {
				key := [2]string{texts[j].ID, texts[i].ID}
				shared, smaller, isCopy := copying.Measure(texts[i].Body, texts[j].Body)
				if most := common(texts[i].Body, texts[j].Body); shared > most {
					t.Errorf("corpus %d: %v: %d words are aligned, of %d in common", seed, key, shared, most)
				}
				got, told := kappas[key]
				delete(kappas, key)
				want := float64(shared) / float64(smaller)
				if told && (!isCopy || math.Abs(got-want) > .05) { // which of equal pieces comes first depends on the order
					t.Errorf("corpus %d: %v: kappa is %v, expected %v", seed, key, got, want)
				}
				if halfShared(trueShingles(texts[i].Body), trueShingles(texts[j].Body)) {
					if half++; told {
						halfFound++
					}
				}
				if isCopy {
					band := int(want*10+1e-9) - 3
					pairs[band]++
					if told {
						found[band]++
					}
					if group[key[0]] != "" && group[key[0]] == group[key[1]] {
						tied[band]++
					}
				}
			}
		}
	}
	var out strings.Builder
	fmt.Fprintf(
		&out, "%d corpora of %d texts, all pairs compared; pairs told though they are no copies: 0\n\n%-10s %6s %6s %8s %9s\n", corpora,
		size, "kappa", "pairs", "found", "recall", "in group")
	for i := range pairs {
		label := fmt.Sprintf("%.1f to %.1f", .3+float64(i)/10, .4+float64(i)/10)
		if i == 7 {
			label = "1"
		}
		fmt.Fprintf(
			&out, "%-10s %6d %6d %8.4f %9.4f\n", label, pairs[i], found[i], float64(found[i])/float64(pairs[i]),
			float64(tied[i])/float64(pairs[i]))
	}
	fmt.Fprintf(&out, "\nhalf of the runs of five words shared: %d pairs, %d found\n", half, halfFound)
	fmt.Fprintf(&out, "left out because four of their kind were compared: %d\n", collapsed)
	golden(t, "testdata/allpairs.golden", out.String())
}
