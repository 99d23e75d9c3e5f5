package graph_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
)

// counter counts the calls of each method of a reader.
type counter struct {
	evidence.Reader
	mu    sync.Mutex
	calls map[string]int
}

func (c *counter) count(method string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls[method]++
}

func (c *counter) Subgraphs(
	ctx context.Context, claims []evidence.ClaimID, at evidence.Moment, also ...evidence.ID,
) (*evidence.Subgraphs, error) {
	c.count("Subgraphs")
	return c.Reader.Subgraphs(ctx, claims, at, also...)
}

func (c *counter) Objects(ctx context.Context, ids []evidence.ID, at evidence.Moment) ([]evidence.Object, error) {
	c.count("Objects")
	return c.Reader.Objects(ctx, ids, at)
}

func (c *counter) Links(ctx context.Context, q evidence.LinkQuery) ([]evidence.LinkPage, error) {
	c.count("Links")
	return c.Reader.Links(ctx, q)
}

func (c *counter) List(ctx context.Context, q evidence.ListQuery) (evidence.NodePage, error) {
	c.count("List")
	return c.Reader.List(ctx, q)
}

func (c *counter) Derivations(
	ctx context.Context, q evidence.DerivationQuery,
) (evidence.DerivationPage, error) {
	c.count("Derivations")
	return c.Reader.Derivations(ctx, q)
}

func (c *counter) Find(ctx context.Context, text string, kinds []evidence.Kind, limit int) ([]evidence.Hit, error) {
	c.count("Find")
	return c.Reader.Find(ctx, text, kinds, limit)
}

func (c *counter) Downstream(
	ctx context.Context, of []evidence.OutletID, at evidence.Moment, limit int,
) ([]evidence.OutletID, error) {
	c.count("Downstream")
	return c.explorer().Downstream(ctx, of, at, limit)
}

func (c *counter) Neighbors(ctx context.Context, q evidence.NeighborQuery) (evidence.NeighborPage, error) {
	c.count("Neighbors")
	return c.explorer().Neighbors(ctx, q)
}

func (c *counter) Path(ctx context.Context, q evidence.PathQuery) (*evidence.Path, error) {
	c.count("Path")
	return c.explorer().Path(ctx, q)
}

func (c *counter) explorer() evidence.Explorer {
	explorer, _ := c.Reader.(evidence.Explorer)
	return explorer
}

// many is a store of n claims; claim i is said by sources 2i and 2i+1, the second of which takes from the first, and
// each source is of one of two outlets. The owner of both has an interest in every claim.
func many(t testing.TB, n int) *memstore.Store {
	t.Helper()
	store := memstore.New(func() time.Time { return recorded }, 10*n)
	b := evidence.Batch{Outlets: puts(evidence.Outlet{ID: "outlet:o0", Name: "O0"},
		evidence.Outlet{ID: "outlet:o1", Name: "O1"}),
		Organizations: puts(evidence.Organization{ID: "organization:g", Name: "G"}),
		Ownerships: puts(evidence.Ownership{Asset: "outlet:o0", Owner: "organization:g"},
			evidence.Ownership{Asset: "outlet:o1", Owner: "organization:g"})}
	for i := range n {
		claim := evidence.ClaimID(fmt.Sprintf("claim:%03d", i))
		b.Claims = append(b.Claims, puts(evidence.Claim{ID: claim, Text: fmt.Sprintf("Claim %d.", i)})...)
		b.Reviews = append(b.Reviews, puts(evidence.ClaimReview{ID: evidence.ReviewID(fmt.Sprintf("review:%03d", i)),
			Claim:   claim,
			Verdict: evidence.VerdictTrue, AlternateName: "True"})...)
		for k := range 2 {
			source := evidence.SourceID(fmt.Sprintf("source:%03d", 2*i+k))
			b.Sources = append(b.Sources, puts(evidence.Source{ID: source,
				Outlet: evidence.OutletID(fmt.Sprintf("outlet:o%d", k))})...)
			b.Statements = append(b.Statements,
				puts(evidence.Statement{Source: source, Claim: claim, Stance: evidence.Supports})...)
		}
		b.Derivations = append(b.Derivations,
			puts(evidence.Derivation{From: evidence.SourceID(fmt.Sprintf("source:%03d", 2*i+1)),
				To: evidence.SourceID(fmt.Sprintf("source:%03d", 2*i)), Kind: evidence.Cites})...)
		b.Interests = append(b.Interests,
			puts(evidence.Interest{Holder: "organization:g", Claim: claim, Direction: evidence.For})...)
	}
	apply(t, store, b)
	return store
}

func ids(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("%03d", i)
	}
	return list
}

func sourceIDs(n int) []string {
	list := ids(n)
	for i := range list {
		list[i] = "source:" + list[i]
	}
	return list
}

// sourcePairs returns the pairs of sources that speak to the same claim.
func sourcePairs(n int) []map[string]any {
	list, sources := make([]map[string]any, n), sourceIDs(2*n)
	for i := range list {
		list[i] = map[string]any{"a": sources[2*i], "b": sources[2*i+1]}
	}
	return list
}

// TestStoreCalls asserts how many calls of the store a query costs. They follow from its shape, not from what it finds.
func TestStoreCalls(t *testing.T) {
	store := many(t, 200)
	const pair = `a { label outlet { name } } b { label } verdict overlap reasons { text cause { label } steps { ` +
		`... on Derivation { from { label } to { label } } } } missing { text nodes { label } }`
	const side = `supporting { sourceCount demonstrated sources { nodes { source { label outlet { name } ` +
		`authors { name } reliability } } } disinterested interested { nodes { source { label } held { holder { label } ` +
		`interest { holder { label } claim { text } } links { ... on Ownership { owner { ... on Entity { label } } } } ` +
		`} } } ` +
		`againstInterest { totalCount } ifWrongTogether(holders: ["organization:g"]) { demonstrated } ` +
		`spread(scheme: "political") { unratedCount } }`
	for name, test := range map[string]struct {
		query     string
		variables map[string]any
		want      map[string]int
	}{
		"convergence of one claim": {
			`query($c: [ID!]!) { convergence(claims: $c) { claim { text } ` + side +
				` } }`, map[string]any{"c": ids(1)},
			map[string]int{"Subgraphs": 1}},
		"convergence of 200 claims": {
			`query($c: [ID!]!) { convergence(claims: $c) { claim { text } ` + side +
				` } }`, map[string]any{"c": ids(200)},
			map[string]int{"Subgraphs": 1}},
		"one claim's convergence": {
			`{ claim(id: "007") { convergence { ` + side + ` } } }`, nil,
			map[string]int{"Objects": 1, "Subgraphs": 1}},
		"convergence of a page of claims": {
			`{ claims(first: 100) { edges { node { convergence { ` + side + ` } } } } }`, nil,
			map[string]int{"List": 1, "Subgraphs": 1}},
		"statements, their sources, outlets and owners": {
			`{ claims(first: 100) { edges { node { statements { edges { node { source { outlet { name ownership { ` +
				`edges { node { owner { __typename } } } } } } } } } } } } }`, nil,
			map[string]int{"List": 1, "Links": 2, "Objects": 3}},
		"what sources take from, by label": {
			`{ sources(first: 100) { edges { node { label upstream { edges { node { to { label } } } } } } } }`, nil,
			map[string]int{"List": 1, "Links": 1, "Objects": 2}},
		"interests in a page of claims": {
			`{ claims(first: 100) { edges { node { interests { totalCount nodes { holder { label } claim { text } } } } } } }`,
			nil, map[string]int{"List": 1, "Links": 1, "Objects": 1}},
		"interests and leanings of a page of outlets": {
			`{ outlets(first: 100) { edges { node { interests { nodes { direction } } leanings { nodes { value } } } } } }`,
			nil, map[string]int{"List": 1, "Links": 2}},
		"fact checks of a page of claims": {
			`{ claims(first: 100) { edges { node { reviews { edges { node { alternateName publisher { name } } } } } }
				} }`, nil,
			map[string]int{"List": 2}},
		"many nodes, their convergence": {
			`query($ids: [ID!]!) { nodes(ids: $ids) { ... on Claim { convergence { ` + side +
				` } } } }`, map[string]any{"ids": []string{"claim:001", "claim:002", "source:001"}},
			map[string]int{"Objects": 1, "Subgraphs": 1}},
		"one claim's convergence at two moments": {
			`{ convergence(claims: ["001"]) { ` + side +
				` } then: convergence(claims: ["001"], at: {knownAt: "2025-06-01T00:00:00Z"}) { ` + side + ` } }`, nil,
			map[string]int{"Subgraphs": 2}},
		"a what-if within the evidence": {
			`{ whatIf(claim: "001", change: {without: ["source:002"]}) { before { ` + side + ` } after { ` + side +
				` } changes { text nodes { label } links { __typename } } } }`, nil,
			map[string]int{"Subgraphs": 1}},
		"a what-if with sources of the graph and of none": {
			`{ whatIf(claim: "001", change: {sources: [{id: "new", outlet: "o1"}], statements: [{source: "new"},
				{source: "100"}], derivations: [{from: "new", to: "101"}]}) {
			   after { ` + side + ` } changes { links { ... on Derivation { from { label outlet { name } } to { label
			   } } } } } }`, nil,
			map[string]int{"Subgraphs": 1}},
		"a what-if without what is elsewhere": {
			`{ whatIf(claim: "001", change: {without: ["source:100"]}) { changes { code text } } }`, nil,
			map[string]int{"Subgraphs": 1, "Objects": 1}},
		"impact on one claim": {
			`{ impact(without: ["source:002"]) { edges { node { text } before { supporting { demonstrated } } after ` +
				`{ supporting { demonstrated } } lostSources { label outlet { name } } } } }`, nil,
			map[string]int{"Objects": 1, "List": 1, "Subgraphs": 1}},
		"impact on 200 claims": {
			`query($ids: [ID!]!) { impact(without: $ids) { totalCount edges { node { text } lostSources { label outlet { ` +
				`name } } } } }`,
			map[string]any{"ids": sourceIDs(400)}, map[string]int{"Objects": 1, "List": 1, "Subgraphs": 1}},
		"two sources, whatever they say": {
			`{ independence(a: "000", b: "001") { ` + pair + ` } }`, nil,
			map[string]int{"Subgraphs": 1}},
		"two sources for two claims": {
			`{ a: independence(a: "000", b: "001", claim: "000") { ` + pair +
				` } b: independence(a: "000", b: "001", claim: "001") { ` + pair + ` } }`, nil,
			map[string]int{"Subgraphs": 2}},
		"a search, with what claims are worth": {
			`{ search(query: "claim", first: 100) { edges { highlight { text } node { label ... on Claim { ` +
				`convergence { ` + side + ` } } } } } }`, nil,
			map[string]int{"Find": 1, "Subgraphs": 1}},
		"neighbors, with their outlets and ends": {
			`{ neighbors(id: "outlet:o0", first: 100) { counts { count } edges { node { label ... on Source { ` +
				`outlet { name } statements { edges { node { claim { label } } } } } } link { __typename } } } }`, nil,
			map[string]int{"Neighbors": 1, "Objects": 2, "Links": 1}},
		"a way, with what is on it": {
			`{ path(from: "claim:001", to: "claim:003") { nodes { label ... on Source { outlet { name } } } steps { ` +
				`link { ... on Statement { source { label } claim { label } } } } } }`, nil,
			map[string]int{"Path": 1}},
		"outlets two by two over 200 claims": {
			`{ corroborationMatrix(outlets: ["o0", "o1"]) { a { name } b { name } sharedCount dependentCount bFromACount } }`,
			nil,
			map[string]int{"List": 1, "Subgraphs": 2}},
		"whom an outlet takes from": {
			`{ outlet(id: "o1") { takesFrom { itemCount edges { node { name } share examples { label outlet { name } } } }
				} }`, nil,
			map[string]int{"Objects": 1, "List": 1, "Subgraphs": 2}},
		"who rests on an outlet": {
			`{ outlet(id: "o0") { feeds { itemCount edges { node { name } share examples { label outlet { name } } } } } }`,
			nil,
			map[string]int{"Objects": 1, "Downstream": 1, "List": 1, "Subgraphs": 2}},
		"an audit of one claim": {
			`{ audit(where: {claim: "001"}) { totalCount edges { node { code text } } } }`, nil,
			map[string]int{"Objects": 1, "Subgraphs": 1}},
		"an audit of 200 claims": {
			`{ audit { totalCount counts { code count } edges { node { text examples { text } } } } }`, nil,
			map[string]int{"List": 1, "Subgraphs": 1}},
		"a diff between two moments": {
			`{ convergenceDiff(claim: "001", from: {knownAt: "2025-06-01T00:00:00Z"}, to: {}) { before { ` + side +
				` } after { ` + side + ` } changes { text nodes { label } } } }`, nil,
			map[string]int{"Subgraphs": 2}},
		"ultimate owners of outlets, at two limits": {
			`{ outlets(first: 100) { edges { node { ultimateOwners { owner { ... on Entity { label } } } all: ` +
				`ultimateOwners(minSharePercent: 0) { sharePercent links { owner { ... on Entity { label } } } } } } } }`, nil,
			map[string]int{"List": 1, "Subgraphs": 1}},
		"what waits for a person, with its sources": {
			`{ derivations(where: {status: [CONFIRMED]}, first: 100) { totalCount nodes { from { id } to { id } } } }`, nil,
			map[string]int{"Derivations": 1, "Objects": 1}},
		"200 pairs of sources": {
			`query($pairs: [SourcePairInput!]!) { independences(pairs: $pairs) { ` + pair + ` } }`,
			map[string]any{"pairs": sourcePairs(200)}, map[string]int{"Subgraphs": 1}},
		"sources of an owner: two reads for each step down, one for what is above": {
			`{ sources(where: {owners: ["organization:g"]}) { nodes { id } } }`, nil,
			map[string]int{"Links": 4, "Subgraphs": 1, "List": 1}},
		"400 sources by outlet and kind": {
			`{ sources { o: distribution(of: OUTLET) { label count } k: distribution(of: KIND) { key } } }`, nil,
			map[string]int{"List": 2, "Objects": 1}},
		"400 sources by owner": {
			`{ sources { distribution(of: OWNER) { label entity { id } } } }`, nil,
			map[string]int{"List": 2, "Subgraphs": 1}},
		"an empty page": {
			`{ claims(where: {tag: "none"}) { totalCount edges { node { convergence { version } } } } }`, nil,
			map[string]int{"List": 1}},
	} {
		t.Run(name, func(t *testing.T) {
			reader := &counter{Reader: store, calls: map[string]int{}}
			if _, errs := server(t, reader).Execute(t.Context(), test.query, test.variables, ""); len(errs) > 0 {
				t.Fatal(errs)
			}
			if diff := cmp.Diff(test.want, reader.calls); diff != "" {
				t.Errorf("store calls (-want +got):\n%s", diff)
			}
		})
	}
}

// crowd is a store with a claim that n sources support.
func crowd(t testing.TB, n int) *memstore.Store {
	t.Helper()
	store := memstore.New(func() time.Time { return recorded }, n)
	b := evidence.Batch{Claims: puts(evidence.Claim{ID: "claim:crowd", Text: "Many say so."})}
	for i := range n {
		source := evidence.SourceID(fmt.Sprintf("source:%03d", i))
		b.Sources = append(b.Sources, puts(evidence.Source{ID: source})...)
		b.Statements = append(b.Statements, puts(evidence.Statement{Source: source, Claim: "claim:crowd",
			Stance: evidence.Supports})...)
	}
	apply(t, store, b)
	return store
}
