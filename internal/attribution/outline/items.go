package outline

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// Item is one assertion of a graph, for a person to confirm.
type Item struct {
	Text    string   // in words: "Reuters supports: ..."
	Quotes  []Quote  // what was read as saying so
	Claims  []string // the keys of the claims that it is about
	Sources []string // the keys of the sources that it names, the text itself left out
}

// Items returns the assertions of the graph: who published the text, its reviews, statements, derivations,
// corroborations, relations and interests, each in the order in which the graph has them.
func (g *Graph) Items() []Item {
	names := g.names()
	var out []Item
	add := func(quotes []Quote, claims, sources []string, format string, args ...any) {
		sources = slices.DeleteFunc(slices.Clone(sources), func(id string) bool { return id == g.Self })
		out = append(out, Item{Text: fmt.Sprintf(format, args...), Quotes: quotes, Claims: claims, Sources: sources})
	}
	if s := g.published(); s != nil {
		add(s.Quotes, nil, nil, "this article was published by %s", g.outletName(s.Outlet))
	}
	for _, v := range g.Reviews {
		add(v.Quotes, []string{v.Claim}, nil, "The text is a fact check and finds %q: %s", v.AlternateName,
			names[v.Claim])
	}
	for _, s := range g.Statements {
		add(s.Quotes, []string{s.Claim}, []string{s.Source}, "%s %s: %s", names[s.Source],
			strings.ToLower(string(s.Stance)), names[s.Claim])
	}
	for _, d := range g.Derivations {
		add(d.Quotes, d.Claims, []string{d.From, d.To}, "%s takes from %s (%s) for: %s", names[d.From], names[d.To],
			d.Kind,
			strings.Join(namesOf(names, d.Claims), " / "))
	}
	for _, c := range g.Corroborations {
		add(c.Quotes, []string{c.Claim}, c.Sources, "The text asserts that %s confirm it independently: %s",
			strings.Join(namesOf(names, c.Sources), ", "),
			names[c.Claim])
	}
	for _, x := range g.Relations {
		add(x.Quotes, []string{x.From, x.To}, nil, "%q is a part of %q", names[x.From], names[x.To])
	}
	for _, x := range g.Interests {
		gains := "is believed"
		if x.Direction == evidence.Against {
			gains = "is not believed"
		}
		name, sources := g.holder(x.Holder, names)
		add(x.Quotes, x.Claims, sources, "%s has an interest (%s) and would gain if this %s: %s", name, x.Kind, gains,
			strings.Join(namesOf(names, x.Claims), " / "))
	}
	return out
}

// published returns the text itself where it is a source with an outlet, else nil.
func (g *Graph) published() *Source {
	for i := range g.Sources {
		if s := &g.Sources[i]; s.ID == g.Self && s.Outlet != "" {
			return s
		}
	}
	return nil
}

// holder returns what to call the holder of an interest, and its key if it is a source.
func (g *Graph) holder(id string, names map[string]string) (name string, source []string) {
	key := evidence.ID(id).Key()
	if evidence.ID(id).Kind() == evidence.KindOutlet {
		return g.outletName(key), nil
	}
	return names[key], []string{key}
}

func (g *Graph) outletName(id string) string {
	for _, o := range g.Outlets {
		if o.ID == id {
			return o.Name
		}
	}
	return ""
}

// names returns what to call each node, by its key. Keys of claims, sources and reviews differ: they are made so.
func (g *Graph) names() map[string]string {
	outlets, names := map[string]string{}, map[string]string{}
	for _, o := range g.Outlets {
		outlets[o.ID] = o.Name
	}
	for _, s := range g.Sources {
		names[s.ID] = s.Title
		switch {
		case s.ID == g.Self:
			names[s.ID] = "this article"
		case s.Title == "":
			names[s.ID] = outlets[s.Outlet]
		}
	}
	for _, c := range g.Claims {
		names[c.ID] = c.Text
	}
	return names
}

func namesOf(names map[string]string, ids []string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = names[id]
	}
	return out
}

// Keep returns the graph with the kept ones of its [Graph.Items] alone, by their order, and without what nothing names
// any longer; the main claim stays.
func (g *Graph) Keep(kept []bool) *Graph {
	next := 0
	keep := func() bool { next++; return kept[next-1] }
	out := *g
	if g.published() != nil && !keep() {
		out.Sources = slices.Clone(g.Sources)
		out.published().Outlet = ""
	}
	out.Reviews = filter(g.Reviews, func(Review) bool { return keep() })
	out.Statements = filter(g.Statements, func(Statement) bool { return keep() })
	out.Derivations = filter(g.Derivations, func(Derivation) bool { return keep() })
	out.Corroborations = filter(g.Corroborations, func(Corroboration) bool { return keep() })
	out.Relations = filter(g.Relations, func(Relation) bool { return keep() })
	out.Interests = filter(g.Interests, func(Interest) bool { return keep() })
	used := out.used()
	out.Claims = filter(g.Claims, func(c Claim) bool { return used["claim "+c.ID] })
	out.Sources = filter(out.Sources, func(s Source) bool { return used["source "+s.ID] })
	for _, s := range out.Sources {
		used["outlet "+s.Outlet] = true
	}
	out.Outlets = filter(g.Outlets, func(o Outlet) bool { return used["outlet "+o.ID] })
	return &out
}

func filter[T any](list []T, keep func(T) bool) []T {
	return slices.DeleteFunc(append([]T{}, list...), func(x T) bool { return !keep(x) })
}

// used returns the claims and sources that something names, and the outlets that have an interest.
func (g *Graph) used() map[string]bool {
	used := map[string]bool{"claim " + g.Main: true}
	mark := func(kind string, ids ...string) {
		for _, id := range ids {
			used[kind+id] = true
		}
	}
	for _, v := range g.Reviews {
		mark("claim ", v.Claim)
		mark("source ", v.Cites...)
	}
	for _, s := range g.Statements {
		mark("claim ", s.Claim)
		mark("source ", s.Source)
	}
	for _, d := range g.Derivations {
		mark("claim ", d.Claims...)
		mark("source ", d.From, d.To)
	}
	for _, c := range g.Corroborations {
		mark("claim ", c.Claim)
		mark("source ", c.Sources...)
	}
	for _, x := range g.Relations {
		mark("claim ", x.From, x.To)
	}
	for _, x := range g.Interests {
		mark("claim ", x.Claims...)
		mark(string(evidence.ID(x.Holder).Kind())+" ", evidence.ID(x.Holder).Key())
	}
	return used
}
