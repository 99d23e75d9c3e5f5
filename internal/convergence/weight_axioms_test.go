package convergence_test

import (
	"math"
	"math/bits"
	"strings"

	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/evidence"
)

// weightOf is the weight of a world's supporters, 0 where nobody is rated.
func weightOf(t *rapid.T, w *world) float64 {
	if weight := w.side(t).Weight(); weight != nil {
		return *weight
	}
	return 0
}

// rated gives every source a letter and every statement its full strength: then nothing is presumed of a source's
// reliability, and a source is to those that take from it what it is to the claim.
func (w *world) rated(t *rapid.T) *world {
	all := w.clone()
	for i := range all.nodes {
		if all.nodes[i].says = 1; all.nodes[i].letter == "" {
			all.nodes[i].letter = rapid.SampledFrom([]string{"A", "B", "C", "D", "E", "F"}).Draw(t, "given")
		}
	}
	return all
}

// better is the next better letter, by the accuracies of the default policy.
var better = map[string]string{"E": "D", "D": "F", "F": "C", "C": "B", "B": "A", "A": "A"}

func axiomsOfWeight() []axiom {
	return []axiom{
		{"A14 W <= E", everything(), func(t *rapid.T, w *world) {
			s := w.side(t)
			weight, pooled := s.Weight(), s.PooledWeight()
			if weight == nil || pooled == nil {
				if weight != pooled {
					t.Fatalf("one weight without the other: %v, %v", weight, pooled)
				}
				return
			}
			atMost(t, "W <= E", *weight, s.Presumed)
			atMost(t, "pooled W <= W", *pooled, *weight)
			atMost(t, "pooled W <= pooled E", *pooled, s.Pooled)
		}},
		{"A14 a better rating never lowers W", everything(), func(t *rapid.T, w *world) {
			all := w.rated(t)
			improved := all.clone()
			v := &improved.nodes[drawSource(t, w)]
			v.letter = better[v.letter]
			atMost(t, "W", weightOf(t, all), weightOf(t, improved))
		}},
		{"A14 an A-rated source built only on supporters adds 0 to W", everything(), func(t *rapid.T, w *world) {
			all := w.rated(t)
			chosen := someSupporters(t, w)
			if len(chosen) == 0 {
				return
			}
			more := all.clone()
			v := citing(chosen...)
			v.letter = "A"
			more.add(v)
			same(t, "W", weightOf(t, all), weightOf(t, more))
		}},
		{"A14 an unrated source built only on supporters adds 0 to W, however weak their statements", everything(),
			func(t *rapid.T, w *world) {
				chosen := someSupporters(t, w)
				if len(chosen) == 0 {
					return
				}
				more := w.clone()
				more.add(citing(chosen...))
				same(t, "W", weightOf(t, w), weightOf(t, more))
			}},
		{"weights are what the oracle says", everything(), func(t *rapid.T, w *world) {
			weight := w.side(t).Weight()
			want, rated := consult(w).weight()
			if (weight != nil) != rated {
				t.Fatalf("rated: want %t, got %v", rated, weight)
			}
			if rated {
				same(t, "W", want, *weight)
			}
		}},
		{"kill sets are those nearest to the claim and to the ends", everything(), func(t *rapid.T, w *world) {
			o, s := consult(w), w.side(t)
			near, far := o.cuts()
			if got := keys(s.Gatekeepers()); got != near {
				t.Fatalf("gatekeepers: want %q, got %q", near, got)
			}
			if got := keys(s.RootCauses()); got != far {
				t.Fatalf("root causes: want %q, got %q", far, got)
			}
		}},
		{"pooled lines are what the oracle says", everything(), func(t *rapid.T, w *world) {
			o, s := consult(w), w.side(t)
			all, ends := o.standing(), o.ends()
			named := make([]bool, o.n)
			for v := range named {
				named[v] = ends[v] && !o.root[v]
			}
			// A cut either leaves the one unnamed origin alone, and cuts all, or takes it, and cuts the ways to named
			// ends.
			if want := min(o.lines(all, ends), 1+o.lines(all, named)); s.PooledLineCount() != want {
				t.Fatalf("pooled lines: want %d, got %d", want, s.PooledLineCount())
			}
		}},
		{"attribute groups are what the oracle says", declaredOnly(), func(t *rapid.T, w *world) {
			o := consult(w)
			for _, g := range w.side(t).AttributeGroups(-1) {
				var rows [][]float64
				for _, source := range g.Sources {
					rows = append(rows, o.signature(numberOf(source.ID), false))
				}
				same(t, "alone", effective(rows, ones(len(rows))), g.Worth)
				atMost(t, "saturation", g.Worth, g.AtMost)
			}
		}},
	}
}

// accuracy of the letters, and what a statement of one is worth, by the method's section 5.
var accuracy = map[string]float64{"A": .95, "B": .85, "C": .70, "D": .55, "E": .50, "F": .60}

func strengthOf(letter string) float64 {
	a := accuracy[letter]
	return math.Sqrt(math.Max(0, math.Log(a/(1-a))/math.Log(.95/.05)))
}

func (o *oracle) letter(v int) string {
	if letter := o.w.nodes[v].letter; letter != "" {
		return letter
	}
	return o.w.letters[o.w.nodes[v].outlet]
}

// weight is the weighted E of the supporters by active sets, with the cap made again from the links.
func (o *oracle) weight() (w float64, rated bool) {
	cap := func(v int, own float64, group []int, limit []float64, judged bool) float64 {
		phi, above := o.above(v, group, limit, judged)
		out := math.Min(own, phi*own+(1-phi)*above)
		if t := o.model[v]; t >= 0 {
			out = math.Min(own, o.kappa[v]*limit[t]+(1-o.kappa[v])*out)
		}
		return out
	}
	// for takers with a letter; without
	limits := map[bool][]float64{true: make([]float64, o.n), false: make([]float64, o.n)}
	var rows [][]float64
	var alpha []float64
	for _, group := range o.order {
		for _, v := range group {
			for judged, limit := range limits {
				if o.grounded[v] {
					limit[v] = cap(v, o.passes(v, judged), group, limit, judged)
				}
			}
		}
		for _, v := range group {
			rated = rated || o.w.supporter[v] && o.letter(v) != ""
			if o.grounded[v] && o.w.supporter[v] {
				judged := o.letter(v) != ""
				own := strengthOf("F")
				if judged {
					own = strengthOf(o.letter(v))
				}
				own *= o.says(v)
				rows, alpha = append(rows, o.profile[v]), append(alpha, cap(v, own, group, limits[judged], judged))
			}
		}
	}
	return effective(rows, alpha), rated
}

// says is the amplitude of a source's own statement, 1 if it makes none.
func (o *oracle) says(v int) float64 {
	if says := o.w.nodes[v].says; o.w.supporter[v] && says > 0 {
		return math.Sqrt(says)
	}
	return 1
}

// passes is what a source passes on before any cap, to takers with a letter or without (method, sections 5 and 13).
func (o *oracle) passes(v int, judged bool) float64 {
	switch letter := o.letter(v); {
	case letter != "":
		return strengthOf(letter) * o.says(v)
	case !judged && o.w.supporter[v]:
		return strengthOf("F") * o.says(v)
	}
	return o.says(v)
}

// above returns v's own share and the mean strength of the rest: of a circle, that of all its exits.
func (o *oracle) above(v int, group []int, limit []float64, judged bool) (phi, mean float64) {
	circular := len(group) > 1 || o.w.nodes[v].up[v] > 0
	if !circular {
		group = []int{v}
	}
	var exits, total float64
	for _, m := range group {
		weights := 0.0
		for u, weight := range o.w.nodes[m].up {
			if o.grounded[u] || circular && in(group, u) {
				weights += weight
			}
		}
		if circular {
			exits, total = exits+o.phi[m]*o.passes(m, judged), total+o.phi[m]
		}
		for u, weight := range o.w.nodes[m].up {
			if o.grounded[u] && (!circular || !in(group, u)) {
				leaves := weight / weights
				if circular {
					leaves *= 1 - o.phi[m]
				}
				exits, total = exits+leaves*limit[u], total+leaves
			}
		}
	}
	if total == 0 {
		return 1, 0
	}
	return o.phi[v], exits / total
}

// standing returns the grounded supporters.
func (o *oracle) standing() []int {
	var all []int
	for v, is := range o.w.supporter {
		if is && o.grounded[v] {
			all = append(all, v)
		}
	}
	return all
}

// cuts tries every set of sources: of the smallest that leave no way from a supporter to an end, the one with the
// fewest sources on the claim's side, and the one with the fewest on the ends'.
func (o *oracle) cuts() (near, far string) {
	all, ends := o.standing(), o.ends()
	size := o.lines(all, ends)
	fewest, last := math.MaxInt, math.MaxInt
	for cut := range 1 << o.n {
		if bits.OnesCount(uint(cut)) != size || o.escapes(all, ends, cut) {
			continue
		}
		claims, endsSide := 0, 0
		for v := range o.n {
			if o.grounded[v] && cut>>v&1 == 0 {
				if o.leads(all, v, cut) {
					claims++
				}
				if o.escapes([]int{v}, ends, cut) {
					endsSide++
				}
			}
		}
		if claims < fewest {
			fewest, near = claims, namesIn(cut, o.n)
		}
		if endsSide < last {
			last, far = endsSide, namesIn(cut, o.n)
		}
	}
	return near, far
}

// leads reports whether a supporter leads to v without passing the cut.
func (o *oracle) leads(all []int, v, cut int) bool {
	only := make([]bool, o.n)
	only[v] = true
	return o.escapes(all, only, cut)
}

func namesIn(cut, n int) string {
	var out []string
	for v := range n {
		if cut>>v&1 == 1 {
			out = append(out, evidence.ID(nameOf(v)).Key())
		}
	}
	return strings.Join(out, " ")
}
