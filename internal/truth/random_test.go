package truth

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/evidence"
)

// world draws sources with accuracies of their own, copiers among them, and what else may be in the input.
func world(t *rapid.T) Observations {
	rnd := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
	items, sources := 10+rnd.IntN(50), 3+rnd.IntN(12)
	var in Observations
	values := map[[2]int]string{}
	for s := range sources {
		original, accuracy := -1, .3+.65*rnd.Float64()
		if s > 2 && rnd.IntN(3) == 0 {
			original = rnd.IntN(s)
		}
		for i := range items {
			if rnd.IntN(5) == 0 {
				continue
			}
			value := "T"
			if rnd.Float64() > accuracy {
				value = fmt.Sprint("F", rnd.IntN(6))
			}
			if copied := values[[2]int{original, i}]; copied != "" && rnd.IntN(10) > 0 {
				value = copied
			}
			values[[2]int{s, i}] = value
			o := Observation{Source: fmt.Sprint("s", s), Item: fmt.Sprint("i", i), Value: value}
			if rnd.IntN(2) == 0 {
				o.At = evidence.Date(time.Unix(rnd.Int64N(1e9), 0).UTC().Format(time.RFC3339))
			}
			in.Observations = append(in.Observations, o)
			if rnd.IntN(12) == 0 {
				o.Value = fmt.Sprint("F", rnd.IntN(6))
				in.Observations = append(in.Observations, o)
			}
		}
	}
	pair := func() (p SourcePair) {
		for p.A == p.B {
			p = SourcePair{fmt.Sprint("s", rnd.IntN(sources+1)), fmt.Sprint("s", rnd.IntN(sources+1))}
		}
		return p
	}
	for range rnd.IntN(3) {
		in.Rejected = append(in.Rejected, pair())
		in.Declared = append(in.Declared, DeclaredLink{pair(), []string{fmt.Sprint("i", rnd.IntN(items)), "i1"}})
	}
	if rnd.IntN(2) == 0 {
		in.Declared = append(in.Declared, DeclaredLink{SourcePair: pair()})
		in.Priors = map[string]float64{"s1": .9, "s99": .5}
	}
	if p := pair(); rnd.IntN(2) == 0 && !slices.Contains(in.Rejected, p) &&
		!slices.Contains(in.Rejected, SourcePair{p.B, p.A}) {
		in.Confirmed = append(in.Confirmed, p)
	}
	return in
}

func TestAgainstTheOracle(t *testing.T) {
	copies := 0
	rapid.Check(t, func(t *rapid.T) {
		in, o := world(t), Defaults()
		got, want := find(t, in, o, nil), runOracle(in, o)
		if !got.Stable {
			return // the oracle does not say how it ends
		}
		found := 0
		for _, c := range got.Copies {
			p, ok := want.copies[SourcePair{c.A, c.B}]
			if !ok {
				if !c.Confirmed {
					t.Errorf("%s and %s are no copy by the oracle: %+v", c.A, c.B, c)
				}
				continue
			}
			found++
			near(t, "LLR", c.LLR, p.llr)
			if c.SharedFalse != p.wrong || c.SharedTrue != p.right || c.Different != p.differ {
				t.Errorf("%s and %s: %d %d %d; want %+v", c.A, c.B, c.SharedFalse, c.SharedTrue, c.Different, p)
			}
			for _, m := range c.Mistakes {
				parts := max(len(want.says[c.A][m.Item]), len(want.says[c.B][m.Item]))
				near(t, "contribution", m.Contribution, want.contribution(c.A, c.B, m.Item, m.Value)/float64(parts))
				if m.Holders != len(want.holders[m.Item][m.Value]) {
					t.Errorf("%s of %s has %d holders", m.Value, m.Item, m.Holders)
				}
			}
			if !slices.IsSortedFunc(c.Mistakes, compareTelling) || len(c.Mistakes) < c.SharedFalse {
				t.Errorf("the evidence is not in order, or not all: %+v", c.Mistakes)
			}
		}
		if found != len(want.copies) {
			t.Errorf("%d copies; the oracle has %d", found, len(want.copies))
		}
		copies += found
		for truth := range got.Items() {
			for _, v := range truth.Values {
				near(t, "P", v.Probability, want.p[truth.Item][v.Value])
			}
		}
		for _, a := range got.Accuracies {
			near(t, "accuracy", a.Accuracy, want.acc[a.Source])
		}
		for _, g := range got.Groups {
			for _, s := range g.Sources {
				if want.groups[s] != want.groups[g.Sources[0]] {
					t.Errorf("%s is not in the group %v by the oracle", s, g.Sources)
				}
			}
		}
	})
	if copies == 0 {
		t.Error("no copy in any of the worlds: nothing was compared")
	}
}

// everything is all that can be read from findings, the work apart.
func everything(f *Findings) any {
	return []any{f.Copies, f.Groups, f.Accuracies, f.Kept, f.Stable, slices.Collect(f.Items())}
}

// sameFindings compares all of it. Telling differences apart takes long, and is done only if there are some.
func sameFindings(t require, problem string, want, got *Findings) {
	t.Helper()
	if w, g := everything(want), everything(got); !reflect.DeepEqual(w, g) {
		t.Errorf("%s (-want +got):\n%s", problem, cmp.Diff(w, g))
	}
}

func TestOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := world(t)
		want := find(t, in, Defaults(), nil)
		in.Observations = rapid.Permutation(in.Observations).Draw(t, "observations")
		in.Declared, in.Rejected = rapid.Permutation(in.Declared).Draw(t, "declared"),
			rapid.Permutation(in.Rejected).Draw(t, "rejected")
		got := find(t, in, Defaults(), nil)
		sameFindings(t, "another order, another answer", want, got)
	})
}

func TestIncrementalIsFull(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := world(t)
		before := find(t, in, Defaults(), nil)
		n := len(in.Observations)
		from := rapid.IntRange(0, n).Draw(t, "from")
		in.Observations = slices.Delete(
			slices.Clone(in.Observations), from, min(n, from+rapid.IntRange(0, 40).Draw(t, "gone")))
		if rapid.Bool().Draw(t, "one more") {
			in.Observations = append(
				in.Observations, Observation{Source: "s00", Item: "i3", Value: "F1"},
				Observation{Source: "s1", Item: "i0a", Value: "F2"})
		}
		if rapid.Bool().Draw(t, "other links") {
			in.Declared, in.Rejected = nil, nil
		}
		want, got := find(t, in, Defaults(), nil), find(t, in, Defaults(), before)
		sameFindings(t, "not what a full run finds", want, got)
	})
}
