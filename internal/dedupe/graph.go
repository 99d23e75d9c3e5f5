package dedupe

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// graph is what a look reads of the graph. Records of a kind are by id, as a scan gives them.
type graph struct {
	outlets       outlets
	organizations holders
	persons       holders
	sources       sources
	claims        claims

	same, apart [][2]evidence.ID
	namesakes   map[string]int // how many persons have a name
}

func newGraph() *graph {
	g := &graph{namesakes: map[string]int{}}
	g.outlets.kind, g.organizations.kind, g.persons.kind = evidence.KindOutlet, evidence.KindOrganization,
		evidence.KindPerson
	g.sources.kind, g.claims.kind = evidence.KindSource, evidence.KindClaim
	g.organizations.ties, g.persons.ties = map[evidence.ID][]tie{}, map[evidence.ID][]tie{}
	return g
}

// take keeps what a record is needed for.
func (g *graph) take(record any) {
	switch r := record.(type) {
	case *evidence.Organization:
		g.organizations.add(r.NodeID(), r.Name, r.Country, organizationKey(r.Name))
	case *evidence.Person:
		if r.ErasedAt == nil {
			key := personKey(r.Name)
			g.persons.add(r.NodeID(), r.Name, "", key)
			g.namesakes[key]++
		}
	case *evidence.Outlet:
		g.outlets.add(r)
	case *evidence.Source:
		g.sources.add(r)
		g.wrote(r)
	case *evidence.Claim:
		g.claims.add(r)
	case *evidence.Derivation:
		if r.Status != evidence.Rejected && (r.Kind != evidence.Copies || r.Status == evidence.Confirmed) {
			g.apart = append(g.apart, [2]evidence.ID{evidence.ID(r.From), evidence.ID(r.To)})
		}
	case *evidence.Relation:
		g.apart = append(g.apart, [2]evidence.ID{evidence.ID(r.From), evidence.ID(r.To)})
	case *evidence.Ownership:
		g.hold(r.Owner, "own", r.Asset, "belong to")
	case *evidence.Funding:
		g.hold(r.Funder, "fund", r.Recipient, "are funded by")
	case *evidence.Sameness:
		g.same = append(g.same, [2]evidence.ID{r.A, r.B})
	}
}

// wrote notes for which outlet the authors of a source wrote, of those who have namesakes, and that they are several
// persons.
func (g *graph) wrote(s *evidence.Source) {
	var some []evidence.ID
	for _, author := range s.Authors {
		if i, found := g.persons.place(evidence.ID(author)); found && g.namesakes[g.persons.keys[i]] > 1 {
			some = append(some, evidence.ID(author))
		}
	}
	for i, author := range some {
		for _, other := range some[i+1:] {
			g.apart = append(g.apart, [2]evidence.ID{author, other})
		}
		if s.Outlet != "" {
			g.persons.tie(author, tie{"wrote for", evidence.ID(s.Outlet)})
		}
	}
}

// hold notes an ownership or funding at both ends.
func (g *graph) hold(holder evidence.ID, holds string, held evidence.ID, isHeld string) {
	g.apart = append(g.apart, [2]evidence.ID{holder, held})
	for _, end := range []struct {
		id  evidence.ID
		tie tie
	}{{holder, tie{holds, held}}, {held, tie{isHeld, holder}}} {
		switch end.id.Kind() {
		case evidence.KindOrganization:
			g.organizations.tie(end.id, end.tie)
		case evidence.KindPerson:
			g.persons.tie(end.id, end.tie)
		}
	}
}

// settle makes one of what is asserted to be one, once all is read.
func (g *graph) settle(denied []evidence.Denial) {
	no := make([][2]evidence.ID, len(denied))
	for i, s := range denied {
		no[i] = [2]evidence.ID{s.A, s.B}
	}
	for _, f := range []*family{&g.outlets.family, &g.organizations.family, &g.persons.family, &g.sources.family,
		&g.claims.family} {
		f.fold(g.same)
		f.apart, f.denied = f.roots(g.apart), f.roots(no)
	}
}

// families returns the records of each kind with their rules.
func (g *graph) families() []*family {
	g.outlets.prepare()
	g.sources.prepare(&g.outlets)
	g.organizations.prepare(g.classOf, g.label)
	g.persons.prepare(g.classOf, g.label)
	g.claims.prepare()
	return []*family{&g.outlets.family, &g.organizations.family, &g.persons.family, &g.sources.family, &g.claims.family}
}

// classOf returns the id that stands for all that is one with a node.
func (g *graph) classOf(id evidence.ID) evidence.ID {
	for _, f := range []*family{&g.outlets.family, &g.organizations.family, &g.persons.family} {
		if i, found := f.place(id); found {
			return f.ids[rootOf(f.root, i)]
		}
	}
	return id
}

// label returns the name of an outlet, organization or person.
func (g *graph) label(id evidence.ID) string {
	if i, found := g.outlets.place(id); found {
		return g.outlets.label(i)
	}
	for _, h := range []*holders{&g.organizations, &g.persons} {
		if i, found := h.place(id); found && h.names[i] != "" {
			return h.names[i]
		}
	}
	return id.Key()
}

// fieldsOf leaves out the fields of which neither has anything.
func fieldsOf(fields ...Field) []Field {
	return slices.DeleteFunc(fields, func(f Field) bool { return f.A == "" && f.B == "" })
}

// differ reports whether two values are known and not the same; unknown conflicts with nothing.
func differ(a, b string) bool { return a != "" && b != "" && a != b }

// languagesDiffer reports whether two languages are known and differ, whatever the region.
func languagesDiffer(a, b string) bool { return differ(language(a), language(b)) }
