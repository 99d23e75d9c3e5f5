package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// companies are graphs as of June 2024 with two claims, and the sources in the evidence of each of them: c1 leads to
// what is hidden, and c2 leads to it as well, or to another record of it.
var companies = []struct{ name, c1, c2, text string }{
	{"a target of which another record was out", "A,I,K,hidden G", "I,K,hidden G",
		"c1 + A; c2 + I; A <- G; G out 2025; G = I; I <- K"},
	{"a record behind a hidden one", "A,B,D,hidden X", "A,B,D,hidden X",
		"c1 + A; c2 + B; A = X; X = B; X out 2025; B <- D"},
	{"a record that another takes from", "A,I,K,hidden G", "C,I,K,hidden G",
		"c1 + A; c2 + C; A <- G; C <- I; G out 2025; G = I; I <- K"},
	{"a link that holds for one of them", "A,I,hidden G", "A,I,K,hidden G",
		"c1 + A; c2 + A; A <- G; G out 2025; G = I; I <- K for c2"},
	{"rivals", "A,B,D", "B,C,D", "c1 + A; c2 + C; c3 + B; c3 against c1; c2 against c3; B <- D for c3"},
	{"all records hidden", "A,hidden G,hidden I", "B,hidden G,hidden I",
		"c1 + A; c2 + B; A <- G; B <- I; G = I; G out 2025; I out 2026; I <- K"},
}

// subgraphsTogether reads claims alone and with another: what counts for them is the same.
func subgraphsTogether(g *graph) {
	drawings := make([]*graphs.Drawing, len(companies))
	for i, p := range companies {
		drawings[i] = g.draw("together"+string(rune('a'+i))+".", p.text)
	}
	for i, p := range companies {
		d, at := drawings[i], valid("2024-06")
		both := g.subgraphs(at, d.Claim("c1"), d.Claim("c2"))
		for claim, want := range map[string]string{"c1": p.c1, "c2": p.c2} {
			alone := g.subgraphs(at, d.Claim(claim))
			only := &evidence.Subgraphs{Sources: alone.Sources, Unpublished: alone.Unpublished}
			equal(
				g, fmt.Sprintf("together: %s: the sources of %s", p.name, claim), strings.Split(want, ","), contentsOf(d, only))
			SameAmong(g, "together: "+p.name, d.Claim(claim), alone, both)
		}
	}
}

// SameAmong expects that what counts for a claim is the same in evidence that was read for it alone and with others.
func SameAmong(t testing.TB, what string, claim evidence.ClaimID, alone, among *evidence.Subgraphs) {
	t.Helper()
	equal(
		t, fmt.Sprintf("%s: what counts for %s, alone (-) and with others (+)", what, claim), countingFor(claim, alone),
		countingFor(claim, among))
	rivals := rivalsIn(claim, alone)
	equal(
		t, fmt.Sprintf("%s: what excludes %s, alone (-) and with others (+)", what, claim), rivals, rivalsIn(claim, among))
	for _, rival := range rivals {
		equal(t, fmt.Sprintf("%s: what counts for %s, which excludes %s, alone (-) and with others (+)", what, rival, claim),
			countingFor(rival, alone), countingFor(rival, among))
	}
}

// rivalsIn returns the claims that exclude a claim, or one that is the same, by id.
func rivalsIn(claim evidence.ClaimID, sub *evidence.Subgraphs) []evidence.ClaimID {
	in := map[evidence.ClaimID]bool{claim: true}
	for known := 0; known < len(in); {
		known = len(in)
		for _, s := range sub.Samenesses {
			a, b := evidence.ClaimID(s.A), evidence.ClaimID(s.B)
			if in[a] || in[b] {
				in[a], in[b] = true, true
			}
		}
	}
	var rivals []evidence.ClaimID
	for _, r := range sub.Relations {
		if in[r.From] {
			rivals = append(rivals, r.To)
		}
		if in[r.To] {
			rivals = append(rivals, r.From)
		}
	}
	for _, mine := range sub.Claims {
		for _, other := range sub.Claims {
			if in[mine.ID] && mine.Excludes(other) {
				rivals = append(rivals, other.ID)
			}
		}
	}
	slices.Sort(rivals)
	return slices.Compact(rivals)
}

// countingFor returns the ids of what counts for a claim in evidence that was read, sorted: its own statements,
// corroborations, samenesses and interests, and the sources and links that these lead to. What is hidden is marked.
func countingFor(claim evidence.ClaimID, sub *evidence.Subgraphs) []string {
	in := map[evidence.ID]bool{evidence.ID(claim): true}
	scope := func(claims []evidence.ClaimID) bool {
		return len(claims) == 0 || slices.ContainsFunc(claims, func(c evidence.ClaimID) bool { return in[evidence.ID(c)] })
	}
	links := map[string]bool{}
	for known := -1; known < len(in)+len(links); {
		known = len(in) + len(links)
		follow := func(counts bool, link evidence.Link, ends ...evidence.ID) {
			if !counts {
				return
			}
			links[string(link.LinkID())] = true
			for _, id := range ends {
				in[id] = true
			}
		}
		for _, s := range sub.Samenesses {
			follow(in[s.A] || in[s.B], &s, s.A, s.B)
		}
		for _, s := range sub.Statements {
			follow(in[evidence.ID(s.Claim)], &s, evidence.ID(s.Source))
		}
		for _, c := range sub.Corroborations {
			follow(in[evidence.ID(c.Claim)], &c, sourceIDs(c.Sources)...)
		}
		for _, i := range sub.Interests {
			follow(slices.ContainsFunc(sub.Claims, func(c evidence.Claim) bool {
				return in[evidence.ID(c.ID)] && i.Concerns(&c)
			}), &i)
		}
		for _, d := range sub.Derivations {
			follow(in[evidence.ID(d.From)] && scope(d.Claims), &d, evidence.ID(d.To))
		}
	}
	return marked(sub, in, links)
}

func sourceIDs(list []evidence.SourceID) []evidence.ID {
	ids := make([]evidence.ID, len(list))
	for i, id := range list {
		ids[i] = evidence.ID(id)
	}
	return ids
}

// marked returns the ids of claims, sources and links that are in, sorted, each source with the list that it is in.
func marked(sub *evidence.Subgraphs, in map[evidence.ID]bool, links map[string]bool) []string {
	var out []string
	for id := range links {
		out = append(out, id)
	}
	for id := range in {
		if id.Kind() != evidence.KindSource {
			out = append(out, string(id))
		}
	}
	for name, list := range map[string][]evidence.Source{"shown ": sub.Sources, "hidden ": sub.Unpublished} {
		for _, s := range list {
			if in[s.NodeID()] {
				out = append(out, name+string(s.ID))
			}
		}
	}
	slices.Sort(out)
	return out
}
