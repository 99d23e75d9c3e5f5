package inquiry_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
)

// independences compares pairs of names with one read.
func independences(
	t *testing.T, sub *evidence.Subgraphs, claim evidence.ClaimID,
	pairs ...[2]evidence.SourceID) []convergence.Independence {
	t.Helper()
	asked := make([]convergence.Pair, len(pairs))
	for i, p := range pairs {
		asked[i] = convergence.Pair{A: "source:" + p[0], B: "source:" + p[1]}
	}
	r := &reader{Sub: sub}
	got, err := inquiry.New(r).Independences(t.Context(), asked, claim, evidence.Moment{}, basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Calls) != 1 {
		t.Errorf("%d reads for %d pairs; expected one", len(r.Calls), len(pairs))
	}
	return got
}

// The method's examples 5, 8b, 9 and 10, of sources that say nothing of any claim.
func TestIndependences(t *testing.T) {
	for _, tc := range []struct {
		name, graph string
		verdict     convergence.IndependenceVerdict
		overlap     float64
		reasons     []convergence.ReasonKind
	}{
		{"one of two origins", "A <- O,P; B <- O,Q", convergence.Dependent, .5,
			[]convergence.ReasonKind{convergence.ReasonOrigin}},
		{"one outlet and owner", "A : outlet=o; B : outlet=o; o owner g", convergence.Dependent, .4,
			[]convergence.ReasonKind{convergence.ReasonOutlet, convergence.ReasonOwner}},
		{"a copy", "A ~ B .9; A : date=2024-02; B : date=2024-01", convergence.Dependent, math.Sqrt(.9),
			[]convergence.ReasonKind{convergence.ReasonCopy}},
		{"own work and a wire's", "A <- B; A : firsthand=true", convergence.Dependent, math.Sqrt(.5),
			[]convergence.ReasonKind{convergence.ReasonOrigin}},
		{"the same in full", "A <= B", convergence.Same, 1, []convergence.ReasonKind{convergence.ReasonOrigin}},
		{"nothing", "A; B", convergence.NothingShared, 0, nil},
		{"nobody knows", "A; B : kind=ARTICLE", convergence.Unknown, 0, nil},
		{"a circle", "A <- B; B <- A", convergence.Dependent, 0, []convergence.ReasonKind{convergence.ReasonCircle}},
		{"one source", "A; B; same source A X; same source X B; X", convergence.Same, 1,
			[]convergence.ReasonKind{convergence.ReasonSameness}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := independences(t, draw(t, tc.graph), "", [2]evidence.SourceID{"A", "B"})[0]
			if got.Verdict != tc.verdict || math.Abs(got.Overlap-tc.overlap) > tolerance {
				t.Errorf("want %s %v, got %s %v", tc.verdict, tc.overlap, got.Verdict, got.Overlap)
			}
			var kinds []convergence.ReasonKind
			for _, r := range got.Reasons {
				kinds = append(kinds, r.Kind)
			}
			if diff := cmp.Diff(tc.reasons, kinds); diff != "" {
				t.Errorf("reasons (-want +got):\n%s", diff)
			}
			if (got.Verdict == convergence.Unknown) != (len(got.Missing) > 0) {
				t.Errorf("%s, and missing is %v", got.Verdict, got.Missing)
			}
			if got.A.ID != "source:A" || got.B.ID != "source:B" {
				t.Errorf("asked for A and B, told of %s and %s", got.A.ID, got.B.ID)
			}
		})
	}
}

// A link with a scope counts where no claim is asked for and where its own is, and not anywhere else.
func TestIndependences_scope(t *testing.T) {
	sub := draw(t, "+ A; B <- A")
	sub.Claims = append(sub.Claims, evidence.Claim{ID: "claim:d", Text: "It is not."})
	sub.Derivations[0].Claims = []evidence.ClaimID{"claim:d"}
	for claim, want := range map[evidence.ClaimID]convergence.IndependenceVerdict{
		"": convergence.Same, "claim:d": convergence.Same, theClaim: convergence.NothingShared,
	} {
		if got := independences(t, sub, claim, [2]evidence.SourceID{"A", "B"})[0].Verdict; got != want {
			t.Errorf("for %q: want %s, got %s", claim, want, got)
		}
	}
}

// What is said of a pair is what the answer for the claim says of it.
func TestIndependences_asInTheAnswer(t *testing.T) {
	sub := draw(t, "+ A B C; A <- O,P; B <- O; C <- B; C : firsthand=.25; O : outlet=o; P : outlet=o")
	names := []evidence.SourceID{"A", "B", "C", "O"}
	for _, a := range names {
		for _, b := range names {
			if a == b {
				continue
			}
			want, err := compute(t, sub).Independence("source:"+a, "source:"+b)
			if err != nil {
				t.Fatal(err)
			}
			got := independences(t, sub, theClaim, [2]evidence.SourceID{a, b})[0]
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s and %s (-answer +pair):\n%s", a, b, diff)
			}
		}
	}
}

func TestIndependences_sameness(t *testing.T) {
	sub := draw(t, "A; X; B; same source A X; same source X B")
	all := independences(
		t, sub, "", [2]evidence.SourceID{"A", "B"}, [2]evidence.SourceID{"B", "X"}, [2]evidence.SourceID{"A", "A"},
		[2]evidence.SourceID{"A", "none"})
	for i, want := range [][][2]evidence.ID{
		{{"source:A", "source:X"}, {"source:B", "source:X"}}, {{"source:B", "source:X"}}, nil,
	} {
		var ends [][2]evidence.ID
		for _, step := range all[i].Reasons[0].Steps {
			s, ok := step.(*evidence.Sameness)
			if !ok {
				t.Fatalf("a step of a sameness is %T", step)
			}
			ends = append(ends, [2]evidence.ID{s.A, s.B})
		}
		if !slices.Equal(want, ends) {
			t.Errorf("pair %d: want the steps %v, got %v", i, want, ends)
		}
	}
	if all[3].A == nil || all[3].B != nil || all[3].Verdict != "" {
		t.Errorf("with one that is not there: %+v", all[3])
	}
}

func TestIndependences_errors(t *testing.T) {
	service := inquiry.New(&reader{Sub: draw(t, "A; B")})
	pair := []convergence.Pair{{A: "source:A", B: "source:B"}}
	if _, err := service.Independences(
		t.Context(), pair, "claim:none", evidence.Moment{}, basis.DefaultPolicy()); !errors.Is(err, evidence.ErrNotFound) {
		t.Errorf("of an unknown claim: %v", err)
	}
	if _, err := service.Independences(t.Context(), pair, "", evidence.Moment{}, basis.Policy{}); !errors.Is(
		err, evidence.ErrInvalid) {
		t.Errorf("without a policy: %v", err)
	}
}
