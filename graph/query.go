package graph

import (
	"context"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

// maxIDs is how many ids a list argument of a client may have.
const maxIDs = 500

func (r queryResolver) Version(ctx context.Context) (string, error) {
	// of no claims: the cheapest answer that states a version
	none, err := r.reader.Subgraphs(ctx, nil, evidence.Moment{})
	if err != nil {
		return "", err
	}
	return none.Version.String(), nil
}

func (r queryResolver) Node(ctx context.Context, id evidence.ID, _ *evidence.Moment) (model.Node, error) {
	parsed, err := evidence.ParseID(string(id))
	if err != nil {
		return nil, err
	}
	o, err := request.Object(ctx, parsed)
	return either(o), err
}

// either returns the node or link of an object, nil if it has neither.
func either(o evidence.Object) model.Node {
	switch {
	case o.Node != nil:
		return o.Node
	case o.Link != nil:
		return o.Link
	}
	return nil
}

func (r queryResolver) Nodes(ctx context.Context, ids []evidence.ID, _ *evidence.Moment) ([]model.Node, error) {
	parsed, at, err := parseEach(ctx, ids, func(id evidence.ID) (evidence.ID,
		error) {
		return evidence.ParseID(string(id))
	})
	if err != nil {
		return nil, err
	}
	request.Of(ctx).Prefetch(distinct(parsed))
	objects, err := request.Objects(ctx, parsed)
	if err != nil {
		return nil, err
	}
	nodes := make([]model.Node, len(ids))
	for i, o := range objects {
		nodes[at[i]] = either(o)
	}
	return nodes, nil
}

func (r queryResolver) Convergence(
	ctx context.Context, claims []evidence.ID, _ *evidence.Moment, _ *model.PolicyInput,
) ([]*convergence.Convergence, error) {
	parsed, at, err := parseEach(ctx, claims, func(id evidence.ID) (evidence.ID, error) {
		return evidence.ParseKey[evidence.ID](evidence.KindClaim, string(id))
	})
	if err != nil {
		return nil, err
	}
	request.Of(ctx).Prefetch(distinct(parsed))
	answers, err := r.answers(ctx, parsed)
	if err != nil {
		return nil, err
	}
	result := make([]*convergence.Convergence, len(claims))
	for i, answer := range answers {
		if result[at[i]] = answer; answer == nil {
			errorAt(ctx, at[i], request.Missing(parsed[i]))
		}
	}
	return result, nil
}

// parseEach reads ids; one that cannot be read becomes an error at its index and is left out. at holds the places of
// the others.
func parseEach(
	ctx context.Context, ids []evidence.ID, parse func(evidence.ID) (evidence.ID, error),
) (parsed []evidence.ID, at []int, err error) {
	if len(ids) > maxIDs && !request.IsInProcess(ctx) {
		return nil, nil, evidence.Invalidf("", "%d ids are given; expected at most %d", len(ids), maxIDs)
	}
	for i, id := range ids {
		p, err := parse(id)
		if err != nil {
			errorAt(ctx, i, err)
			continue
		}
		parsed, at = append(parsed, p), append(at, i)
	}
	return parsed, at, nil
}

// errorAt adds an error at an element of the list that is being resolved.
func errorAt(ctx context.Context, index int, err error) {
	graphql.AddError(graphql.WithFieldContext(ctx, &graphql.FieldContext{Index: &index}), err)
}

func distinct(ids []evidence.ID) []evidence.ID {
	return slices.Compact(slices.Sorted(slices.Values(ids)))
}

func (r queryResolver) Claim(
	ctx context.Context, id *evidence.ID, text *string, _ *evidence.Moment,
) (*evidence.Claim, error) {
	if err := oneOf("id and text", id != nil, text != nil); err != nil {
		return nil, err
	}
	if id != nil {
		return byKey[evidence.Claim](ctx, evidence.KindClaim, *id)
	}
	found, err := firstMatch(ctx, evidence.KindClaim, evidence.Filter{Text: *text}, func(c *evidence.Claim) bool {
		return strings.EqualFold(strings.TrimSpace(c.Text), strings.TrimSpace(*text))
	})
	return found, err
}

func (r queryResolver) Source(
	ctx context.Context, id *evidence.ID, url *string, _ *evidence.Moment,
) (*evidence.Source, error) {
	if err := oneOf("id and url", id != nil, url != nil); err != nil {
		return nil, err
	}
	if id != nil {
		return byKey[evidence.Source](ctx, evidence.KindSource, *id)
	}
	canonical, err := evidence.CanonicalURL(*url)
	if err != nil {
		return nil, err
	}
	return firstMatch(ctx, evidence.KindSource, evidence.Filter{CanonicalURL: canonical},
		func(*evidence.Source) bool { return true })
}

func (r queryResolver) Outlet(
	ctx context.Context, id *evidence.ID, domain *string, _ *evidence.Moment,
) (*evidence.Outlet, error) {
	if err := oneOf("id and domain", id != nil, domain != nil); err != nil {
		return nil, err
	}
	if id != nil {
		return byKey[evidence.Outlet](ctx, evidence.KindOutlet, *id)
	}
	where := evidence.Filter{Domains: domainForms([]string{*domain})}
	return firstMatch(ctx, evidence.KindOutlet, where, func(*evidence.Outlet) bool { return true })
}

// domainForms returns domains as outlets have them: in their one form, and as they were recorded before there was one.
func domainForms(domains []string) []string {
	forms := slices.Clone(domains) // none given stays none
	for i, domain := range domains {
		forms[i] = strings.ToLower(domain)
		forms = append(forms, evidence.CanonicalHost(domain))
	}
	return forms
}

// byKey returns the node of an id or bare key, nil if the graph has none.
func byKey[T any](ctx context.Context, kind evidence.Kind, id evidence.ID) (*T, error) {
	parsed, err := evidence.ParseKey[evidence.ID](kind, string(id))
	if err != nil {
		return nil, err
	}
	return request.Lookup[T](ctx, parsed)
}

// firstMatch returns the first node by id that the filter and the condition accept, nil if there is none.
func firstMatch[T any](
	ctx context.Context, kind evidence.Kind, where evidence.Filter, accept func(*T) bool,
) (*T, error) {
	page, err := request.Of(ctx).List(ctx, evidence.ListQuery{Kind: kind, Where: where, At: request.MomentOf(ctx),
		Page: evidence.Page{First: paging.MaxLength}})
	if err != nil {
		return nil, err
	}
	for _, n := range page.Nodes {
		if node, ok := any(n.Node).(*T); ok && accept(node) {
			return node, nil
		}
	}
	return nil, nil
}
