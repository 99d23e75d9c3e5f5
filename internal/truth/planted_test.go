package truth

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// planted is independent sources, right in four items of five, and copiers that take nine answers in ten from one of
// the first.
func planted(sources, items, answers, copiers int) Observations {
	rnd := rand.New(rand.NewPCG(7, 7))
	var in Observations
	give := func(s, i int, value string) {
		in.Observations = append(
			in.Observations, Observation{Source: fmt.Sprintf("s%04d", s), Item: fmt.Sprintf("i%06d", i), Value: value})
	}
	answer := func() string {
		if rnd.IntN(5) == 0 {
			return fmt.Sprint("F", rnd.IntN(5))
		}
		return "T"
	}
	first := map[int][]Observation{}
	for s := range sources - copiers {
		at := len(in.Observations)
		n := answers
		if s < copiers {
			n = items // an original answers all
		}
		for _, i := range rnd.Perm(items)[:n] {
			give(s, i, answer())
		}
		first[s] = in.Observations[at:len(in.Observations):len(in.Observations)]
	}
	for k := range copiers {
		s := sources - copiers + k
		for _, o := range first[k] {
			var i int
			_, _ = fmt.Sscanf(o.Item, "i%d", &i)
			if rnd.IntN(10) > 0 {
				give(s, i, o.Value)
			} else {
				give(s, i, answer())
			}
		}
	}
	return in
}

func TestPlantedCopiersAreFoundAndNobodyElse(t *testing.T) {
	f := find(t, planted(40, 120, 60, 3), Defaults(), nil)
	var got []string
	for _, c := range f.Copies {
		got = append(got, c.A+" "+c.B)
	}
	slices.Sort(got)
	if want := []string{"s0000 s0037", "s0001 s0038", "s0002 s0039"}; !slices.Equal(got, want) {
		t.Errorf("found %v; planted were %v", got, want)
	}
}

// Every false value is of one source alone, so that all agreement is on what is true: however much of it there is, it
// says nothing. Where the truth of an item is believed false by many mistakes, it is left out of the property.
func TestAgreementOnTruthIsNoCopying(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sources, items := rapid.IntRange(3, 10).Draw(t, "sources"), rapid.IntRange(5, 80).Draw(t, "items")
		wrongIn := rapid.IntRange(2, 8).Draw(t, "one mistake in")
		var in Observations
		for s := range sources {
			for i := range items {
				value := "T"
				if (s+i*7)%(wrongIn*sources) < wrongIn { // at most one source in an item, whoever it is
					value = fmt.Sprint("F", s)
				}
				in.Observations = append(
					in.Observations, Observation{Source: fmt.Sprint("s", s), Item: fmt.Sprint("i", i), Value: value})
			}
		}
		f := find(t, in, Defaults(), nil)
		for truth := range f.Items() {
			if truth.Winner().Value != "T" {
				return
			}
		}
		if len(f.Copies)+len(f.Groups) != 0 {
			t.Errorf("agreement on the truth made a copy: %+v", f.Copies)
		}
	})
}

func TestIndependentSourcesAreNotMerged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rnd := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 2))
		var in Observations
		for s := range 4 + rnd.IntN(10) {
			for i := range 60 {
				value := "T"
				if rnd.IntN(5) == 0 {
					value = fmt.Sprint("F", rnd.IntN(8))
				}
				in.Observations = append(
					in.Observations, Observation{Source: fmt.Sprint("s", s), Item: fmt.Sprint("i", i), Value: value})
			}
		}
		if f := find(t, in, Defaults(), nil); len(f.Groups) != 0 {
			t.Errorf("independent sources were merged: %+v", f.Groups)
		}
	})
}

// The worlds are made before the clock starts. Pairs found say that the work was done.
func BenchmarkStatistical(b *testing.B) {
	for _, c := range []struct{ sources, items, answers, copiers int }{{1000, 2000, 20, 10}, {10_000, 10_000, 10, 10},
		{100_000, 50_000, 10, 10}} {
		in := planted(c.sources, c.items, c.answers, c.copiers)
		b.Run(fmt.Sprintf("sources=%d/observations=%d", c.sources, len(in.Observations)), func(b *testing.B) {
			var f *Findings
			for b.Loop() {
				f = find(b, in, Defaults(), nil)
			}
			b.ReportMetric(float64(len(in.Observations))*float64(b.N)/b.Elapsed().Seconds(), "observations/s")
			b.ReportMetric(float64(len(f.Copies)), "copies")
			b.ReportMetric(float64(f.Stats.Rescored), "pairs")
			b.ReportMetric(float64(f.Stats.Meetings), "meetings")
		})
		b.Run(fmt.Sprintf("incremental/sources=%d", c.sources), func(b *testing.B) {
			before := find(b, in, Defaults(), nil)
			more := Observations{Observations: append(
				slices.Clone(in.Observations), Observation{Source: "s0000", Item: "another", Value: "T"})}
			var f *Findings
			for b.Loop() {
				f = find(b, more, Defaults(), before)
			}
			b.ReportMetric(float64(f.Stats.Rescored), "pairs")
		})
	}
}
