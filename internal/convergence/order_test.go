package convergence_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The order of the input decides nothing: the answer is the same to the bit.
func TestOrderOfInput(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := worlds(everything()).Draw(rt, "world")
		seed := rapid.Uint64().Draw(rt, "seed")
		sub := w.subgraphs(nameOf)
		want := compute(t, sub)
		sub = w.subgraphs(nameOf) // the answer points into the first
		r := rand.New(rand.NewPCG(seed, 1))
		r.Shuffle(len(sub.Sources), func(i, j int) { sub.Sources[i], sub.Sources[j] = sub.Sources[j], sub.Sources[i] })
		r.Shuffle(
			len(sub.Statements), func(i, j int) { sub.Statements[i], sub.Statements[j] = sub.Statements[j], sub.Statements[i] })
		r.Shuffle(len(sub.Derivations), func(i, j int) {
			sub.Derivations[i], sub.Derivations[j] = sub.Derivations[j], sub.Derivations[i]
		})
		r.Shuffle(len(sub.Outlets), func(i, j int) { sub.Outlets[i], sub.Outlets[j] = sub.Outlets[j], sub.Outlets[i] })
		got := compute(t, sub)
		if diff := cmp.Diff(everythingOf(rt, want), everythingOf(rt, got)); diff != "" {
			rt.Errorf("after shuffling (-want +got):\n%s", diff)
		}
	})
}
