package copying_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/copying"
)

// changing is a corpus that gives other texts the second time.
type changing struct {
	*copying.Memory
	times int
	other []copying.Text
}

func (c *changing) Each(ctx context.Context, yield func(copying.Text) error) error {
	if c.times++; c.times > 1 {
		return copying.InMemory(c.other).Each(ctx, yield)
	}
	return c.Memory.Each(ctx, yield)
}

func TestErrors(t *testing.T) {
	good := copying.Text{ID: "a", Body: harbour}
	for name, c := range map[string]struct {
		corpus copying.Corpus
		want   string
	}{
		"no id":   {copying.InMemory([]copying.Text{good, {}}), "text number 2 has no id"},
		"one id":  {copying.InMemory([]copying.Text{good, good}), `two texts have the id "a"`},
		"no date": {copying.InMemory([]copying.Text{{ID: "a", Published: "May"}}), `text "a": published: "May" is no date`},
		"no day":  {copying.InMemory([]copying.Text{{ID: "a", Published: "2024-02-30"}}), `"2024-02-30" is no date`},
		"changed": {&changing{Memory: copying.InMemory([]copying.Text{good}),
			other: []copying.Text{{ID: "a", Body: ferries + weather}}}, `text "a" has another body than before`},
		"renamed": {&changing{Memory: copying.InMemory([]copying.Text{good}),
			other: []copying.Text{{ID: "b", Body: harbour}}}, `was "a" and is now "b"`},
		"fewer": {&changing{Memory: copying.InMemory([]copying.Text{good})}, "gives 0 texts and says that it has 1"},
		"more": {&changing{Memory: copying.InMemory([]copying.Text{good}), other: []copying.Text{good, {ID: "b"}}},
			"more texts than the 1"},
		"emptied": {emptying{copying.InMemory([]copying.Text{good, {ID: "b", Body: harbour}})},
			"has another body than before"},
		"unquoted": {emptying{copying.InMemory([]copying.Text{
			{ID: "a", Body: "“one two three four five”"}, {ID: "b", Body: "“one two three four five”"},
		})}, "has another body than before"},
		"unfetched": {failing{copying.InMemory([]copying.Text{good, {ID: "b", Body: harbour}})}, "no such luck"},
	} {
		if _, err := copying.FindText(t.Context(), c.corpus, copying.TextOptions{}); err == nil ||
			!strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, expected %q", name, err, c.want)
		}
	}
}

type failing struct{ *copying.Memory }

func (failing) Fetch(context.Context, []string) ([]copying.Text, error) {
	return nil, errors.New("no such luck")
}

type emptying struct{ *copying.Memory }

func (emptying) Fetch(_ context.Context, ids []string) ([]copying.Text, error) {
	var out []copying.Text
	for _, id := range ids {
		out = append(out, copying.Text{ID: id})
	}
	return out, nil
}

// TestCancel cancels in every phase.
func TestCancel(t *testing.T) {
	texts := copying.InMemory(
		[]copying.Text{{ID: "a", Body: harbour + "\n“" + ferries + "”"}, {ID: "b", Body: harbour + "\n“" + ferries + "”"}})
	phases := map[string]bool{}
	find(t, texts, copying.TextOptions{Progress: func(phase string, _, _ int) { phases[phase] = true }})
	if diff := cmp.Diff(
		map[string]bool{"read": true, "match": true, "compare": true, "quotes": true}, phases); diff != "" {
		t.Fatalf("phases (-want +got):\n%s", diff)
	}
	for phase := range phases {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := copying.FindText(ctx, texts, copying.TextOptions{Progress: func(p string, _, _ int) {
			if p == phase {
				cancel()
			}
		}})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("canceled in %q: %v", phase, err)
		}
		cancel()
	}
}
