package memo_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memo"
)

func TestLatest(t *testing.T) {
	kept, graph, worked := memo.NewByVersion[int](), "a", 0
	status := func(context.Context) (evidence.Status, error) {
		return evidence.Status{Version: evidence.Version{Bookmark: graph}}, nil
	}
	get := func() (int, string, error) {
		value, version, err := kept.Get(t.Context(), status, func(context.Context) (int, evidence.Version, error) {
			worked++
			if graph == "lost" {
				return 7, evidence.Version{Bookmark: graph}, errors.New("lost")
			}
			return worked, evidence.Version{Bookmark: graph}, nil
		})
		return value, version.Bookmark, err
	}
	for i, step := range []struct {
		graph string
		value int
		fails bool
	}{
		{"a", 1, false}, {"a", 1, false},
		{"b", 2, false}, {"b", 2, false},
		{"lost", 0, true},
		{"b", 2, false}, // what was kept before still is
		{"a", 4, false},
	} {
		graph = step.graph
		value, version, err := get()
		if value != step.value || step.fails != (err != nil) || !step.fails && version != step.graph {
			t.Errorf("step %d: %d of version %q: %v", i, value, version, err)
		}
	}
}

// TestLatest_givenUp: who waits for another one's work can leave, and the next to come finds it done.
func TestLatest_givenUp(t *testing.T) {
	kept := memo.NewByVersion[string]()
	status := func(context.Context) (evidence.Status, error) { return evidence.Status{}, nil }
	working, finish, done := make(chan struct{}), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		_, _, err := kept.Get(
			context.WithoutCancel(t.Context()), status, func(context.Context) (string, evidence.Version, error) {
				close(working)
				<-finish
				return "the first", evidence.Version{}, nil
			})
		if err != nil {
			t.Error(err)
		}
	}()
	<-working
	never := func(context.Context) (string, evidence.Version, error) {
		t.Error("worked out twice")
		return "", evidence.Version{}, nil
	}
	impatient, leave := context.WithCancel(t.Context())
	leave()
	if _, _, err := kept.Get(impatient, status, never); evidence.CodeOf(err) != evidence.CodeTimeout ||
		!errors.Is(err, context.Canceled) {
		t.Errorf("who left was told: %v", err)
	}
	close(finish)
	<-done
	if value, _, err := kept.Get(t.Context(), status, never); value != "the first" || err != nil {
		t.Errorf("the next found %q: %v", value, err)
	}
}

// TestLatestOfAnotherDay: what was worked out yesterday is worked out again, since owners may be others today.
func TestLatestOfAnotherDay(t *testing.T) {
	kept, now, worked := memo.NewByVersion[int](), time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC), 0
	kept.SetClock(func() time.Time { return now })
	for _, step := range []struct {
		later time.Duration
		want  int
	}{{0, 1}, {24*time.Hour - 1, 1}, {1, 2}, {0, 2}} {
		now = now.Add(step.later)
		value, _, err := kept.Get(
			t.Context(), func(context.Context) (evidence.Status, error) { return evidence.Status{}, nil },
			func(context.Context) (int, evidence.Version, error) { worked++; return worked, evidence.Version{}, nil })
		if err != nil || value != step.want {
			t.Errorf("at %v: %d, %v; want %d", now, value, err, step.want)
		}
	}
}
