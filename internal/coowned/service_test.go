package coowned_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/coowned"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/ownership"
)

func put[T evidence.Record](list *[]evidence.Put[T], record T) {
	*list = append(*list, evidence.Put[T]{Value: record})
}

// owns reads "outlet name = owner share", the share in percent or not at all.
func owns(t *testing.T, b *evidence.Batch, lines ...string) {
	t.Helper()
	for _, line := range lines {
		name, owner, _ := strings.Cut(line, " = ")
		id := evidence.OutletID("outlet:" + strings.ToLower(strings.ReplaceAll(name, " ", "-")))
		put(&b.Outlets, evidence.Outlet{ID: id, Name: name})
		if owner == "" {
			continue
		}
		link := evidence.Ownership{Asset: evidence.ID(id)}
		var share float64
		if n, _ := fmt.Sscanf(owner, "%s %f", &owner, &share); n == 2 {
			link.SharePercent = &share
		}
		link.Owner = evidence.ID("organization:" + owner)
		put(&b.Ownerships, link)
	}
}

func suggestions(t *testing.T, b evidence.Batch) []coowned.Found {
	t.Helper()
	for _, name := range []string{"x", "y", "top"} {
		put(&b.Organizations, evidence.Organization{ID: evidence.OrganizationID("organization:" + name), Name: name})
	}
	b.Collector, b.Method = "test", evidence.Declared
	store := memstore.New(time.Now, 1000)
	if _, err := store.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	got, err := coowned.NewService(store, ownership.Rule{Above: ownership.Control}).Suggestions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return got.Suggestions
}

// The owner is the ultimate one; a stake of 40 percent leaves the owner unknown, and outlets that are one count once,
// by the name of the first.
func TestSuggestions(t *testing.T) {
	var b evidence.Batch
	owns(t, &b, "Avon Trade Post = x", "Brent Trade Post = x 60", "Clun Trade Post = x", "Dart Trade Post",
		"Exe Trade Post = y 40",
		"Fal Trade Post = y", "Exe Trade Post Online")
	put(&b.Ownerships, evidence.Ownership{Asset: "organization:x", Owner: "organization:top"})
	put(&b.Samenesses, evidence.Sameness{A: "outlet:exe-trade-post", B: "outlet:exe-trade-post-online"})
	got := suggestions(t, b)
	var lines []string
	for _, s := range got {
		lines = append(lines, fmt.Sprintf("%s %v %s %.2f", s.Outlet, s.Owners, s.Pattern, s.Score))
	}
	want := []string{
		"outlet:dart-trade-post [organization:top] … trade post 0.50",
		"outlet:exe-trade-post [organization:top] … trade post 0.50",
	}
	if d := cmp.Diff(want, lines); d != "" {
		t.Fatalf("(-want +got):\n%s", d)
	}
	reasons := []string{
		`3 outlets of one owner are named "… trade post": Avon Trade Post, Brent Trade Post and Clun Trade Post.`,
		"1 outlet of other owners is also named this way: Fal Trade Post.",
	}
	if d := cmp.Diff(reasons, got[0].Reasons); d != "" {
		t.Errorf("why (-want +got):\n%s", d)
	}
}

func TestSuggestions_OneWord(t *testing.T) {
	var b evidence.Batch
	owns(t, &b, "Avon Post = x", "Brent Post = x", "Clun Post = x", "Exe Post = x", "Dart Post")
	got := suggestions(t, b)
	if len(got) != 1 {
		t.Fatalf("%d suggestions; want 1", len(got))
	}
	want := []string{
		`4 outlets of one owner are named "… post": Avon Post, Brent Post, Clun Post and 1 more.`,
		"One word alone says little: newspapers everywhere have such names.",
	}
	if d := cmp.Diff(want, got[0].Reasons); d != "" {
		t.Errorf("why (-want +got):\n%s", d)
	}
}
