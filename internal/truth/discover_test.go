package truth

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

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
	in.Declared = append(in.Declared, DeclaredLink{SourcePair{"b", "a"}, []string{"item015", "absent"}})
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
