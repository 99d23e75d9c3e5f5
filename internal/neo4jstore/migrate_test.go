package neo4jstore_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore"
)

// unprepared returns a store in a database from which every trace of Credence has been removed.
func unprepared(t *testing.T) (*neo4jstore.Store, neo4jstore.Config) {
	t.Helper()
	c := settings(neo.Start(t))
	s, err := neo4jstore.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close(t.Context()) })
	cypher(t, c, "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS", nil)
	for _, r := range cypher(t, c, "SHOW CONSTRAINTS YIELD name", nil).Records {
		cypher(t, c, "DROP CONSTRAINT "+r.Values[0].(string), nil)
	}
	for _, r := range cypher(t, c, "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name", nil).Records {
		cypher(t, c, "DROP INDEX "+r.Values[0].(string), nil)
	}
	return s, c
}

func TestMigrate(t *testing.T) {
	s, c := unprepared(t)
	if _, err := s.Subgraphs(t.Context(), nil, evidence.Moment{}); evidence.CodeOf(err) != evidence.CodeUnavailable ||
		!strings.Contains(err.Error(), "credence migrate") {
		t.Errorf("reading an unprepared graph: %v, want unavailable and the cure", err)
	}
	if _, err := s.Apply(t.Context(), evidence.Batch{}); evidence.CodeOf(err) != evidence.CodeUnavailable {
		t.Errorf("writing to an unprepared graph: %v, want unavailable", err)
	}
	pending, err := s.Pending(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	problems, err := s.Doctor(t.Context())
	if err != nil || len(problems) != len(pending) || len(pending) == 0 {
		t.Errorf("the doctor says %v (%v) of %d pending migrations", problems, err, len(pending))
	}

	var wait sync.WaitGroup
	applied := make([]int, 3)
	for i := range applied {
		wait.Go(func() {
			done, err := s.Migrate(t.Context())
			if err != nil {
				t.Error(err)
			}
			applied[i] = len(done)
		})
	}
	wait.Wait()
	if sum := applied[0] + applied[1] + applied[2]; sum != len(pending) {
		t.Errorf("three at once applied %v migrations, want %d in all", applied, len(pending))
	}
	if again, err := s.Migrate(t.Context()); err != nil || len(again) != 0 {
		t.Errorf("migrating again applied %v (%v), want nothing", again, err)
	}
	if problems, err := s.Doctor(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("the doctor says %v (%v) of a graph just migrated", problems, err)
	}
	if n := cypher(t, c, "MATCH (g:Graph) RETURN count(g.epoch) AS n", nil).Records[0].Values[0]; n != int64(1) {
		t.Errorf("%v epochs, want 1", n)
	}
}

// TestMigrate_derives: what an earlier program derived of records, or did not, is as this one has it after a migration.
func TestMigrate_derives(t *testing.T) {
	s := open(t)
	c := settings(neo.Start(t))
	page := evidence.Source{ID: "source:a", Title: "Cafe\u0301 closed", URL: "https://twitter.com/ann/status/12"}
	apply(t, s, evidence.Batch{
		Sources: put(page, evidence.Source{ID: "source:b", Title: "Old"}),
		Outlets: put(evidence.Outlet{ID: "outlet:o", Name: "Łódź Post"}),
		Claims: put(
			evidence.Claim{ID: "claim:a", Text: "Le café est fermé."}, evidence.Claim{ID: "claim:b", Text: "It is closed."}),
	})
	apply(
		t, s, evidence.Batch{Sources: put(evidence.Source{ID: "source:b", Title: "New", URL: "https://paper.example/x#!/1"})})
	stored := func() string {
		t.Helper()
		rows := cypher(
			t, c, `MATCH (n:Claim|Source|Outlet|Revision) WHERE n.folded IS NOT NULL OR n.canonicalUrl IS NOT NULL OR n.foldedText IS NOT NULL
			RETURN n.id + ' ' + coalesce(n.canonicalUrl, '') + '|' + coalesce(n.folded, '') + '|' + coalesce(n.foldedText, '') AS row ORDER BY row`, nil)
		var list []string
		for _, r := range rows.Records {
			list = append(list, r.Values[0].(string))
		}
		return strings.Join(list, "\n")
	}
	want := "claim:a |cafe ferme|le cafe est ferme.\noutlet:o |lodz|\nsource:a https://x.com/i/status/12|cafe|\nsource:b https://paper.example/x#!/1||"
	if got := stored(); got != want {
		t.Errorf("written are\n%s\nexpected\n%s", got, want)
	}
	cypher(t, c, "MATCH (n) WHERE n.folded IS NOT NULL OR n.foldedText IS NOT NULL REMOVE n.folded, n.foldedText", nil)
	cypher(t, c, "MATCH (n:Source) WHERE n.url IS NOT NULL SET n.canonicalUrl = 'https://twitter.com/ann/status/12'", nil)
	cypher(t, c, "MATCH (m:Migration {id: '0010_derived.data'}) DELETE m", nil)
	if applied, err := s.Migrate(t.Context()); err != nil || len(applied) != 1 {
		t.Fatalf("migrating applied %v (%v), want one migration", applied, err)
	}
	if got := stored(); got != want {
		t.Errorf("migrated are\n%s\nexpected\n%s", got, want)
	}
	if hits, err := s.Find(t.Context(), "lodz", nil, 5); err != nil || len(hits) != 1 {
		t.Errorf("lodz finds %v (%v), want the outlet", hits, err)
	}
}

func TestMigrate_refusals(t *testing.T) {
	s := open(t)
	c := settings(neo.Start(t))
	old := cypher(
		t, c, "MATCH (m:Migration {id: '0001_keys.schema'}) WITH m, m.checksum AS old SET m.checksum = 'other' RETURN old",
		nil).Records[0].Values[0]
	for name, err := range map[string]error{"Migrate": second(s.Migrate(t.Context())),
		"Pending": second(s.Pending(t.Context()))} {
		if evidence.CodeOf(err) != evidence.CodeConflict || !strings.Contains(err.Error(), "0001_keys.schema.cypher") {
			t.Errorf("%s with a changed file: %v, want a conflict that names the file", name, err)
		}
	}
	if problems, err := s.Doctor(t.Context()); err != nil || len(problems) != 1 {
		t.Errorf("the doctor says %v (%v) of a changed file, want one problem", problems, err)
	}
	cypher(t, c, "MATCH (m:Migration {id: '0001_keys.schema'}) SET m.checksum = $old", map[string]any{"old": old})
	cypher(t, c, "CREATE (:Migration {id: '9999_later.data', checksum: 'x'})", nil)
	if _, err := s.Migrate(t.Context()); evidence.CodeOf(err) != evidence.CodeConflict ||
		!strings.Contains(err.Error(), "newer") {
		t.Errorf("with a migration of a later program: %v, want a conflict that says so", err)
	}
	cypher(t, c, "MATCH (m:Migration {id: '9999_later.data'}) DELETE m", nil)
	if applied, err := s.Migrate(t.Context()); err != nil || len(applied) > 0 {
		t.Errorf("as it was before: %v, %v", applied, err)
	}
}

func second[T any](_ T, err error) error { return err }

func TestDoctor(t *testing.T) {
	s := open(t)
	c := settings(neo.Start(t))
	cypher(t, c, "DROP CONSTRAINT cites_id", nil)
	cypher(t, c, "DROP INDEX claim_item", nil)
	cypher(t, c, "CREATE INDEX of_another_name FOR (n:Claim) ON (n.item)", nil)
	cypher(t, c, "CALL db.awaitIndexes(60)", nil)
	problems, err := s.Doctor(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var what []string
	for _, p := range problems {
		what = append(what, p.What)
		if p.Cure == "" {
			t.Errorf("no cure for %q", p.What)
		}
	}
	if diff := cmp.Diff([]string{"There is no relationship uniqueness on CITES (id)."}, what); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	cypher(t, c, "DROP INDEX of_another_name", nil)
	cypher(t, c, "CREATE INDEX claim_item FOR (n:Claim) ON (n.item)", nil)
	cypher(t, c, "CREATE CONSTRAINT cites_id FOR ()-[r:CITES]-() REQUIRE r.id IS UNIQUE", nil)
	if problems, err := s.Doctor(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("the doctor says %v (%v) once all is back", problems, err)
	}
}
