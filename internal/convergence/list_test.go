package convergence_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/convergence"
)

// TestLists_PartsAreOfTheWhole asserts of every list of random answers that any part of it is what the whole has there,
// and that each element is found by its key, at its place.
func TestLists_PartsAreOfTheWhole(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := compute(t, worlds(everything()).Draw(rt, "world").subgraphs(nameOf))
		for _, s := range []*convergence.Side{c.Supporting, c.Refuting} {
			wrong, err := s.IfWrongList(nil)
			if err != nil {
				rt.Fatal(err)
			}
			partsOf(rt, "groups", s.GroupList())
			partsOf(rt, "lines", s.LineList())
			partsOf(rt, "circles", s.CircleList())
			partsOf(rt, "attribute groups", s.AttributeGroupList())
			partsOf(rt, "overlaps", s.OverlapList(rapid.SampledFrom([]float64{0, 0.01, 0.5}).Draw(rt, "above")))
			partsOf(rt, "if wrong", wrong)
		}
	})
}

func partsOf[T any](t *rapid.T, name string, list convergence.List[T]) {
	whole := list.First(-1)
	if len(whole) != list.Len {
		t.Fatalf("%s: %d elements and a length of %d", name, len(whole), list.Len)
	}
	from := rapid.IntRange(0, list.Len).Draw(t, name+" from")
	to := rapid.IntRange(from, list.Len).Draw(t, name+" to")
	if diff := cmp.Diff(whole[from:to], list.Make(from, to), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s from %d to %d (-want +got):\n%s", name, from, to, diff)
	}
	for i := range whole {
		if at, found := list.Find(list.Key(&whole[i])); !found || at != i {
			t.Errorf("%s: the key %q is found at %d, %t; want %d", name, list.Key(&whole[i]), at, found, i)
		}
	}
	if _, found := list.Find("none"); found {
		t.Errorf("%s: a key that none has is found", name)
	}
}
