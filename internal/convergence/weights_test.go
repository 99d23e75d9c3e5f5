package convergence_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// What a letter is worth alone: ln(acc/(1-acc)) / ln(.95/.05), by the accuracies of the method.
const (
	wB = 0.589111
	wC = 0.287762
	wD = 0.068152
	wF = 0.137705
)

// told is what is said of a claim's likelihood; a NaN stands for null.
type told struct {
	Supporting, Refuting, Pooled, LogOdds, Probability float64
	Likelihood                                         string
}

func toldOf(c *convergence.Convergence) told {
	number := func(x *float64) float64 {
		if x == nil {
			return math.NaN()
		}
		return *x
	}
	out := told{
		Supporting: number(c.Supporting.Weight()), Refuting: number(c.Refuting.Weight()),
		Pooled:  number(c.Supporting.PooledWeight()),
		LogOdds: number(c.LogOdds()), Probability: number(c.Probability()),
	}
	if l := c.Likelihood(); l != nil {
		out.Likelihood = string(*l)
	}
	return out
}

// The weights of the worked examples 11 and 12.
func TestWorkedExamples_Weights(t *testing.T) {
	ratings := "Reuters : reliability=B; KyivPost : reliability=C; CNN : reliability=B; RAND : reliability=B; Backgrounder : reliability=C"
	for _, tc := range []struct {
		name, graph string
		want        told
	}{
		{"11", "+ S1 S2 Tab; - R1*.5; Tab <- Rumour; S1 : reliability=B; S2 : reliability=B; Tab : reliability=A;" +
			"Rumour : reliability=D; R1 : reliability=A", told{1.246374, 0.5, 1.246374, 2.197653, 0.900039, "VERY_LIKELY"}},
		{"12", "+ Reuters KyivPost CNN RAND Backgrounder;" + seedShaped + ";" + ratings,
			told{1.225495, 0, 1.124420, math.Log(.973620 / .026380), 0.973620, "ALMOST_CERTAIN"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := toldOf(compute(t, draw(t, tc.graph)))
			if tc.name == "12" { // the method gives its probability alone, to six places
				if math.Abs(got.LogOdds-tc.want.LogOdds) > 1e-4 {
					t.Errorf("log-odds: want %v, got %v", tc.want.LogOdds, got.LogOdds)
				}
				got.LogOdds = tc.want.LogOdds
			}
			if diff := cmp.Diff(tc.want, got, cmpopts.EquateApprox(0, tolerance)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Letters, the cap by what a source rests on, strength and defaults, one by one; A alone is worth 1.
func TestWeight(t *testing.T) {
	mixed := func(own, above, phi float64) float64 { // amplitudes mix, weights are their squares
		a := math.Min(math.Sqrt(own), phi*math.Sqrt(own)+(1-phi)*math.Sqrt(above))
		return a * a
	}
	for _, tc := range []struct {
		name, graph string
		want        float64
	}{
		{"A", "+ S; S : reliability=A", 1},
		{"B", "+ S; S : reliability=B", wB},
		{"C", "+ S; S : reliability=C", wC},
		{"D", "+ S; S : reliability=D", wD},
		{"E is no better than chance", "+ S; S : reliability=E", 0},
		{"F", "+ S; S : reliability=F", wF},
		{"not rated is F, where anybody is rated", "+ S T; S : reliability=A", 1 + wF},
		{"the outlet's letter", "+ S; S : outlet=o; o rated B", wB},
		{"its own letter goes before its outlet's", "+ S; S : outlet=o reliability=C; o rated B", wC},
		{"the letter of an outlet that is the same",
			"+ S T; S : outlet=o; T : outlet=p reliability=E; p rated B; same outlet o p", wB},
		{"strength", "+ S*.5; S : reliability=A", 0.5},
		{"independent ones add up", "+ S T; S : reliability=B; T : reliability=C", wB + wC},
		{"of copies the best counts", "+ S T; T <= S; S : reliability=C; T : reliability=B", wC},
		{"a better copy of a worse source", "+ S T; T <= S; S : reliability=B; T : reliability=A", wB},
		{"a worse copy of a better source", "+ T; T <= S; S : reliability=A; T : reliability=C", wC},
		{"an origin that is not rated is no cap", "+ S; S <- T; S : reliability=B", wB},
		{"an origin rated F is one", "+ S; S <- T; S : reliability=B; T : reliability=F", wF},
		{"through one that is not rated", "+ S; S <- T; T <- U; S : reliability=A; U : reliability=D", wD},
		{"through one that is worse", "+ S; S <- T; T <- U; S : reliability=A; T : reliability=D; U : reliability=A", wD},
		{"half of it", "+ S; S <- T,U; S : reliability=A; T : reliability=D; U : reliability=A", mixed(1, wD, 0.5)},
		{"by weight", "+ S; S <- T *3; S <- U *1; S : reliability=A; T : reliability=D; U : reliability=A",
			mixed(1, wD, 0.25)},
		{"with work of its own", "+ S; S <- T; S : reliability=A firsthand=0.25; T : reliability=D", mixed(1, wD, 0.25)},
		{"with nothing above that stands", "+ S; S <- T; T : firsthand=false reliability=E; S : reliability=B firsthand=0.25",
			wB},
		{"a copy of a weak statement is worth no more than the statement",
			"+ S T*.1; S <= T; S : reliability=A; T : reliability=A", 0.1},
		{"a strong copy of a weak statement, neither rated by itself", "+ S T*.1; - R; S <= T; R : reliability=A", 0.1 * wF},
		{"an inferred copy", "+ S; S ~ T .9; S : reliability=A date=2024; T : reliability=D date=2023", mixed(1, wD, 0.1)},
		{"a copy of what is not rated", "+ S; S ~ T .9; S : reliability=A date=2024; T : date=2023", 1},
		{"out of a circle", "+ S; S <- T; T <- S,U; S : reliability=A; U : reliability=D", wD},
		{"out of a circle with one first-hand member",
			"+ S; S <- T; T <- S; T : firsthand=0.5 reliability=D; S : reliability=A", wD},
		// T leaves the circle for U with 2/3 of its mass, S for V with 1/2: U has 4/7 of the exits, V 3/7.
		{"out of a circle by several exits", "+ S; S <- T,V; T <- S *1; T <- U *2; S : reliability=A; U : reliability=D; V : reliability=A",
			mixed(1, wD, 3./7)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := compute(t, draw(t, tc.graph)).Supporting.Weight()
			if w == nil || math.Abs(*w-tc.want) > tolerance {
				t.Errorf("want %v, got %v", tc.want, w)
			}
		})
	}
}

// Without a letter on either side nothing is said of the likelihood; with one on either, of both.
func TestLikelihood_Unrated(t *testing.T) {
	null := math.NaN()
	for name, tc := range map[string]struct {
		graph string
		want  told
	}{
		"nobody":                   {"+ A; - B", told{null, null, null, null, null, ""}},
		"no source":                {"", told{null, null, null, null, null, ""}},
		"an origin alone is rated": {"+ A; A <- O; O : reliability=B", told{null, null, null, null, null, ""}},
		"the other side":           {"+ A; - B; B : reliability=B", told{wF, wB, wF, -1.329136, 0.209302, "UNLIKELY"}},
		"no refuter":               {"+ A; A : reliability=A", told{1, 0, 1, 2.944439, 0.95, "VERY_LIKELY"}},
		"never certain": {"+ A B; A : reliability=A; B : reliability=A",
			told{2, 0, 2, 5.888878, 0.99, "ALMOST_CERTAIN"}},
		"the unnamed are one": {"+ A B; A : kind=ARTICLE reliability=B; B : kind=ARTICLE reliability=C",
			told{wB + wC, 0, wB, 2.581900, 0.929688, "VERY_LIKELY"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := toldOf(compute(t, draw(t, tc.graph)))
			if diff := cmp.Diff(tc.want, got, cmpopts.EquateApprox(0, 1e-5), cmpopts.EquateNaNs()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestLikelihood_Prior(t *testing.T) {
	p := basis.DefaultPolicy()
	p.Prior = 0.2
	c := computeWith(t, draw(t, "+ A; A : reliability=B"), p)
	// Odds of 1 to 4, times those of .85 to .15: 17 to 12.
	if got := c.Probability(); got == nil || math.Abs(*got-17./29) > tolerance {
		t.Errorf("want %v, got %v", 17./29, got)
	}
	if n := find(c.Explanation(), convergence.NoteLikelihood); n == nil ||
		n.Text != "It is likely to be true (59%), assuming 20% before." {
		t.Errorf("the sentence is %+v", n)
	}
}

// Accuracies are the policy's.
func TestWeight_Accuracies(t *testing.T) {
	p := basis.DefaultPolicy()
	p.Accuracies.B, p.Accuracies.F = 0.7, 0.5
	if w := computeWith(t, draw(t, "+ A B; A : reliability=B"), p).Supporting.Weight(); w == nil ||
		math.Abs(*w-wC) > tolerance {
		t.Errorf("want %v, got %v", wC, w)
	}
}

func TestLikelihoodOf(t *testing.T) {
	for _, tc := range []struct {
		p    float64
		want convergence.Likelihood
	}{
		{0.01, convergence.AlmostNoChance}, {0.0499, convergence.AlmostNoChance}, {0.05, convergence.VeryUnlikely},
		{0.05 - 1e-10, convergence.VeryUnlikely},
		{0.1999, convergence.VeryUnlikely}, {0.20, convergence.Unlikely}, {0.4499, convergence.Unlikely},
		{0.45, convergence.RoughlyEvenChance},
		{0.5, convergence.RoughlyEvenChance}, {0.55, convergence.RoughlyEvenChance}, {0.5501, convergence.Likely},
		{0.80, convergence.Likely},
		{0.8001, convergence.VeryLikely}, {0.95, convergence.VeryLikely}, {0.95 + 1e-10, convergence.VeryLikely},
		{0.9501, convergence.AlmostCertain},
		{0.99, convergence.AlmostCertain},
	} {
		if got := convergence.LikelihoodOf(tc.p); got != tc.want {
			t.Errorf("%v: want %s, got %s", tc.p, tc.want, got)
		}
	}
}

func TestSuggestedCredibility(t *testing.T) {
	for name, tc := range map[string]struct{ graph, want string }{
		"two demonstrated lines":          {"+ A B", "ONE"},
		"two lines that overlap":          {"+ X Y; X <- A,C; Y <- A,B", "ONE"},
		"one demonstrated line":           {"+ A", ""},
		"two lines, one of them presumed": {"+ A B; B : kind=ARTICLE", ""},
		"two lines and a refuter":         {"+ A B; - C", ""},
		"a refuter in a circle":           {"+ A B; - C; C <- C", "ONE"},
		"a circle":                        {"+ A B; A <- B; B <- A", "SIX"},
		"nobody":                          {"- C", "SIX"},
	} {
		got := ""
		if digit := compute(t, draw(t, tc.graph+"; addressed")).SuggestedCredibility(); digit != nil {
			got = string(*digit)
		}
		if got != tc.want {
			t.Errorf("%s: want %q, got %q", name, tc.want, got)
		}
	}
}

// The confidence is of the side with the larger weight; of the larger effective number where nobody is rated or the
// weights are the same. Thresholds: 1.5 worth and 2 lines are moderate, 2.5 and 3 with no source above a half are high.
func TestConfidence(t *testing.T) {
	for name, tc := range map[string]struct{ graph, want string }{
		"nobody rated: the larger side":                 {"+ A; - B C D", "HIGH"},
		"nobody rated: the same":                        {"+ A B; - C D", "MODERATE"},
		"rated: the weightier side, though fewer":       {"+ A; - B C D; A : reliability=A; B : reliability=E; C : reliability=E; D : reliability=E", "LOW"},
		"rated: the weightier side is the refuting":     {"+ A B; - C; C : reliability=A; A : reliability=E; B : reliability=E", "LOW"},
		"rated, and the weights are the same":           {"+ A B C; - D; A : reliability=E; B : reliability=E; C : reliability=E; D : reliability=E", "HIGH"},
		"only the supporting side is taken":             {"+ A B; A : reliability=E; B : reliability=E", "MODERATE"},
		"only the refuting side is taken":               {"- A B C", "HIGH"},
		"two lines worth less than one and a half":      {"+ X Y; X <- A,C; Y <- A,B", "LOW"},
		"three lines, all through one source in part":   {"+ X Y Z; X <- A,B; Y <- A,C; Z <- A,D", "MODERATE"},
		"four sources, of which only one is named":      {seedMain, "LOW"},
		"example 12: two demonstrated lines worth 1.42": {"+ Reuters KyivPost CNN RAND Backgrounder;" + seedShaped, "LOW"},
	} {
		if got := compute(t, draw(t, tc.graph+"; addressed")).Confidence; string(got) != tc.want {
			t.Errorf("%s: want %s, got %s", name, tc.want, got)
		}
	}
}

// No sentence holds both a likelihood and a confidence, the likelihood comes first, and no symbol is in any of them.
func TestLikelihoodAndConfidenceApart(t *testing.T) {
	c := compute(t, draw(t, "+ A B C; - D; A : reliability=B; B : reliability=B outlet=o; C : outlet=o; D <- A"))
	var order []string
	for _, n := range append(c.Explanation(), c.Caveats()...) {
		likely := strings.Contains(n.Text, "likely") || strings.Contains(n.Text, "chance")
		if likely && strings.Contains(strings.ToLower(n.Text), "confidence") {
			t.Errorf("mixed: %q", n.Text)
		}
		if n.Code == convergence.NoteLikelihood || n.Code == convergence.NoteConfidence {
			order = append(order, string(n.Code))
		}
		for _, symbol := range []string{"kappa", "alpha", "beta", "W+", "phi"} {
			if strings.Contains(n.Text, symbol) {
				t.Errorf("the symbol %s stands in %q", symbol, n.Text)
			}
		}
	}
	if diff := cmp.Diff([]string{"LIKELIHOOD", "CONFIDENCE"}, order); diff != "" {
		t.Errorf("the two sentences (-want +got):\n%s", diff)
	}
}

// What each source weighs by itself: letter, strength and cap; a source that rests on nothing weighs nothing.
func TestSupporterWeight(t *testing.T) {
	graph := "+ A B*.5 C D E; C <- O; D <- D; A : reliability=A; B : reliability=B; C : reliability=A; O : reliability=D; D : reliability=A"
	got := map[string]float64{}
	for _, s := range compute(t, draw(t, graph)).Supporting.Sources() {
		got[s.Source.NodeID().Key()] = *s.Weight
	}
	want := map[string]float64{"A": 1, "B": wB / 2, "C": wD, "D": 0, "E": wF}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, tolerance)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if w := compute(t, draw(t, "+ A")).Supporting.Sources()[0].Weight; w != nil {
		t.Errorf("nobody is rated, and A weighs %v", *w)
	}
}

// Who is not rated is told, and how that counts.
func TestUnrated(t *testing.T) {
	for graph, want := range map[string]string{
		"+ A B":                      "No source is rated, so no likelihood is given.",
		"+ A B; A : reliability=B":   "B is not rated and counts in the likelihood as one whose reliability cannot be judged.",
		"+ A B C; A : reliability=B": "B and C are not rated and count in the likelihood as those whose reliability cannot be judged.",
		"+ A B; A : outlet=o reliability=B; B : outlet=o; o rated C": "",
	} {
		got := ""
		if n := find(compute(t, draw(t, graph)).Caveats(), convergence.NoteUnrated); n != nil {
			got = n.Text
		}
		if got != want {
			t.Errorf("%s: want %q, got %q", graph, want, got)
		}
	}
}

// Attribute groups: first-hand work with one author, outlet, owner or funder, with what it is worth alone and at most.
func TestAttributeGroups(t *testing.T) {
	type group struct {
		Kind, Node, Sources string
		Worth, AtMost       float64
	}
	for name, tc := range map[string]struct {
		graph string
		want  []group
	}{
		"nothing in common": {"+ A B; A : outlet=a; B : outlet=b", nil},
		"example 8a": {fourOf(
			"A : outlet=a; B : outlet=b; C : outlet=c; D : outlet=d", "a owner g; b owner g; c owner g; d owner g"),
			[]group{{"OWNER", "g", "A B C D", 2.758621, 1 / .15}}},
		"example 8b": {fourOf("A : outlet=a; B : outlet=a; C : outlet=a; D : outlet=a", "a owner g"),
			[]group{{"OUTLET", "a", "A B C D", 1.818182, 2.5}, {"OWNER", "g", "A B C D", 1.818182, 2.5}}},
		"example 8c": {"+ A B; A : outlet=a authors=p; B : outlet=a authors=p; a owner g; a funder f", []group{
			{"AUTHOR", "p", "A B", 1.111111, 1.25}, {"FUNDER", "f", "A B", 1.111111, 1.25},
			{"OUTLET", "a", "A B", 1.111111, 1.25},
			{"OWNER", "g", "A B", 1.111111, 1.25},
		}},
		"behind those who take from them": {"+ X Y; X <- A; Y <- B; A : authors=p; B : authors=p",
			[]group{{"AUTHOR", "p", "A B", 2 / 1.3, 1 / .3}}},
		"not what does not stand": {"+ A; B : authors=p; A : authors=p; C <- B", nil},
		// The overlap is sqrt(.15 .30); the second author's part is the less, and bounds.
		"one of two authors": {"+ A B; A : authors=p,q; B : authors=p",
			[]group{{"AUTHOR", "p", "A B", 2 / (1 + math.Sqrt(.15*.30)), 1 / .15}}},
		"the larger first": {"+ A B C; A : authors=p outlet=o; B : authors=p outlet=o; C : outlet=o",
			// A and B overlap .55 (.30 and .25), C overlaps both by .25. The mean of A and B has the variance .775, and
			// the best mix of it and C is worth (.775+1-2*.25)/(.775*1-.25*.25).
			[]group{{"OUTLET", "o", "A B C", 1.275 / .7125, 4}, {"AUTHOR", "p", "A B", 2 / 1.55, 1 / .55}}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []group
			for _, g := range compute(t, draw(t, tc.graph)).Supporting.AttributeGroups(-1) {
				got = append(got, group{string(g.Kind), g.Node.NodeID().Key(), keys(g.Sources), g.Worth, g.AtMost})
			}
			if diff := cmp.Diff(tc.want, got, cmpopts.EquateApprox(0, tolerance)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAttributeGroups_First(t *testing.T) {
	s := compute(t, draw(t, "+ A B; A : outlet=a authors=p; B : outlet=a authors=p; a owner g; a funder f")).Supporting
	for _, tc := range [][2]int{{0, 0}, {1, 1}, {3, 3}, {9, 4}, {-1, 4}} {
		if got := len(s.AttributeGroups(tc[0])); got != tc[1] {
			t.Errorf("first %d: want %d, got %d", tc[0], tc[1], got)
		}
	}
}

// What the policy says of its own values.
func TestPolicyValidate(t *testing.T) {
	for field, change := range map[string]func(*basis.Policy){
		"policy.prior":                func(p *basis.Policy) { p.Prior = 1 },
		"policy.prior ":               func(p *basis.Policy) { p.Prior = math.NaN() },
		"policy.undated":              func(p *basis.Policy) { p.Undated = "SOME" },
		"policy.accuracies":           func(p *basis.Policy) { p.Accuracies.A = 0.96 },
		"policy.accuracies ":          func(p *basis.Policy) { p.Accuracies.F = 0.4 },
		"policy.accuracies  ":         func(p *basis.Policy) { p.Accuracies.C = 0.9 },
		"policy.budget.triedCount":    func(p *basis.Policy) { p.Budget.TriedCount = 0 },
		"policy.budget.comparedCount": func(p *basis.Policy) { p.Budget.ComparedCount = 5001 },
		"policy.budget.askedCount":    func(p *basis.Policy) { p.Budget.AskedCount = 1001 },
	} {
		p := basis.DefaultPolicy()
		change(&p)
		err := p.Validate()
		var domain *evidence.Error
		if !errors.As(err, &domain) || domain.Field != strings.TrimSpace(field) || domain.Code != evidence.CodeInvalid {
			t.Errorf("%s: got %v", field, err)
		}
	}
	if err := basis.DefaultPolicy().Validate(); err != nil {
		t.Errorf("the default: %v", err)
	}
}

// A source may hang on one through which only a part of its basis passes, where the rest comes out of a circle whose
// only way in copies a member of it: A and B have two thirds of that kind and one of D, and fall with D.
func TestFragility_Strays(t *testing.T) {
	s := compute(
		t, draw(
			t, "+ A B; A <= X *2; A <= D *1; B <= X *2; B <= D *1; X <- Y; Y <- X; Y : firsthand=0.25; Y ~ X .5")).Supporting
	wrong, err := s.IfWrong([]evidence.SourceID{"source:D"}, -1)
	if err != nil {
		t.Fatal(err)
	}
	if keys(wrong[0].LostSources) != "A B" || math.Abs(s.Fragility()-1) > tolerance {
		t.Errorf("want A and B to fall with D and a fragility of 1, got %q and %v", keys(wrong[0].LostSources), s.Fragility())
	}
}

// What rests on a member of a circle that copies another hangs on what that one rests on: n3 takes a part of what it
// has from what n4 has of its own, but n4 copies n1, so all of it falls with n2. Fragility is the most that any source
// takes away.
func TestFragility_CopyInACircle(t *testing.T) {
	s := compute(t, draw(t, `+ n3 n5 n6; n1 <= n2,n3; n3 <= n1 *1; n3 <= n3 *1; n3 <= n4 *2; n4 <- n3; n4 : firsthand=0.25
		n5 <= n0; n6 <= n0 *2; n2 ~ n5 .5; n1 ~ n4 .5; n0 : kind=ARTICLE; n2 : kind=ARTICLE`)).Supporting
	wrong, err := s.IfWrong(nil, -1)
	if err != nil {
		t.Fatal(err)
	}
	if want := 1 - wrong[0].Presumed/s.Presumed; math.Abs(s.Fragility()-want) > tolerance ||
		keys(wrong[0].LostSources) == "" {
		t.Errorf(
			"want a fragility of %v, got %v; with the worst source %q fall", want, s.Fragility(), keys(wrong[0].LostSources))
	}
}
