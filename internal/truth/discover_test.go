package truth

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/evidence"
)

func find(t require, in Observations, o Options, earlier *Findings) *Findings {
	t.Helper()
	f, err := Discover(context.Background(), in, o, earlier)
	if err != nil {
		t.Fatalf("Statistical: %v", err)
	}
	return f
}

// require is what a test and a rapid property have in common.
type require interface {
	Helper()
	Fatalf(format string, args ...any)
	Errorf(format string, args ...any)
}

// said makes observations of one source: said("a", "T", 0, 14) gives the items 0 to 13 the value T.
func said(source, value string, from, to int) (list []Observation) {
	for i := from; i < to; i++ {
		list = append(list, Observation{Source: source, Item: fmt.Sprintf("item%03d", i), Value: value})
	}
	return list
}

// twoCopiers is three honest sources and two that share six mistakes in 20 items.
func twoCopiers() []Observation {
	return slices.Concat(said("h1", "T", 0, 20), said("h2", "T", 0, 20), said("h3", "T", 0, 20),
		said("a", "T", 0, 14), said("a", "F", 14, 20), said("b", "T", 0, 14), said("b", "F", 14, 20))
}

// With one round. Start .8, n = 5: every source weighs ln(5 x .8/.2) = ln 20. In 14 items T is alone: P = 1. In 6 items
// P(T) = 20^3/(20^3+20^2) = 20/21 and P(F) = 1/21.
//
//	acc h = (2 + 14 + 6 x 20/21)/24 = .904761905     weight ln(5 x .904761905/.095238095) = ln 47.5
//	acc a = (2 + 14 + 6 x  1/21)/24 = .678571429     weight ln(5 x .678571429/.321428571) = ln 10.555556
//	P(F) with these = 10.555556^2/(10.555556^2 + 47.5^3) = .001038566
//	a and b: pi = .321428571^2 = .103316327 (x pop), pc = .8 x .321428571 + .2 x .103316327 = .277806122 (x pop)
//	pc/pi = 2.688889, ln = .989128; LLR = ln(.05/.95) + 6 x .989128 = -2.944439 + 5.934768 = 2.990329; kappa = .952135
//	pop of F, held by the two alone: (0 + 1)/(2 answers + 1 value + 1) = 1/4
//
// Collapsed, a and b are one voice: P(F) in the first round 1/401, acc h = (16 + 6 x 400/401)/24, acc a = (16 +
// 6/401)/24, and the pair is found again, so the groups are stable at the second repeat.
func TestTwoCopiersByHand(t *testing.T) {
	o := Defaults()
	o.Rounds, o.MaxRepeats = 1, 2
	in := Observations{Observations: twoCopiers()}
	r := &statRun{o: o}
	var err error
	if r.ix, err = newStatIndex(in.Observations); err != nil {
		t.Fatal(err)
	}
	r.priors = make([]float64, 5)
	b, err := r.believe(t.Context(), singles(5))
	if err != nil {
		t.Fatal(err)
	}
	// by name: a, b, h1, h2, h3
	near(t, "accuracy of h1", b.accuracy[2], .904761905)
	near(t, "accuracy of a", b.accuracy[0], .678571429)
	falseValue := r.ix.valuesFrom[14] // F before T
	near(t, "P(F)", b.probability[falseValue], .001038566)
	near(t, "llr", o.llr(&statPair{wrong: 6, wrongParts: 6}, b.accuracy[0], b.accuracy[1]), 2.990329)
	near(t, "kappa", kappaOf(2.990329), .952135)

	f := find(t, in, o, nil)
	if len(f.Copies) != 1 || len(f.Groups) != 1 || !f.Stable || f.Stats.Repeats != 2 {
		t.Fatalf(
			"%d copies, %d groups, stable %v after %d repeats; want 1, 1, true, 2", len(f.Copies), len(f.Groups), f.Stable,
			f.Stats.Repeats)
	}
	c := f.Copies[0]
	if c.A != "a" || c.B != "b" || c.SharedFalse != 6 || c.SharedTrue != 14 || c.Different != 0 || len(c.Mistakes) != 6 {
		t.Errorf("got %+v", c)
	}
	accA := (16 + 6.0/401) / 24
	each := math.Log(.8/(1-accA) + .2) // pc/pi of two sources of one accuracy
	near(t, "LLR once collapsed", c.LLR, math.Log(.05/.95)+6*each)
	near(t, "contribution", c.Mistakes[0].Contribution, each)
	near(t, "popularity", c.Mistakes[0].Popularity, .25)
	if c.Direction.By != DirectionUnknown || c.Direction.Copier != "" {
		t.Errorf("nothing tells a from b, but the direction is %+v", c.Direction)
	}
	if !slices.Equal(f.Groups[0].Sources, []string{"a", "b"}) || !slices.Equal(f.Groups[0].Copies, []int{0}) {
		t.Errorf("group %+v", f.Groups[0])
	}
}

func near(t require, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-6 {
		t.Errorf("%s is %.9f; want %.9f", what, got, want)
	}
}

// Two parts at an item: x gives u and v, y gives u and w. u is shared (1/2 part), and 1/2 part is different.
func TestSeveralValuesAreParts(t *testing.T) {
	var p statPair
	p.compare([]int32{1, 2}, []int32{1, 3}, []bool{false, true, false, false})
	p.compare([]int32{1}, []int32{1, 2, 3}, []bool{false, true, false, false})
	p.compare([]int32{2}, []int32{2, 3}, []bool{false, true, false, false})
	p.compare([]int32{2}, []int32{3}, []bool{false, true, false, false})
	if p.wrong != 2 || p.right != 1 || p.differ != 1 {
		t.Errorf("counts %d %d %d; want 2 1 1", p.wrong, p.right, p.differ)
	}
	near(t, "shared false parts", p.wrongParts, 1./2+1./3)
	near(t, "different parts", p.differParts, 1./2+2./3+1./2+1)
}

func TestAFewSharedMistakesAreNotAskedAbout(t *testing.T) {
	in := Observations{Observations: slices.Concat(said("h1", "T", 0, 40), said("h2", "T", 0, 40), said("h3", "T", 0, 40),
		said("a", "T", 0, 36), said("a", "F", 36, 40), said("b", "T", 0, 36), said("b", "F", 36, 40))}
	if f := find(t, in, Defaults(), nil); len(f.Copies)+len(f.Groups) != 0 {
		t.Errorf("four shared mistakes made a copy: %+v", f.Copies)
	}
}

func TestKnownPairs(t *testing.T) {
	in := Observations{Observations: twoCopiers(), Rejected: []SourcePair{{"b", "a"}}}
	if f := find(t, in, Defaults(), nil); len(f.Copies)+len(f.Groups) != 0 {
		t.Errorf("a rejected pair was reported: %+v", f.Copies)
	}
	in.Observations = slices.Concat(twoCopiers(), said("h4", "T", 0, 20), said("h5", "T", 0, 20))
	in.Rejected, in.Confirmed = nil, []SourcePair{{"h3", "h1"}}
	f := find(t, in, Defaults(), nil)
	if len(f.Groups) != 2 || !slices.Equal(f.Groups[1].Sources, []string{"h1", "h3"}) || len(f.Copies) != 2 {
		t.Fatalf("groups %+v; want a, b and h1, h3", f.Groups)
	}
	if c := f.Copies[1]; !c.Confirmed || c.Kappa != 0 || c.SharedFalse != 0 || c.SharedTrue != 20 {
		t.Errorf("the confirmed copy is %+v; want it with its figures and no kappa", c)
	}
	truth, _ := f.Truth("item000")
	if truth.Values[0].Votes() != [2]float64{7, 5} {
		t.Errorf("votes for T %v; want 7 sources, 5 once a, b and h1, h3 count as one", truth.Values[0].Votes())
	}
	in.Rejected = []SourcePair{{"h1", "h3"}}
	if _, err := Discover(t.Context(), in, Defaults(), nil); err == nil ||
		!strings.Contains(err.Error(), "both confirmed and rejected") {
		t.Errorf("a pair both confirmed and rejected: %v", err)
	}
}

// Votes are the naive votes for a value, without and with copies collapsed.
func (v *ValueTruth) Votes() [2]float64 { return [2]float64{v.Naive, v.NaiveCollapsed} }

func TestRejectedPairsStayApartByWayOfOthers(t *testing.T) {
	in := Observations{
		Observations: slices.Concat(
			twoCopiers(), said("c", "T", 0, 14), said("c", "F", 14, 20), said("h4", "T", 0, 20), said("h5", "T", 0, 20)),
		Rejected: []SourcePair{{"a", "c"}},
	}
	f := find(t, in, Defaults(), nil)
	if len(f.Copies) != 2 || len(f.Groups) != 1 || len(f.Groups[0].Sources) != 2 || len(f.Kept) != 1 {
		t.Errorf(
			"copies %d, groups %+v, kept %+v; want a~b and b~c found, one of them collapsed", len(f.Copies), f.Groups, f.Kept)
	}
}

func TestDeclaredLinksAreLeftOut(t *testing.T) {
	in := Observations{Observations: twoCopiers(), Declared: []DeclaredLink{{SourcePair: SourcePair{"b", "a"}}}}
	if f := find(t, in, Defaults(), nil); len(f.Copies) != 0 {
		t.Errorf("a declared pair was scored: %+v", f.Copies)
	}
	in.Declared = []DeclaredLink{{SourcePair{"a", "b"}, []string{"item014"}}}
	if f := find(t, in, Defaults(), nil); len(f.Copies) != 1 || f.Copies[0].SharedFalse != 5 ||
		len(f.Copies[0].Mistakes) != 5 {
		t.Errorf("one item of six is declared, so five mistakes are left: %+v", f.Copies)
	}
	in.Declared = append(in.Declared, DeclaredLink{SourcePair{"b", "a"}, []string{"item015", "nowhere"}})
	if f := find(t, in, Defaults(), nil); len(f.Copies) != 0 {
		t.Errorf("two items of six are declared, so four mistakes are left, too few: %+v", f.Copies)
	}
}

func TestDirection(t *testing.T) {
	may := func(day int) evidence.Date { return evidence.Date(fmt.Sprintf("2024-05-%02d", day)) }
	dated := func(a, b evidence.Date) []Observation {
		list := twoCopiers()
		for i := range list {
			switch list[i].Source {
			case "a":
				list[i].At = a
			case "b":
				list[i].At = b
			}
		}
		return list
	}
	timed := func(a, b int) []Observation { return dated(may(a), may(b)) }
	drop := func(list []Observation, source string, from, to int) []Observation {
		return slices.DeleteFunc(list, func(o Observation) bool {
			var n int
			_, _ = fmt.Sscanf(o.Item, "item%d", &n)
			return o.Source == source && n >= from && n < to
		})
	}
	for name, c := range map[string]struct {
		list   []Observation
		copier string
		by     DirectionBasis
	}{
		"later":                     {timed(2, 1), "a", DirectionTime},
		"earlier":                   {timed(1, 2), "b", DirectionTime},
		"the same day":              {timed(1, 1), "", DirectionUnknown},
		"within the month":          {dated("2024-05", "2024-05-20"), "", DirectionUnknown},
		"a minute later":            {dated("2024-05-01T08:11Z", "2024-05-01T08:10Z"), "a", DirectionTime},
		"of one day without zones":  {dated("2024-05-01T21:30", "2024-05-01T08:10"), "", DirectionUnknown},
		"fewer items":               {drop(twoCopiers(), "b", 0, 3), "b", DirectionCompleteness},
		"time before completeness":  {drop(timed(2, 1), "b", 0, 3), "a", DirectionTime},
		"each lacks what few items": {drop(drop(twoCopiers(), "b", 0, 3), "a", 3, 6), "", DirectionUnknown},
		// both are right in 14 of 20 common items; on its own, a is right in all of 10 items and b in none of 10
		"worse alone": {slices.Concat(twoCopiers(), said("h1", "T", 20, 40), said("h2", "T", 20, 40), said("h3", "T", 20, 40),
			said("a", "T", 20, 30), said("b", "W", 30, 40)), "b", DirectionAccuracy},
	} {
		t.Run(name, func(t *testing.T) {
			f := find(t, Observations{Observations: c.list}, Defaults(), nil)
			if len(f.Copies) != 1 {
				t.Fatalf("%d copies; want 1", len(f.Copies))
			}
			if d := f.Copies[0].Direction; d.By != c.by || d.Copier != c.copier || (d.Copier == "") != (d.Original == "") {
				t.Errorf("direction %+v; want %q by %q", d, c.copier, c.by)
			}
		})
	}
}

func TestListsThatAreTooLongBringNobodyTogether(t *testing.T) {
	o := Defaults()
	o.MaxHolders = 2
	in := Observations{Observations: slices.Concat(
		twoCopiers(), said("c", "T", 0, 14), said("c", "F", 14, 20), said("h4", "T", 0, 20), said("h5", "T", 0, 20))}
	if f := find(t, in, o, nil); len(f.Copies) != 0 || f.Stats.ClosedLists != 6 || f.Stats.Meetings != 0 {
		t.Errorf("copies %d, %+v; want none, 6 closed lists", len(f.Copies), f.Stats)
	}
	o.MaxHolders, o.MaxMeetings = 200, 9 // three meetings a list of three
	if f := find(t, in, o, nil); f.Stats.ClosedLists != 3 || f.Stats.Meetings != 9 || len(f.Copies) != 3 {
		t.Errorf(
			"copies %d, %+v; want three lists open, which is enough to meet, and all mistakes counted", len(f.Copies), f.Stats)
	}
}

func TestWhatIsWrongIsNamed(t *testing.T) {
	good := Observation{Source: "s", Item: "i", Value: "v"}
	for want, in := range map[string]Observations{
		`observation 1 (source "s", item "i") has no value`: {Observations: []Observation{good, {Source: "s", Item: "i"}}},
		`observation 0 (source "", item "i") has no source`: {Observations: []Observation{{Item: "i", Value: "v"}}},
		`confirmed pair 0: it is "s" twice`: {Observations: []Observation{good},
			Confirmed: []SourcePair{{"s", "s"}}},
		`rejected pair 0: it is "s" twice`: {Observations: []Observation{good},
			Rejected: []SourcePair{{"s", "s"}}},
		`declared link 0: it is "s" twice`: {Observations: []Observation{good},
			Declared: []DeclaredLink{{SourcePair: SourcePair{"s", "s"}}}},
		`the prior accuracy of "s" is 1; expected`: {Observations: []Observation{good},
			Priors: map[string]float64{"s": 1}},
	} {
		if _, err := Discover(t.Context(), in, Defaults(), nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v; want %s", err, want)
		}
	}
	o := Defaults()
	o.CopyRate = 1
	if _, err := Discover(t.Context(), Observations{}, o, nil); err == nil ||
		!strings.Contains(err.Error(), "CopyRate is 1; expected above 0 and below 1") {
		t.Errorf("got %v", err)
	}
	if f := find(t, Observations{}, Defaults(), nil); !f.Stable || len(f.Accuracies) != 0 {
		t.Errorf("nothing in, but out came %+v", f)
	}
}

func TestCancelAndProgress(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	o := Defaults()
	var stages []string
	o.Progress = func(stage string, done, total int) {
		if stages = append(stages, stage); done > total {
			t.Errorf("%s: %d of %d", stage, done, total)
		}
	}
	find(t, Observations{Observations: twoCopiers()}, o, nil)
	if !slices.Contains(stages, "beliefs") || !slices.Contains(stages, "pairs") {
		t.Errorf("told of %v", stages)
	}
	o.Progress = func(stage string, _, _ int) {
		if stage == "pairs" {
			cancel()
		}
	}
	if _, err := Discover(ctx, Observations{Observations: twoCopiers()}, o, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled, but got %v", err)
	}
}

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

func TestIncrementalScoresWhatChangedAlone(t *testing.T) {
	in := planted(60, 400, 20, 3)
	before := find(t, in, Defaults(), nil)
	if again := find(t, in, Defaults(), before); again.Stats.Rescored != 0 || again.Stats.Reused == 0 {
		t.Errorf("nothing changed, but %d pairs were scored and %d taken over", again.Stats.Rescored, again.Stats.Reused)
	}
	in.Observations = append(in.Observations, Observation{Source: "s0000", Item: "another", Value: "T"})
	after := find(t, in, Defaults(), before)
	if full := find(t, in, Defaults(), nil); after.Stats.Rescored*2 > full.Stats.Rescored {
		t.Errorf("one observation changed, and %d pairs were scored again of %d", after.Stats.Rescored, full.Stats.Rescored)
	}
	o := Defaults()
	o.CopyRate = .7
	if other := find(t, in, o, before); other.Stats.Reused != 0 && other.Stats.Repeats == 1 {
		t.Error("pairs counted with other constants were taken over")
	}
}

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

func TestRejectedAreNeverReported(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := world(t)
		in.Confirmed = nil
		first := find(t, in, Defaults(), nil)
		for _, c := range first.Copies {
			in.Rejected = append(in.Rejected, SourcePair{c.B, c.A})
		}
		f := find(t, in, Defaults(), first)
		for _, r := range in.Rejected {
			for _, c := range f.Copies {
				if c.A == min(r.A, r.B) && c.B == max(r.A, r.B) {
					t.Errorf("%s and %s are rejected and reported", c.A, c.B)
				}
			}
			for _, g := range f.Groups {
				if slices.Contains(g.Sources, r.A) && slices.Contains(g.Sources, r.B) {
					t.Errorf("%s and %s are rejected and in one group %v", r.A, r.B, g.Sources)
				}
			}
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
