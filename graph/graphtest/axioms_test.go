package graphtest_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
)

// many is how many random graphs the axioms are held on.
const many = 200

// TestAxioms holds the axioms of the method on 200 random graphs that lie side by side in one Neo4j, with circles,
// several links, shared authors, outlets, owners and funders, copies, samenesses, letters and refuters. They are
// imported as JSON Lines into Neo4j and into the oracle (package memstore).
//
// Every answer is asked of both, for all graphs in one request, and all of it is compared at 1e-6: see [pair.ask]. So
// is what each mutation says it did.
//
// Each axiom is then held on Neo4j's answers before and after the mutation that it speaks of, which is sent for all
// graphs at once: to Neo4j, and to the oracle. Afterwards the links that it made are retracted, and the answer must be
// to the letter the one from before: nothing is doubled, nothing is lost.
func TestAxioms(t *testing.T) {
	p := newPair(t)
	var worlds []*world
	var lines []line
	var claims, others []string
	for i := range many {
		w := drawWorld(i)
		worlds, lines = append(worlds, w), append(lines, w.lines...)
		claims, others = append(claims, w.claim), append(others, w.other)
	}
	p.load(t, lines)
	p.ask(t, others)
	before := p.ask(t, claims)
	for _, w := range worlds {
		w.holdsAlone(t, before[w.claim])
	}
	g := &grounds{p, worlds, claims, before}
	for _, a := range axioms() {
		t.Run(a.name, func(t *testing.T) { g.hold(t, a) })
	}
	t.Run("A12 two sets together are worth no more than both apart", g.holdTogether)
	t.Run("A22 to A24 an interest changes what is left without it alone", g.holdInterests)
	var split answers
	t.Run("A19 a source split into records of its name is worth the same", func(t *testing.T) { split = g.split(t) })
	t.Run("A20 what nobody confirms never raises D", func(t *testing.T) { g.addUnconfirmed(t, split) })
	t.Run("whatever is changed, the oracle has the same", func(t *testing.T) { g.changeAll(t, others) })
	t.Run("A21 closing a question never lowers D", g.closeQuestions)
}

// grounds are the graphs that the axioms are held on, with the answers before any of them is changed.
type grounds struct {
	*pair
	worlds []*world
	claims []string
	before answers
}

// hold does what an axiom speaks of in every graph in which it can be done, holds the axiom, and takes all of it back.
func (g *grounds) hold(t *testing.T, a axiom) {
	m, undo, applies := mutation{}, mutation{}, map[string]bool{}
	for _, w := range g.worlds {
		applies[w.name] = a.does(w, g.before[w.claim], &m, &undo)
	}
	held := len(slices.DeleteFunc(slices.Collect(maps.Values(applies)), func(does bool) bool { return !does }))
	if held < many/10 {
		t.Fatalf("it is held on %d graphs only", held)
	}
	undo.Retracts = g.write(t, m)
	after := g.ask(t, g.claims)
	for _, w := range g.worlds {
		w.holdsAlone(t, after[w.claim])
		if applies[w.name] {
			a.holds(check{t, w, g.before[w.claim], after[w.claim]})
		}
	}
	g.write(t, undo)
	g.back(t, g.claims, g.before)
}

// holdTogether parts the supporters of each claim in two sets, and asks what each is worth without the other.
func (g *grounds) holdTogether(t *testing.T) {
	var sets [2][]string
	for _, w := range g.worlds {
		for _, v := range g.before[w.claim].Supporting.Sources {
			set := &sets[w.r.IntN(2)]
			for _, says := range v.Statements {
				*set = append(*set, says.ID)
			}
		}
	}
	g.write(t, mutation{Retracts: sets[0]})
	second := g.ask(t, g.claims)
	g.write(t, mutation{Retracts: sets[1], Unretracts: sets[0]})
	first := g.ask(t, g.claims)
	g.write(t, mutation{Unretracts: sets[1]})
	again := g.ask(t, g.claims)
	for _, w := range g.worlds {
		c := check{t, w, g.before[w.claim], again[w.claim]}
		c.unchanged(0, 0, 0)
		if !w.copied { // a copy counts only where the one that is said to copy is in the evidence
			apart := first[w.claim].Supporting.Presumed + second[w.claim].Supporting.Presumed
			c.atMost("E of both", c.before.Supporting.Presumed, apart)
		}
	}
}

// changeAll changes a little of everything in every graph.
func (g *grounds) changeAll(t *testing.T, others []string) {
	m := mutation{}
	for i, w := range g.worlds {
		w.change(&m, g.before[w.claim])
		if i%10 == 0 {
			m.Merges = append(m.Merges, []string{"claim:" + w.claim, "claim:" + w.other})
			m.Erases = append(m.Erases, w.id("p1"))
		}
	}
	g.write(t, m)
	after := g.ask(t, g.claims)
	g.ask(t, others)
	different := 0
	for _, w := range g.worlds {
		w.holdsAlone(t, after[w.claim])
		b, a := g.before[w.claim].Supporting, after[w.claim].Supporting
		if b.Presumed != a.Presumed || b.SourceCount != a.SourceCount {
			different++
		}
	}
	if different < many/2 {
		t.Errorf("the changes moved the figures of %d claims of %d only", different, many)
	}
}

// change changes a source, what it says and what it takes from, and a letter, confirms a copy, and has supporters be
// one.
func (w *world) change(m *mutation, before *answer) {
	id := w.source()
	m.Sources = append(m.Sources, line{
		"id": id, "kind": pick(w, "ARTICLE", "FILING"), "identity": pick(w, "NAMED", "UNNAMED"),
		"firsthand": pick[any](w, nil, 0.4), "withdrawnAt": pick[any](w, nil, nil, nil, "2024-07"),
		"outlet": pick[any](w, nil, w.outlets[1]),
	})
	says := line{"source": id, "claim": w.claim, "stance": "SUPPORTS", "strength": .7, "confidence": 60}
	if w.refuters[id] {
		says["stance"] = "REFUTES"
	}
	m.Statements = append(m.Statements, says)
	for _, kind := range []string{"CITES", "SYNDICATES"} {
		m.Derivations = append(m.Derivations, line{"from": w.source(), "to": w.source(), "kind": kind, "weight": 2.5,
			"status": pick(w, "CONFIRMED", "CONFIRMED", "REJECTED")})
	}
	m.Ownership = append(m.Ownership, line{"asset": "outlet:" + w.outlets[0], "owner": "person:" + w.id("p2"),
		"sharePercent": 51,
		"validTo":      pick[any](w, nil, "2024")})
	m.Funding = append(m.Funding, line{
		"recipient": "outlet:" + w.outlets[1], "funder": "organization:" + w.id("g1"), "validFrom": "2020",
	})
	m.Corroborations = append(m.Corroborations, line{"claim": w.claim, "sources": []string{w.sources[0], w.sources[1]}})
	switch some := w.some(&before.Supporting); {
	case len(some) > 1 && w.r.IntN(4) == 0:
		m.Merges = append(m.Merges, []string{"source:" + some[0], "source:" + some[1]})
	case w.r.IntN(4) == 0:
		m.Rates = append(m.Rates, [2]string{"outlet:" + w.outlets[0], pick(w, "A", "E", "null")})
	}
	for _, ends := range w.suggested {
		from, to := evidence.SourceID("source:"+ends[0]), evidence.SourceID("source:"+ends[1])
		link := evidence.Derivation{From: from, To: to, Kind: evidence.Copies}
		m.Confirms, w.copied = append(m.Confirms, string(link.Normalize().LinkID())), true
	}
}

// axiom is an axiom that speaks of a change.
type axiom struct {
	name string
	// does adds to a mutation what the axiom speaks of, to another what takes it back but for the links, which are
	// retracted, and reports whether the axiom is held on this graph.
	does  func(w *world, before *answer, m, undo *mutation) bool
	holds func(c check)
}

// supports adds a source that supports the claim and takes from others by links of a kind.
func (m *mutation) supports(w *world, key, kind, by string, from ...string) string {
	id := w.id(key)
	m.Sources = append(m.Sources, line{"id": id, "kind": kind})
	m.Statements = append(m.Statements, line{"source": id, "claim": w.claim, "stance": "SUPPORTS"})
	m.takes(id, by, from...)
	return id
}

// takes adds that a source takes from others.
func (m *mutation) takes(id, by string, from ...string) {
	for _, to := range from {
		m.Derivations = append(m.Derivations, line{"from": id, "to": to, "kind": by})
	}
}

// some draws some supporters, one at least, that the moment does not leave out.
func (w *world) some(s *side) []string {
	all := s.supporters()
	if len(all) == 0 {
		return nil
	}
	chosen := []string{pick(w, all...)}
	for _, id := range all {
		if id != chosen[0] && w.r.IntN(2) == 0 {
			chosen = append(chosen, id)
		}
	}
	return chosen
}

func axioms() []axiom {
	marks := axiomsOfMarks()
	return slices.Concat(axiomsOfAdding(), axiomsOfWorthless(),
		[]axiom{inTurns(marks[0], marks[1]), inTurns(marks[2], marks[3])}, axiomsOfRest())
}

// inTurns is two axioms that say the same of different changes: each is held on every other graph.
func inTurns(first, second axiom) axiom {
	return axiom{name: first.name + "; " + second.name, holds: first.holds,
		does: func(w *world, before *answer, m, undo *mutation) bool {
			if w.odd {
				return second.does(w, before, m, undo)
			}
			return first.does(w, before, m, undo)
		}}
}

func axiomsOfAdding() []axiom {
	return []axiom{
		{name: "A3 a new unlinked primary supporter adds 1",
			does: func(w *world, _ *answer, m, _ *mutation) bool {
				m.supports(w, "a3", "DOCUMENT", "")
				return true
			},
			holds: func(c check) {
				b, a := &c.before.Supporting, &c.after.Supporting
				c.same("E", b.Presumed+1, a.Presumed)
				c.same("pooled", b.Pooled+1, a.Pooled)
				c.same("D", b.Demonstrated+1, a.Demonstrated)
				c.same("L", float64(b.LineCount+1), float64(a.LineCount))
				c.same("demonstrated lines", float64(b.DemonstratedLineCount+1), float64(a.DemonstratedLineCount))
			}},
		{name: "A4 an added supporter never lowers E",
			does: func(w *world, before *answer, m, _ *mutation) bool {
				from := w.some(&before.Supporting)
				if !w.copied { // else it may bring copies into the evidence, and these may lower E
					from = append(from, w.source())
				}
				m.supports(w, "a4", pick(w, "DOCUMENT", "ARTICLE"), "CITES",
					slices.Compact(slices.Sorted(slices.Values(from)))...)
				return true
			},
			holds: func(c check) { c.atMost("E", c.before.Supporting.Presumed, c.after.Supporting.Presumed) }},
		{name: "A4 a source that comes to support never lowers E",
			does: func(w *world, _ *answer, m, _ *mutation) bool {
				if w.copied || len(w.silent) == 0 {
					return false
				}
				m.Statements = append(m.Statements,
					line{"source": pick(w, w.silent...), "claim": w.claim, "stance": "SUPPORTS"})
				return true
			},
			holds: func(c check) { c.atMost("E", c.before.Supporting.Presumed, c.after.Supporting.Presumed) }},
		{name: "A11 what rests on one new origin for a half or more adds at most 2",
			does: func(w *world, before *answer, m, _ *mutation) bool {
				origin := w.id("a11")
				m.Sources = append(m.Sources, line{"id": origin, "kind": "DOCUMENT"})
				for i, old := range w.some(&before.Supporting) {
					id := m.supports(w, fmt.Sprintf("a11-%d", i), "ARTICLE", "CITES", old)
					m.Derivations = append(m.Derivations,
						line{"from": id, "to": origin, "kind": "CITES", "weight": 1 + w.r.IntN(4)})
				}
				return true
			},
			holds: func(c check) { c.atMost("E", c.after.Supporting.Presumed, c.before.Supporting.Presumed+2) }},
		{name: "A16 naming what is unnamed never goes below D",
			does: func(w *world, before *answer, m, _ *mutation) bool {
				named := 0
				for _, o := range before.Supporting.Origins {
					if to := w.source(); o.Untraced && o.Source.key() != to && !w.has("derivation", o.Source.key(), to) {
						m.takes(o.Source.key(), "QUOTES", to)
						named++
					}
				}
				return named > 0 && !w.copied
			},
			holds: func(c check) {
				c.atMost("D before <= E after", c.before.Supporting.Demonstrated, c.after.Supporting.Presumed)
			}},
	}
}

func axiomsOfWorthless() []axiom {
	return []axiom{
		{name: "A5 and A14 what rests only on supporters adds nothing, though its letter is A",
			does: func(w *world, before *answer, m, _ *mutation) bool {
				from := w.some(&before.Supporting)
				if len(from) == 0 {
					return false
				}
				first := m.supports(w, "a5-1", "DOCUMENT", "CITES", from...)
				m.supports(w, "a5-2", "ARTICLE", "DERIVED_FROM", first, from[0])
				if w.rated {
					for _, l := range m.Sources[len(m.Sources)-2:] {
						l["reliability"] = "A"
					}
				}
				return true
			},
			holds: func(c check) {
				b, a := &c.before.Supporting, &c.after.Supporting
				c.same("E", b.Presumed, a.Presumed)
				c.same("L", float64(b.LineCount), float64(a.LineCount))
				c.same("sources", float64(b.SourceCount+2), float64(a.SourceCount))
				if c.w.rated {
					c.optional("W", b.Weight, a.Weight)
				}
			}},
		{name: "A6 syndicated copies add nothing",
			does: func(w *world, before *answer, m, _ *mutation) bool {
				from := w.some(&before.Supporting)
				if len(from) == 0 || w.r.IntN(3) > 0 { // a third of the graphs: it is many records
					return false
				}
				for i := range 20 {
					m.supports(w, fmt.Sprintf("a6-%02d", i), "ARTICLE", "SYNDICATES", from[0])
				}
				return true
			},
			holds: func(c check) {
				b, a := &c.before.Supporting, &c.after.Supporting
				c.unweighted(20, a.TracedCount-b.TracedCount, a.UngroundedCount-b.UngroundedCount)
				if c.w.rated { // else a copy says it more strongly than the source that it copies
					c.unchanged(20, a.TracedCount-b.TracedCount, a.UngroundedCount-b.UngroundedCount)
				}
				for _, n := range []int{a.TracedCount - b.TracedCount, a.UngroundedCount - b.UngroundedCount} {
					if n != 0 && n != 20 {
						c.t.Errorf("%s: %d of 20 copies of one source differ from it", c.w.name, n)
					}
				}
			}},
		{name: "A10 a closed circle adds nothing",
			does: func(w *world, _ *answer, m, _ *mutation) bool {
				m.supports(w, "a10-1", "ARTICLE", "CITES", w.id("a10-2"))
				m.supports(w, "a10-2", "DOCUMENT", "QUOTES", w.id("a10-1"))
				return true
			},
			holds: func(c check) {
				c.unchanged(2, 0, 2)
				c.same("circles", float64(len(c.before.Supporting.Circles)+1), float64(len(c.after.Supporting.Circles)))
			}},
	}
}

// axiomsOfMarks are of authors, outlets, owners and funders that come to be known and were not.
func axiomsOfMarks() []axiom {
	notMore := func(c check) { c.atMost("E", c.after.Supporting.Presumed, c.before.Supporting.Presumed) }
	return []axiom{
		{name: "A8 an author never raises E", holds: notMore,
			does: func(w *world, before *answer, m, undo *mutation) bool {
				return w.mark(m, undo, w.authored, before, "authors", []string{w.id("p1")})
			}},
		{name: "A8 an outlet never raises E", holds: notMore,
			does: func(w *world, before *answer, m, undo *mutation) bool {
				return w.mark(m, undo, w.published, before, "outlet", w.outlets[0])
			}},
		{name: "A8 an owner never raises E", holds: notMore,
			does: func(w *world, _ *answer, m, _ *mutation) bool {
				for _, outlet := range w.outlets {
					if !w.owned[outlet] && !w.merged[outlet] {
						m.Ownership = append(m.Ownership,
							line{"asset": "outlet:" + outlet, "owner": "organization:" + w.id("g1")})
						return true
					}
				}
				return false
			}},
		{name: "A8 a funder never raises E", holds: notMore,
			does: func(w *world, _ *answer, m, _ *mutation) bool {
				for _, outlet := range w.outlets {
					if !w.funded[outlet] && !w.merged[outlet] {
						m.Funding = append(m.Funding,
							line{"recipient": "outlet:" + outlet, "funder": "organization:" + w.id("g2")})
						return true
					}
				}
				return false
			}},
	}
}

// mark gives a mark to all sources of the graph that have none of its kind, or to one of them. One whose basis is
// confirmed is left as it is: recorded again later, its own share would not be confirmed any more.
func (w *world) mark(m, undo *mutation, marked map[string]bool, before *answer, field string, value any) bool {
	first, found := w.r.IntN(2) == 0, false
	for _, id := range before.Supporting.supporters() {
		if _, drawn := marked[id]; drawn && !marked[id] && !w.merged[id] && !w.confirmed[id] && (!first || !found) {
			m.Sources = append(m.Sources, line{"id": id, field: value})
			undo.Sources, found = append(undo.Sources, line{"id": id, field: nil}), true
		}
	}
	return found
}

// better is the next better letter, by what they are worth.
var better = map[string]string{"E": "D", "D": "F", "F": "C", "C": "B", "B": "A"}

func axiomsOfRest() []axiom {
	return []axiom{
		{name: "A14 a better letter never lowers W",
			does: func(w *world, before *answer, m, undo *mutation) bool {
				id := w.source()
				if !w.rated || better[w.letters[id]] == "" || w.confirmed[id] {
					return false
				}
				m.Rates = append(m.Rates, [2]string{"source:" + id, better[w.letters[id]]})
				undo.Rates = append(undo.Rates, [2]string{"source:" + id, w.letters[id]})
				return before.Supporting.Weight != nil
			},
			holds: func(c check) { c.atMost("W", *c.before.Supporting.Weight, *c.after.Supporting.Weight) }},
		{name: "a link that holds for another claim changes nothing",
			does: func(w *world, _ *answer, m, _ *mutation) bool {
				for range 3 {
					m.Derivations = append(m.Derivations,
						line{"from": w.source(), "to": w.source(), "kind": "SYNDICATES",
							"claims": []string{w.other}, "weight": 1.5})
				}
				return true
			},
			holds: func(c check) { agree(c.t, "before", "after", c.before.raw, c.after.raw, laterAsked) }},
	}
}
