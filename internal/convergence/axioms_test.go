package convergence_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// rounding is what a comparison of two solutions forgives.
const rounding = 1e-7

// axiom is a property of method, section 8, with the worlds in which it is claimed.
type axiom struct {
	name  string
	in    shape
	holds func(t *rapid.T, w *world)
}

func declaredOnly() shape { s := everything(); s.copies = false; return s }

func effectiveOf(t *rapid.T, w *world) float64 { return sideOf(t, w).Presumed }

func sideOf(t *rapid.T, w *world) *convergence.Side {
	sub := w.subgraphs(nameOf)
	for i := range sub.Sources {
		sub.Sources[i].PublishedAt = ""
	}
	c, err := convergence.Compute(sub, theClaim, basis.DefaultPolicy())
	if err != nil {
		t.Fatalf("Compute: %v", err)
	}
	return c.Supporting
}

func same(t *rapid.T, what string, want, got float64) {
	t.Helper()
	if math.Abs(want-got) > rounding {
		t.Fatalf("%s: want %v, got %v", what, want, got)
	}
}

func atMost(t *rapid.T, what string, less, more float64) {
	t.Helper()
	if less > more+rounding {
		t.Fatalf("%s: %v is more than %v", what, less, more)
	}
}

func drawSource(t *rapid.T, w *world) int { return rapid.IntRange(0, len(w.nodes)-1).Draw(t, "source") }

// someSupporters draws a list of supporters, which may be empty.
func someSupporters(t *rapid.T, w *world) []int {
	var out []int
	for i, is := range w.supporter {
		if is && rapid.Bool().Draw(t, "chosen") {
			out = append(out, i)
		}
	}
	return out
}

func TestAxioms(t *testing.T) {
	for _, a := range slices.Concat(axiomsOfSize(), axiomsOfAdding(), axiomsOfChange(), axiomsOfLoss(), axiomsOfWeight()) {
		t.Run(a.name, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) { a.holds(rt, worlds(a.in).Draw(rt, "world")) })
		})
	}
}

func axiomsOfSize() []axiom {
	return []axiom{
		{"A1 E is 0 or from 1 to the number of grounded supporters", everything(), func(t *rapid.T, w *world) {
			s := sideOf(t, w)
			if grounded := s.SourceCount - s.UngroundedCount; grounded == 0 {
				same(t, "E of nothing", 0, s.Presumed)
			} else {
				atMost(t, "1 <= E", 1, s.Presumed)
				atMost(t, "E <= n", s.Presumed, float64(grounded))
			}
		}},
		{"A2 E <= L <= n", declaredOnly(), func(t *rapid.T, w *world) {
			s := sideOf(t, w)
			atMost(t, "E <= L", s.Presumed, float64(s.LineCount))
			atMost(t, "L <= n", float64(s.LineCount), float64(s.SourceCount))
			atMost(t, "D <= demonstrated lines", s.Demonstrated, float64(s.DemonstratedLineCount))
			atMost(t, "demonstrated lines <= L", float64(s.DemonstratedLineCount), float64(s.LineCount))
		}},
		{"A12 E of two sets together is at most the sum", everything(), func(t *rapid.T, w *world) {
			first, second := w.clone(), w.clone()
			for _, v := range someSupporters(t, w) {
				first.supporter[v] = false
			}
			for v := range w.supporter {
				second.supporter[v] = w.supporter[v] && !first.supporter[v]
			}
			// A copy counts only where the one that is said to copy is in the evidence, so all of it is kept there.
			if len(w.copies) == 0 {
				atMost(t, "E(S u T)", effectiveOf(t, w), effectiveOf(t, first)+effectiveOf(t, second))
			}
		}},
		{"A16 D <= pooled <= E", everything(), func(t *rapid.T, w *world) {
			s := sideOf(t, w)
			atMost(t, "D <= pooled", s.Demonstrated, s.Pooled)
			atMost(t, "pooled <= E", s.Pooled, s.Presumed)
		}},
		{"A17 two lines leave no bottleneck", everything(), func(t *rapid.T, w *world) {
			if s := sideOf(t, w); s.LineCount >= 2 && len(s.Bottlenecks()) > 0 {
				t.Fatalf("%d lines and the bottlenecks %s", s.LineCount, keys(s.Bottlenecks()))
			}
		}},
		{"A17 a cut is as large as the lines are many", everything(), func(t *rapid.T, w *world) {
			s := sideOf(t, w)
			if near, far := s.Gatekeepers(), s.RootCauses(); len(near) != s.LineCount || len(far) != s.LineCount {
				t.Fatalf("%d lines, the gatekeepers %s and the root causes %s", s.LineCount, keys(near), keys(far))
			}
		}},
		{"A18 the certificate is tight", everything(), func(t *rapid.T, w *world) {
			if sideOf(t, w).Approximate {
				t.Fatal("the numbers are approximate")
			}
		}},
	}
}

func axiomsOfAdding() []axiom {
	return []axiom{
		{"A3 a new unlinked primary supporter adds 1", everything(), func(t *rapid.T, w *world) {
			more := w.clone()
			more.add(citing())
			same(t, "E", effectiveOf(t, w)+1, effectiveOf(t, more))
		}},
		{"A4 an added supporter never lowers E", everything(), func(t *rapid.T, w *world) {
			more := w.clone()
			v := drawSource(t, w)
			if !consult(w).evidence()[v] && len(w.copies) > 0 {
				return // it would bring its copies into the evidence, and these may lower E
			}
			if more.supporter[v] {
				v = more.add(citing(v))
			}
			more.supporter[v] = true
			atMost(t, "E", effectiveOf(t, w), effectiveOf(t, more))
		}},
		{"A5 what rests only on supporters adds nothing", everything(), func(t *rapid.T, w *world) {
			chosen := someSupporters(t, w)
			if len(chosen) == 0 {
				return
			}
			more := w.clone()
			more.add(citing(more.add(citing(chosen...)), chosen[0]))
			before, after := sideOf(t, w), sideOf(t, more)
			same(t, "E", before.Presumed, after.Presumed)
			same(t, "L", float64(before.LineCount), float64(after.LineCount))
		}},
		{"A6 syndicated copies add nothing", everything(), func(t *rapid.T, w *world) {
			of := someSupporters(t, w)
			if len(of) == 0 {
				return
			}
			more := w.clone()
			for range 20 {
				v := citing(of[0])
				v.whole = true
				more.add(v)
			}
			same(t, "E", effectiveOf(t, w), effectiveOf(t, more))
		}},
		{"A10 a closed circle adds nothing", everything(), func(t *rapid.T, w *world) {
			more := w.clone()
			a := more.add(citing(len(w.nodes) + 1))
			more.add(citing(a))
			same(t, "E", effectiveOf(t, w), effectiveOf(t, more))
		}},
		{"A11 what rests on one new origin for w adds at most 1/w", everything(), func(t *rapid.T, w *world) {
			more := w.clone()
			origin := more.add(citing())
			more.supporter[origin] = false
			old := drawSource(t, w)
			for range rapid.IntRange(1, 5).Draw(t, "many") {
				v := citing(origin, old)
				v.up[origin] = rapid.Float64Range(1, 5).Draw(t, "weight")
				more.add(v)
			}
			atMost(t, "E", effectiveOf(t, more), effectiveOf(t, w)+2) // w is at least a half
		}},
		{"mixes are worth no more than what they mix", everything(), func(t *rapid.T, w *world) {
			mixed := w.clone()
			for range rapid.IntRange(1, 4).Draw(t, "mixes") {
				if chosen := someSupporters(t, w); len(chosen) > 0 {
					mixed.add(citing(chosen...))
				}
			}
			for v := range w.supporter {
				mixed.supporter[v] = false
			}
			if len(w.copies) == 0 {
				atMost(t, "E of the mixes", effectiveOf(t, mixed), effectiveOf(t, w))
			}
		}},
	}
}

func axiomsOfChange() []axiom {
	plain := shape{unnamed: true} // no shared causes, no circles
	return []axiom{
		{"A7 other names change nothing", declaredOnly(), func(t *rapid.T, w *world) {
			names := rapid.Permutation(daysOf(len(w.nodes))).Draw(t, "names")
			sub := w.subgraphs(func(i int) evidence.SourceID { return nameOf(names[i]) })
			for i := range sub.Sources {
				sub.Sources[i].PublishedAt = ""
			}
			c, err := convergence.Compute(sub, theClaim, basis.DefaultPolicy())
			if err != nil {
				t.Fatal(err)
			}
			before, after := sideOf(t, w).Tally, c.Supporting.Tally
			same(t, "E", before.Presumed, after.Presumed)
			same(t, "pooled", before.Pooled, after.Pooled)
			same(t, "D", before.Demonstrated, after.Demonstrated)
			same(t, "L", float64(before.LineCount), float64(after.LineCount))
		}},
		{"A7 other names in the same order change nothing, copies or not", everything(), func(t *rapid.T, w *world) {
			before, after := w.answer(t).Supporting,
				w.named(t, func(i int) evidence.SourceID { return nameOf(i + 20) }).Supporting
			if before.Tally != after.Tally { // to the bit: the order of the ids is that of every sum
				t.Fatalf("want %+v, got %+v", before.Tally, after.Tally)
			}
		}},
		{"A7 other names change nothing where dates are distinct, copies or not", everything(), func(t *rapid.T, w *world) {
			names := rapid.Permutation(daysOf(len(w.nodes))).Draw(t, "names")
			dated := func(name func(int) evidence.SourceID) tally.Tally {
				c, err := convergence.Compute(w.subgraphs(name), theClaim, basis.DefaultPolicy())
				if err != nil {
					t.Fatal(err)
				}
				return c.Supporting.Tally
			}
			before, after := dated(nameOf), dated(func(i int) evidence.SourceID { return nameOf(names[i]) })
			if diff := cmp.Diff(before, after, cmpopts.EquateApprox(0, rounding)); diff != "" {
				t.Fatalf("(-before +after):\n%s", diff)
			}
		}},
		{"A8 a removed mark never lowers E", everything(), func(t *rapid.T, w *world) {
			less := w.clone()
			v, outlet := &less.nodes[drawSource(t, w)], rapid.IntRange(1, 2).Draw(t, "outlet")
			switch rapid.SampledFrom([]string{"author", "outlet", "owner", "funder"}).Draw(t, "mark") {
			case "author":
				v.author = 0
			case "outlet":
				v.outlet = 0
			case "owner":
				less.owners[outlet] = 0
			default:
				less.funders[outlet] = 0
			}
			atMost(t, "E", effectiveOf(t, w), effectiveOf(t, less))
		}},
		{"A9 a cut only link never lowers E", plain, func(t *rapid.T, w *world) {
			v := drawSource(t, w)
			if len(w.nodes[v].up) != 1 {
				return
			}
			cut := w.clone()
			cut.nodes[v].up, cut.nodes[v].whole = nil, false
			atMost(t, "E", effectiveOf(t, w), effectiveOf(t, cut))
		}},
		{"A9 a discovered copy of a supporter never raises E", plain, func(t *rapid.T, w *world) {
			chosen := someSupporters(t, w)
			if len(chosen) == 0 {
				return
			}
			before := w.clone()
			v := before.add(citing(drawSource(t, w)))
			after := before.clone()
			after.copies = append(after.copies, worldCopy{from: v, to: chosen[0], kappa: .8})
			atMost(t, "E", effectiveOf(t, after), effectiveOf(t, before))
		}},
		{"A16 naming what is unnamed never goes below D", declaredOnly(), func(t *rapid.T, w *world) {
			before := sideOf(t, w).Demonstrated
			named := w.clone()
			for i, v := range w.nodes {
				if len(v.up) == 0 && v.own < 0 && (v.unnamed || !v.primary) {
					named.nodes[i].up[drawSource(t, w)] = 1
				}
			}
			atMost(t, "D before <= E after", before, effectiveOf(t, named))
		}},
	}
}

func axiomsOfLoss() []axiom {
	acyclic := everything()
	acyclic.circles = false
	return []axiom{
		{"A13 what falls is what loses all ground", declaredOnly(), func(t *rapid.T, w *world) { fallsAsDeleted(t, w) }},
		{"A13 what falls has no other way to an end", everything(), func(t *rapid.T, w *world) { fallsAsCutOff(t, w) }},
		{"A15 nothing is worth more if a source is wrong", everything(), func(t *rapid.T, w *world) {
			s := sideOf(t, w)
			list, err := s.IfWrong(nil, -1)
			if err != nil {
				t.Fatal(err)
			}
			worst := 0.0
			for _, r := range list {
				atMost(t, "E", r.Presumed, s.Presumed)
				atMost(t, "D", r.Demonstrated, s.Demonstrated)
				worst = math.Max(worst, 1-r.Presumed/s.Presumed)
			}
			same(t, "fragility", worst, s.Fragility())
		}},
		{"what remains is what the oracle says", acyclic, func(t *rapid.T, w *world) {
			o, s := consult(w), sideOf(t, w)
			list, err := s.IfWrong(nil, -1)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range list {
				same(t, "if "+string(r.Source.ID)+" is wrong", o.remains(numberOf(r.Source.ID), keys(r.LostSources)), r.Presumed)
			}
		}},
	}
}

// fallsAsDeleted compares what is said to fall with a source with what is ungrounded once it is withdrawn.
func fallsAsDeleted(t *rapid.T, w *world) {
	v := drawSource(t, w)
	var want []string
	before, after := grounded(t, w, -1), grounded(t, w, v)
	for i := range w.nodes {
		if id := nameOf(i); before[id] && !after[id] {
			want = append(want, evidence.ID(id).Key())
		}
	}
	checkFalls(t, w, v, want)
}

// fallsAsCutOff compares what is said to fall with what has no way to an end but through the source; a copy has only
// the way through its model.
func fallsAsCutOff(t *rapid.T, w *world) {
	v, o := drawSource(t, w), consult(w)
	var want []string
	for i, is := range w.supporter {
		if is && o.grounded[i] && (i == v || o.escapes([]int{i}, o.ends(), 0) && !o.escapes([]int{i}, o.ends(), 1<<v)) {
			want = append(want, evidence.ID(nameOf(i)).Key())
		}
	}
	checkFalls(t, w, v, want)
}

func checkFalls(t *rapid.T, w *world, v int, want []string) {
	t.Helper()
	if !consult(w).evidence()[v] {
		return // no part of the evidence: nothing to ask
	}
	list, err := sideOf(t, w).IfWrong([]evidence.SourceID{nameOf(v)}, -1)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Join(want, " "), keys(list[0].LostSources)); diff != "" {
		t.Fatalf("falls with %d (-want +got):\n%s", v, diff)
	}
}

// grounded returns the grounded supporters, with one source withdrawn.
func grounded(t *rapid.T, w *world, withdrawn int) map[evidence.SourceID]bool {
	sub := w.subgraphs(nameOf)
	for i := range sub.Sources {
		sub.Sources[i].PublishedAt = ""
		if i == withdrawn {
			sub.Sources[i].WithdrawnAt = "2020"
		}
	}
	c, err := convergence.Compute(sub, theClaim, basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	out := map[evidence.SourceID]bool{}
	for _, s := range c.Supporting.Sources() {
		out[s.Source.ID] = s.Grounded
	}
	return out
}
