package convergence_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/convergence"
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
		{"letters count where nothing is assumed", "+ S T; S : reliability=B", map[evidence.SourceID]float64{"source:T": .7}, logOf(.85) + logOf(.7)},
		{"what is assumed goes before a letter", "+ S; S : reliability=A", map[evidence.SourceID]float64{"source:S": .66}, logOf(.66)},
		{"and before an outlet's", "+ S; S : outlet=o; o rated A", map[evidence.SourceID]float64{"source:S": .66}, logOf(.66)},
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
				if got, want := convergence.Assume(tc.accuracies).Probability(c), 1/(1+math.Exp(-tc.want)); math.Abs(got-want) > 1e-9 {
					t.Errorf("want %v, got %v", want, got)
				}
			}
		})
	}
}

// The probability under accuracies is that of the same graph with the letters that stand for them, whatever was on record.
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
		{Rated: convergence.Rated{Source: s, Letter: own, Of: "source:S"}},
		{Rated: convergence.Rated{Source: "source:T"}},
		{Rated: convergence.Rated{Source: "source:U", Letter: outlets, Of: "outlet:o"}, Against: true},
	}
	if diff := cmp.Diff(want, compute(t, sub).Positions()); diff != "" {
		t.Errorf("positions (-want +got):\n%s", diff)
	}
	rated := convergence.Ratings(sub, convergence.DefaultPolicy(), []evidence.SourceID{"source:U", "source:nobody"})
	if diff := cmp.Diff(map[evidence.SourceID]convergence.Rated{"source:U": want[2].Rated}, rated); diff != "" {
		t.Errorf("ratings (-want +got):\n%s", diff)
	}
	for graph, alone := range map[string]bool{"+ S T; T <= S": true, "+ S T": false, "+ S; - T": false, "+ S": true, "+ S T; S <- S; S : firsthand=false": false} {
		if p := compute(t, draw(t, graph)).Positions()[0]; p.Alone != alone {
			t.Errorf("%s: alone is %t", graph, p.Alone)
		}
	}
}
