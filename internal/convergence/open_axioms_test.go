package convergence_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

// openGraphs is how many random graphs the axioms of open questions are tried on.
const openGraphs = 500

// openWorld draws a graph with what may be one, suggested copies, odd weights, own shares, impossible links and
// confirmations, in the language of draw. Links lead to sources of a smaller number, or now and then in a circle.
func openWorld(r *rand.Rand) string {
	var b strings.Builder
	n := 4 + r.IntN(6)
	titles := []string{"Harbour_log", "Elsa_Hartwick", "Mayor_Elsa_Hartwick", "Survey"}
	for i := range n {
		kind := []string{"DOCUMENT", "STATEMENT", "ARTICLE", "ARTICLE"}[r.IntN(4)]
		fmt.Fprintf(&b, "n%d : kind=%s", i, kind)
		if r.IntN(3) == 0 {
			fmt.Fprintf(&b, " title=%s", titles[r.IntN(len(titles))])
		}
		if r.IntN(3) == 0 {
			fmt.Fprintf(&b, " date=2024-%02d", 1+r.IntN(12))
		}
		if r.IntN(5) == 0 {
			fmt.Fprintf(&b, " firsthand=%v", []float64{.25, .5, .99, 1}[r.IntN(4)])
		}
		if r.IntN(4) == 0 {
			fmt.Fprintf(&b, " outlet=o%d", r.IntN(2))
		}
		b.WriteString("\n")
		for range r.IntN(3) {
			to := r.IntN(n)
			if i > 0 && r.IntN(8) > 0 {
				to = r.IntN(i)
			}
			if to == i {
				continue
			}
			fmt.Fprintf(&b, "n%d %s n%d", i, []string{"<-", "<-", "<-", "<="}[r.IntN(4)], to)
			if r.IntN(4) == 0 {
				fmt.Fprintf(&b, " *%d", []int{2, 10, 1000}[r.IntN(3)])
			}
			b.WriteString("\n")
		}
		if r.IntN(10) > 2 {
			fmt.Fprintf(&b, "+ n%d\n", i)
		}
		if r.IntN(12) == 0 {
			fmt.Fprintf(&b, "confirm n%d\n", i)
		}
	}
	for range r.IntN(3) {
		if from, to := r.IntN(n), r.IntN(n); from != to {
			fmt.Fprintf(&b, "n%d ~? n%d %v\n", from, to, []float64{.5, .8, 1}[r.IntN(3)])
		}
	}
	return b.String()
}

// eachOpenWorld calls f with every random graph and what is demonstrated of it.
func eachOpenWorld(t *testing.T, f func(r *rand.Rand, graph string, c *convergence.Convergence)) {
	t.Helper()
	for seed := range uint64(openGraphs) {
		r := rand.New(rand.NewPCG(seed, 12))
		graph := openWorld(r)
		f(r, graph, compute(t, sorted(draw(t, graph))))
		if t.Failed() {
			t.Fatalf("seed %d:\n%s", seed, graph)
		}
	}
}

func demonstratedOf(t *testing.T, sub *evidence.Subgraphs) float64 {
	t.Helper()
	return compute(t, sorted(sub)).Supporting.Demonstrated
}

// A19: splitting one named source into any number of records of the same name, each cited by one article, leaves what
// is demonstrated where it was.
func TestOpenAxioms_A19(t *testing.T) {
	eachOpenWorld(t, func(r *rand.Rand, graph string, _ *convergence.Convergence) {
		whole := graph + "\nofficial : kind=STATEMENT title=Ambassador_Ines_Quill"
		split := graph
		for i := range 2 + r.IntN(4) {
			article := fmt.Sprintf("\n+ article%d; article%d : kind=ARTICLE; article%d <- ", i, i, i)
			name := []string{"Ambassador_Ines_Quill", "Ines_Quill", "the_ambassador_Ines_Quill"}[r.IntN(3)]
			split += fmt.Sprintf("\nofficial%d : kind=STATEMENT title=%s", i, name)
			also := ""
			if r.IntN(2) == 0 {
				also = fmt.Sprintf(",n%d", r.IntN(3))
			}
			whole += article + "official" + also
			split += article + fmt.Sprintf("official%d", i) + also
		}
		was, is := demonstratedOf(t, draw(t, whole)), demonstratedOf(t, draw(t, split))
		if !near(was, is) {
			t.Errorf("%v demonstrated of one record, %v of several:\n%s", was, is, split)
		}
	})
}

// A20: a suggested copy, a weight, an own share or an impossible link never raises what is demonstrated until a curator
// confirms it. A weight or share is added where there was none.
func TestOpenAxioms_A20(t *testing.T) {
	tried := map[string]int{}
	eachOpenWorld(t, func(r *rand.Rand, graph string, c *convergence.Convergence) {
		for range 4 {
			sub := draw(t, graph)
			what := addUnconfirmed(r, sub)
			if what == "" {
				continue
			}
			tried[what]++
			if is := demonstratedOf(t, sub); is > c.Supporting.Demonstrated+tolerance {
				t.Errorf("%s raises it from %v to %v", what, c.Supporting.Demonstrated, is)
			}
		}
	})
	for _, what := range []string{"a suggested copy", "a weight", "an own share", "an impossible link"} {
		if tried[what] < openGraphs/10 {
			t.Errorf("%s was added to %d graphs only", what, tried[what])
		}
	}
}

// addUnconfirmed adds one thing that nobody has confirmed and says what; "" if it did not fit.
func addUnconfirmed(r *rand.Rand, sub *evidence.Subgraphs) string {
	confirmed := func(id evidence.SourceID) bool {
		return slices.ContainsFunc(sub.Confirmations, func(c evidence.Confirmation) bool { return c.Source == id })
	}
	some := func() *evidence.Source { return &sub.Sources[r.IntN(len(sub.Sources))] }
	switch r.IntN(4) {
	case 0:
		kappa := 0.5 + r.Float64()/2
		d := evidence.Derivation{From: some().ID, To: some().ID, Kind: evidence.Copies, CopiedShare: &kappa,
			Status: evidence.Suggested}
		if d.From == d.To {
			return ""
		}
		sub.Derivations = append(sub.Derivations, d.Normalize())
		return "a suggested copy"
	case 1:
		if len(sub.Derivations) == 0 {
			return ""
		}
		d := &sub.Derivations[r.IntN(len(sub.Derivations))]
		if d.Kind == evidence.Copies || confirmed(d.From) || d.Weight != 1 {
			return ""
		}
		d.Weight = []float64{.001, 3, 1000}[r.IntN(3)]
		return "a weight"
	case 2:
		s := some()
		declares := slices.ContainsFunc(
			sub.Derivations, func(d evidence.Derivation) bool { return d.From == s.ID && d.Kind != evidence.Copies })
		if s.Firsthand != nil || !declares || confirmed(s.ID) {
			return ""
		}
		s.Firsthand = &evidence.Firsthand{Share: .05 + .95*r.Float64()}
		return "an own share"
	}
	s := some()
	if !s.PublishedAt.Known() {
		return ""
	}
	sub.Sources = append(sub.Sources, evidence.Source{ID: "source:zz_later", Kind: evidence.Document, PublishedAt: "2030"})
	sub.Derivations = append(
		sub.Derivations, evidence.Derivation{From: s.ID, To: "source:zz_later", Kind: evidence.Cites}.Normalize())
	return "an impossible link"
}

// A21: closing a question, either way, never lowers what is demonstrated.
func TestOpenAxioms_A21(t *testing.T) {
	asked := map[convergence.QuestionKind]int{}
	eachOpenWorld(t, func(_ *rand.Rand, graph string, c *convergence.Convergence) {
		for _, q := range c.NextQuestions(-1) {
			asked[q.Kind]++
			if q.AtLeast < q.Demonstrated-tolerance {
				t.Errorf("%s (%s) lowers it to %v from %v", q.Text, q.Kind, q.AtLeast, q.Demonstrated)
			}
		}
		s := c.Supporting
		if s.Demonstrated > s.Pooled+tolerance || s.Demonstrated > float64(s.DemonstratedLineCount)+tolerance {
			t.Errorf("%+v: D <= E_p and D <= its lines do not hold", s.Tally)
		}
	})
	for _, kind := range []convergence.QuestionKind{
		convergence.AskOrigin, convergence.AskCopy, convergence.AskSameness, convergence.AskDate, convergence.AskBasis,
	} {
		if asked[kind] < openGraphs/10 {
			t.Errorf("%s was asked %d times only", kind, asked[kind])
		}
	}
}
