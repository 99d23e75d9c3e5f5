package graphtest_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// ofInterests leaves out what an interest may change: what is left without it, who has one, the confidence, and the
// words.
var ofInterests = cmpopts.IgnoreMapEntries(func(key string, _ any) bool {
	return slices.Contains([]string{"disinterested", "disinterestedLineCount", "interested", "againstInterest",
		"confidence", "explanation", "caveats"}, key)
})

// holdInterests records interests in each claim, one after the other, and takes them all back. What the other axioms
// draw does not depend on it.
func (g *grounds) holdInterests(t *testing.T) {
	for i, w := range g.worlds {
		drawn := w.r
		w.r = rand.New(rand.NewPCG(uint64(i), 22))
		t.Cleanup(func() { w.r = drawn })
	}
	recorded := []string{}
	step := func(m mutation) answers {
		recorded = append(recorded, g.write(t, m)...)
		return g.ask(t, g.claims)
	}
	without := g.ask(t, g.claims) // not those of before: other axioms have recorded the same again since
	first := step(g.eachHolds(func(w *world) []line { return []line{w.interest(w.holder(), "PARTY")} }))
	second := step(g.eachHolds(func(w *world) []line { return []line{w.interest(w.holder(), "COMMERCIAL")} }))
	again := step(g.eachHolds(func(w *world) []line { return w.again() }))
	all := step(g.eachHolds(func(w *world) []line {
		var lines []line
		for _, id := range without[w.claim].Supporting.supporters() {
			lines = append(lines, line{"holder": "source:" + id, "claim": w.claim, "direction": "FOR"})
		}
		return lines
	}))
	less := 0
	for _, w := range g.worlds {
		before, one, two := without[w.claim], first[w.claim], second[w.claim]
		for _, after := range []*answer{one, two, again[w.claim], all[w.claim]} {
			w.holdsAlone(t, after)
			agree(t, "before", "after an interest in "+w.claim, before.raw, after.raw, laterAsked, ofInterests)
		}
		w.holdsFirst(t, before, one)
		check{t, w, one, two}.notMore()
		check{t, w, two, again[w.claim]}.asMuch()
		c := check{t, w, two, all[w.claim]}
		c.notMore()
		if s := &c.after.Supporting; s.Disinterested != nil {
			c.same("A23 disinterested without all supporters", 0, *s.Disinterested)
			c.same("A23 disinterested lines without all supporters", 0, float64(*s.DisinterestedLineCount))
		}
		if s := &two.Supporting; s.Disinterested != nil && *s.Disinterested < s.Demonstrated-near {
			less++
		}
	}
	if less < many/10 {
		t.Errorf("an interest lowers what is left of %d claims only", less)
	}
	g.write(t, mutation{Retracts: recorded})
	g.back(t, g.claims, without)
}

// eachHolds returns the interests of every graph.
func (g *grounds) eachHolds(of func(w *world) []line) (m mutation) {
	for _, w := range g.worlds {
		m.Interests = append(m.Interests, of(w)...)
	}
	return m
}

// holder draws who has an interest.
func (w *world) holder() string {
	return pick(w, "source:"+w.source(), "source:"+w.source(), "outlet:"+pick(w, w.outlets...),
		"organization:"+w.id(pick(w, "g1", "g2")), "person:"+w.id(pick(w, "p1", "p2")))
}

// interest makes an interest in the claim, for it three times in four; the world keeps it.
func (w *world) interest(holder, kind string) line {
	l := line{"holder": holder, "claim": w.claim, "direction": pick(w, "FOR", "FOR", "FOR", "AGAINST"), "kind": kind}
	w.interests = append(w.interests, l)
	return l
}

// again makes more interests of who has one, in the same direction and of other kinds, the last one first.
func (w *world) again() (more []line) {
	for _, l := range slices.Backward(w.interests) {
		for _, kind := range []string{"OTHER", "POLITICAL"} {
			more = append(more, line{"holder": l["holder"], "claim": w.claim, "direction": l["direction"], "kind": kind})
		}
	}
	return more
}

// holdsFirst holds that the first interest turns what was unknown into a number, of both sides.
func (w *world) holdsFirst(t *testing.T, before, after *answer) {
	t.Helper()
	for i, s := range []*side{&after.Supporting, &after.Refuting} {
		was := []*side{&before.Supporting, &before.Refuting}[i]
		if was.Disinterested != nil || was.DisinterestedLineCount != nil {
			t.Errorf("%s: nobody looked, and %v is disinterested", w.name, *was.Disinterested)
		}
		if s.Disinterested == nil || s.DisinterestedLineCount == nil {
			t.Errorf("%s: A22: an interest is recorded, and what is disinterested is unknown", w.name)
			continue
		}
		c := check{t: t, w: w}
		c.atMost("0 <= disinterested", 0, *s.Disinterested)
		c.atMost("disinterested <= D", *s.Disinterested, s.Demonstrated)
		c.atMost("disinterested lines", float64(*s.DisinterestedLineCount), float64(s.DemonstratedLineCount))
	}
}

// notMore holds that nothing more is left than before.
func (c check) notMore() {
	c.t.Helper()
	c.disinterested(func(what string, before, after float64) { c.atMost("A22 "+what, after, before) })
}

// asMuch holds that as much is left as before.
func (c check) asMuch() {
	c.t.Helper()
	c.disinterested(func(what string, before, after float64) { c.same("A24 "+what, before, after) })
}

func (c check) disinterested(hold func(what string, before, after float64)) {
	c.t.Helper()
	for i, before := range []*side{&c.before.Supporting, &c.before.Refuting} {
		after := []*side{&c.after.Supporting, &c.after.Refuting}[i]
		if before.Disinterested == nil || after.Disinterested == nil {
			c.t.Errorf("%s: what is disinterested is unknown: %s", c.w.name, cmp.Diff(before.tally, after.tally))
			continue
		}
		hold("disinterested", *before.Disinterested, *after.Disinterested)
		hold("disinterested lines", float64(*before.DisinterestedLineCount), float64(*after.DisinterestedLineCount))
	}
}
