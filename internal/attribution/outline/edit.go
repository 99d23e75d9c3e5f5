package outline

import (
	"slices"

	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/evidence"
)

// Clone returns a copy of the graph: a change of one does not show in the other.
func (g *Graph) Clone() *Graph {
	out := *g
	out.Claims = each(g.Claims, func(c Claim) Claim { c.Quotes = slices.Clone(c.Quotes); return c })
	out.Outlets, out.Sources = slices.Clone(g.Outlets), slices.Clone(g.Sources)
	out.Statements = slices.Clone(g.Statements)
	out.Derivations = each(g.Derivations, func(d Derivation) Derivation { d.Claims = slices.Clone(d.Claims); return d })
	out.Corroborations, out.Relations, out.Reviews = slices.Clone(g.Corroborations), slices.Clone(g.Relations),
		slices.Clone(g.Reviews)
	out.Interests = each(g.Interests, func(x Interest) Interest { x.Claims = slices.Clone(x.Claims); return x })
	return &out
}

func each[T any](list []T, f func(T) T) []T {
	out := make([]T, len(list))
	for i, x := range list {
		out[i] = f(x)
	}
	return out
}

// ClaimText returns the words of a claim, by its key.
func (g *Graph) ClaimText(id string) string { return g.names()[id] }

// SourceName returns what a source is called, by its key.
func (g *Graph) SourceName(id string) string { return g.names()[id] }

// SetClaim gives a claim other words, and with them another key, which it returns. The error has code
// evidence.CodeInvalid where there are no words, or where they are those of another claim of the graph; then nothing
// is changed.
func (g *Graph) SetClaim(id, text string) (string, error) {
	text = prose.Clip(text)
	to := evidence.ID(evidence.ClaimIDOf(text)).Key()
	switch {
	case text == "":
		return id, evidence.Invalidf("text", "no words; expected a claim")
	case to != id && slices.ContainsFunc(g.Claims, func(c Claim) bool { return c.ID == to }):
		return id, evidence.Invalidf("text", "another claim of the text has these words; attach it to that one instead")
	}
	for i := range g.Claims {
		if g.Claims[i].ID == id {
			g.Claims[i].ID, g.Claims[i].Text = to, text
		}
	}
	g.Rename(id, to)
	return to, nil
}

// SetName gives a source another name: its title or, where it is the work of an outlet, that of the outlet, which all
// that it published here has then.
func (g *Graph) SetName(id, name string) {
	for i := range g.Sources {
		s := &g.Sources[i]
		if s.ID != id {
			continue
		}
		if s.Outlet == "" || s.Title != "" {
			s.Title = prose.Clip(name)
			return
		}
		for k := range g.Outlets {
			if g.Outlets[k].ID == s.Outlet {
				g.Outlets[k].Name = prose.Clip(name)
			}
		}
	}
}

// Attach makes of one claim another: whatever says the one says the other from then on. The number and the order of
// the items stay; [Graph.Join] makes one of those that have become one. The error has code evidence.CodeConflict where
// a source would both support and refute the claim; then nothing is changed.
func (g *Graph) Attach(from, to string) error {
	stances := map[string]evidence.Stance{}
	for _, s := range g.Statements {
		if s.Claim == to {
			stances[s.Source] = s.Stance
		}
	}
	for _, s := range g.Statements {
		if other, there := stances[s.Source]; there && s.Claim == from && other != s.Stance {
			return evidence.Conflictf("claim", "%s would both support and refute it", g.names()[s.Source])
		}
	}
	g.Rename(from, to)
	g.takeQuotes(from, to)
	return nil
}

// Rename names a claim otherwise wherever it is named.
func (g *Graph) Rename(from, to string) {
	is := func(id string) string {
		if id == from {
			return to
		}
		return id
	}
	g.Main = is(g.Main)
	for i := range g.Statements {
		g.Statements[i].Claim = is(g.Statements[i].Claim)
	}
	for i := range g.Derivations {
		g.Derivations[i].Claims = each(g.Derivations[i].Claims, is)
	}
	for i := range g.Corroborations {
		g.Corroborations[i].Claim = is(g.Corroborations[i].Claim)
	}
	for i := range g.Relations {
		g.Relations[i].From, g.Relations[i].To = is(g.Relations[i].From), is(g.Relations[i].To)
	}
	for i := range g.Interests {
		g.Interests[i].Claims = each(g.Interests[i].Claims, is)
	}
	for i := range g.Reviews {
		g.Reviews[i].Claim = is(g.Reviews[i].Claim)
	}
}

// takeQuotes gives a claim the passages of another.
func (g *Graph) takeQuotes(from, to string) {
	at := func(id string) int { return slices.IndexFunc(g.Claims, func(c Claim) bool { return c.ID == id }) }
	i, k := at(from), at(to)
	if i < 0 || k < 0 || i == k {
		return
	}
	for _, q := range g.Claims[i].Quotes {
		if !slices.Contains(g.Claims[k].Quotes, q) {
			g.Claims[k].Quotes = append(g.Claims[k].Quotes, q)
		}
	}
}

// Join returns the graph with one assertion of each that it has several times, with the passages of all, and without
// claims that are parts of themselves.
func (g *Graph) Join() *Graph {
	out := *g.Clone()
	out.Statements = joinBy(out.Statements, func(s Statement) [3]string {
		return [3]string{s.Source, s.Claim,
			string(s.Stance)}
	},
		func(a *Statement, b Statement) { a.Quotes = union(a.Quotes, b.Quotes) })
	out.Derivations = joinBy(out.Derivations, func(d Derivation) [3]string {
		return [3]string{d.From, d.To,
			string(d.Kind)}
	},
		func(a *Derivation, b Derivation) {
			a.Quotes, a.Claims = union(a.Quotes, b.Quotes), union(a.Claims, b.Claims)
		})
	for i := range out.Derivations {
		out.Derivations[i].Claims = union(nil, out.Derivations[i].Claims)
	}
	out.Relations = slices.DeleteFunc(out.Relations, func(x Relation) bool { return x.From == x.To })
	out.Relations = joinBy(out.Relations, func(x Relation) [3]string { return [3]string{x.From, x.To, string(x.Kind)} },
		func(a *Relation, b Relation) { a.Quotes = union(a.Quotes, b.Quotes) })
	out.Interests = joinBy(out.Interests, func(x Interest) [3]string {
		return [3]string{x.Holder, string(x.Direction), string(x.Kind)}
	}, func(a *Interest, b Interest) {
		a.Quotes, a.Claims = union(a.Quotes, b.Quotes), union(a.Claims, b.Claims)
	})
	for i := range out.Interests {
		out.Interests[i].Claims = union(nil, out.Interests[i].Claims)
	}
	return &out
}

func joinBy[T any](list []T, key func(T) [3]string, join func(a *T, b T)) []T {
	var out []T
	at := map[[3]string]int{}
	for _, x := range list {
		if i, there := at[key(x)]; there {
			join(&out[i], x)
			continue
		}
		at[key(x)] = len(out)
		out = append(out, x)
	}
	return out
}

func union[T comparable](a, b []T) []T {
	out := slices.Clone(a)
	for _, x := range b {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}
