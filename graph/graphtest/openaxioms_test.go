package graphtest_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
)

// split holds A19 where articles quote one official: each comes to quote a record of its own, of a name that may be the
// same.
// It returns the answers. Nothing is taken back: what was retracted is recorded again with other words.
func (g *grounds) split(t *testing.T) answers {
	m := mutation{}
	for _, w := range g.worlds {
		for i, article := range w.official[min(1, len(w.official)):] {
			old := evidence.Derivation{From: evidence.SourceID("source:" + article), Kind: evidence.Quotes,
				To: evidence.SourceID("source:" + w.id("official"))}
			m.Retracts = append(m.Retracts, string(old.Normalize().LinkID()))
			record := w.id(fmt.Sprintf("official-%d", i))
			m.Sources = append(m.Sources, line{"id": record, "kind": "STATEMENT", "title": pick(w, officialNames...)})
			m.takes(article, "QUOTES", record)
		}
	}
	g.write(t, m)
	after := g.ask(t, g.claims)
	held := 0
	for _, w := range g.worlds {
		w.holdsAlone(t, after[w.claim])
		c := check{t, w, g.before[w.claim], after[w.claim]}
		c.same("A19 D", c.before.Supporting.Demonstrated, c.after.Supporting.Demonstrated)
		if len(w.official) > 0 {
			held++
		}
	}
	if held < many/10 {
		t.Errorf("A19 is held on %d graphs only", held)
	}
	return after
}

// addUnconfirmed holds A20: in every graph one thing is added that nobody confirms.
func (g *grounds) addUnconfirmed(t *testing.T, before answers) {
	m, added := mutation{}, map[string]int{}
	what := map[string]string{}
	for i, w := range g.worlds {
		what[w.name] = unconfirmed[i%len(unconfirmed)].add(w, &m)
		added[what[w.name]]++
	}
	g.write(t, m)
	after := g.ask(t, g.claims)
	for _, w := range g.worlds {
		w.holdsAlone(t, after[w.claim])
		c := check{t, w, before[w.claim], after[w.claim]}
		c.atMost("A20 D after "+what[w.name], c.after.Supporting.Demonstrated, c.before.Supporting.Demonstrated)
		c.atMost("A20 D against it after "+what[w.name], c.after.Refuting.Demonstrated, c.before.Refuting.Demonstrated)
	}
	for _, u := range unconfirmed {
		if added[u.name] < many/20 {
			t.Errorf("A20: %s was added to %d graphs only", u.name, added[u.name])
		}
	}
}

// addition adds to a mutation what nobody confirms.
type addition struct {
	name string
	does func(w *world, m *mutation) bool
}

// add returns the name, or "" if it does not fit.
func (a addition) add(w *world, m *mutation) string {
	for range 20 {
		if a.does(w, m) {
			return a.name
		}
	}
	return ""
}

var unconfirmed = []addition{
	{"a suggested copy", func(w *world, m *mutation) bool {
		from, to := w.source(), w.source()
		if from == to || w.has("copy", from, to) || w.merged[from] || w.merged[to] {
			return false
		}
		m.Derivations = append(m.Derivations,
			line{"from": from, "to": to, "kind": "COPIES", "copiedShare": pick(w, .5, .8, 1)})
		return true
	}},
	{"a weight", func(w *world, m *mutation) bool {
		l := pick(w, w.lines...)
		from, _ := l["from"].(string)
		if l["type"] != "derivation" || l["weight"] != 1 || l["status"] != nil || w.confirmed[from] || w.merged[from] {
			return false
		}
		m.Derivations = append(m.Derivations,
			line{"from": from, "to": l["to"], "kind": l["kind"], "claims": l["claims"],
				"weight": pick(w, .001, 3, 1000)})
		return true
	}},
	{"an own share", func(w *world, m *mutation) bool {
		id := w.source()
		declares := slices.ContainsFunc(w.lines, func(l line) bool {
			return l["type"] == "derivation" && l["from"] == id && l["status"] == nil && l["claims"] == nil
		})
		if !declares || w.states(id, "firsthand") || w.confirmed[id] || w.merged[id] {
			return false
		}
		m.Sources = append(m.Sources, line{"id": id, "firsthand": pick(w, .05, .5, .99)})
		return true
	}},
	{"an impossible link", func(w *world, m *mutation) bool {
		id, later := w.source(), w.id("later")
		if !w.states(id, "publishedAt") || w.merged[id] {
			return false
		}
		m.Sources = append(m.Sources, line{"id": later, "kind": "DOCUMENT", "publishedAt": "2030"})
		m.takes(id, "CITES", later)
		return true
	}},
}

// states reports whether a source was drawn with a field.
func (w *world) states(id, field string) bool {
	return slices.ContainsFunc(w.lines, func(l line) bool {
		return l["type"] == "source" && l["id"] == id && l[field] != nil
	})
}

// has reports whether a link between two sources was drawn.
func (w *world) has(kind, from, to string) bool {
	return slices.ContainsFunc(w.lines, func(l line) bool {
		return l["type"] == kind && l["from"] == from && l["to"] == to
	})
}

// closeQuestions holds A21: in every graph questions are closed one after the other, either way.
func (g *grounds) closeQuestions(t *testing.T) {
	before, closed := g.ask(t, g.claims), map[string]int{}
	for range 2 {
		m, what := mutation{}, map[string]string{}
		for _, w := range g.worlds {
			if what[w.name] = w.closeOne(before[w.claim], &m); what[w.name] != "" {
				closed[what[w.name]]++
			}
		}
		g.write(t, m)
		after := g.ask(t, g.claims)
		for _, w := range g.worlds {
			c := check{t, w, before[w.claim], after[w.claim]}
			w.holdsAlone(t, after[w.claim])
			c.atMost("A21 D before "+what[w.name], c.before.Supporting.Demonstrated, c.after.Supporting.Demonstrated)
			c.atMost("A21 D against it before "+what[w.name], c.before.Refuting.Demonstrated,
				c.after.Refuting.Demonstrated)
		}
		before = after
	}
	for _, what := range []string{"assertSame", "denySame", "confirmed", "rejected", "confirm"} {
		if closed[what] < 5 {
			t.Errorf("A21: %s closed %d questions only", what, closed[what])
		}
	}
}

// closeOne closes one open question of a graph, if there is one that a person's word alone closes, and returns how.
func (w *world) closeOne(a *answer, m *mutation) string {
	questions := slices.DeleteFunc(slices.Clone(a.NextQuestions), func(q question) bool {
		return q.Kind == "ORIGIN" || q.Kind == "DATE"
	})
	if len(questions) == 0 {
		return ""
	}
	if at := slices.IndexFunc(questions, func(q question) bool { return q.Kind == "COPY" }); at >= 0 { // there are few
		questions = questions[at : at+1]
	}
	q, yes := pick(w, questions...), w.r.IntN(2) == 0
	against := a.Refuting.supporters()
	switch {
	case q.Kind == "BASIS":
		m.Bases = append(m.Bases, q.Source.ID)
		return "confirm"
	case q.Kind == "COPY" && yes:
		m.Confirms = append(m.Confirms, q.Links[0].ID)
		return "confirmed"
	case q.Kind == "COPY":
		m.Rejects = append(m.Rejects, q.Links[0].ID)
		return "rejected"
	case yes && !slices.Contains(against, q.Source.key()) && !slices.Contains(against, q.Other.key()):
		m.Merges = append(m.Merges, []string{q.Source.ID, q.Other.ID})
		return "assertSame"
	}
	m.Denies = append(m.Denies, []string{q.Source.ID, q.Other.ID})
	return "denySame"
}
