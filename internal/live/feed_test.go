package live_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/live"
	"github.com/credence-graph/credence/internal/memstore"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func put[T evidence.Record](values ...T) []evidence.Put[T] {
	puts := make([]evidence.Put[T], len(values))
	for i, v := range values {
		puts[i] = evidence.Put[T]{Value: v}
	}
	return puts
}

func supports(s evidence.SourceID, c evidence.ClaimID) evidence.Statement {
	return evidence.Statement{Source: s, Claim: c, Stance: evidence.Supports, Strength: 1}.Normalize()
}

// graph is a store with two claims: a rests on paper, which takes from wire, and b on blog. Eve has an interest in all
// that is tagged.
func graph(t *testing.T) *memstore.Store {
	t.Helper()
	store := memstore.New(time.Now, 1000)
	apply(t, store, evidence.Batch{
		Claims: put(evidence.Claim{ID: "claim:a", Text: "A."}, evidence.Claim{ID: "claim:b", Text: "B."},
			evidence.Claim{ID: "claim:tagged", Text: "T.", Tags: []string{"board"}}),
		Outlets: put(evidence.Outlet{ID: "outlet:o", Name: "O"}),
		Sources: put(evidence.Source{ID: "source:paper"}, evidence.Source{ID: "source:wire", Outlet: "outlet:o"},
			evidence.Source{ID: "source:blog", Authors: []evidence.PersonID{"person:ann"}}),
		Persons:     put(evidence.Person{ID: "person:ann", Name: "Ann"}, evidence.Person{ID: "person:eve", Name: "Eve"}),
		Interests:   put(gains("person:eve", "board")),
		Statements:  put(supports("source:paper", "claim:a"), supports("source:blog", "claim:b")),
		Derivations: put(cites("source:paper", "source:wire")),
	})
	return store
}

func gains(holder evidence.ID, tag string) evidence.Interest {
	return evidence.Interest{Holder: holder, Tag: tag, Direction: evidence.For}.Normalize()
}

// TestWriter_Rivals: a write concerns the claims that exclude one that it concerns, and those that did before it.
func TestWriter_Rivals(t *testing.T) {
	store := graph(t)
	claim := func(id evidence.ClaimID, item, value string) evidence.Batch {
		return evidence.Batch{Claims: put(evidence.Claim{ID: id, Text: "So.", Item: item, Value: value})}
	}
	apply(t, store, claim("claim:a", "n", "1"))
	apply(t, store, claim("claim:c", "n", "2"))
	apply(t, store, claim("claim:d", "m", "3"))
	feed := live.New(store, time.Now)
	look(t, feed)
	writer, watcher := feed.Writer(store), feed.Watch()
	defer watcher.Close()
	told := func(name string, want ...evidence.ClaimID) {
		t.Helper()
		c := next(t, watcher)
		if diff := cmp.Diff(want, c.Claims); diff != "" || c.Any {
			t.Errorf("%s: any claim: %t (-want +got):\n%s", name, c.Any, diff)
		}
	}
	if _, err := writer.Retract(t.Context(), []evidence.ID{evidence.ID(cites("source:paper", "source:wire").ID)},
		"test", ""); err != nil {
		t.Fatal(err)
	}
	told("a link is retracted", "claim:a", "claim:c")
	apply(t, writer, claim("claim:a", "m", "1"))
	told("a claim gets another item", "claim:a", "claim:c", "claim:d")
}

// TestLook_AnotherDay: who owns whom and what is withdrawn may be otherwise on the next day, though nobody wrote.
func TestLook_AnotherDay(t *testing.T) {
	now := time.Date(2026, 3, 1, 23, 59, 0, 0, time.UTC)
	store := graph(t)
	feed := live.New(store, func() time.Time { return now })
	first := look(t, feed)
	watcher := feed.Watch()
	defer watcher.Close()
	if again := look(t, feed); again != first {
		t.Errorf("on the same day the mark goes from %+v to %+v", first, again)
	}
	nothing(t, watcher)
	now = now.Add(time.Minute)
	if later := look(t, feed); later.Number != first.Number+1 || later.Version != first.Version {
		t.Errorf("on the next day the mark goes from %+v to %+v", first, later)
	}
	if c := next(t, watcher); !c.Any {
		t.Errorf("told of %+v, expected that any claim may have changed", c)
	}
	now = now.AddDate(0, 0, 1)
	apply(t, feed.Writer(store), evidence.Batch{Claims: put(evidence.Claim{ID: "claim:new", Text: "New."})})
	if c := next(t, watcher); !c.Any {
		t.Errorf("an own write is the first thing on a day: told of %+v, expected that any claim may have changed", c)
	}
}

func cites(from, to evidence.SourceID) evidence.Derivation {
	return evidence.Derivation{From: from, To: to, Kind: evidence.Cites, Weight: 1}.Normalize()
}

func apply(t *testing.T, w evidence.Writer, b evidence.Batch) evidence.Applied {
	t.Helper()
	done, err := w.Apply(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func look(t *testing.T, f *live.Feed) live.Mark {
	t.Helper()
	mark, err := f.Look(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return mark
}

// next returns the change that the watcher has for us already: nothing that these tests do happens later.
func next(t *testing.T, w *live.Watcher) live.Change {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	c, err := w.Next(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func nothing(t *testing.T, w *live.Watcher) {
	t.Helper()
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for range 10 { // a select takes either way where both are open
		if c, err := w.Next(ended); err == nil {
			t.Fatalf("told of %+v; expected nothing", c)
		}
	}
}

func TestOwnWritesNameTheClaims(t *testing.T) {
	for _, c := range []struct {
		name  string
		write func(t *testing.T, w evidence.Writer) evidence.Applied
		want  []evidence.ClaimID
	}{
		{"an outlet behind the source that a supporter takes from",
			func(t *testing.T, w evidence.Writer) evidence.Applied {
				return apply(t, w, evidence.Batch{Outlets: put(evidence.Outlet{ID: "outlet:o", Name: "Other"})})
			}, []evidence.ClaimID{"claim:a"}},
		{"a new claim and its statement", func(t *testing.T, w evidence.Writer) evidence.Applied {
			return apply(t, w, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:c", Text: "C."}),
				Statements: put(supports("source:wire", "claim:c"))})
		}, []evidence.ClaimID{"claim:c"}},
		{"a link from a source of one claim", func(t *testing.T, w evidence.Writer) evidence.Applied {
			return apply(t, w, evidence.Batch{Derivations: put(cites("source:blog", "source:wire"))})
		}, []evidence.ClaimID{"claim:b"}},
		{"a source that nobody rests on", func(t *testing.T, w evidence.Writer) evidence.Applied {
			return apply(t, w, evidence.Batch{Sources: put(evidence.Source{ID: "source:new"})})
		}, nil},
		{"what is recorded already", func(t *testing.T, w evidence.Writer) evidence.Applied {
			return apply(t, w, evidence.Batch{Outlets: put(evidence.Outlet{ID: "outlet:o", Name: "O"})})
		}, nil},
		{"a statement that is retracted", func(t *testing.T, w evidence.Writer) evidence.Applied {
			done, err := w.Retract(t.Context(), []evidence.ID{evidence.ID(supports("source:blog", "claim:b").ID)}, "me",
				"wrong")
			if err != nil {
				t.Fatal(err)
			}
			return done
		}, []evidence.ClaimID{"claim:b"}},
		{"an author who is erased", func(t *testing.T, w evidence.Writer) evidence.Applied {
			done, err := w.Erase(t.Context(), "person:ann", "me", "she asked for it")
			if err != nil {
				t.Fatal(err)
			}
			return done
		}, []evidence.ClaimID{"claim:b"}},
		{"who has an interest in a tag is erased", func(t *testing.T, w evidence.Writer) evidence.Applied {
			done, err := w.Erase(t.Context(), "person:eve", "me", "she asked for it")
			if err != nil {
				t.Fatal(err)
			}
			return done
		}, []evidence.ClaimID{"claim:tagged"}},
		{"an interest in a tag", func(t *testing.T, w evidence.Writer) evidence.Applied {
			return apply(t, w, evidence.Batch{Interests: put(gains("person:ann", "board"))})
		}, []evidence.ClaimID{"claim:tagged"}},
		{"an interest in a tag that is retracted", func(t *testing.T, w evidence.Writer) evidence.Applied {
			done, err := w.Retract(t.Context(), []evidence.ID{gains("person:eve", "board").LinkID()}, "me", "wrong")
			if err != nil {
				t.Fatal(err)
			}
			return done
		}, []evidence.ClaimID{"claim:tagged"}},
		{"a sameness", func(t *testing.T, w evidence.Writer) evidence.Applied {
			return apply(t, w, evidence.Batch{Samenesses: put(evidence.Sameness{A: "source:blog",
				B: "source:wire"}.Normalize())})
		}, []evidence.ClaimID{"claim:a", "claim:b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			store := graph(t)
			feed := live.New(store, time.Now)
			before := look(t, feed)
			w := feed.Watch()
			defer w.Close()
			done := c.write(t, feed.Writer(store))
			want := live.Change{Mark: live.Mark{Number: before.Number + 1, Version: done.Version}, Claims: c.want}
			if diff := cmp.Diff(want, next(t, w)); diff != "" {
				t.Errorf("the change (-want +got):\n%s", diff)
			}
			if done.Version != before.Version && look(t, feed) != want.Mark {
				t.Errorf("the own write was taken for somebody else's")
			}
			nothing(t, w)
		})
	}
}

func TestARetractionTakenBackNamesTheClaims(t *testing.T) {
	store := graph(t)
	feed := live.New(store, time.Now)
	ids := []evidence.ID{evidence.ID(supports("source:blog", "claim:b").ID)}
	if _, err := store.Retract(t.Context(), ids, "me", "wrong"); err != nil {
		t.Fatal(err)
	}
	look(t, feed)
	w := feed.Watch()
	defer w.Close()
	done, err := feed.Writer(store).Unretract(t.Context(), ids, "me", "right after all")
	if err != nil {
		t.Fatal(err)
	}
	want := live.Change{Mark: live.Mark{Number: 2, Version: done.Version}, Claims: []evidence.ClaimID{"claim:b"}}
	if diff := cmp.Diff(want, next(t, w)); diff != "" {
		t.Errorf("the change (-want +got):\n%s", diff)
	}
}

func TestForeignCommitsConcernAnyClaim(t *testing.T) {
	store := graph(t)
	feed := live.New(store, time.Now)
	first := look(t, feed)
	w := feed.Watch()
	defer w.Close()
	if look(t, feed) != first {
		t.Fatal("a second look at the same graph gives another mark")
	}
	nothing(t, w)

	apply(t, store, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:d", Text: "D."})})
	second := look(t, feed)
	if c := next(t, w); !c.Any || c.Mark != second || second.Number != first.Number+1 {
		t.Errorf("a foreign commit: %+v at %+v", c, second)
	}

	apply(t, store, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:e", Text: "E."})})
	apply(t, feed.Writer(store), evidence.Batch{Claims: put(evidence.Claim{ID: "claim:f", Text: "F."})})
	if c := next(t, w); !c.Any || c.Claims != nil {
		t.Errorf("an own write right after a foreign commit that nobody has seen: %+v; expected any claim", c)
	}
}

func TestChangesBecomeOne(t *testing.T) {
	store := graph(t)
	feed := live.New(store, time.Now)
	look(t, feed)
	slow, gone := feed.Watch(), feed.Watch()
	defer slow.Close()
	gone.Close()
	w := feed.Writer(store)
	apply(t, w, evidence.Batch{Derivations: put(cites("source:blog", "source:wire"))})
	apply(t, w, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:a", Text: "A!"})})
	last := apply(t, w, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:a", Text: "A?"})})
	want := live.Change{Mark: live.Mark{Number: 4, Version: last.Version},
		Claims: []evidence.ClaimID{"claim:a", "claim:b"}}
	if diff := cmp.Diff(want, next(t, slow)); diff != "" {
		t.Errorf("three changes as one (-want +got):\n%s", diff)
	}
	nothing(t, gone)

	apply(t, w, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:a", Text: "A."})})
	if mark := slow.Skip(); mark.Number != 5 {
		t.Errorf("skipped up to %+v; expected the fifth", mark)
	}
	nothing(t, slow)
}

// failing is a writer whose commit reply is lost.
type failing struct{ evidence.Writer }

func (f failing) Apply(ctx context.Context, b evidence.Batch) (evidence.Applied, error) {
	_, err := f.Writer.Apply(ctx, b)
	return evidence.Applied{}, errors.Join(err, &evidence.Error{Code: evidence.CodeUnknownOutcome, Message: "lost"})
}

func TestAWriteOfUnknownOutcomeShowsAtTheNextLook(t *testing.T) {
	store := graph(t)
	feed := live.New(store, time.Now)
	look(t, feed)
	w := feed.Watch()
	defer w.Close()
	if _, err := feed.Writer(failing{store}).Apply(t.Context(),
		evidence.Batch{Claims: put(evidence.Claim{ID: "claim:d", Text: "D."})}); err == nil {
		t.Fatal("expected an error")
	}
	nothing(t, w)
	look(t, feed)
	if c := next(t, w); !c.Any {
		t.Errorf("got %+v; expected any claim", c)
	}
}
