package graphtest_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/graph/transport"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore"
)

// mostMembers is how many sources support the claim of [TestPages_OfFifteenHundred].
const mostMembers = 1500

// memberPage is a page of sources.
type memberPage struct {
	ids           []string
	cursor, until string
	more          bool
	code, message string
}

// TestPages_OfFifteenHundred reaches all 1,500 sources of a claim, which are one group, forwards and backwards,
// while another is recorded during each page: as the sources of the side and as the members of the group. A cursor
// of now is good until something is recorded and then conflicts; as of the time that the first answer named, each
// source of then comes once, in its place.
func TestPages_OfFifteenHundred(t *testing.T) {
	store := open(t, neo.StartNew(t), time.Now)
	want := recordMembers(t, store)
	s := serving(store)
	lists := map[string]func(arguments string) string{
		"sources": func(arguments string) string {
			return "sources(" + arguments + ") { pageInfo { ...place } nodes { source { id } } }"
		},
		"members": func(arguments string) string {
			return "groups(first: 1) { nodes { members(" + arguments + ") { pageInfo { ...place } nodes { id } } } }"
		},
	}
	more := &recorder{store: store, done: make(chan error)}
	for name, list := range lists {
		for _, backwards := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s backwards %v", name, backwards), func(t *testing.T) {
				got, conflicted := walkMembers(t, s, more, list, backwards)
				got = slices.DeleteFunc(got, func(id string) bool { return strings.HasPrefix(id, "source:late") })
				if !slices.Equal(want, got) {
					t.Errorf("%d sources, %.200v; want the %d that were there, each once and in order", len(got), got,
						len(want))
				}
				if !conflicted {
					t.Error("no cursor of now conflicted, although a source was recorded during each page")
				}
			})
		}
	}
}

// recordMembers records a claim and the sources that support it, which all repeat one document, and returns their ids.
func recordMembers(t *testing.T, store *neo4jstore.Store) []string {
	t.Helper()
	b := evidence.Batch{
		Claims:  []evidence.Put[evidence.Claim]{{Value: evidence.Claim{ID: "claim:one", Text: "One."}}},
		Sources: []evidence.Put[evidence.Source]{{Value: evidence.Source{ID: "source:origin", Kind: evidence.Document}}},
	}
	var ids []string
	for n := range mostMembers {
		ids = append(ids, fmt.Sprintf("source:s%04d", n))
		addMember(&b, evidence.SourceID(ids[n]))
	}
	if _, err := store.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	return ids
}

// addMember adds a source that supports the claim and takes all from the document.
func addMember(b *evidence.Batch, id evidence.SourceID) {
	b.Sources = append(b.Sources, evidence.Put[evidence.Source]{Value: evidence.Source{ID: id}})
	b.Statements = append(b.Statements, evidence.Put[evidence.Statement]{
		Value: evidence.Statement{Source: id, Claim: "claim:one", Stance: evidence.Supports}})
	b.Derivations = append(b.Derivations, evidence.Put[evidence.Derivation]{
		Value: evidence.Derivation{From: id, To: "source:origin", Kind: evidence.Syndicates}})
}

// recorder records further members, each while something else is done.
type recorder struct {
	store *neo4jstore.Store
	count int
	done  chan error
}

// during records a member while work is done, and waits for both.
func (r *recorder) during(t *testing.T, work func()) {
	t.Helper()
	var b evidence.Batch
	addMember(&b, evidence.SourceID(fmt.Sprintf("source:late%05d", r.count)))
	r.count++
	go func() {
		_, err := r.store.Apply(t.Context(), b)
		r.done <- err
	}()
	work()
	if err := <-r.done; err != nil {
		t.Fatal(err)
	}
}

// walkMembers reads a list from one end to the other. The second page is asked for as of now, which conflicts because
// something was recorded, and then, like all that follow, as of when the first was read.
func walkMembers(
	t *testing.T, s *transport.Server, more *recorder, list func(string) string, backwards bool,
) (ids []string, conflicted bool) {
	t.Helper()
	var page, next memberPage
	more.during(t, func() { page = readMembers(t, s, list, "", "", backwards) })
	until := page.until
	for ids = page.ids; page.more; {
		if !conflicted {
			more.during(t, func() { next = readMembers(t, s, list, "", page.cursor, backwards) })
			conflicted = next.code == "CONFLICT" && strings.Contains(next.message, until)
		}
		if conflicted {
			at := fmt.Sprintf(", at: {knownAt: %q}", until)
			more.during(t, func() { next = readMembers(t, s, list, at, page.cursor, backwards) })
		}
		if next.code != "" || next.until != until {
			t.Fatalf("a page as of %s: %+v", until, next)
		}
		if page = next; backwards {
			ids = slices.Concat(page.ids, ids)
		} else {
			ids = slices.Concat(ids, page.ids)
		}
	}
	return ids, conflicted
}

// readMembers asks for a page of a hundred.
func readMembers(
	t *testing.T, s *transport.Server, list func(string) string, at, cursor string, backwards bool,
) memberPage {
	t.Helper()
	arguments := fmt.Sprintf("first: 100, after: %q", cursor)
	if backwards {
		arguments = fmt.Sprintf("last: 100, before: %q", cursor)
	}
	data, errs := s.Execute(t.Context(), `{ convergence(claims: ["one"]`+at+`) { recordedUntil
		supporting { `+list(arguments)+` } } }
		fragment place on PageInfo { hasNextPage hasPreviousPage startCursor endCursor }`, nil, "")
	var p memberPage
	if errs != nil {
		p.code, _ = errs[0].Extensions["code"].(string)
		p.message = errs[0].Message
		return p
	}
	type connection struct {
		PageInfo struct {
			HasNextPage, HasPreviousPage bool
			StartCursor, EndCursor       string
		}
		Nodes []struct {
			ID     string
			Source thing
		}
	}
	var answer struct {
		Convergence []struct {
			RecordedUntil string
			Supporting    struct {
				Sources connection
				Groups  struct {
					Nodes []struct{ Members connection }
				}
			}
		}
	}
	if err := json.Unmarshal(data, &answer); err != nil {
		t.Fatal(err)
	}
	side := answer.Convergence[0].Supporting
	found := side.Sources
	if len(side.Groups.Nodes) > 0 {
		found = side.Groups.Nodes[0].Members
	}
	p.until, p.more, p.cursor = answer.Convergence[0].RecordedUntil, found.PageInfo.HasNextPage, found.PageInfo.EndCursor
	if backwards {
		p.more, p.cursor = found.PageInfo.HasPreviousPage, found.PageInfo.StartCursor
	}
	for _, n := range found.Nodes {
		p.ids = append(p.ids, n.ID+n.Source.ID)
	}
	return p
}
