package convergence_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// votesOf writes the votes of a drawing: "w: w x y", each voter with its members, "=c: c d" of members that go back to
// several sources; "none: z" are those without a vote.
func votesOf(t *testing.T, drawing string, p basis.Policy) string {
	t.Helper()
	short := func(id evidence.SourceID) string { return evidence.ID(id).Key() }
	var lines []string
	claims := []evidence.ClaimID{theClaim}
	err := tally.EachVotes(t.Context(), draw(t, drawing), claims, p, func(v tally.Votes) error {
		line := func(head string, members []evidence.SourceID) {
			for _, m := range members {
				head += " " + short(m)
			}
			lines = append(lines, head)
		}
		for _, voter := range v.Voters {
			head := short(voter.Source) + ":"
			if !voter.Common {
				head = "=" + head
			}
			line(head, voter.Members)
		}
		if len(v.Voteless) > 0 {
			line("none:", v.Voteless)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "; ")
}

func TestEachVotes(t *testing.T) {
	for _, c := range []struct{ name, drawing, want string }{
		{"by themselves", "+ a b", "a: a; b: b"},
		{"reprints of one that is silent", "+ x y; x <= w; y <- w", "w: x y"},
		{"reprints of reprints", "+ w x y; x <= w; y <t x", "w: w x y"},
		{"what is withdrawn", "+ w x y; x <= w; w : withdrawn=2024-01-01", "y: y; none: w x"},
		{"a closed circle", "+ a b c y; a <- b; b <- c; c <- a", "y: y; none: a b c"},
		{"a circle that one source enters", "+ a b; a <- b; b <- a; b <- w", "w: a b"},
		{"one that takes a part", "+ a x; x <- a,b", "a: a; x: x"},
		{"one with something of its own", "+ a x; x <- a; x : firsthand=true", "a: a; x: x"},
		{"reprints of one that takes from several", "+ p q; p <= x; q <= x; x <- a,b", "x: p q"},
		{"the same sources in the same parts", "+ c d; c <- a,b; d <- a,b", "=c: c d"},
		{"and a reprint with a smaller id", "+ aa c d; aa <= d; c <- a,b; d <- a,b", "=c: aa c d"},
		{"a reprint dated before what it prints", "+ p w; p <= w; p : date=2024-01-01; w : date=2024-01-02", "w: p w"},
		{"a copy in part", "+ p q; q ~ p .9; p : date=2024-01-01; q : date=2024-01-02", "p: p; q: q"},
		{"a whole copy", "+ p q; q ~ p 1; p : date=2024-01-01; q : date=2024-01-02", "p: p q"},
		{"both sides", "+ a b; - a", "b: b; none: a"},
		{"the other side", "+ a; - b", "a: a"},
		{"one source under two ids", "+ a b; same source a b", "a: a"},
		{"no evidence of its own", "+ a b; a : firsthand=false", "b: b; none: a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, votesOf(t, c.drawing, basis.DefaultPolicy())); diff != "" {
				t.Errorf("votes (-want +got):\n%s", diff)
			}
		})
	}
}

// A copy that nobody has confirmed joins nobody, even under a policy that counts it elsewhere.
func TestEachVotes_LeavesSuggestedCopiesAlone(t *testing.T) {
	sub, policy := draw(t, "+ a b; b ~ a 1"), basis.DefaultPolicy()
	policy.SuggestedCopies = true
	sub.Derivations[0].Status = evidence.Suggested
	claims := []evidence.ClaimID{theClaim}
	err := tally.EachVotes(t.Context(), sub, claims, policy, func(v tally.Votes) error {
		if len(v.Voters) != 2 {
			t.Errorf("%d voters; want 2", len(v.Voters))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestEachVotes_Refuses(t *testing.T) {
	none := func(tally.Votes) error { return nil }
	ask := func(ctx context.Context, claim evidence.ClaimID, p basis.Policy) error {
		return tally.EachVotes(ctx, draw(t, "+ a"), []evidence.ClaimID{claim}, p, none)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	for code, err := range map[evidence.Code]error{
		evidence.CodeInvalid:  ask(t.Context(), theClaim, basis.Policy{}),
		evidence.CodeNotFound: ask(t.Context(), "claim:none", basis.DefaultPolicy()),
		evidence.CodeTimeout:  ask(ended, theClaim, basis.DefaultPolicy()),
	} {
		if evidence.CodeOf(err) != code {
			t.Errorf("%v; want the code %s", err, code)
		}
	}
	stop := fmt.Errorf("enough")
	claims, stops := []evidence.ClaimID{theClaim}, func(tally.Votes) error { return stop }
	err := tally.EachVotes(t.Context(), draw(t, "+ a"), claims, basis.DefaultPolicy(), stops)
	if !errors.Is(err, stop) {
		t.Errorf("%v; want the error of the function", err)
	}
}
