package export

import (
	"context"
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// Reader is what the evidence of claims is read from.
type Reader interface {
	evidence.Reader
	evidence.Denials
}

// pageSize is how many links or fact checks are read at once.
const pageSize = 500

// Evidence reads what somebody needs who is sent claims, as it is now: all that evidence.Reader.Subgraphs returns for
// them, the fact checks of them, the sources that mention them, their relations to other claims, and what is denied to
// be one of all that is here. The claims that exclude them come with their evidence alone. A source that mentions or
// is cited by a fact check comes with all that it takes from, as one that supports: cut off from that it would pose as
// an origin. Of a claim that a relation or the scope of a derivation names there is the record alone, so that nothing
// is named that is missing. Where the graph changes meanwhile the error has code evidence.CodeUnavailable.
func Evidence(ctx context.Context, reader Reader, claims []evidence.ClaimID) (*Graph, *evidence.Subgraphs, error) {
	sub, err := reader.Subgraphs(ctx, claims, evidence.Moment{})
	if err != nil {
		return nil, nil, err
	}
	version, about := sub.Version, &Graph{}
	if err := about.speakOf(ctx, reader, same(sub, claims)); err != nil {
		return nil, nil, err
	}
	if also := about.also(); len(also) > 0 {
		if sub, err = reader.Subgraphs(ctx, claims, evidence.Moment{}, also...); err != nil {
			return nil, nil, err
		}
	}
	g := Of(sub)
	g.Reviews, g.Relations, g.Statements = about.Reviews, about.Relations, slices.Concat(g.Statements, about.Statements)
	if err := g.complete(ctx, reader); err != nil {
		return nil, nil, err
	}
	last, err := g.deny(ctx, reader)
	if err != nil {
		return nil, nil, err
	}
	if sub.Version != version || last != version {
		return nil, nil, evidence.ChangedMeanwhile()
	}
	g.Sort()
	return g, sub, nil
}

// same returns those of the claims that are here, and what is asserted the same as one of them, by id.
func same(sub *evidence.Subgraphs, claims []evidence.ClaimID) []evidence.ClaimID {
	in := map[evidence.ID]bool{}
	for _, id := range claims {
		in[evidence.ID(id)] = true
	}
	for grown := true; grown; {
		grown = false
		for _, s := range sub.Samenesses {
			if in[s.A] != in[s.B] {
				in[s.A], in[s.B], grown = true, true, true
			}
		}
	}
	var out []evidence.ClaimID
	for _, c := range sub.Claims {
		if in[c.NodeID()] {
			out = append(out, c.ID)
		}
	}
	return out
}

// speakOf adds the fact checks, mentions and relations of claims.
func (g *Graph) speakOf(ctx context.Context, reader evidence.Reader, ids []evidence.ClaimID) error {
	subjects := make([]evidence.ID, len(ids))
	for i, id := range ids {
		subjects[i] = evidence.ID(id)
	}
	if len(ids) == 0 {
		return nil // else the reviews of all claims are asked for
	}
	reviews := evidence.ListQuery{
		Kind: evidence.KindReview, Where: evidence.Filter{Claims: ids}, Page: evidence.Page{First: pageSize},
	}
	for more := true; more; {
		page, err := reader.List(ctx, reviews)
		if err != nil {
			return err
		}
		for _, n := range page.Nodes {
			g.Add(n.Node)
			reviews.Page.After = n.Cursor
		}
		more = page.HasNext
	}
	seen := map[evidence.ID]bool{} // a relation between two of the claims is found from both
	for _, subject := range subjects {
		for _, q := range []evidence.LinkQuery{
			{Kind: evidence.KindStatement, Direction: evidence.Incoming, Stances: []evidence.Stance{evidence.Mentions}},
			{Kind: evidence.KindRelation, Direction: evidence.Either},
		} {
			q.Subjects, q.Page = []evidence.ID{subject}, evidence.Page{First: pageSize}
			if err := g.follow(ctx, reader, q, seen); err != nil {
				return err
			}
		}
	}
	return nil
}

// follow adds the links that a query about one subject finds, and that are not yet seen.
func (g *Graph) follow(
	ctx context.Context, reader evidence.Reader, q evidence.LinkQuery, seen map[evidence.ID]bool,
) error {
	for {
		pages, err := reader.Links(ctx, q)
		if err != nil {
			return err
		}
		for _, l := range pages[0].Links {
			if id := l.Link.LinkID(); !seen[id] {
				seen[id] = true
				g.Add(l.Link)
			}
			q.Page.After = l.Cursor
		}
		if !pages[0].HasNext {
			return nil
		}
	}
}

// also returns the sources that mention, and the sources and publishers of the fact checks.
func (g *Graph) also() []evidence.ID {
	var ids []evidence.ID
	for _, s := range g.Statements {
		ids = append(ids, evidence.ID(s.Source))
	}
	for i := range g.Reviews {
		for _, named := range evidence.References(&g.Reviews[i]) {
			if named.ID.Kind() != evidence.KindClaim {
				ids = append(ids, named.ID)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// complete adds the nodes that records name and that are not in the graph.
func (g *Graph) complete(ctx context.Context, reader evidence.Reader) error {
	missing := g.missing()
	objects, err := reader.Objects(ctx, missing, evidence.Moment{})
	if err != nil {
		return err
	}
	for i, o := range objects {
		if o.Node == nil {
			return &evidence.Error{
				Code:    evidence.CodeUnavailable,
				Message: fmt.Sprintf("%s went while the evidence was read; try again", missing[i]),
			}
		}
		g.Add(o.Node)
	}
	return nil
}

// deny adds what is denied of the nodes in the graph, and returns the version that it is of.
func (g *Graph) deny(ctx context.Context, rejections evidence.Denials) (evidence.Version, error) {
	denials, version, err := rejections.Denials(ctx)
	if err != nil {
		return evidence.Version{}, err
	}
	here := g.ids()
	for i := range denials {
		if here[denials[i].A] && here[denials[i].B] {
			g.Add(&denials[i])
		}
	}
	return version, nil
}

// missing returns the nodes that records name and that are not in the graph, each once.
func (g *Graph) missing() []evidence.ID {
	seen := g.ids()
	var missing []evidence.ID
	_ = g.Each(func(record any) error {
		for _, named := range evidence.References(record) {
			if !seen[named.ID] {
				seen[named.ID] = true
				missing = append(missing, named.ID)
			}
		}
		return nil
	})
	return missing
}

// ids returns the ids of all records in the graph.
func (g *Graph) ids() map[evidence.ID]bool {
	ids := map[evidence.ID]bool{}
	_ = g.Each(func(record any) error {
		ids[evidence.IDOf(record)] = true
		return nil
	})
	return ids
}
