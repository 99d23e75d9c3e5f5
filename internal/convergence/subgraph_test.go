package convergence_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// What a source has of its own, by what it declares and what it takes (method, sections 1 and 12). B is a document that
// supports the claim too, so E tells the own share phi of A: A rests on B for 1-phi, and E is 2/(1+sqrt(1-phi)).
func TestOwnShare(t *testing.T) {
	shared := func(phi float64) float64 { return 2 / (1 + math.Sqrt(1-phi)) }
	for _, tc := range []struct {
		name, graph string
		effective   float64
	}{
		{"nothing stated, no link", "+ A B", 2},
		{"nothing stated, a link", "+ A B; A <- B", 1},
		{"true, no link", "+ A B; A : firsthand=true", 2},
		{"true, a link", "+ A B; A <- B; A : firsthand=true", shared(0.5)},
		{"false, no link: ungrounded", "+ A B; A : firsthand=false", 1},
		{"false, a link", "+ A B; A <- B; A : firsthand=false", 1},
		{"a number, a link", "+ A B; A <- B; A : firsthand=0.36", shared(0.36)},
		{"all of it, a link", "+ A B; A <- B; A : firsthand=1", 2},
		{"a number, no grounded link: all it has", "+ A B; A <- C; C : firsthand=false; A : firsthand=0.36", 2},
		{"syndicated in spite of a number", "+ A B; A <= B; A : firsthand=0.36", 1},
		{"translated in spite of a number", "+ A B; A <t B; A : firsthand=0.36", 1},
		{"syndicated: other links do not count", "+ A B; A <= B; A <- C", 1},
		{"weights", "+ A B; A <- B *3; A <- C *1", 2 / (1 + math.Sqrt(0.75))},
		{"parallel links add up", "+ A B; A <- B *2; A <q B *1; A <- C *1", 2 / (1 + math.Sqrt(0.75))},
		{"a withdrawn upstream gives no ground", "+ A B; A <- C; C : withdrawn=2024", 1},
		{"a withdrawn upstream has no part", "+ A B; A <- B,C; C : withdrawn=2024", 1},
		{"a link to a later source does not count", "+ A B; A <- B; A : date=2024-10; B : date=2024-11-01", 2},
		{"a day of the month is not later than the month", "+ A B; A <- B; A : date=2024-10; B : date=2024-10-31", 1},
		{"a day of the year is not later than the year", "+ A B; A <- B; A : date=2024; B : date=2024-03-15", 1},
		{"the next year is", "+ A B; A <- B; A : date=2024; B : date=2025-01-01", 2},
		{"a minute later", "+ A B; A <- B; A : date=2024-10-05T08:10Z; B : date=2024-10-05T08:11Z", 2},
		{"the same minute", "+ A B; A <- B; A : date=2024-10-05T08:10Z; B : date=2024-10-05T08:10Z", 1},
		{"the next day of the calendar, an hour earlier",
			"+ A B; A <- B; A : date=2024-04-01T18:30-04:00; B : date=2024-04-02T08:05+11:00", 1},
		{"a day that may still be the day before elsewhere", "+ A B; A <- B; A : date=2024-10-05T20:00Z; B : date=2024-10-06",
			1},
		{"a day that has begun in no time zone", "+ A B; A <- B; A : date=2024-10-05T09:00Z; B : date=2024-10-06", 2},
		{"times of one day without zones", "+ A B; A <- B; A : date=2024-10-05T08:10; B : date=2024-10-05T21:30", 1},
		{"an undated target is never later", "+ A B; A <- B; A : date=2024", 1},
		{"an undated source is never earlier", "+ A B; A <- B; B : date=2024", 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := compute(t, draw(t, tc.graph)).Supporting.Presumed; math.Abs(got-tc.effective) > tolerance {
				t.Errorf("presumed: want %v, got %v", tc.effective, got)
			}
		})
	}
}

// Which sources are taken to name no origin.
func TestNamed(t *testing.T) {
	for _, tc := range []struct {
		name, graph string
		named       int
	}{
		{"a document", "+ A", 1},
		{"a category of people", "+ A; A : kind=STATEMENT identity=CATEGORY", 1},
		{"an article", "+ A; A : kind=ARTICLE", 0},
		{"an article that takes from a document", "+ A; A : kind=ARTICLE; A <- B", 1},
		{"an article that takes from an article", "+ A; A <- B; B : kind=ARTICLE", 0},
		{"a first-hand article", "+ A; A : kind=ARTICLE firsthand=true", 1},
		{"an unnamed statement", "+ A; A : kind=STATEMENT identity=UNNAMED", 0},
		{"an unnamed statement that is first-hand", "+ A; A : kind=STATEMENT identity=UNNAMED firsthand=true", 1},
		{"an unnamed source with a link", "+ A; A : identity=UNNAMED; A <- B", 1},
		{"partly unnamed", "+ A; A <- B,C; C : kind=ARTICLE", 0},
		{"an unnamed source that has no part", "+ A; A <- C; C : kind=ARTICLE; A : firsthand=1; confirm A", 1},
		{"the same, which nobody has confirmed", "+ A; A <- C; C : kind=ARTICLE; A : firsthand=1", 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := compute(t, draw(t, tc.graph)).Supporting.TracedCount; got != tc.named {
				t.Errorf("named: want %d, got %d", tc.named, got)
			}
		})
	}
}

// Shared causes of two first-hand sources A and B: the overlap is the share that they have in common.
func TestSharedCauses(t *testing.T) {
	for _, tc := range []struct {
		name, graph string
		overlap     float64
	}{
		{"one author", "+ A B; A : authors=p; B : authors=p", 0.30},
		{"one of two authors", "+ A B; A : authors=p,q; B : authors=p", math.Sqrt(0.15 * 0.30)},
		{"both of two authors", "+ A B; A : authors=p,q; B : authors=q,p", 0.30},
		{"one outlet", "+ A B; A : outlet=o; B : outlet=o", 0.25},
		{"one owner", "+ A B; A : outlet=a; B : outlet=b; a owner g; b owner g", 0.15},
		{"one owner through a chain", "+ A B; A : outlet=a; B : outlet=b; a owner x; x owner g; b owner g", 0.15},
		{"a minority owner is no owner", "+ A B; A : outlet=a; B : outlet=b; a owner g 50; b owner g", 0},
		{"a majority owner is", "+ A B; A : outlet=a; B : outlet=b; a owner g 50.5; b owner g", 0.15},
		{"two ultimate owners", "+ A B; A : outlet=a; B : outlet=b; a owner g; a owner h; b owner g",
			math.Sqrt(0.075 * 0.15)},
		{"an ownership circle is one owner", "+ A B; A : outlet=a; B : outlet=b; a owner x; x owner y; y owner x; b owner y",
			0.15},
		{"a circle with somebody above it", "+ A B; A : outlet=a; B : outlet=b; a owner x; x owner y; y owner x; y owner g; b owner g", 0.15},
		{"one funder", "+ A B; A : outlet=a; B : outlet=b; a funder f; b funder f", 0.10},
		{"the funder of an owner does not count", "+ A B; A : outlet=a; B : outlet=b; a owner g; g funder f; b funder f", 0},
		{"two outlets that are one", "+ A B; A : outlet=a; B : outlet=b; same outlet a b", 0.25},
		{"two persons that are one", "+ A B; A : authors=p; B : authors=q; same person p q", 0.30},
		{"two owners that are one", "+ A B; A : outlet=a; B : outlet=b; a owner g; b owner h; same organization g h", 0.15},
		{"an owner is not a funder", "+ A B; A : outlet=a; B : outlet=b; a owner g; b funder g", 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			i, err := compute(t, draw(t, tc.graph)).Independence("source:A", "source:B")
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(i.Overlap-tc.overlap) > tolerance {
				t.Errorf("overlap: want %v, got %v", tc.overlap, i.Overlap)
			}
		})
	}
}

func TestSources(t *testing.T) {
	for _, tc := range []struct {
		name, graph                  string
		supporters, refuters, caveat string
	}{
		{"two records of one source", "+ A B C; same source B C", "A B", "", ""},
		{"sameness goes on", "+ A B C D; same source C D; same source B C", "A B", "", ""},
		{"a link inside is dropped", "+ A B; A <- B; same source A B", "A", "", ""},
		{"a withdrawn supporter does not count", "+ A B; B : withdrawn=2024", "A", "", "WITHDRAWN"},
		{"one source on both sides", "+ A B; - C; same source B C", "A", "", "CONTRADICTS"},
		{"a supporter that takes from a refuter", "+ A B; - C; A <- C", "A B", "C", "CONTRADICTS"},
		{"a later target", "+ A; A <- B; A : date=2023; B : date=2024", "A", "", "TIME_INCONSISTENT"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := compute(t, draw(t, tc.graph))
			if got := supporters(c.Supporting); got != tc.supporters {
				t.Errorf("supporters: want %q, got %q", tc.supporters, got)
			}
			if got := supporters(c.Refuting); got != tc.refuters {
				t.Errorf("refuters: want %q, got %q", tc.refuters, got)
			}
			if tc.caveat != "" && find(c.Caveats(), convergence.NoteCode(tc.caveat)) == nil {
				t.Errorf("no caveat %s in %+v", tc.caveat, c.Caveats())
			}
		})
	}
}

func supporters(s *convergence.Side) string {
	var out []*evidence.Source
	for _, p := range s.Sources() {
		out = append(out, p.Source)
	}
	return keys(out)
}

// United records: what the smallest id states stays, others fill the gaps.
func TestUnitedAttributes(t *testing.T) {
	sub := draw(t, "+ A B; A : title=Shown; B : title=Other date=2024-10 outlet=o; same source A B")
	s := compute(t, sub).Supporting.Sources()
	if len(s) != 1 || len(s[0].Statements) != 2 {
		t.Fatalf("want one supporter with two statements, got %+v", s)
	}
	got := []string{string(s[0].Source.ID), s[0].Source.Title, string(s[0].Source.PublishedAt), string(s[0].Source.Outlet)}
	if diff := cmp.Diff([]string{"source:A", "Shown", "2024-10", "outlet:o"}, got); diff != "" {
		t.Errorf("the united record (-want +got):\n%s", diff)
	}
}

// A scope that names one of two claims that are the same names both; one that names a third does not apply.
func TestScopes(t *testing.T) {
	sub := draw(t, "+ A B; A <- B")
	sub.Claims = append(
		sub.Claims, evidence.Claim{ID: "claim:d", Text: "It is."}, evidence.Claim{ID: "claim:e", Text: "Else."})
	sub.Samenesses = append(sub.Samenesses, evidence.Sameness{A: "claim:c", B: "claim:d"}.Normalize())
	sub.Statements = append(
		sub.Statements, evidence.Statement{Source: "source:D", Claim: "claim:d", Stance: evidence.Supports}.Normalize())
	sub.Sources = append(sub.Sources, evidence.Source{ID: "source:D", Kind: evidence.Document})
	for scope, want := range map[evidence.ClaimID]float64{"": 2, "claim:c": 2, "claim:d": 2, "claim:e": 3,
		"claim:gone": 3} {
		sub.Derivations[0].Claims = nil
		if scope != "" {
			sub.Derivations[0].Claims = []evidence.ClaimID{scope}
		}
		s := compute(t, sub).Supporting
		if s.SourceCount != 3 || math.Abs(s.Presumed-want) > tolerance {
			t.Errorf("scope %q: want 3 sources worth %v, got %d worth %v", scope, want, s.SourceCount, s.Presumed)
		}
	}
}

func TestPolicyLeavesOut(t *testing.T) {
	confidence := 40
	strict, suggested, high := basis.DefaultPolicy(), basis.DefaultPolicy(), basis.DefaultPolicy()
	strict.MinConfidence, suggested.SuggestedCopies, high.MinCopiedShare = 50, true, 0.95
	linked := func(change func(*evidence.Derivation)) *evidence.Subgraphs {
		sub := draw(t, "+ A B; A ~ B .9; A : date=2024-02; B : date=2024-01")
		change(&sub.Derivations[0])
		return sub
	}
	asIs := linked(func(*evidence.Derivation) {})
	doubtful := linked(func(d *evidence.Derivation) { d.Provenance.Confidence = &confidence })
	rejected := linked(func(d *evidence.Derivation) { d.Status = evidence.Rejected })
	pending := linked(func(d *evidence.Derivation) { d.Status = evidence.Suggested })
	copied, apart := 2/(1+math.Sqrt(0.9)), 2.0
	for name, tc := range map[string]struct {
		sub    *evidence.Subgraphs
		policy basis.Policy
		want   float64
		told   bool
	}{
		"a confirmed copy counts":            {asIs, basis.DefaultPolicy(), copied, false},
		"kappa below the least":              {asIs, high, apart, true},
		"low confidence without a threshold": {doubtful, basis.DefaultPolicy(), copied, false},
		"low confidence":                     {doubtful, strict, apart, true},
		"rejected":                           {rejected, suggested, apart, false},
		"suggested":                          {pending, basis.DefaultPolicy(), apart, true},
		"suggested and wanted":               {pending, suggested, copied, false},
	} {
		c := computeWith(t, tc.sub, tc.policy)
		if got := c.Supporting.Presumed; math.Abs(got-tc.want) > tolerance {
			t.Errorf("%s: want %v, got %v", name, tc.want, got)
		}
		if told := find(c.Caveats(), convergence.NotePolicy) != nil; told != tc.told {
			t.Errorf("%s: told %t, want %t", name, told, tc.told)
		}
	}
}

// Withdrawal is as of the moment: before it, the source counts.
func TestWithdrawnAtAMoment(t *testing.T) {
	sub := draw(t, "+ A B; B : withdrawn=2024-06")
	for day, want := range map[string]int{"2024-05-31": 2, "2024-06-01": 1} {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		sub.At = evidence.Moment{ValidAt: at}
		c := compute(t, sub)
		if c.Supporting.SourceCount != want {
			t.Errorf("as of %s: want %d sources, got %d", day, want, c.Supporting.SourceCount)
		}
		if c.ValidAt == nil || !c.ValidAt.Equal(at) || c.KnownAt != nil {
			t.Errorf("as of %s: the answer states %v and %v", day, c.ValidAt, c.KnownAt)
		}
		if n := find(c.Caveats(), convergence.NoteUndated); n == nil || !strings.Contains(n.Text, "no date") {
			t.Errorf("as of %s: no caveat about undated sources in %+v", day, c.Caveats())
		}
	}
}

func TestComputeErrors(t *testing.T) {
	sub := draw(t, "+ A")
	if _, err := convergence.Compute(sub, "claim:none", basis.DefaultPolicy()); !errors.Is(err, evidence.ErrNotFound) {
		t.Errorf("an unknown claim: want %v, got %v", evidence.ErrNotFound, err)
	}
	if _, err := convergence.Compute(sub, theClaim, basis.Policy{}); !errors.Is(err, evidence.ErrInvalid) {
		t.Errorf("the zero policy: want %v, got %v", evidence.ErrInvalid, err)
	}
	c := compute(t, sub)
	if _, err := c.Supporting.IfWrong([]evidence.SourceID{"source:none"}, -1); !errors.Is(err, evidence.ErrNotFound) {
		t.Errorf("an unknown source: want %v, got %v", evidence.ErrNotFound, err)
	}
	if _, err := c.Independence("source:A", "source:none"); !errors.Is(err, evidence.ErrNotFound) {
		t.Errorf("an unknown source: want %v, got %v", evidence.ErrNotFound, err)
	}
}

// A claim nobody speaks to is worth nothing and breaks nothing.
func TestNoEvidence(t *testing.T) {
	c := compute(t, draw(t, ""))
	if diff := cmp.Diff(tally.Tally{}, c.Supporting.Tally); diff != "" {
		t.Errorf("tally (-want +got):\n%s", diff)
	}
	if got := c.Explanation()[0].Text; got != "No source supports it." {
		t.Errorf("headline: %q", got)
	}
	wrong, err := c.Supporting.IfWrong(nil, -1)
	if err != nil || len(wrong)+len(c.Supporting.Bottlenecks())+len(c.NextQuestions(-1)) > 0 ||
		c.Supporting.Fragility() != 0 {
		t.Errorf("lists of nothing: %v, %v", wrong, err)
	}
}

// A side that nobody takes, or that rests on nothing, has empty lists, in evidence of any size.
func TestEmptySide(t *testing.T) {
	for _, n := range []int{1, 400} {
		sub := chain(n)
		sub.Sources = append(sub.Sources, evidence.Source{ID: "source:z", Kind: evidence.Document})
		loop := evidence.Derivation{From: "source:z", To: "source:z", Kind: evidence.Cites}
		for _, refuted := range []bool{false, true} {
			if refuted {
				sub.Derivations = append(sub.Derivations, loop.Normalize())
				sub.Statements = append(
					sub.Statements, evidence.Statement{Source: "source:z", Claim: theClaim, Stance: evidence.Refutes}.Normalize())
			}
			s := compute(t, sub).Refuting
			wrong, err := s.IfWrong(nil, -1)
			lengths := len(wrong) + len(s.Gatekeepers()) + len(s.RootCauses()) + len(s.Bottlenecks()) + len(s.Groups(-1)) + len(
				s.Overlaps(0, -1)) +
				len(s.AttributeGroups(-1)) + len(s.Lines(-1)) + len(s.Origins()) + s.PooledLineCount()
			if err != nil || lengths > 0 || s.Presumed+s.PresumedOrigins()+s.Fragility() > 0 || s.Weight() != nil {
				t.Errorf(
					"%d sources, one of them refuting in a circle: %t: error %v, lists of %d in all, worth %v", n, refuted, err,
					lengths, s.Tally)
			}
		}
	}
}
