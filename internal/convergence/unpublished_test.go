package convergence_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/whatif"
	"github.com/credence-graph/credence/internal/evidence"
)

// What a source takes from what the moment hides, in June 2024, by hand. Sources are documents, first-hand unless they
// take from others; so each is worth 1 by itself, 0 where nothing is left to rest on.
func TestHiddenUpstream(t *testing.T) {
	const include, exclude = evidence.IncludeUndated, evidence.ExcludeUndated
	for _, tc := range []struct {
		name, graph  string
		undated      evidence.Undated
		supporters   string
		demonstrated float64
		caveat       string
	}{
		{"a later target: no ground and no origin", "+ A B; A <- C; C : date=2025", include, "A B", 1, "A takes from C"},
		{"an undated target, excluded", "+ A B; A <- C; A : date=2024; B : date=2024", exclude, "A B", 1, "A takes from C"},
		{"an undated target, included", "+ A B; A <- C; A : date=2024; B : date=2024", include, "A B", 2, ""},
		{"nothing else", "+ A; A <- C; C : date=2025", include, "A", 0, "A takes from C"},
		{"inconsistent in time, now and then", "+ A B; A <- C; A : date=2024-05; C : date=2024-07", include, "A B", 1, ""},
		{"declared first-hand, which nobody has confirmed", "+ A; A <- C; C : date=2025; A : firsthand=true", include, "A", 0,
			"A takes from C"},
		{"syndicated in spite of a number", "+ A; A <= C; C : date=2025; A : firsthand=1", include, "A", 0, "A takes from C"},
		{"the middle of a chain", "+ A; A <- M; M <- B; M : date=2025", include, "A", 0, "A takes from M"},
		{"the middle of a chain to a supporter", "+ A B; A <- M; M <- B; M : date=2025", include, "A B", 1, "A takes from M"},
		{"a hidden part: the rest is all", "+ A B; A <- B,C; C : date=2025", include, "A B", 1, "A takes from C"},
		{"a hidden supporter", "+ A B; A <- B; B : date=2025", include, "A", 0, "A takes from B"},
		{"what rests on it is ungrounded, too", "+ A B; A <- B; B <- C; C : date=2025", include, "A B", 0, "B takes from C"},
		{"several", "+ A B; A <- C; B <- C,D; C : date=2025; D : date=2026", include, "A B", 0, "A and B take from C and D"},
		{"a circle with a hidden way in", "+ A; A <- B; B <- A; B <- C; C : date=2025", include, "A", 0, "B takes from C"},
		{"a copy of an earlier one", "+ A B; A ~ C .9; A : date=2024; B : date=2024", exclude, "A B", 1, "A takes from C"},
		{"found alike, but the hidden one is later", "+ A B; A ~ C .9; A : date=2024; C : date=2025", include, "A B", 2, ""},
		{"another record of itself", "+ A; same source A X; A <- X; X : date=2025", include, "A", 1, ""},
		{"two that are one by a hidden record", "+ A B; same source A X; same source X B; X : date=2025", include, "A", 1,
			""},
		{"a hidden record of a source that is here", "+ A I; A <- G; same source G I; G : date=2025", include, "A I", 1, ""},
		{"its id is not shown", "+ B I; B <- A; same source A I; A : date=2025", include, "B I", 1, ""},
		{"another record of what is hidden was out", "+ A; A <- G; I; same source G I; G : date=2025", include, "A", 1, ""},
		{"and what it takes from", "+ A B; A <- G; I <- B; same source G I; G : date=2025", include, "A B", 1, ""},
		{"but not what the later record takes from", "+ A B; A <- G; G <- B; I; same source G I; G : date=2025", include,
			"A B", 2, ""},
		{"other records of what is hidden, all later", "+ A; A <- G; I; same source G I; G : date=2025; I : date=2026",
			include, "A", 0, "A takes from G"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := compute(t, asOf(t, draw(t, tc.graph), midsummer(tc.undated)))
			if got := supporters(c.Supporting); got != tc.supporters {
				t.Errorf("supporters: want %q, got %q", tc.supporters, got)
			}
			if got := c.Supporting.Demonstrated; !near(got, tc.demonstrated) {
				t.Errorf("demonstrated: want %v, got %v", tc.demonstrated, got)
			}
			want := tc.caveat
			if want != "" {
				want += ", which this moment leaves out: that gives no ground, and makes nobody an origin."
			}
			got := ""
			if n := find(c.Caveats(), convergence.NoteUnpublished); n != nil {
				got = n.Text
			}
			if got != want {
				t.Errorf("caveat: want %q, got %q", want, got)
			}
			if find(c.Caveats(), convergence.NoteWithdrawn) != nil {
				t.Errorf("what is hidden is told as withdrawn: %+v", c.Caveats())
			}
			everyList(t, c)
		})
	}
}

func near(a, b float64) bool {
	return a-b < tolerance && b-a < tolerance
}

// everyList asks for everything that an answer can be asked for: none of it may stumble over what is hidden.
func everyList(t *testing.T, c *convergence.Convergence) {
	t.Helper()
	c.Explanation()
	c.NextQuestions(-1)
	for _, s := range []*convergence.Side{c.Supporting, c.Refuting} {
		s.Groups(-1)
		s.Overlaps(0, -1)
		s.Lines(-1)
		s.AttributeGroups(-1)
		s.Circles(-1)
		s.Gatekeepers()
		s.RootCauses()
		s.DistanceToCollapse()
		for _, o := range s.Origins() {
			if o.Share == 0 {
				t.Errorf("%s is an origin of nothing", o.Source.ID)
			}
		}
		if _, err := s.IfWrong(nil, -1); err != nil {
			t.Error(err)
		}
	}
}

// What is undated and left out is not told as taken part.
func TestHiddenIsNotUndated(t *testing.T) {
	c := compute(t, asOf(t, draw(t, "+ A; A <- C; A : date=2024"), midsummer(evidence.ExcludeUndated)))
	if n := find(c.Caveats(), convergence.NoteUndated); n != nil {
		t.Errorf("told as undated: %q", n.Text)
	}
}

// A what-if at an earlier moment: a hidden source cannot be supposed again or named, and striking it out changes
// nothing.
func TestSupposeWithHidden(t *testing.T) {
	sub := asOf(t, draw(t, "+ A; A <- C; C : date=2025"), midsummer(""))
	_, idle, err := whatif.Suppose(
		sub, theClaim, whatif.Hypothesis{Without: []evidence.ID{"source:C"}}, basis.DefaultPolicy())
	if err != nil || len(idle) != 1 {
		t.Errorf("striking it out: idle %q, error %v", idle, err)
	}
	for name, tc := range map[string]struct {
		h    whatif.Hypothesis
		want evidence.Code
	}{
		"supposed again": {whatif.Hypothesis{Sources: []evidence.Source{{ID: "source:C"}}}, evidence.CodeConflict},
		"named":          {whatif.Hypothesis{Statements: []evidence.Statement{supports("C")}}, evidence.CodeNotFound},
	} {
		if _, _, err := whatif.Suppose(sub, theClaim, tc.h, basis.DefaultPolicy()); evidence.CodeOf(err) != tc.want {
			t.Errorf("%s: want code %s, got %v", name, tc.want, err)
		}
	}
}

// TestHidingNeverAdds compares a moment with the same graph in which what it hides is there, but withdrawn: hiding
// makes nothing more demonstrated, nor any other number of the tally other.
func TestHidingNeverAdds(t *testing.T) {
	cut := 0
	rapid.Check(t, func(t *rapid.T) {
		sub := worlds(everything()).Draw(t, "world").subgraphs(nameOf)
		for i := range sub.Sources {
			if rapid.Bool().Draw(t, "undated") {
				sub.Sources[i].PublishedAt = ""
			}
		}
		for range rapid.IntRange(0, 3).Draw(t, "samenesses") {
			a, b := rapid.IntRange(0, len(sub.Sources)-1).Draw(t, "a"), rapid.IntRange(0, len(sub.Sources)-1).Draw(t, "b")
			if a != b {
				sub.Samenesses = append(
					sub.Samenesses, evidence.Sameness{A: evidence.ID(nameOf(a)), B: evidence.ID(nameOf(b))}.Normalize())
			}
		}
		at := evidence.Moment{
			ValidAt: time.Date(2024, 1, rapid.IntRange(0, 8).Draw(t, "day"), 0, 0, 0, 0, time.UTC),
			Undated: rapid.SampledFrom([]evidence.Undated{evidence.IncludeUndated, evidence.ExcludeUndated}).Draw(t, "choice"),
		}
		hiding := asOf(t, sub, at)
		cut += min(1, len(hiding.Unpublished))
		got, err := convergence.Compute(hiding, theClaim, basis.DefaultPolicy())
		if err != nil {
			t.Fatalf("Compute: %v", err)
		}
		kept, err := convergence.Compute(
			withdrawing(asOf(t, sub, evidence.Moment{}), hiding), theClaim, basis.DefaultPolicy())
		if err != nil {
			t.Fatalf("Compute: %v", err)
		}
		atMost(t, "demonstrated", got.Supporting.Demonstrated, kept.Supporting.Demonstrated)
		if diff := cmp.Diff(kept.Supporting.Tally, got.Supporting.Tally, cmpopts.EquateApprox(0, rounding)); diff != "" {
			t.Fatalf("the tally (-withdrawn +hidden):\n%s", diff)
		}
	})
	if cut < 10 {
		t.Errorf("only %d of the graphs had links to what was hidden", cut)
	}
}

// withdrawing returns the whole graph with every source withdrawn that another reading does not show, and without what
// such sources say and take. Of a source that is shown by another record, the hidden one stays as an id, and as one
// that comes after all others: a source goes by the ids that are shown, also where nothing but the id decides who
// copies whom.
func withdrawing(whole, hiding *evidence.Subgraphs) *evidence.Subgraphs {
	shown := map[evidence.SourceID]bool{}
	for _, s := range hiding.Sources {
		shown[s.ID] = true
	}
	class := map[evidence.SourceID]bool{} // its source is shown by some record
	for id := range shown {
		class[id] = true
	}
	for range whole.Sources {
		for _, s := range whole.Samenesses {
			a, b := evidence.SourceID(s.A), evidence.SourceID(s.B)
			class[a], class[b] = class[a] || class[b], class[a] || class[b]
		}
	}
	out := *whole
	out.Sources = slices.Clone(whole.Sources)
	for i, s := range out.Sources {
		switch {
		case shown[s.ID]:
		case class[s.ID]:
			out.Sources[i] = evidence.Source{ID: last(s.ID)}
		default:
			out.Sources[i].WithdrawnAt = "2023"
		}
	}
	out.Statements = slices.DeleteFunc(
		slices.Clone(whole.Statements), func(s evidence.Statement) bool { return !shown[s.Source] })
	out.Derivations = slices.DeleteFunc(
		slices.Clone(whole.Derivations), func(d evidence.Derivation) bool { return !shown[d.From] })
	mixed := func(id evidence.SourceID) bool { return class[id] && !shown[id] }
	for i, d := range out.Derivations {
		if mixed(d.To) {
			out.Derivations[i].To = last(d.To)
		}
	}
	out.Samenesses = slices.Clone(whole.Samenesses)
	for i := range out.Samenesses {
		for _, end := range []*evidence.ID{&out.Samenesses[i].A, &out.Samenesses[i].B} {
			if mixed(evidence.SourceID(*end)) {
				*end = evidence.ID(last(evidence.SourceID(*end)))
			}
		}
	}
	return &out
}

// last returns an id that comes after all that nameOf gives.
func last(id evidence.SourceID) evidence.SourceID {
	return evidence.SourceID("source:z" + evidence.ID(id).Key())
}

// A hidden record is told by the name of what is shown of its source, in every order of the lists.
func TestHiddenInAnyOrder(t *testing.T) {
	sub := asOf(
		t, draw(t, "+ B I; B <- A; B <- Z; same source A I; A : date=2025 title=Later; Z : date=2026; I : title=Shown"),
		midsummer(""))
	want := strings.Join(textsOf(compute(t, sub)), "\n")
	slices.Reverse(sub.Unpublished)
	slices.Reverse(sub.Sources)
	slices.Reverse(sub.Derivations)
	if got := strings.Join(textsOf(compute(t, sub)), "\n"); got != want || strings.Contains(got, "Later") ||
		!strings.Contains(got, "Shown") {
		t.Errorf("in another order:\n%s\nwant\n%s", got, want)
	}
}

func textsOf(c *convergence.Convergence) []string {
	var out []string
	for _, n := range append(c.Explanation(), c.Caveats()...) {
		out = append(out, n.Text)
	}
	return out
}
