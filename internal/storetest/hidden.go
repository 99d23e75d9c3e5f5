package storetest

import (
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// veils are graphs as of June 2024, with the sources that are in the answer as hidden ones only: what a shown source
// declared is told, although it is not part of the moment.
var veils = []struct {
	name    string
	undated evidence.Undated
	hidden  string
	text    string
}{
	{"an undated target, dated ones only", evidence.ExcludeUndated, "B",
		"c1 + A; A out 2024; A <- B; ! B <- C; ! C out 2023"},
	{"an undated target, undated ones too", evidence.IncludeUndated, "", "c1 + A; A out 2024; A <- B; B <- C; C out 2023"},
	{"a later target of an undated source", "", "B", "c1 + A; A <- B; B out 2025; ! B <- C"},
	{"a later target of a dated source", "", "B", "c1 + A; A out 2024-05; A <- B; B out 2024-06-02; ! B <- C"},
	{"the middle of a chain", "", "C", "c1 + A; A <- B; B <- C; C out 2025; ! C <- D; ! D <- E"},
	{"one of two targets", "", "B", "c1 + A; A <- B; A <- C; B out 2025; ! B <- C; C <- D"},
	{"a middle behind which a supporter stands", "", "C", "c1 + A D; A <- C; C out 2025; ! C <- D; D <- E"},
	{"a target that supports, too", "", "B", "c1 + A; A <- B; B out 2025; ! c1 + B; ! B <- C"},
	{"a target that refutes", "", "B", "c1 + A; A <- B; B out 2025; ! c1 - B"},
	{"a supporter from which nothing shown takes", "", "",
		"c1 + A; ! c1 + B; ! B out 2025; ! B <- A; ! B <- C; ! C out 2025"},
	{"a refuter", "", "B", "c1 - A; A <- B; B out 2025"},
	{"a corroborated source", "", "B", "c1 & A; A <- B; B out 2025; ! c1 & B C"},
	{"copies", "", "B C", "c1 + A; A <~ B; A <~ C REJECTED; B out 2025; C out 2025; ! B <~ D"},
	{"a copier", "", "B", "c1 + A C; A <- B; B out 2025; ! B <~ C; ! B <~ A"},
	{"links of every kind", "", "B", "c1 + A; A <- B; A <= B; A <q B; A <t B; A <d B; B out 2025"},
	{"scopes", "", "C", "c1 + A; ! c2 + A; ! A <- B for c2; ! B out 2025; A <- C for c1,c2; ! A <= C for c2; C out 2025"},
	{"the scope of a claim that is the same", "", "B", "c1 = c2; c1 + A; A <- B for c2; B out 2025"},
	{"a circle", "", "B", "c1 + A; A <- A; A <- B; B out 2025; ! B <- A; ! B <- B"},
	{"another record of the source itself", "", "X", "c1 + A; A = X; A <- X; X out 2025; ! X <- B"},
	{"a record that makes two one", "", "X", "c1 + A B; A = X; X = B; X out 2025; ! c1 + X"},
	{"a target of which there are other records", "", "G",
		"c1 + A; A <- G; G out 2025; G = I; I = J; J <- K; K from o1; ! c1 - G; ! G <- L"},
	{"a target of which there are other records, all later", "", "G I J",
		"c1 + A; A <- G; G out 2025; G = I; I = J; I out 2026; J out 2025; ! J <- K"},
	{"a target of which a record behind a later one was out", "", "G I",
		"c1 + A; A <- G; G out 2025; G = I; I out 2025; I = J; J <- K; ! I <- L"},
	{"a target of which the other record has no date, dated ones only", evidence.ExcludeUndated, "G I",
		"c1 + A; A out 2024; A <- G; G out 2025; G = I; ! I <- K"},
	{"a record that leads to another one", "", "X", "c1 + A; A = X; X = B; X out 2025; B <- C; C <- D; ! X <- E"},
	{"another record of a hidden supporter", "", "", "c1 + A; ! c1 + G; ! G out 2025; ! G = I; ! I <- K"},
	{"a target that is one with a source that is here", "", "G", "c1 + A I; A <- G; G out 2025; G = I; I <- K"},
	{"samenesses of what is not here", "", "", "c1 + A; ! X = Y; ! X out 2025; ! Y <- A"},
	{"holders of a target", "", "B", "c1 + A; A <- B; B out 2025; ! B from o1; ! o1 owner g1; ! B by p1"},
}

func subgraphsHidden(g *graph) {
	drawings := make([]*graphs.Drawing, len(veils))
	for i, v := range veils {
		drawings[i] = g.draw("veil"+string(rune('a'+i))+".", v.text)
	}
	for i, v := range veils {
		at := valid("2024-06")
		at.Undated = v.undated
		d, names := drawings[i], strings.Fields(v.hidden)
		want := d.Want(names...)
		for _, name := range names {
			want = append(want, "hidden "+name)
		}
		g.checkSubgraphs("hidden: "+v.name, at, want, d, d.Claim("c1"))
		if sub := g.subgraphs(now(), d.Claim("c1")); len(sub.Unpublished) > 0 {
			g.Errorf("hidden: %s: now, which hides nothing, %q are hidden", v.name, contentsOf(d, sub))
		}
	}
	g.hiddenAndKnown()
}

// hiddenAndKnown asks for a link to what is hidden before it was recorded, while it stood, and after it was retracted.
func (g *graph) hiddenAndKnown() {
	g.Helper()
	d := g.draw("veilknown.", "c1 + A; B out 2025; C out 2025; A <- C")
	late := evidence.Derivation{From: d.Source("A"), To: d.Source("B"), Kind: evidence.Cites}.Normalize()
	d.Names[late.LinkID()] = "A <- B"
	g.apply(evidence.Batch{Derivations: graphs.Puts(late)})
	stood := g.clock.Read()
	g.retract(late.LinkID())
	bare := []string{"A", "A <- C", "c1", "c1 + A", "hidden C"}
	for _, c := range []struct {
		name string
		at   evidence.Moment
		want []string
	}{
		{"before the link was recorded", known(stood.Add(-1)), bare},
		{"while the link stood", known(stood), append([]string{"A <- B", "hidden B"}, bare...)},
		{"after it was retracted", now(), bare},
	} {
		c.at.ValidAt = valid("2024-06").ValidAt
		g.checkSubgraphs("hidden: "+c.name, c.at, c.want, d, d.Claim("c1"))
	}
}
