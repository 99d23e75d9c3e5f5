package graph_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/transport"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
)

// answerList is a list of an answer: where it stands in the answer, and what tells its elements apart.
type answerList struct{ before, after, id string }

// answerLists are the connections of the schema that belong to an answer. In the graph of [longLists] each has at least
// twelve elements.
func answerLists() map[string]answerList {
	side := func(field, id string) answerList { return answerList{"supporting { " + field, " }", id} }
	group := func(field, id string) answerList {
		return answerList{"supporting { groups(first: 1) { nodes { " + field, " } } }", id}
	}
	together := `supporting { ifWrongTogether(holders: ["outlet:house"]) { `
	attribute := "supporting { attributeGroups(first: 1) { nodes { sources"
	ring := func(field string) answerList {
		return answerList{"supporting { circles(first: 1) { nodes { " + field, " } } }", "id"}
	}
	return map[string]answerList{
		"Convergence.excluding":     {"excluding", "", "claim { id }"},
		"Side.sources":              side("sources", "source { id } weight grounded"),
		"Side.origins":              side("origins", "source { id } share"),
		"Side.lines":                side("lines", "nodes { id } untraced"),
		"Side.gatekeepers":          side("gatekeepers", "id"),
		"Side.rootCauses":           side("rootCauses", "id"),
		"Side.groups":               side("groups", "members(first: 1) { nodes { id } } memberCount marginal"),
		"Side.attributeGroups":      side("attributeGroups", "kind node { id } sourceCount worth"),
		"Side.circles":              side("circles", "members(first: 1) { nodes { id } } memberCount"),
		"Side.overlaps":             side("overlaps", "a { id } b { id } overlap"),
		"Side.ifWrong":              side("ifWrong", "source { id } presumed"),
		"EvidenceGroup.members":     group("members", "id"),
		"EvidenceGroup.basis":       {"supporting { groups(last: 1) { nodes { basis", " } } }", "kind node { id } share"},
		"AttributeGroup.sources":    {attribute, " } } }", "id"},
		"CircularGroup.members":     ring("members"),
		"CircularGroup.entryPoints": ring("entryPoints"),
		"CircularGroup.dependents":  ring("dependents"),
		"IfWrong.lostSources":       {`supporting { ifWrong(sources: ["d00"]) { nodes { lostSources`, " } } }", "id"},
		"Side.interested":           side("interested", "source { id } held { holder { id } interest { id } }"),
		"Side.againstInterest":      side("againstInterest", "source { id } held { holder { id } }"),
		"TogetherWrong.sources":     {together + "sources", " } }", "id"},
		"TogetherWrong.lostSources": {together + "lostSources", " } }", "id"},
		"SpreadValue.outlets":       {`supporting { spread(scheme: "political") { values { outlets`, " } } }", "id"},
	}
}

// longLists is a graph with a claim, "one", of which every list is long: twelve documents of one outlet, each by the
// author of the next one too; twelve copies of the first; a note that rests on all of them; a ring of twelve into which
// each document leads; twelve pairs that take from each other; twelve claims that contradict it. Each document gains
// from the claim, and each copy loses by it; each copy has an outlet, which somebody rates.
func longLists(t *testing.T, now func() time.Time) *memstore.Store {
	t.Helper()
	store := memstore.New(now, 10_000)
	b := evidence.Batch{Claims: puts(evidence.Claim{ID: "claim:one", Text: "One."}),
		Outlets: puts(evidence.Outlet{ID: "outlet:house", Name: "House"})}
	id := func(kind string, n int) evidence.SourceID {
		return evidence.SourceID(fmt.Sprintf("source:%s%02d", kind, n%12))
	}
	source := func(s evidence.Source) {
		b.Sources = append(b.Sources, puts(s)...)
		b.Statements = append(b.Statements,
			puts(evidence.Statement{Source: s.ID, Claim: "claim:one", Stance: evidence.Supports})...)
	}
	takes := func(from, to evidence.SourceID) {
		b.Derivations = append(b.Derivations, puts(evidence.Derivation{From: from, To: to, Kind: evidence.Cites})...)
	}
	source(evidence.Source{ID: "source:note"})
	for n := range 12 {
		author := func(n int) evidence.PersonID { return evidence.PersonID(fmt.Sprintf("person:p%02d", n%12)) }
		b.Persons = append(b.Persons, puts(evidence.Person{ID: author(n), Name: "P"})...)
		source(evidence.Source{ID: id("d", n), Kind: evidence.Document, Outlet: "outlet:house",
			Authors: []evidence.PersonID{author(n), author(n + 1)}})
		for _, kind := range []string{"r", "x", "y"} {
			source(evidence.Source{ID: id(kind, n)})
		}
		outlet := evidence.Outlet{ID: evidence.OutletID(fmt.Sprintf("outlet:o%02d", n)), Name: "O"}
		source(evidence.Source{ID: id("c", n), Outlet: outlet.ID})
		b.Outlets = append(b.Outlets, puts(outlet)...)
		b.Leanings = append(b.Leanings,
			puts(evidence.Leaning{Outlet: outlet.ID, Scheme: "political", Value: "left", RatedBy: "R"})...)
		b.Interests = append(b.Interests, puts(
			evidence.Interest{Holder: evidence.ID(id("d", n)), Claim: "claim:one", Direction: evidence.For},
			evidence.Interest{Holder: evidence.ID(id("c", n)), Claim: "claim:one", Direction: evidence.Against})...)
		takes("source:note", id("d", n))
		takes(id("c", n), id("d", 0))
		takes(id("r", n), id("r", n+1))
		takes(id("r", n), id("d", n))
		takes(id("x", n), id("y", n))
		takes(id("y", n), id("x", n))
		other := evidence.ClaimID(fmt.Sprintf("claim:not%02d", n))
		b.Claims = append(b.Claims, puts(evidence.Claim{ID: other, Text: "Not."})...)
		b.Relations = append(b.Relations,
			puts(evidence.Relation{From: "claim:one", Kind: evidence.Contradicts, To: other})...)
	}
	apply(t, store, b)
	return store
}

// listPage is a page of a list of an answer.
type listPage struct {
	ids           []string
	more          bool
	cursor        string
	total         int
	recordedUntil string
	code, message string
}

// page asks for a page of the list, from its end if backwards.
func (l answerList) page(t *testing.T, s *transport.Server, at, cursor string, size int, backwards bool) listPage {
	t.Helper()
	arguments := fmt.Sprintf("first: %d, after: %q", size, cursor)
	if backwards {
		arguments = fmt.Sprintf("last: %d, before: %q", size, cursor)
	}
	return l.ask(t, s, `{ claim(id: "one") { convergence`+at+` { recordedUntil `+l.before+`(`+arguments+`) { totalCount `+
		`pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { `+l.id+` } }`+l.after+` } } }`, backwards)
}

func (l answerList) ask(t *testing.T, s *transport.Server, query string, backwards bool) listPage {
	t.Helper()
	data, errs := s.Execute(t.Context(), query, nil, "")
	var p listPage
	if errs != nil {
		p.code, _ = errs[0].Extensions["code"].(string)
		p.message = errs[0].Message
		return p
	}
	var whole struct {
		Claim struct{ Convergence map[string]json.RawMessage }
	}
	if err := json.Unmarshal(data, &whole); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(whole.Claim.Convergence["recordedUntil"], &p.recordedUntil); err != nil {
		t.Fatal(err)
	}
	delete(whole.Claim.Convergence, "recordedUntil")
	p.read(t, whole.Claim.Convergence, backwards)
	return p
}

// read finds the list in an answer: the object with pageInfo, however deep.
func (p *listPage) read(t *testing.T, value map[string]json.RawMessage, backwards bool) {
	t.Helper()
	if info, is := value["pageInfo"]; is {
		var place struct {
			HasNextPage, HasPreviousPage bool
			StartCursor, EndCursor       string
		}
		var nodes []json.RawMessage
		for at, to := range map[string]any{string(info): &place, string(value["nodes"]): &nodes,
			string(value["totalCount"]): &p.total} {
			if err := json.Unmarshal([]byte(at), to); err != nil {
				t.Fatal(err)
			}
		}
		p.more, p.cursor = place.HasNextPage, place.EndCursor
		if backwards {
			p.more, p.cursor = place.HasPreviousPage, place.StartCursor
		}
		for _, n := range nodes {
			p.ids = append(p.ids, string(n))
		}
		return
	}
	for _, nested := range value {
		var object map[string]json.RawMessage
		var list []map[string]json.RawMessage
		if json.Unmarshal(nested, &object) == nil {
			p.read(t, object, backwards)
		} else if json.Unmarshal(nested, &list) == nil && len(list) == 1 {
			p.read(t, list[0], backwards)
		}
	}
}

// TestAnswerLists_WhileSourcesAreRecorded pages through every list of an answer, from either end, while sources are
// recorded that change it. The first page is of now. With something recorded since, its cursor conflicts; as of the
// time that the answer named, it goes on, to the end of the list as it was.
func TestAnswerLists_WhileSourcesAreRecorded(t *testing.T) {
	for name, list := range answerLists() {
		for _, backwards := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s backwards %v", name, backwards), func(t *testing.T) {
				store := longLists(t, time.Now)
				s := server(t, store)
				want := list.page(t, s, "", "", model.Everything, false)
				if len(want.ids) < 12 || want.total != len(want.ids) {
					t.Fatalf("%d elements of %d, %s; expected at least 12: %s", len(want.ids), want.total, want.message, want.ids)
				}
				size := max(5, want.total/4)
				page := list.page(t, s, "", "", size, backwards)
				got, until := page.ids, page.recordedUntil
				for n := 0; page.more; n++ {
					record(t, store, n)
					if now := list.page(t, s, "", page.cursor, size, backwards); now.code != "CONFLICT" ||
						!strings.Contains(now.message, until) {
						t.Fatalf("a cursor of before something was recorded: %+v; want CONFLICT and %s", now, until)
					}
					page = list.page(t, s, fmt.Sprintf("(at: {knownAt: %q})", until), page.cursor, size, backwards)
					if page.code != "" || page.recordedUntil != until || n > 50 {
						t.Fatalf("page %d as of %s: %+v", n, until, page)
					}
					got = slices.Concat(got, page.ids)
					if backwards {
						got = slices.Concat(page.ids, got[:len(got)-len(page.ids)])
					}
				}
				if diff := cmp.Diff(want.ids, got); diff != "" {
					t.Errorf("the pages together (-want +got):\n%s", diff)
				}
			})
		}
	}
}

// TestAnswerLists_OfAnother gives the cursor of a list to lists that differ from it in one thing: each conflicts. To
// lists that differ only in how they are asked for it is good.
func TestAnswerLists_OfAnother(t *testing.T) {
	s := server(t, longLists(t, func() time.Time { return recorded }))
	first := answerLists()["Side.sources"].page(t, s, "", "", 5, false)
	groups := answerLists()["EvidenceGroup.members"].page(t, s, "", "", 5, false)
	overlaps := answerList{"supporting { overlaps", " }", "overlap"}
	some := overlaps.page(t, s, "", "", 5, false)
	const info = `pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`
	list := func(cursor, around, ids string) string {
		return fmt.Sprintf(around, fmt.Sprintf("first: 5, after: %q", cursor), "totalCount "+info+" nodes { "+ids+" }")
	}
	sources := func(claim, setting, side string) string {
		return list(first.cursor, `{ claim(id: "`+claim+`") { convergence`+setting+` { recordedUntil `+side+
			` { sources(%s) { %s } } } } }`, "source { id }")
	}
	for name, test := range map[string]struct{ query, want string }{
		"the same":                {sources("one", "", "supporting"), ""},
		"the same at a knownAt":   {sources("one", `(at: {knownAt: "`+first.recordedUntil+`"})`, "supporting"), ""},
		"the same policy by name": {sources("one", `(policy: {name: "default"})`, "supporting"), ""},
		"by a board": {list(first.cursor, `{ claim: node(id: "claim:one") { ... on Claim { convergence { recordedUntil `+
			`supporting { sources(%s) { %s } } } } } }`, "source { id }"), ""},
		"another side":    {sources("one", "", "refuting"), "CONFLICT"},
		"another claim":   {sources("not03", "", "supporting"), "CONFLICT"},
		"another policy":  {sources("one", "(policy: {minConfidence: 10})", "supporting"), "CONFLICT"},
		"another knownAt": {sources("one", `(at: {knownAt: "2020-01-01T00:00:00Z"})`, "supporting"), ""},
		"another validAt": {sources("one", `(at: {validAt: "2100-01-01T00:00:00Z"})`, "supporting"), "CONFLICT"},
		"another group": {list(groups.cursor, `{ claim(id: "one") { convergence { recordedUntil supporting { `+
			`groups(last: 1) { nodes { members(%s) { %s } } } } } } }`, "id"), "CONFLICT"},
		"another limit": {list(some.cursor, `{ claim(id: "one") { convergence { recordedUntil supporting { `+
			`overlaps(above: 0.5, %s) { %s } } } } }`, "overlap"), "CONFLICT"},
		"another field": {list(first.cursor, `{ claim(id: "one") { convergence { recordedUntil supporting { `+
			`origins(%s) { %s } } } } }`, "source { id }"), "INVALID"},
	} {
		if test.want == "" && name == "another knownAt" {
			test.want = "NOT_FOUND" // there was no such claim
		}
		got := answerList{}.ask(t, s, test.query, false)
		if got.code != test.want || test.want == "" && len(got.ids) != 5 {
			t.Errorf("%s: %+v; want code %q", name, got, test.want)
		}
	}
}

// TestAnswerLists_FailAlone asserts that a list whose cursor conflicts is null, and that the rest of the
// answer is there.
func TestAnswerLists_FailAlone(t *testing.T) {
	store := longLists(t, time.Now)
	s := server(t, store)
	first := answerLists()["Side.sources"].page(t, s, "", "", 5, false)
	record(t, store, 0)
	data, errs := s.Execute(t.Context(), fmt.Sprintf(`{ claim(id: "one") { convergence { supporting { sourceCount `+
		`sources(after: %q) { nodes { source { id } } } groups(first: 1) { totalCount } } } } }`, first.cursor), nil, "")
	want := fmt.Sprintf(`{"claim":{"convergence":{"supporting":{"sourceCount":%d,"sources":null,`+
		`"groups":{"totalCount":26}}}}}`, first.total+2)
	if string(data) != want || len(errs) != 1 || errs[0].Extensions["code"] != "CONFLICT" {
		t.Errorf("%s, %v; want %s and one CONFLICT", data, errs, want)
	}
}

// TestAnswerLists_Supposed pages through a list of a what-if, and gives its cursor to another one.
func TestAnswerLists_Supposed(t *testing.T) {
	s := server(t, longLists(t, time.Now))
	page := func(which, without, arguments string) listPage {
		return answerList{}.ask(t, s, `{ claim: whatIf(claim: "one", change: {without: ["source:`+without+`"]}) { `+
			`convergence: `+which+` { recordedUntil supporting { sources(`+arguments+`) { totalCount `+
			`pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { source { id } } } } } } }`, false)
	}
	after := page("after", "d03", "first: 50")
	rest := page("after", "d03", fmt.Sprintf("first: 50, after: %q", after.cursor))
	if len(after.ids) != 50 || len(after.ids)+len(rest.ids) != after.total {
		t.Errorf("%d and %d elements of %d", len(after.ids), len(rest.ids), after.total)
	}
	for name, got := range map[string]listPage{
		"another change":    page("after", "d04", fmt.Sprintf("first: 5, after: %q", after.cursor)),
		"the answer before": page("before", "d03", fmt.Sprintf("first: 5, after: %q", after.cursor)),
	} {
		if got.code != "CONFLICT" {
			t.Errorf("%s: %+v; want CONFLICT", name, got)
		}
	}
	before := page("before", "d03", "first: 5")
	next := answerLists()["Side.sources"].page(t, s, "", before.cursor, 5, false)
	if next.code != "" || len(next.ids) != 5 {
		t.Errorf("the answer before is the claim's own: %+v; want five elements more", next)
	}
}

// TestAnswerLists_JudgedAsOfTheFirstPage asserts that an ownership which ends between two pages does not change the
// list.
func TestAnswerLists_JudgedAsOfTheFirstPage(t *testing.T) {
	now := time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)
	store := longLists(t, func() time.Time { return now })
	apply(t, store, evidence.Batch{
		Persons:    puts(evidence.Person{ID: "person:owner", Name: "O"}),
		Ownerships: puts(evidence.Ownership{Asset: "outlet:house", Owner: "person:owner", ValidTo: "2025-03-02"}),
	})
	s, list := server(t, store), answerLists()["Side.attributeGroups"]
	want := list.page(t, s, "", "", 100, false)
	first := list.page(t, s, "", "", 5, false)
	now = now.AddDate(0, 0, 3)
	if later := list.page(t, s, "", "", 100, false); later.total != want.total-1 {
		t.Fatalf("%d attributes after the ownership has ended; want one less than %d", later.total, want.total)
	}
	rest := list.page(t, s, "", first.cursor, 100, false)
	if diff := cmp.Diff(want.ids, slices.Concat(first.ids, rest.ids)); diff != "" || rest.code != "" {
		t.Errorf("the pages together: %+v (-want +got):\n%s", rest, diff)
	}
}

// TestAnswerLists_CostOneRead asserts that a page costs one read of the evidence, whether or not a cursor says as of
// when the question was asked.
func TestAnswerLists_CostOneRead(t *testing.T) {
	reader := &counter{Reader: longLists(t, time.Now), calls: map[string]int{}}
	s := server(t, reader)
	list := answerLists()["Side.sources"]
	list.id = "source { label outlet { name } authors { name } }"
	first := list.page(t, s, "", "", 5, false)
	want := map[string]int{"Objects": 1, "Subgraphs": 1}
	if diff := cmp.Diff(want, reader.calls); diff != "" {
		t.Errorf("the first page (-want +got):\n%s", diff)
	}
	clear(reader.calls)
	if next := list.page(t, s, "", first.cursor, 5, false); next.code != "" || len(next.ids) != 5 {
		t.Fatalf("%+v", next)
	}
	if diff := cmp.Diff(want, reader.calls); diff != "" {
		t.Errorf("the next page (-want +got):\n%s", diff)
	}
}

// record records a source that supports the claim and changes each of its lists.
func record(t *testing.T, store *memstore.Store, n int) {
	t.Helper()
	late := evidence.SourceID(fmt.Sprintf("source:a-late%02d", n))
	loop := evidence.SourceID(fmt.Sprintf("source:a-loop%02d", n))
	other := evidence.ClaimID(fmt.Sprintf("claim:a-late%02d", n))
	apply(t, store, evidence.Batch{
		Claims:  puts(evidence.Claim{ID: other, Text: "Late."}),
		Sources: puts(evidence.Source{ID: late, Kind: evidence.Document, Outlet: "outlet:house"}, evidence.Source{ID: loop}),
		Statements: puts(evidence.Statement{Source: late, Claim: "claim:one", Stance: evidence.Supports},
			evidence.Statement{Source: loop, Claim: "claim:one", Stance: evidence.Supports}),
		Derivations: puts(evidence.Derivation{From: loop, To: loop, Kind: evidence.Cites},
			evidence.Derivation{From: "source:note", To: late, Kind: evidence.Cites}),
		Relations: puts(evidence.Relation{From: other, Kind: evidence.Contradicts, To: "claim:one"}),
	})
}
