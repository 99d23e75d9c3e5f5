package graph_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/transport"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
)

// pagedList is a connection that pages both ways: how it is asked for, and what records one more of its items, numbered
// in the order of the list.
type pagedList struct {
	open, close string // around the arguments of the page
	path        []string
	id          string // what tells its items apart
	record      func(n int) evidence.Batch
}

// pagedLists are the connections of the schema that page both ways, in their order by id.
func pagedLists() map[string]pagedList {
	claim := func(n int) evidence.Claim {
		return evidence.Claim{ID: evidence.ClaimID(fmt.Sprintf("claim:c%04d", n)), Text: "C."}
	}
	source := func(n int) evidence.Source {
		return evidence.Source{ID: evidence.SourceID(fmt.Sprintf("source:s%04d", n))}
	}
	lists := map[string]pagedList{
		"Query.claims": {"claims(", ")", []string{"claims"}, "id", func(n int) evidence.Batch {
			return evidence.Batch{Claims: puts(claim(n))}
		}},
		"Query.sources": {"sources(", ")", []string{"sources"}, "id", func(n int) evidence.Batch {
			return evidence.Batch{Sources: puts(source(n))}
		}},
		"Query.outlets": {"outlets(", ")", []string{"outlets"}, "id", func(n int) evidence.Batch {
			return evidence.Batch{Outlets: puts(evidence.Outlet{ID: evidence.OutletID(fmt.Sprintf("outlet:o%04d", n)),
				Name: "O"})}
		}},
		"Query.audit": {"audit(where: {codes: [CIRCULAR_REPORTING]}, ", ")", []string{"audit"}, "id",
			func(n int) evidence.Batch {
				a, b := evidence.Source{ID: evidence.SourceID(fmt.Sprintf("source:a%04d",
					n))}, evidence.Source{ID: evidence.SourceID(fmt.Sprintf("source:b%04d", n))}
				return evidence.Batch{Claims: puts(claim(n)), Sources: puts(a, b),
					Statements: puts(evidence.Statement{Source: a.ID, Claim: claim(n).ID, Stance: evidence.Supports}),
					Derivations: puts(evidence.Derivation{From: a.ID, To: b.ID, Kind: evidence.Cites},
						evidence.Derivation{From: b.ID, To: a.ID, Kind: evidence.Cites})}
			}},
		"Claim.statements": {`claim(id: "one") { statements(`, ")", []string{"claim", "statements"}, "source { id }",
			func(n int) evidence.Batch {
				return evidence.Batch{Claims: puts(evidence.Claim{ID: "claim:one", Text: "One."}),
					Sources: puts(source(n)),
					Statements: puts(evidence.Statement{Source: source(n).ID, Claim: "claim:one",
						Stance: evidence.Supports})}
			}},
		"Source.statements": {`source(id: "one") { statements(`, ")", []string{"source", "statements"}, "claim { id }",
			func(n int) evidence.Batch {
				return evidence.Batch{Sources: puts(evidence.Source{ID: "source:one"}), Claims: puts(claim(n)),
					Statements: puts(evidence.Statement{Source: "source:one", Claim: claim(n).ID,
						Stance: evidence.Supports})}
			}},
		"Claim.partOf": related("partOf", func(one, other evidence.ClaimID, _ int) evidence.Batch {
			return evidence.Batch{Relations: puts(evidence.Relation{From: one, Kind: evidence.PartOf, To: other})}
		}),
		"Claim.parts": related("parts", func(one, other evidence.ClaimID, _ int) evidence.Batch {
			return evidence.Batch{Relations: puts(evidence.Relation{From: other, Kind: evidence.PartOf, To: one})}
		}),
		"Claim.contradicts": related("contradicts", func(one, other evidence.ClaimID, n int) evidence.Batch {
			b := evidence.Batch{Relations: puts(evidence.Relation{From: one, Kind: evidence.Contradicts, To: other})}
			if n%200 == 0 { // both contradict each other, which is one claim in the list
				b.Relations = append(b.Relations,
					puts(evidence.Relation{From: other, Kind: evidence.Contradicts, To: one})...)
			}
			return b
		}),
		"Claim.sameAs": related("sameAs", func(one, other evidence.ClaimID, _ int) evidence.Batch {
			return evidence.Batch{Samenesses: puts(evidence.Sameness{A: evidence.ID(one), B: evidence.ID(other)})}
		}),
		"Claim.competing": {`claim(id: "one") { competing(`, ")", []string{"claim", "competing"}, "id",
			func(n int) evidence.Batch {
				other := claim(n)
				other.Item, other.Value = "how many", fmt.Sprint(n)
				return evidence.Batch{Claims: puts(other,
					evidence.Claim{ID: "claim:one", Text: "One.", Item: "how many", Value: "one"})}
			}},
	}
	maps.Copy(lists, pagedLinks(claim, source))
	maps.Copy(lists, pagedAnswers(claim, source))
	return lists
}

// related is a list of the claims that the claim "one" is joined with, in a field.
func related(field string, join func(one, other evidence.ClaimID, n int) evidence.Batch) pagedList {
	return pagedList{`claim(id: "one") { ` + field + "(", ")", []string{"claim", field}, "id",
		func(n int) evidence.Batch {
			one, other := evidence.ClaimID("claim:one"), evidence.ClaimID(fmt.Sprintf("claim:c%04d", n))
			b := join(one, other, n)
			b.Claims = puts(evidence.Claim{ID: one, Text: "One."}, evidence.Claim{ID: other, Text: "C."})
			return b
		}}
}

// TestPages_TotalsOfRelatedClaims asserts that a claim which two records join with another counts once, and that no
// page is empty while claims follow.
func TestPages_TotalsOfRelatedClaims(t *testing.T) {
	store := memstore.New(time.Now, 1000)
	list := pagedLists()["Claim.contradicts"]
	for n := 100; n <= 1000; n += 100 { // five of them in both directions
		apply(t, store, list.record(n))
	}
	s := server(t, store)
	for page, want := range map[string]struct {
		first          string
		length         int
		next, previous bool
	}{
		"first: 3": {"claim:c0100", 3, true, false}, "last: 3": {"claim:c0800", 3, false, true},
		"first: 10": {"claim:c0100", 10, false, false}, "last: 10": {"claim:c0100", 10, false, false},
		"first: 9": {"claim:c0100", 9, true, false}, "last: 9": {"claim:c0200", 9, false, true},
	} {
		ids, info := list.page(t, s, page)
		if len(ids) != want.length || ids[0] != `{"id":"`+want.first+`"}` || info.HasNextPage != want.next ||
			info.HasPreviousPage != want.previous {
			t.Errorf("%s: %v, %+v; want %+v", page, ids, info, want)
		}
	}
	const query = `{ claim(id: "one") { contradicts(first: 1) { totalCount nodes { id } } } }`
	data, errs := s.Execute(t.Context(), query, nil, "")
	if want := `{"claim":{"contradicts":{"totalCount":10,"nodes":[{"id":"claim:c0100"}]}}}`; errs != nil ||
		string(data) != want {
		t.Errorf("%s, %v; want %s", data, errs, want)
	}
}

// pagedOf is a connection of the node that a query finds.
func pagedOf(node, list, id string, record func(n int) evidence.Batch) pagedList {
	path := []string{strings.SplitN(node, "(", 2)[0], strings.SplitN(list, "(", 2)[0]}
	open := node + " { " + list
	if !strings.Contains(list, "(") {
		open += "("
	}
	return pagedList{open, ")", path, id, record}
}

// pagedLinks are the connections of links, and of what lies at their other ends.
func pagedLinks(claim func(n int) evidence.Claim, source func(n int) evidence.Source) map[string]pagedList {
	group := func(n int) evidence.Organization {
		return evidence.Organization{ID: evidence.OrganizationID(fmt.Sprintf("organization:g%04d", n)), Name: "G"}
	}
	outlet, one := evidence.Outlet{ID: "outlet:one", Name: "One"}, evidence.Organization{ID: "organization:one",
		Name: "One"}
	person := evidence.Person{ID: "person:one", Name: "One"}
	// base has the nodes whose lists are asked for, and the nodes that the n-th item names.
	base := func(n int) evidence.Batch {
		return evidence.Batch{Claims: puts(evidence.Claim{ID: "claim:one", Text: "One."}, claim(n)),
			Sources: puts(evidence.Source{ID: "source:one"}, source(n)), Outlets: puts(outlet),
			Organizations: puts(one, group(n)), Persons: puts(person)}
	}
	record := func(add func(n int, b *evidence.Batch)) func(n int) evidence.Batch {
		return func(n int) evidence.Batch {
			b := base(n)
			add(n, &b)
			return b
		}
	}
	cites := func(from, to evidence.SourceID) []evidence.Put[evidence.Derivation] {
		return puts(evidence.Derivation{From: from, To: to, Kind: evidence.Cites})
	}
	owns := func(owner func(n int) evidence.ID, asset func(n int) evidence.ID) func(n int) evidence.Batch {
		return record(func(n int, b *evidence.Batch) {
			b.Ownerships = puts(evidence.Ownership{Asset: asset(n), Owner: owner(n)})
		})
	}
	funds := func(funder func(n int) evidence.ID, recipient func(n int) evidence.ID) func(n int) evidence.Batch {
		return record(func(n int, b *evidence.Batch) {
			b.Fundings = puts(evidence.Funding{Recipient: recipient(n), Funder: funder(n)})
		})
	}
	holds := func(holder func(n int) evidence.ID, about func(n int) evidence.ID) func(n int) evidence.Batch {
		return record(func(n int, b *evidence.Batch) {
			b.Interests = puts(evidence.Interest{Holder: holder(n), Claim: evidence.ClaimID(about(n)),
				Direction: evidence.For})
		})
	}
	claims := func(n int) evidence.ID { return evidence.ID(claim(n).ID) }
	always := func(id evidence.ID) func(int) evidence.ID { return func(int) evidence.ID { return id } }
	groups := func(n int) evidence.ID { return evidence.ID(group(n).ID) }
	corroborated := record(func(n int, b *evidence.Batch) {
		b.Corroborations = puts(evidence.Corroboration{Claim: "claim:one", Sources: []evidence.SourceID{source(n).ID}})
	})
	part := record(func(n int, b *evidence.Batch) {
		b.Relations = puts(evidence.Relation{From: claim(n).ID, Kind: evidence.PartOf, To: "claim:one"})
	})
	sameClaim := record(func(n int, b *evidence.Batch) {
		b.Samenesses = puts(evidence.Sameness{A: "claim:one", B: evidence.ID(claim(n).ID)}.Normalize())
	})
	sameSource := record(func(n int, b *evidence.Batch) {
		b.Samenesses = puts(evidence.Sameness{A: "source:one", B: evidence.ID(source(n).ID)}.Normalize())
	})
	review := record(func(n int, b *evidence.Batch) {
		b.Reviews = puts(evidence.ClaimReview{ID: evidence.ReviewID(fmt.Sprintf("review:r%04d", n)), Claim: "claim:one",
			Verdict: evidence.VerdictTrue, AlternateName: "True"})
	})
	takes := record(func(n int, b *evidence.Batch) { b.Derivations = cites("source:one", source(n).ID) })
	gives := record(func(n int, b *evidence.Batch) { b.Derivations = cites(source(n).ID, "source:one") })
	published := record(func(n int, b *evidence.Batch) {
		b.Sources[1].Value.Outlet = outlet.ID
	})
	organization, body := `organization(id: "one")`, func(end string) string { return end + " { ... on Entity { id } }" }
	return map[string]pagedList{
		"Claim.corroborations": pagedOf(`claim(id: "one")`, "corroborations", "sources { id }", corroborated),
		"Claim.relations":      pagedOf(`claim(id: "one")`, "relations", "from { id }", part),
		"Claim.samenesses":     pagedOf(`claim(id: "one")`, "samenesses", "a { id }", sameClaim),
		"Claim.reviews":        pagedOf(`claim(id: "one")`, "reviews", "id", review),
		"Source.upstream":      pagedOf(`source(id: "one")`, "upstream", "to { id }", takes),
		"Source.downstream":    pagedOf(`source(id: "one")`, "downstream", "from { id }", gives),
		"Source.origins":       pagedOf(`source(id: "one")`, "origins", "id", takes),
		"Source.samenesses":    pagedOf(`source(id: "one")`, "samenesses", "b { id }", sameSource),
		"Outlet.sources":       pagedOf(`outlet(id: "one")`, "sources", "id", published),
		"Outlet.ownership": pagedOf(`outlet(id: "one")`, "ownership", body("owner"),
			owns(groups, always("outlet:one"))),
		"Outlet.funding": pagedOf(`outlet(id: "one")`, "funding", body("funder"),
			funds(groups, always("outlet:one"))),
		"Organization.holdings": pagedOf(organization, "holdings", body("asset"),
			owns(always("organization:one"), groups)),
		"Organization.ownership": pagedOf(organization, "ownership", body("owner"),
			owns(groups, always("organization:one"))),
		"Organization.funding": pagedOf(organization, "funding", body("funder"),
			funds(groups, always("organization:one"))),
		"Organization.funds": pagedOf(organization, "funds", body("recipient"),
			funds(always("organization:one"), groups)),
		"Person.holdings": pagedOf(`person(id: "one")`, "holdings", body("asset"),
			owns(always("person:one"), groups)),
		"Person.funds": pagedOf(`person(id: "one")`, "funds", body("recipient"),
			funds(always("person:one"), groups)),
		"Person.sources": pagedOf(`person(id: "one")`, "sources", "id", record(func(n int, b *evidence.Batch) {
			b.Sources[1].Value.Authors = []evidence.PersonID{person.ID}
		})),
		"Claim.interests": pagedOf(`claim(id: "one")`, "interests", "holder { id }", holds(
			func(n int) evidence.ID { return evidence.ID(source(n).ID) }, always("claim:one"))),
		"Source.interests": pagedOf(`source(id: "one")`, "interests", "claim { id }",
			holds(always("source:one"), claims)),
		"Outlet.interests": pagedOf(`outlet(id: "one")`, "interests", "claim { id }",
			holds(always("outlet:one"), claims)),
		"Organization.interests": pagedOf(organization, "interests", "claim { id }",
			holds(always("organization:one"), claims)),
		"Person.interests": pagedOf(`person(id: "one")`, "interests", "claim { id }",
			holds(always("person:one"), claims)),
		"Outlet.leanings": pagedOf(`outlet(id: "one")`, "leanings", "ratedBy", record(func(n int, b *evidence.Batch) {
			b.Leanings = puts(evidence.Leaning{Outlet: outlet.ID, Scheme: "political", Value: "left",
				RatedBy: fmt.Sprintf("R%04d", n)})
		})),
	}
}

// pagedAnswers are the connections of answers, and of all derivations.
func pagedAnswers(claim func(n int) evidence.Claim, source func(n int) evidence.Source) map[string]pagedList {
	one := evidence.Source{ID: "source:one"}
	resting := func(n int) evidence.Batch {
		return evidence.Batch{Claims: puts(claim(n)), Sources: puts(one), Statements: puts(
			evidence.Statement{Source: one.ID, Claim: claim(n).ID, Stance: evidence.Supports})}
	}
	citing := func(n int) evidence.Batch {
		o := evidence.Outlet{ID: evidence.OutletID(fmt.Sprintf("outlet:o%04d", n)), Name: "O"}
		of, by := one, source(n)
		of.Outlet, by.Outlet = "outlet:one", o.ID
		return evidence.Batch{Outlets: puts(evidence.Outlet{ID: "outlet:one", Name: "One"}, o), Sources: puts(of, by),
			Derivations: puts(evidence.Derivation{From: by.ID, To: of.ID, Kind: evidence.Cites})}
	}
	return map[string]pagedList{
		"Query.derivations": {"derivations(", ")", []string{"derivations"}, "id", citing},
		"Query.impact":      {`impact(without: ["source:one"], `, ")", []string{"impact"}, "id", resting},
		"Outlet.feeds":      pagedOf(`outlet(id: "one")`, "feeds", "id", citing),
	}
}

// movingLists are the connections whose order follows from all that is recorded, so that recording moves what is in it.
// TestCut in package paging tests that such a list is cut from either end.
var movingLists = []string{
	"Outlet.takesFrom", "Query.truth", "Query.suggestedSamenesses", "Query.suggestedReliabilities",
	"Query.suggestedOwners",
	"Query.trackRecords", "WritePayload.impact", "ClaimReview.cites",
}

// page asks for a page and returns the ids on it.
func (l pagedList) page(t *testing.T, s *transport.Server, arguments string) (ids []string, info struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       string
}) {
	t.Helper()
	query := "{ " + l.open + arguments + l.close +
		" { pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { node { " + l.id + " } } }" +
		strings.Repeat(" }", len(l.path))
	data, errs := s.Execute(t.Context(), query, nil, "")
	if errs != nil {
		t.Fatal(query, errs)
	}
	for _, field := range l.path {
		var at map[string]json.RawMessage
		if err := json.Unmarshal(data, &at); err != nil {
			t.Fatal(err)
		}
		data = at[field]
	}
	var list struct {
		PageInfo struct {
			HasNextPage, HasPreviousPage bool
			StartCursor, EndCursor       string
		}
		Edges []struct{ Node json.RawMessage }
	}
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	for _, e := range list.Edges {
		ids = append(ids, string(e.Node))
	}
	return ids, list.PageInfo
}

// TestPages_BothWaysWhileItemsAreRecorded pages through every connection of the schema that takes last, from either
// end, while items are recorded before, between and behind those that were there: each of these comes once, in its
// place.
func TestPages_BothWaysWhileItemsAreRecorded(t *testing.T) {
	lists := pagedLists()
	for _, def := range graph.Schema().Types {
		for _, field := range def.Fields {
			name := def.Name + "." + field.Name
			if def.Kind == ast.Object && field.Arguments.ForName("last") != nil && lists[name].record == nil &&
				!slices.Contains(movingLists, name) && answerLists()[name] == (answerList{}) {
				t.Errorf("%s pages both ways and is not tested; add it to pagedLists or answerLists", name)
			}
		}
	}
	for name, list := range lists {
		for _, backwards := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s backwards %v", name, backwards), func(t *testing.T) {
				store := memstore.New(time.Now, 10_000)
				for n := 100; n <= 1000; n += 100 {
					apply(t, store, list.record(n))
				}
				s := server(t, store)
				want, _ := list.page(t, s, "first: 100")
				if len(want) != 10 {
					t.Fatalf("%d items; expected 10", len(want))
				}
				var got []string
				for page, cursor := 0, ""; ; page++ {
					arguments := fmt.Sprintf("first: 4, after: %q", cursor)
					if backwards {
						arguments = fmt.Sprintf("last: 4, before: %q", cursor)
					}
					ids, info := list.page(t, s, arguments)
					more, next := info.HasNextPage, info.EndCursor
					if backwards {
						more, next = info.HasPreviousPage, info.StartCursor
						got = append(ids, got...)
					} else {
						got = append(got, ids...)
					}
					if !more {
						break
					}
					if page > 20 {
						t.Fatal("the list does not end")
					}
					cursor = next
					for _, n := range []int{50 + page, 450 + page, 1050 + page} {
						apply(t, store, list.record(n))
					}
				}
				there := slices.DeleteFunc(got, func(id string) bool { return !slices.Contains(want, id) })
				if diff := cmp.Diff(want, there); diff != "" {
					t.Errorf("items that were there (-want +got):\n%s", diff)
				}
			})
		}
	}
}
