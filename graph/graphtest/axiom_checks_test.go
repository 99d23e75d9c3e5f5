package graphtest_test

import (
	"math"
	"testing"
)

// check is what an axiom is held on.
type check struct {
	t             *testing.T
	w             *world
	before, after *answer
}

func (c check) same(what string, want, got float64) {
	c.t.Helper()
	if math.Abs(want-got) > near {
		c.t.Errorf("%s: %s: want %v, got %v", c.w.name, what, want, got)
	}
}

func (c check) atMost(what string, less, more float64) {
	c.t.Helper()
	if less > more+near {
		c.t.Errorf("%s: %s: %v is more than %v", c.w.name, what, less, more)
	}
}

// unchanged holds all figures of both sides and the probability to be as before, but for how many supporters there are,
// of which so many are new.
func (c check) unchanged(sources, named, ungrounded int) {
	c.t.Helper()
	c.unweighted(sources, named, ungrounded)
	c.optional("supporting weight", c.before.Supporting.Weight, c.after.Supporting.Weight)
	c.optional("supporting pooledWeight", c.before.Supporting.PooledWeight, c.after.Supporting.PooledWeight)
	c.optional("refuting weight", c.before.Refuting.Weight, c.after.Refuting.Weight)
	c.optional("probability", c.before.Probability, c.after.Probability)
}

// unweighted is the same of the figures that letters do not move.
func (c check) unweighted(sources, named, ungrounded int) {
	c.t.Helper()
	want := c.before.Supporting.tally
	want.SourceCount, want.TracedCount, want.UngroundedCount = want.SourceCount+sources, want.TracedCount+named,
		want.UngroundedCount+ungrounded
	c.figures("supporting", want, c.after.Supporting.tally)
	c.figures("refuting", c.before.Refuting.tally, c.after.Refuting.tally)
}

func (c check) figures(of string, want, got tally) {
	c.t.Helper()
	for _, n := range []struct {
		name      string
		want, got int
	}{
		{"sourceCount", want.SourceCount, got.SourceCount},
		{"tracedCount", want.TracedCount, got.TracedCount},
		{"demonstratedLineCount", want.DemonstratedLineCount, got.DemonstratedLineCount},
		{"pooledLineCount", want.PooledLineCount, got.PooledLineCount},
		{"lineCount", want.LineCount, got.LineCount},
		{"ungroundedCount", want.UngroundedCount, got.UngroundedCount},
	} {
		c.same(of+" "+n.name, float64(n.want), float64(n.got))
	}
	c.same(of+" demonstrated", want.Demonstrated, got.Demonstrated)
	c.same(of+" pooled", want.Pooled, got.Pooled)
	c.same(of+" presumed", want.Presumed, got.Presumed)
	c.same(of+" presumedOrigins", want.PresumedOrigins, got.PresumedOrigins)
	c.same(of+" fragility", want.Fragility, got.Fragility)
}

func (c check) optional(what string, want, got *float64) {
	c.t.Helper()
	if (want == nil) != (got == nil) {
		c.t.Errorf("%s: %s: want %v, got %v", c.w.name, what, want, got)
	} else if want != nil {
		c.same(what, *want, *got)
	}
}

// holdsAlone holds the axioms that speak of one answer.
func (w *world) holdsAlone(t *testing.T, a *answer) {
	t.Helper()
	c := check{t: t, w: w}
	for _, s := range []*side{&a.Supporting, &a.Refuting} {
		c.size(s)
		c.lossAndCuts(s)
		if s.Approximate {
			t.Errorf("%s: A18: the numbers are approximate", w.name)
		}
		if s.Weight != nil {
			c.atMost("A14 W <= E", *s.Weight, s.Presumed)
			c.atMost("A14 pooled W <= W", *s.PooledWeight, *s.Weight)
		}
	}
}

func (c check) size(s *side) {
	c.t.Helper()
	grounded := float64(s.SourceCount - s.UngroundedCount)
	if grounded == 0 {
		c.same("A1 E of nothing", 0, s.Presumed)
	} else {
		c.atMost("A1 1 <= E", 1, s.Presumed)
		c.atMost("A1 E <= grounded", s.Presumed, grounded)
	}
	if !c.w.copied {
		c.atMost("A2 E <= L", s.Presumed, float64(s.LineCount))
		c.atMost("A2 L <= n", float64(s.LineCount), float64(s.SourceCount))
		c.atMost("A2 D <= demonstrated lines", s.Demonstrated, float64(s.DemonstratedLineCount))
	}
	c.atMost("A16 D <= pooled", s.Demonstrated, s.Pooled)
	c.atMost("A16 pooled <= E", s.Pooled, s.Presumed)
}

func (c check) lossAndCuts(s *side) {
	c.t.Helper()
	worst := 0.0
	for _, r := range s.IfWrong {
		c.atMost("A15 E if "+r.Source.ID+" is wrong", r.Presumed, s.Presumed)
		c.atMost("A15 D if "+r.Source.ID+" is wrong", r.Demonstrated, s.Demonstrated)
		worst = max(worst, 1-r.Presumed/s.Presumed)
	}
	c.same("A15 fragility", worst, s.Fragility)
	c.same("A17 gatekeepers", float64(s.LineCount), float64(len(s.Gatekeepers)))
	c.same("A17 root causes", float64(s.LineCount), float64(len(s.RootCauses)))
	if s.LineCount >= 2 && len(s.Bottlenecks) > 0 {
		c.t.Errorf("%s: A17: %d lines and the bottlenecks %v", c.w.name, s.LineCount, s.Bottlenecks)
	}
}
