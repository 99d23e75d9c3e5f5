package neo4jstore_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore"
)

// TestTimeIsTakenUnderTheLock: the clock is read while nobody else can write. Read before it, a write that waits for
// another would be dated before what it comes after.
func TestTimeIsTakenUnderTheLock(t *testing.T) {
	c := settings(neo.Start(t))
	driver, err := neo4j.NewDriverWithContext(c.URI, neo4j.BasicAuth(c.Username, c.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = driver.Close(context.Background()) })
	free := 0 // how often the clock was read while the lock could be had
	c.Now = func() time.Time {
		session := driver.NewSession(t.Context(), neo4j.SessionConfig{DatabaseName: "neo4j"})
		defer func() { _ = session.Close(context.WithoutCancel(t.Context())) }()
		result, err := session.Run(
			t.Context(), `MATCH (g:Graph {name: 'credence'}) SET g.writtenAt = g.writtenAt`, nil,
			neo4j.WithTxTimeout(time.Second))
		if err == nil {
			_, err = result.Consume(t.Context())
		}
		if err == nil {
			free++
		}
		return time.Now()
	}
	s := openWith(t, c)
	for n := 0; n < 30 && free == 0; n++ { // a server that has just started may be slower than the limit
		c.Now()
	}
	if free == 0 {
		t.Fatal("the lock cannot be had although nobody writes")
	}
	link := evidence.ID(evidence.StatementIDOf("source:a", "claim:c", evidence.Supports))
	b := evidence.Batch{Collector: "test", Method: evidence.Declared,
		Claims: put(evidence.Claim{ID: "claim:c", Text: "So."}), Sources: put(evidence.Source{ID: "source:a"}),
		Persons:    put(evidence.Person{ID: "person:p", Name: "P"}),
		Statements: put(evidence.Statement{Source: "source:a", Claim: "claim:c", Stance: evidence.Supports})}
	for name, write := range map[string]func() (evidence.Applied, error){
		"apply":     func() (evidence.Applied, error) { return s.Apply(t.Context(), b) },
		"retract":   func() (evidence.Applied, error) { return s.Retract(t.Context(), []evidence.ID{link}, "test", "") },
		"unretract": func() (evidence.Applied, error) { return s.Unretract(t.Context(), []evidence.ID{link}, "test", "") },
		"erase":     func() (evidence.Applied, error) { return s.Erase(t.Context(), "person:p", "test", "") },
	} {
		if _, err := s.Apply(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		free = 0
		if _, err := write(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if free > 0 {
			t.Errorf("%s read the clock before it had the lock", name)
		}
	}
}

// TestWritersOfOneInstant: two stores whose clocks stand at one time record one thing by turns. Each record lasts some
// time.
func TestWritersOfOneInstant(t *testing.T) {
	c := settings(neo.Start(t))
	at := time.Date(2024, 10, 5, 12, 0, 0, 0, time.UTC)
	c.Now = func() time.Time { return at }
	s := openWith(t, c)
	other, err := neo4jstore.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = other.Close(context.Background()) })
	var writers sync.WaitGroup
	for i, store := range []*neo4jstore.Store{s, other} {
		writers.Go(func() {
			for n := range 5 {
				text := string(rune('A'+i)) + string(rune('0'+n))
				b := evidence.Batch{Collector: "test", Claims: put(evidence.Claim{ID: "claim:c", Text: text})}
				if _, err := store.Apply(t.Context(), b); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writers.Wait()
	page, err := s.Changes(t.Context(), evidence.ChangeQuery{Page: evidence.Page{First: 100}})
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Changes) != 10 {
		t.Errorf("%d changes are told; expected those of ten writes", len(page.Changes))
	}
	for n, change := range page.Changes {
		if want := at.Add(time.Duration(9 - n)); !change.At.Equal(want) {
			t.Errorf("change %d from the last is dated %v; expected %v", n, change.At, want)
		}
	}
}
