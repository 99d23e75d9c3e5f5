package truth

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// beliefFunc makes a function ClaimBeliefs.
type beliefFunc func(claims, sources []string, accuracies []float64) ([]float64, error)

func (f beliefFunc) Probabilities(
	_ context.Context, claims, sources []string, accuracies []float64) ([]float64, error) {
	return f(claims, sources, accuracies)
}

func always(p float64) beliefFunc {
	return func(claims, _ []string, _ []float64) ([]float64, error) {
		all := make([]float64, len(claims))
		for i := range all {
			all[i] = p
		}
		return all, nil
	}
}

func sayings(source string, n int, against bool) (list []Saying) {
	for i := range n {
		list = append(list, Saying{Source: source, Claim: fmt.Sprintf("c%02d", i), Against: against})
	}
	return list
}

// With P = .9 for every claim: "for" 10 claims (2 + 10 x .9)/14 = 11/14 = .785714, B; "against" 10 claims (2 + 10 x
// .1)/14 = 3/14 = .214286, E; "long" 40 claims (2 + 36)/44 = .863636, B; "short" 9 claims: too few.
func TestAccuraciesByHand(t *testing.T) {
	list := append(
		append(sayings("for", 10, false), sayings("against", 10, true)...),
		append(sayings("short", 9, false), sayings("long", 40, false)...)...)
	rounds := 0
	o := DefaultAccuracy()
	o.Progress = func(done, total int) {
		if rounds++; done != rounds || total != 20 {
			t.Errorf("progress %d of %d in round %d", done, total, rounds)
		}
	}
	got, err := EstimateAccuracies(t.Context(), append(list, list[0]), always(.9), o)
	if err != nil {
		t.Fatal(err)
	}
	if rounds != 5 {
		t.Errorf("%d rounds; nothing moves after the first, so the least, 5, do", rounds)
	}
	want := []EstimatedAccuracy{
		{"against", 3. / 14, 10, true, "E"}, {"for", 11. / 14, 10, true, "B"}, {"long", 38. / 44, 40, true, "B"},
		{"short", .6, 9, false, "F"},
	}
	for i, w := range want {
		near(t, w.Source, got[i].Accuracy, w.Accuracy)
		w.Accuracy = got[i].Accuracy
		if got[i] != w {
			t.Errorf("got %+v; want %+v", got[i], w)
		}
	}
}

// Half-way between the accuracies of two letters lies the border: .95 .85 .70 .55 .50.
func TestAdmiraltyLetters(t *testing.T) {
	for accuracy, want := range map[float64]string{
		.99: "A", .95: "A", .9: "A", .899: "B", .85: "B", .775: "B", .774: "C", .7: "C", .625: "C", .624: "D", .55: "D",
		.525: "D", .524: "E", .5: "E", .1: "E",
	} {
		if got := AdmiraltyLetter(accuracy); got != want {
			t.Errorf("%v is %s; want %s", accuracy, got, want)
		}
	}
	// (2 + n)/(4 + n) >= .9 from n = 16 on
	for n, want := range map[int]string{15: "B", 16: "A"} {
		got, err := EstimateAccuracies(t.Context(), sayings("s", n, false), always(1), DefaultAccuracy())
		if err != nil || got[0].Letter != want {
			t.Errorf("%d claims without doubt: %v %v; want %s", n, got, err, want)
		}
	}
}

// majority believes a claim as the product of the odds of who speaks for it, over those who speak against it.
func majority(list []Saying) beliefFunc {
	return func(claims, sources []string, accuracies []float64) ([]float64, error) {
		p := make([]float64, len(claims))
		for i, claim := range claims {
			odds := 1.0
			for j, source := range sources {
				for _, s := range list {
					switch {
					case s.Source != source || s.Claim != claim:
					case s.Against:
						odds /= accuracies[j] / (1 - accuracies[j])
					default:
						odds *= accuracies[j] / (1 - accuracies[j])
					}
				}
			}
			p[i] = odds / (1 + odds)
		}
		return p, nil
	}
}

func TestAccuraciesFollowTheMajority(t *testing.T) {
	var list []Saying
	for s := range 5 {
		list = append(list, sayings(fmt.Sprint("good", s), 20, false)...)
	}
	list = append(list, sayings("bad", 20, true)...)
	got, err := EstimateAccuracies(t.Context(), list, majority(list), DefaultAccuracy())
	if err != nil {
		t.Fatal(err)
	}
	// in the limit every claim is believed: (2 + 20)/24 and (2 + 0)/24
	near(t, "bad", got[0].Accuracy, 2./24)
	near(t, "good", got[1].Accuracy, 22./24)
}

func TestOrderOfSayingsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list []Saying
		for s := range 4 {
			for c := range 15 {
				if rapid.Bool().Draw(t, "says") {
					list = append(list, Saying{fmt.Sprint("s", s), fmt.Sprint("c", c), rapid.Bool().Draw(t, "against")})
				}
			}
		}
		o := DefaultAccuracy()
		o.MinClaims = 5
		want, err := EstimateAccuracies(context.Background(), list, majority(list), o)
		if err != nil {
			t.Fatal(err)
		}
		got, err := EstimateAccuracies(context.Background(), rapid.Permutation(list).Draw(t, "order"), majority(list), o)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("another order, another answer:\n%s", d)
		}
	})
}

func TestAccuraciesSayWhatIsWrong(t *testing.T) {
	good := sayings("s", 10, false)
	none := DefaultAccuracy()
	none.MinClaims = 0
	backwards := DefaultAccuracy()
	backwards.MaxRounds = 4
	certain := DefaultAccuracy()
	certain.Start = func(string) float64 { return 1 }
	for name, c := range map[string]struct {
		list    []Saying
		beliefs beliefFunc
		o       AccuracyOptions
		want    string
	}{
		"no claims": {good, always(.5), none, "MinClaims is 0"},
		"rounds":    {good, always(.5), backwards, "rounds 5 to 4"},
		"start":     {good, always(.5), certain, `"s" starts from 1`},
		"both ways": {append(good, Saying{"s", "c03", true}), always(.5), DefaultAccuracy(),
			`"s" speaks both for and against claim "c03"`},
		"nameless":       {[]Saying{{Source: "s"}}, always(.5), DefaultAccuracy(), "both must be named"},
		"no probability": {good, always(1.5), DefaultAccuracy(), `probability 1.5 for claim "c00"`},
		"too few": {good, func([]string, []string, []float64) ([]float64, error) { return nil, nil }, DefaultAccuracy(),
			"0 probabilities; expected one for each of 10 claims"},
		"beliefs fail": {good, func([]string, []string, []float64) ([]float64, error) {
			return nil,
				errors.New("no evidence")
		}, DefaultAccuracy(),
			"round 1: no evidence"},
	} {
		if _, err := EstimateAccuracies(t.Context(), c.list, c.beliefs, c.o); err == nil ||
			!strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v; want %s", name, err, c.want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := EstimateAccuracies(ctx, good, always(.5), DefaultAccuracy()); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled, but got %v", err)
	}
}
