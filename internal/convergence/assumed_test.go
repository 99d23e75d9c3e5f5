package convergence_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// logOf is what an accuracy adds to the log-odds of a claim that nothing but one independent source speaks for.
func logOf(accuracy float64) float64 { return math.Log(accuracy / (1 - accuracy)) }

// Accuracies stand in for letters, each case by hand; for independent sources it is Bayes' rule.
func TestAssume(t *testing.T) {
	for _, tc := range []struct {
		name, graph string
		accuracies  map[evidence.SourceID]float64
		want        float64 // log-odds
	}{
		{"nobody is rated: F", "+ S", nil, logOf(.60)},
		{"letters count where nothing is assumed", "+ S T; S : reliability=B", map[evidence.SourceID]float64{"source:T": .7},
			logOf(.85) + logOf(.7)},
		{"what is assumed goes before a letter", "+ S; S : reliability=A", map[evidence.SourceID]float64{"source:S": .66},
			logOf(.66)},
		{"and before an outlet's", "+ S; S : outlet=o; o rated A", map[evidence.SourceID]float64{"source:S": .66},
			logOf(.66)},
		{"for and against", "+ S; - T", map[evidence.SourceID]float64{"source:S": .8, "source:T": .7}, logOf(.8) - logOf(.7)},
		{"no better than chance", "+ S T", map[evidence.SourceID]float64{"source:S": .2, "source:T": .7}, logOf(.7)},
		{"no more than an A", "+ S", map[evidence.SourceID]float64{"source:S": .99}, logOf(.95)},
		{"a copy adds nothing", "+ S T; T <= S", map[evidence.SourceID]float64{"source:S": .7, "source:T": .9}, logOf(.7)},
		{"what is taken from caps", "+ S; S <- T", map[evidence.SourceID]float64{"source:S": .9, "source:T": .7}, logOf(.7)},
		{"what nobody judged does not cap", "+ S; S <- T", map[evidence.SourceID]float64{"source:S": .9}, logOf(.9)},
		{"ungrounded sources say nothing", "+ S T; S <- T; T <- S", map[evidence.SourceID]float64{"source:S": .9}, 0},
		{"never certain", "+ S T; S : reliability=A; T : reliability=A", nil, logOf(.99)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := compute(t, draw(t, tc.graph))
			for range 2 { // asking leaves nothing behind
				if got, want := convergence.Assume(tc.accuracies).Probability(c),
					1/(1+math.Exp(-tc.want)); math.Abs(got-want) > 1e-9 {
					t.Errorf("want %v, got %v", want, got)
				}
			}
		})
	}
}

// The probability under accuracies is that of the same graph with the letters that stand for them, whatever was on
// record.
func TestAssume_IsThatOfLetters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		recorded := worlds(everything()).Draw(t, "world")
		assumed := recorded.rated(t)
		accuracies := map[evidence.SourceID]float64{}
		for i := range assumed.nodes {
			recorded.nodes[i].says = 1
			accuracies[nameOf(i)] = accuracy[assumed.nodes[i].letter]
		}
		weight, _ := consult(assumed).weight()
		want := math.Max(.01, math.Min(.99, 1/(1+math.Exp(-weight*math.Log(.95/.05)))))
		answer := recorded.answer(t)
		before := answer.Probability()
		same(t, "P", want, convergence.Assume(accuracies).Probability(answer))
		if diff := cmp.Diff(before, answer.Probability()); diff != "" {
			t.Fatalf("what was assumed stays (-before +after):\n%s", diff)
		}
	})
}

func TestPositions(t *testing.T) {
	sub := draw(t, "+ S T; - U; T <= S; U : outlet=o; o rated C; S : reliability=B")
	s, own, outlets := evidence.SourceID("source:S"), evidence.ReliabilityB, evidence.ReliabilityC
	want := []convergence.Position{
		{Rated: basis.Rated{Source: s, Letter: own, Of: "source:S"}},
		{Rated: basis.Rated{Source: "source:T"}},
		{Rated: basis.Rated{Source: "source:U", Letter: outlets, Of: "outlet:o"}, Against: true},
	}
	got := compute(t, sub).Positions()
	for i := range got {
		if got[i].Record == nil || got[i].Record.ID != got[i].Source {
			t.Errorf("the record of %s: %v", got[i].Source, got[i].Record)
		}
		got[i].Record = nil
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("positions (-want +got):\n%s", diff)
	}
	rated := basis.Ratings(sub, basis.DefaultPolicy(), []evidence.SourceID{"source:U", "source:nobody"})
	if diff := cmp.Diff(map[evidence.SourceID]basis.Rated{"source:U": want[2].Rated}, rated); diff != "" {
		t.Errorf("ratings (-want +got):\n%s", diff)
	}
	for graph, group := range map[string]int{"+ S T": 0, "+ S T; S <- S; S : firsthand=false": -1} {
		if p := compute(t, draw(t, graph)).Positions()[0]; p.Group != group {
			t.Errorf("%s: group %d; want %d", graph, p.Group, group)
		}
	}
	for graph, alone := range map[string]bool{"+ S T; T <= S": true, "+ S T": false, "+ S; - T": false, "+ S": true,
		"+ S T; S <- S; S : firsthand=false": false} {
		if p := compute(t, draw(t, graph)).Positions()[0]; p.Alone != alone {
			t.Errorf("%s: alone is %t", graph, p.Alone)
		}
	}
}

// With a = ln(.7/.3), b = ln(.85/.15): for S alone (a + .5)/(a + 1), and so on. A copy adds nothing, nobody speaks for
// .5, and who is right no more often than by chance is nobody.
func TestAssume_Share(t *testing.T) {
	a, b := logOf(.7), logOf(.85)
	accuracies := map[evidence.SourceID]float64{"source:S": .7, "source:T": .7, "source:U": .85, "source:Z": .4}
	for graph, want := range map[string]float64{
		"+ S":                      (a + .5) / (a + 1),
		"+ S T":                    (2*a + .5) / (2*a + 1),
		"+ S T; T <= S":            (a + .5) / (a + 1),
		"- U":                      .5 / (b + 1),
		"+ S; - U":                 (a + .5) / (a + b + 1),
		"+ S Z":                    (a + .5) / (a + 1),
		"+ Z":                      .5,
		"+ Z; Z : firsthand=false": .5,
	} {
		if got := convergence.Assume(accuracies).Share(compute(t, draw(t, graph))); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: %v; want %v", graph, got, want)
		}
	}
}

// By letters: B against C is (b + .5)/(b + c + 1); there is none if no source is rated.
func TestWeightShare(t *testing.T) {
	b, c := logOf(.85), logOf(.7)
	disputed := compute(t, draw(t, "+ S; - T; S : reliability=B; T : reliability=C"))
	if got, want := disputed.WeightShare(), (b+.5)/(b+c+1); got == nil || math.Abs(*got-want) > 1e-9 {
		t.Errorf("%v; want %v", got, want)
	}
	if got := compute(t, draw(t, "+ S; - T")).WeightShare(); got != nil {
		t.Errorf("%v although nobody is rated", *got)
	}
	one, two := valued(theClaim, "n", "1"), valued("claim:d", "n", "2")
	rivals := compute(t, rivalry(t, []evidence.Claim{one, two}, nil, "+ A; A : reliability=B", "+ B; B : reliability=B"))
	if got := rivals.WeightShare(); got == nil || math.Abs(*got-.5) > 1e-9 {
		t.Errorf("one B for each of two values: %v; want .5", got)
	}
}

// What speaks for a claim that excludes it speaks against it: one B each is even, and what refutes the other says
// nothing of this one.
func TestAssume_ShareAmongExcluding(t *testing.T) {
	one, two := valued(theClaim, "n", "1"), valued("claim:d", "n", "2")
	c := compute(t, rivalry(t, []evidence.Claim{one, two}, nil, "+ A", "+ B; - C"))
	accuracies := map[evidence.SourceID]float64{"source:A": .85, "source:B": .85, "source:C": .95}
	if got := convergence.Assume(accuracies).Share(c); math.Abs(got-.5) > 1e-9 {
		t.Errorf("%v; want .5", got)
	}
	var names []evidence.SourceID
	for _, p := range c.ExcludingPositions() {
		names = append(names, p.Source)
	}
	if diff := cmp.Diff([]evidence.SourceID{"source:B", "source:C"}, names); diff != "" {
		t.Errorf("who takes a side of the other (-want +got):\n%s", diff)
	}
}
