package convergence_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// eachInterestWorld calls f with every random graph of open questions, to which owners, funders, refuters and
// samenesses come from a stream of their own, and with a stream for what is done to it.
func eachInterestWorld(t *testing.T, f func(r *rand.Rand, graph string)) {
	t.Helper()
	for seed := range uint64(openGraphs) {
		r := rand.New(rand.NewPCG(seed, 14))
		graph := openWorld(rand.New(rand.NewPCG(seed, 12)))
		for o := range 2 {
			if strings.Contains(graph, fmt.Sprintf("outlet=o%d", o)) && r.IntN(2) == 0 {
				graph += fmt.Sprintf("\no%d %s g%d", o, []string{"owner", "funder"}[r.IntN(2)], r.IntN(2))
			}
		}
		if r.IntN(2) == 0 {
			graph += "\n- against; against <- n0"
		}
		if r.IntN(4) == 0 {
			graph += "\nsame source n0 n1"
		}
		if r.IntN(2) == 0 {
			graph += "\naddressed"
		}
		if r.IntN(3) == 0 {
			graph += "\nn0 : reliability=B"
		}
		f(r, graph)
		if t.Failed() {
			t.Fatalf("seed %d:\n%s", seed, graph)
		}
	}
}

// someInterest draws an interest of somebody in a graph, or of nobody in it.
func someInterest(r *rand.Rand) string {
	holder := fmt.Sprintf("source:n%d", r.IntN(6))
	if r.IntN(3) == 0 {
		holder = []string{"outlet:o0", "outlet:o1", "organization:g0", "organization:g1", "person:nobody"}[r.IntN(5)]
	}
	return fmt.Sprintf("\ninterest %s %s kind=%s", holder, []string{"FOR", "FOR", "AGAINST"}[r.IntN(3)],
		evidence.InterestKinds()[r.IntN(6)])
}

// answered computes a drawn graph.
func answered(t *testing.T, graph string) *convergence.Convergence {
	t.Helper()
	return compute(t, sorted(draw(t, graph)))
}

// whole lists everything that an answer says but for what interests may change: what remains without them, the
// confidence and the caveat about them.
func whole(t *testing.T, c *convergence.Convergence) []string {
	t.Helper()
	var out []string
	say := func(what string, x any) {
		text, err := json.Marshal(x)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, what+" "+string(text))
	}
	for _, s := range []*convergence.Side{c.Supporting, c.Refuting} {
		figures := s.Numbers()
		figures.InterestRecorded, figures.Disinterested, figures.DisinterestedLineCount = false, 0, 0
		say("figures", figures)
		for _, x := range s.Sources() {
			say("source", []any{x.Source.ID, x.Grounded, x.Traced, len(x.Statements)})
		}
		for _, o := range s.Origins() {
			say("origin", []any{o.Source.ID, o.Share, o.Untraced})
		}
		for _, l := range s.Lines(-1) {
			say("line", []any{keys(l.Nodes), l.Untraced})
		}
		for _, g := range s.Groups(-1) {
			say("group", []any{keys(g.Members), g.Marginal, convergence.Texts(g.Reasons)})
		}
		for _, p := range s.Overlaps(0, -1) {
			say("overlap", []any{p.A.ID, p.B.ID, p.Overlap, p.Verdict})
		}
		wrong, err := s.IfWrong(nil, -1)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range wrong {
			say("wrong", []any{w.Source.ID, w.Presumed, w.Demonstrated, keys(w.LostSources)})
		}
		distance := s.DistanceToCollapse()
		say("rest", []any{keys(s.Gatekeepers()), keys(s.RootCauses()), keys(s.Bottlenecks()), s.Fragility(),
			s.PooledLineCount(), s.Approximate, len(distance.Links), len(s.Circles(-1)), s.Weight()})
	}
	for _, q := range c.NextQuestions(-1) {
		say("question", []any{q.Kind, q.Text, q.Demonstrated, q.AtLeast, q.AtMost})
	}
	for _, n := range slices.Concat(c.Explanation(), c.Caveats()) {
		if n.Code != convergence.NoteInterest && n.Code != convergence.NoteConfidence {
			say(string(n.Code), n.Text)
		}
	}
	say("judgement", []any{c.Likelihood(), c.SuggestedCredibility(), c.LogOdds()})
	return out
}

// levels orders the levels of confidence.
var levels = []convergence.AnalyticConfidence{convergence.ConfidenceLow, convergence.ConfidenceModerate,
	convergence.ConfidenceHigh}

// A22: the first interest turns what is unknown into a number. Apart from that recording an interest never raises a
// figure, and changes none but what remains without interests, its lines and the confidence.
func TestInterestAxioms_A22(t *testing.T) {
	changed := 0
	eachInterestWorld(t, func(r *rand.Rand, graph string) {
		before := answered(t, graph)
		was := whole(t, before)
		if before.Supporting.InterestRecorded || before.Refuting.InterestRecorded {
			t.Error("an interest is known that nobody recorded")
		}
		for n := range 3 {
			graph += someInterest(r)
			after := answered(t, graph)
			if diff := cmp.Diff(was, whole(t, after)); diff != "" {
				t.Errorf("with %d interests (-before +after):\n%s", n+1, diff)
			}
			if !after.Supporting.InterestRecorded || !after.Refuting.InterestRecorded {
				t.Error("an interest is recorded and not known")
			}
			if slices.Index(levels, after.Confidence) > slices.Index(levels, before.Confidence) {
				t.Errorf("the confidence rises from %s to %s", before.Confidence, after.Confidence)
			}
			for k, s := range []*convergence.Side{after.Supporting, after.Refuting} {
				past := []*convergence.Side{before.Supporting, before.Refuting}[k].Tally
				if !past.InterestRecorded {
					past.Disinterested, past.DisinterestedLineCount = past.Demonstrated, past.DemonstratedLineCount
				}
				if neverMore(s.Tally, past); s.Disinterested < past.Disinterested {
					changed++
				}
				if why := neverMore(s.Tally, past); why != "" {
					t.Error(why)
				}
				if why := agrees(s); why != "" {
					t.Error(why)
				}
			}
			before = after
		}
	})
	if changed < openGraphs/4 {
		t.Errorf("an interest took something away %d times only", changed)
	}
}

// neverMore says which figure that interests change is more than before, "" if none is.
func neverMore(is, was tally.Tally) string {
	if is.Disinterested < 0 || is.Disinterested > was.Disinterested+tolerance ||
		is.DisinterestedLineCount < 0 || is.DisinterestedLineCount > was.DisinterestedLineCount {
		return fmt.Sprintf("%v over %d lines; before it was %v over %d", is.Disinterested, is.DisinterestedLineCount,
			was.Disinterested, was.DisinterestedLineCount)
	}
	return ""
}

// agrees holds the figures of a side against who is interested, and against those who are wrong together.
func agrees(s *convergence.Side) string {
	var ids []evidence.SourceID
	for _, i := range s.Interested() {
		if len(i.Held) == 0 {
			return string(i.Source.ID) + " is interested by nobody"
		}
		for _, h := range i.Held {
			if h.Holder == nil || h.Holder.NodeID() != h.Interest.Holder {
				return fmt.Sprintf("the interest of %s is held by %v", h.Interest.Holder, h.Holder)
			}
		}
		ids = append(ids, i.Source.ID)
	}
	if len(ids) == 0 && (s.Disinterested != s.Demonstrated || s.DisinterestedLineCount != s.DemonstratedLineCount) {
		return fmt.Sprintf("nobody is interested, and %+v", s.Tally)
	}
	together, err := s.IfWrongTogether(ids, nil)
	if err != nil {
		return "" // a source is reached only if a basis is divided alike
	}
	if !near(together.Demonstrated, s.Disinterested) || together.DemonstratedLineCount != s.DisinterestedLineCount {
		return fmt.Sprintf("if %v are wrong %v over %d lines are left, and without interests %v over %d", ids,
			together.Demonstrated, together.DemonstratedLineCount, s.Disinterested, s.DisinterestedLineCount)
	}
	return ""
}

// A23: if every source of the side has an interest in it, nothing is left.
func TestInterestAxioms_A23(t *testing.T) {
	demonstrated := 0
	eachInterestWorld(t, func(_ *rand.Rand, graph string) {
		for _, s := range answered(t, graph).Supporting.Sources() {
			graph += "\ninterest " + string(s.Source.ID) + " FOR"
		}
		s := answered(t, graph).Supporting
		if s.Disinterested != 0 || s.DisinterestedLineCount != 0 {
			t.Errorf("%v is left over %d lines", s.Disinterested, s.DisinterestedLineCount)
		}
		if s.Demonstrated > 0 {
			demonstrated++
		}
	})
	if demonstrated < openGraphs/4 {
		t.Errorf("something was demonstrated in %d graphs only", demonstrated)
	}
}

// A24: the order and the number of the interests of one holder do not matter.
func TestInterestAxioms_A24(t *testing.T) {
	eachInterestWorld(t, func(r *rand.Rand, graph string) {
		for range 3 {
			graph += someInterest(r)
		}
		sub := sorted(draw(t, graph))
		want := compute(t, sub)
		more := *sub
		more.Interests = slices.Clone(sub.Interests)
		for _, i := range sub.Interests {
			for _, kind := range evidence.InterestKinds()[:1+r.IntN(6)] {
				i.Kind = kind
				more.Interests = append(more.Interests, i.Normalize())
			}
		}
		r.Shuffle(len(more.Interests), func(i, j int) {
			more.Interests[i], more.Interests[j] = more.Interests[j], more.Interests[i]
		})
		got := compute(t, &more)
		if got.Supporting.Tally != want.Supporting.Tally || got.Refuting.Tally != want.Refuting.Tally ||
			got.Confidence != want.Confidence {
			t.Errorf("want %+v, got %+v", want.Supporting.Tally, got.Supporting.Tally)
		}
		if is, was := interestedKeys(got.Supporting.Interested()), interestedKeys(want.Supporting.Interested()); is != was {
			t.Errorf("interested are %q; want %q", is, was)
		}
	})
}
