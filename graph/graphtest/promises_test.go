package graphtest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// newsroom is the method's twelfth example as JSON Lines, with its letters, under ids that begin with a name. An arrow
// reads "takes from"; the five articles support "c", backgrounder and cnn support "d" too:
//
//	reuters (B) --> shipping, intercepts, ukrainians        cnn (B) --> ukrainians, westerners
//	kyivpost (C) --> reuters                                rand (B) --> reuters, others        backgrounder (C)
func newsroom(name string) []line {
	id := func(key string) string { return name + "-" + key }
	lines := []line{
		{"type": "claim", "id": id("c"), "text": name + " is so."},
		{"type": "claim", "id": id("d"), "text": name + " is otherwise."},
	}
	source := func(key, kind, identity, letter string, from ...string) {
		l := line{"type": "source", "id": id(key), "kind": kind, "identity": identity}
		if letter != "" {
			l["reliability"] = letter
			lines = append(lines, line{"type": "statement", "source": id(key), "claim": id("c"), "stance": "SUPPORTS"})
		}
		lines = append(lines, l)
		for _, to := range from {
			lines = append(lines, line{"type": "derivation", "from": id(key), "to": id(to), "kind": "CITES"})
		}
	}
	source("shipping", "DATASET", "NAMED", "")
	source("intercepts", "INTERCEPT", "NAMED", "")
	source("ukrainians", "STATEMENT", "CATEGORY", "")
	source("westerners", "STATEMENT", "CATEGORY", "")
	source("others", "OTHER", "UNNAMED", "")
	source("reuters", "ARTICLE", "NAMED", "B", "shipping", "intercepts", "ukrainians")
	source("kyivpost", "ARTICLE", "NAMED", "C", "reuters")
	source("cnn", "ARTICLE", "NAMED", "B", "ukrainians", "westerners")
	source("rand", "ANALYSIS", "NAMED", "B", "reuters", "others")
	source("backgrounder", "ARTICLE", "NAMED", "C")
	for _, key := range []string{"cnn", "backgrounder"} {
		lines = append(lines, line{"type": "statement", "source": id(key), "claim": id("d"), "stance": "SUPPORTS"})
	}
	return lines
}

// room is a newsroom in both graphs.
type room struct {
	*pair
	*world
	before *answer
}

// enter imports a newsroom and expects the figures that the method gives for it.
func enter(t *testing.T, name string) room {
	t.Helper()
	r := room{pair: newPair(t), world: &world{name: name, claim: name + "-c", other: name + "-d"}}
	r.load(t, newsroom(name))
	r.before = r.whole(t, r.claim)
	c, weight, pooled, probability := r.check(t, r.before), 1.225495, 1.124420, .973620
	want := tally{SourceCount: 5, TracedCount: 3, DemonstratedLineCount: 2, PooledLineCount: 3, LineCount: 4,
		Demonstrated: 1.420204, Pooled: 2.420204, Presumed: 2.591777, PresumedOrigins: 6,
		Fragility: 1 - 1.591777/2.591777}
	c.figures("supporting", want, r.before.Supporting.tally)
	c.optional("weight", &weight, r.before.Supporting.Weight)
	c.optional("pooled weight", &pooled, r.before.Supporting.PooledWeight)
	c.optional("probability", &probability, r.before.Probability)
	return r
}

func (r room) whole(t *testing.T, claim string) *answer {
	t.Helper()
	return r.ask(t, []string{claim})[claim]
}

func (r room) check(t *testing.T, after *answer) check { return check{t, r.world, r.before, after} }

// undone fails unless the answer is the one from before, to the letter.
func (r room) undone(t *testing.T, links []string) {
	t.Helper()
	r.write(t, mutation{Retracts: links})
	r.back(t, []string{r.claim}, answers{r.claim: r.before})
}

// figures are all numbers of an answer, with the things that they belong to, but those that are of how many sources
// there are: their number, a group's size, and an origin's mean share over the sources, by which origins are sorted. Of
// the distance to collapse only the number is asked for: with hundreds of sources it is no longer told that it is
// exact.
const figures = `query($claims: [ID!]!, $sources: [ID!]!) {
  convergence(claims: $claims) {
    supporting { ...figures ifWrong(sources: $sources, first: 100) { nodes { source { id } presumed demonstrated } } }
    refuting { ...figures }
    logOdds probability likelihood confidence suggestedCredibility
    nextQuestions(first: 100) { source { id } demonstrated atMost }
  }
}
fragment figures on Side {
  demonstrated pooled presumed demonstratedLineCount lineCount weight pooledWeight pooledLineCount presumedOrigins
  approximate fragility
  gatekeepers(first: 100) { nodes { id } } rootCauses(first: 100) { nodes { id } } bottlenecks { id }
  lines(first: 100) { nodes { nodes { id } untraced } }
  groups(first: 100) { nodes { marginal basis(first: 100) { nodes { kind node { id } share } } } }
  attributeGroups(first: 100) { nodes { kind node { id } sourceCount worth atMost } }
  overlaps(above: 0, first: 100) { nodes { a { id } b { id } verdict overlap } }
  distanceToCollapse { distance }
}`

// numbers asks both for the figures of the claim, the groups by what they rest on; what would remain is asked of the
// sources of the newsroom.
func (r room) numbers(t *testing.T) json.RawMessage {
	t.Helper()
	var sources []string
	for _, l := range newsroom(r.name) {
		if l["type"] == "source" {
			sources = append(sources, fmt.Sprint(l["id"]))
		}
	}
	var got struct{ Convergence []map[string]any }
	decode(t, r.both(t, figures, map[string]any{"claims": []string{r.claim}, "sources": sources}), &got)
	list := got.Convergence[0]["supporting"].(map[string]any)["groups"].(map[string]any)
	groups := list["nodes"].([]any)
	slices.SortFunc(groups, func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	text, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestSyndication adds 500 syndicated copies to each supporter in turn: no number changes but how many sources there
// are, and how many of them are named where the supporter is.
func TestSyndication(t *testing.T) {
	r := enter(t, "wire")
	before := r.numbers(t)
	for _, s := range r.before.Supporting.Sources {
		t.Run(s.Source.key(), func(t *testing.T) {
			m, named := mutation{}, 0
			for i := range 500 {
				m.supports(r.world, fmt.Sprintf("zz-%03d", i), "ARTICLE", "SYNDICATES", s.Source.key())
			}
			links := r.write(t, m)
			if s.Traced {
				named = 500
			}
			after, numbers := r.whole(t, r.claim), r.numbers(t)
			r.undone(t, links)
			r.check(t, after).unchanged(500, named, 0)
			agree(t, "before", "after", before, numbers)
		})
	}
}

// TestRing adds a closed ring of 50 articles: it adds one circular group that is worth nothing, and its members that
// support the claim are sources without ground; no other number changes.
func TestRing(t *testing.T) {
	r := enter(t, "ring")
	before := r.numbers(t)
	for name, form := range map[string]struct {
		supporting int
		citedBy    string
	}{
		"all support": {supporting: 50}, "one supports": {supporting: 1},
		"a supporter cites it": {citedBy: "kyivpost"}, "both": {10, "cnn"},
	} {
		t.Run(name, func(t *testing.T) {
			m := mutation{}
			for i := range 50 {
				id, next := r.id(fmt.Sprintf("zz-%02d", i)), r.id(fmt.Sprintf("zz-%02d", (i+1)%50))
				m.Sources = append(m.Sources, line{"id": id, "kind": "ARTICLE"})
				m.takes(id, "CITES", next)
				if i < form.supporting {
					m.Statements = append(m.Statements, line{"source": id, "claim": r.claim, "stance": "SUPPORTS"})
				}
			}
			if form.citedBy != "" {
				m.takes(r.id(form.citedBy), "CITES", r.id("zz-00"))
			}
			links := r.write(t, m)
			after, numbers := r.whole(t, r.claim), r.numbers(t)
			r.undone(t, links)
			r.check(t, after).unchanged(form.supporting, 0, form.supporting)
			agree(t, "before", "after", before, numbers)
			if c := after.Supporting.Circles; len(c) != 1 || c[0].MemberCount != 50 || c[0].Grounded ||
				len(c[0].Members) != 50 {
				t.Errorf("the circles are %v; expected one of 50, without ground", c)
			}
		})
	}
}

// TestScope adds links that hold for one claim: the whole answer for another claim is to the letter what it was, while
// that for their own changes.
func TestScope(t *testing.T) {
	r := enter(t, "scope")
	own := r.whole(t, r.other)
	m := mutation{}
	for _, ends := range [][2]string{
		{"backgrounder", "cnn"}, {"reuters", "others"}, {"shipping", "intercepts"}, {"cnn", "rand"},
	} {
		m.Derivations = append(m.Derivations, line{
			"from": r.id(ends[0]), "to": r.id(ends[1]), "kind": "SYNDICATES", "claims": []string{r.other},
		})
	}
	links := r.write(t, m)
	r.back(t, []string{r.claim}, answers{r.claim: r.before})
	after := r.whole(t, r.other)
	c := check{t, r.world, own, after}
	c.same("E of two", 2, own.Supporting.Presumed)
	c.same("E of one that the other publishes", 1, after.Supporting.Presumed)
	r.undone(t, links)
	r.back(t, []string{r.other}, answers{r.other: own})
}

// TestMerge merges things and retracts that they are one: the whole answer changes, and then is to the letter what it
// was.
func TestMerge(t *testing.T) {
	r := enter(t, "merge")
	for _, ids := range [][]string{
		{"source:merge-cnn", "source:merge-backgrounder"},
		{"source:merge-ukrainians", "source:merge-westerners"},
		{"source:merge-reuters", "source:merge-cnn", "source:merge-rand"},
		{"source:merge-others", "source:merge-kyivpost"},
		{"claim:merge-c", "claim:merge-d"},
	} {
		t.Run(fmt.Sprint(ids), func(t *testing.T) {
			links := r.write(t, mutation{Merges: [][]string{ids}})
			if len(links) != len(ids)-1 {
				t.Errorf("%d samenesses were recorded; expected %d", len(links), len(ids)-1)
			}
			if merged := r.whole(t, r.claim); bytes.Equal(merged.raw, r.before.raw) {
				t.Error("the merge changed nothing")
			}
			r.undone(t, links)
		})
	}
}
