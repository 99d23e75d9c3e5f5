package reliability_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/reliability"
)

// article puts in an article of an outlet that takes a side of a claim.
func (s *shelf) article(name, outlet, title string, stance evidence.Stance, claim int) *shelf {
	s.sources[name] = true
	put(&s.Sources, evidence.Source{ID: sourceOf(name), Kind: evidence.Article,
		Outlet: evidence.OutletID("outlet:" + outlet), Title: title})
	return s.says(name, stance, claim, claim+1)
}

func (s *shelf) outlet(name string, letter evidence.SourceReliability) *shelf {
	put(&s.Outlets, evidence.Outlet{ID: evidence.OutletID("outlet:" + name), Name: name, Reliability: letter})
	return s
}

// found puts in the verdict of a fact check.
func (s *shelf) found(claim int, verdict evidence.Verdict, cites ...evidence.SourceID) *shelf {
	return s.foundBy("", claim, verdict, cites...)
}

func (s *shelf) foundBy(
	publisher evidence.OutletID, claim int, verdict evidence.Verdict, cites ...evidence.SourceID,
) *shelf {
	id := evidence.ReviewID(fmt.Sprintf("review:%d", len(s.Reviews)))
	put(&s.Reviews, evidence.ClaimReview{
		ID: id, Claim: claimOf(claim), Verdict: verdict, AlternateName: string(verdict), Publisher: publisher,
		Cites: cites,
	})
	return s
}

// paper is an outlet with one true and one false article: claim 0 is true, claim 1 is false, of claim 2 nobody knows.
func paper() *shelf {
	return newShelf().outlet("paper", "").outlet("other", "").
		article("p0", "paper", "The bridge holds", evidence.Supports, 0).
		article("p1", "paper", "The dam breaks", evidence.Supports, 1).
		article("p2", "paper", "The tower leans", evidence.Supports, 2).
		article("o0", "other", "A bridge like any other", evidence.Refutes, 0).
		found(0, evidence.VerdictTrue).found(1, evidence.VerdictMostlyFalse)
}

// records returns "right of votes" by outlet or source.
func records(t *testing.T, s *shelf, of ...evidence.ID) map[evidence.ID]string {
	t.Helper()
	got, err := service(s.store(t)).TrackRecords(t.Context(), of, reliability.Options{})
	if err != nil {
		t.Fatal(err)
	}
	out := map[evidence.ID]string{}
	for _, r := range got.Records {
		out[r.Of] = fmt.Sprintf("%d of %d", r.Right, r.Votes)
	}
	return out
}

func TestTrackRecords_Votes(t *testing.T) {
	whole := 1.0
	for name, tc := range map[string]struct {
		change func(s *shelf)
		want   map[evidence.ID]string // of paper and other, if it is not 1 of 2 and 0 of 1
	}{
		"as it is": {func(*shelf) {}, nil},
		"a second article under the same headline": {func(s *shelf) {
			s.article("p3", "paper", "the BRIDGE holds!", evidence.Supports, 0)
		}, nil},
		"a second article under another": {func(s *shelf) {
			s.article("p3", "paper", "Not a crack in the bridge", evidence.Supports, 0)
		}, map[evidence.ID]string{"outlet:paper": "2 of 3"}},
		"a copy under another": {func(s *shelf) {
			s.article("p3", "paper", "Not a crack in the bridge", evidence.Supports, 0)
			put(&s.Derivations, evidence.Derivation{From: "source:p3", To: "source:p0", Kind: evidence.Syndicates})
		}, nil},
		"a copy that is only suggested": {func(s *shelf) {
			s.article("p3", "paper", "Not a crack in the bridge", evidence.Supports, 0)
			put(&s.Derivations, evidence.Derivation{
				From: "source:p3", To: "source:p0", Kind: evidence.Copies, CopiedShare: &whole, Status: evidence.Suggested,
			})
		}, nil},
		"an article on the other side": {func(s *shelf) {
			s.article("p3", "paper", "The bridge holds", evidence.Refutes, 0)
		}, map[evidence.ID]string{"outlet:paper": "1 of 3"}},
		"an article that was withdrawn": {func(s *shelf) {
			s.Sources[1].Value.WithdrawnAt = "2024-01-01"
		}, map[evidence.ID]string{"outlet:paper": "1 of 1"}},
		"a mention": {func(s *shelf) { s.article("p3", "paper", "On bridges", evidence.Mentions, 1) }, nil},
		"verdicts that disagree": {func(s *shelf) {
			s.found(0, evidence.VerdictFalse)
		}, map[evidence.ID]string{"outlet:paper": "0 of 1", "outlet:other": ""}},
		"a mixture beside": {func(s *shelf) {
			s.found(0, evidence.VerdictMixture)
		}, map[evidence.ID]string{"outlet:paper": "0 of 1", "outlet:other": ""}},
		"verdicts that agree": {func(s *shelf) { s.found(0, evidence.VerdictMostlyTrue) }, nil},
		"a verdict of no use": {func(s *shelf) {
			s.found(2, evidence.VerdictUnproven).found(0,
				evidence.VerdictOther)
		}, nil},
		"of its own fact check": {func(s *shelf) { s.foundBy("outlet:paper", 2, evidence.VerdictTrue) }, nil},
		"of another's": {func(s *shelf) { s.foundBy("outlet:other", 2, evidence.VerdictTrue) },
			map[evidence.ID]string{"outlet:paper": "2 of 3"}},
		"that rests on it": {func(s *shelf) { s.found(2, evidence.VerdictTrue, "source:p2") }, nil},
		"that rests on another": {func(s *shelf) { s.found(2, evidence.VerdictTrue, "source:o0") },
			map[evidence.ID]string{"outlet:paper": "2 of 3"}},
		"outlets that are one": {func(s *shelf) {
			s.same("outlet:other", "outlet:paper")
		}, map[evidence.ID]string{"outlet:other": "1 of 3", "outlet:paper": ""}},
		"claims that are one": {func(s *shelf) {
			s.same(evidence.ID(claimOf(1)), evidence.ID(claimOf(2)))
		}, map[evidence.ID]string{"outlet:paper": "1 of 3"}},
		"a source without an outlet": {func(s *shelf) {
			s.source("log", "").says("log", evidence.Supports, 0, 2)
		}, map[evidence.ID]string{"source:log": "1 of 2"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := paper()
			tc.change(s)
			want := map[evidence.ID]string{"outlet:paper": "1 of 2", "outlet:other": "0 of 1"}
			for id, votes := range tc.want {
				if want[id] = votes; votes == "" {
					delete(want, id)
				}
			}
			if d := cmp.Diff(want, records(t, s)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// Of three votes one is right: 1/3. Paper has 1 of 2: (1 + 4/3)/6 = 7/18; other 0 of 1: (4/3)/5 = 4/15, and with the
// letter B on record (4 x .85)/5 = .68. Ten right votes and one that is not make the letter: (10 + 4 x 10/11)/14 =
// .974 for who has the ten.
func TestTrackRecords_Accuracy(t *testing.T) {
	ask := func(s *shelf) []reliability.TrackRecord {
		got, err := service(s.store(t)).TrackRecords(t.Context(), nil, reliability.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return got.Records
	}
	paperWas, otherWas := 7./18, 4./15
	ignored := cmp.Options{cmpopts.IgnoreFields(reliability.TrackRecord{}, "Reasons"), cmpopts.EquateApprox(0, 1e-12)}
	got := ask(paper())
	if d := cmp.Diff([]reliability.TrackRecord{
		{Of: "outlet:paper", Votes: 2, Right: 1, Accuracy: &paperWas}, {Of: "outlet:other", Votes: 1,
			Accuracy: &otherWas},
	}, got, ignored); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	check(t, "why", []string{
		"Of 2 votes on claims with a verdict 1 was right: one vote for each headline and side of a claim, copies " +
			"counted as one.",
		"With four votes added at 33%, the mean of all who vote, that makes 39%; a letter needs 10 votes.",
		reliability.RecordCaveat,
	}, got[0].Reasons)

	rated := paper()
	rated.Outlets[1].Value.Reliability = evidence.ReliabilityB
	other := ask(rated)[1]
	check(t, "its letter", evidence.ReliabilityB, other.Letter)
	check(t, "why of the rated", "With four votes added at 85%, which the letter B on record stands for, that makes "+
		"68%; a letter needs 10 votes.", other.Reasons[1])

	s := newShelf().says("log", evidence.Supports, 0, 10).says("liar", evidence.Supports, 10, 11).found(10,
		evidence.VerdictFalse)
	for claim := range 10 {
		s.found(claim, evidence.VerdictTrue)
	}
	log := ask(s)[0]
	if want := (10 + 40./11) / 14; log.Of != "source:log" || math.Abs(*log.Accuracy-want) > 1e-12 ||
		log.Suggested != evidence.ReliabilityA {
		t.Errorf("%+v; want %v, which is A", log, want)
	}
}

func TestTrackRecords_ByName(t *testing.T) {
	check(t, "an outlet, its source, and one without a vote",
		map[evidence.ID]string{"outlet:paper": "1 of 2", "outlet:mute": "0 of 0"},
		records(t, paper().outlet("mute", ""), "source:p2", "outlet:paper", "outlet:mute"))
	store := service(paper().store(t))
	_, err := store.TrackRecords(t.Context(), []evidence.ID{"outlet:nobody"}, reliability.Options{})
	check(t, "the code of an outlet that the graph does not have", evidence.CodeNotFound, evidence.CodeOf(err))
	_, err = service(paper().store(t)).TrackRecords(t.Context(), nil, reliability.Options{MaxClaims: 1})
	check(t, "the code of too many claims", evidence.CodeTooComplex, evidence.CodeOf(err))
}

// shareOf is what the track records make of a claim, NaN if they say nothing of it.
func shareOf(t *testing.T, s *shelf, claim int) float64 {
	t.Helper()
	got, err := service(s.store(t)).Shares(t.Context(), []evidence.ClaimID{claimOf(claim)}, reliability.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got[0].Share == nil {
		return math.NaN()
	}
	return *got[0].Share
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9 || math.IsNaN(a) && math.IsNaN(b) }

// Claims 0 to 2 are true; good says so of all, poor denies them. Good says so of claim 3 as well, poor denies it:
// half of six votes are right, so good is in (3 + 2)/7 and poor in 2/7, which is nothing: (w + .5)/(w + 1) with w =
// ln(5/2).
func season() *shelf {
	s := newShelf().outlet("good", "").outlet("poor", "")
	for claim := range 4 {
		s.article(fmt.Sprint("g", claim), "good", fmt.Sprint("It is so, ", claim), evidence.Supports, claim)
		s.article(fmt.Sprint("p", claim), "poor", fmt.Sprint("It is not, ", claim), evidence.Refutes, claim)
	}
	return s.found(0, evidence.VerdictTrue).found(1, evidence.VerdictTrue).found(2, evidence.VerdictTrue)
}

func TestShares_ByHand(t *testing.T) {
	w := math.Log(5. / 2)
	if got := shareOf(t, season(), 3); !near(got, (w+.5)/(w+1)) {
		t.Errorf("%v; want %v", got, (w+.5)/(w+1))
	}
	got, err := service(season().store(t)).Shares(t.Context(), []evidence.ClaimID{claimOf(3)}, reliability.Options{})
	if err != nil {
		t.Fatal(err)
	}
	share := got[0]
	check(t, "who speaks, who has a record, and from how many votes", []int{2, 2, 6},
		[]int{share.Speakers, share.Recorded, share.Votes})
	check(t, "why", []string{
		// w = .916: 1.416/1.916
		"Its share is 74%: the part of the weight on both sides that speaks for it, with half a vote added " +
			"to each side.",
		"2 of 2 who speak to it have a track record, from 6 votes on other claims.",
		"Verdicts on the claim itself and on claims that exclude it are left out.",
		"It puts claims in order; it is not a probability, and no answer counts it.",
	}, share.Reasons)
}

// A claim's own verdict never counts for it, nor do those of what is one with it or excludes it; others do.
func TestShares_LeaveTheClaimOut(t *testing.T) {
	before := shareOf(t, season(), 3)
	for name, s := range map[string]*shelf{
		"its own, true":  season().found(3, evidence.VerdictTrue),
		"its own, false": season().found(3, evidence.VerdictFalse),
		"what is one with it": func() *shelf {
			s := season().says("mute", evidence.Mentions, 8, 9).found(8, evidence.VerdictFalse)
			return s.same(evidence.ID(claimOf(3)), evidence.ID(claimOf(8)))
		}(),
	} {
		if got := shareOf(t, s, 3); !near(got, before) {
			t.Errorf("%s: %v; without it %v", name, got, before)
		}
	}
	rival := func(verdict evidence.Verdict) float64 {
		s := season().article("g8", "good", "It is otherwise", evidence.Supports, 8).found(8, verdict)
		put(&s.Relations, evidence.Relation{From: claimOf(3), Kind: evidence.Contradicts, To: claimOf(8)})
		return shareOf(t, s, 3)
	}
	if a, b := rival(evidence.VerdictTrue), rival(evidence.VerdictFalse); !near(a, b) {
		t.Errorf("%v and %v by the verdict on a claim that excludes it", a, b)
	}
	if got := shareOf(t, season().article("g8", "good", "Another", evidence.Supports, 8).found(8,
		evidence.VerdictFalse), 3); got >= before {
		t.Errorf("with a false claim of its supporter %v; without it %v", got, before)
	}
}

func TestShares_SayNothing(t *testing.T) {
	if got := shareOf(t, newShelf().says("log", evidence.Supports, 0, 1).found(0, evidence.VerdictTrue),
		0); !math.IsNaN(got) {
		t.Errorf("%v from no verdict but its own", got)
	}
	if got := shareOf(t, season().says("mute", evidence.Mentions, 9, 10), 9); !math.IsNaN(got) {
		t.Errorf("%v of a claim of which nobody takes a side", got)
	}
	got, err := service(season().store(t)).Shares(t.Context(), []evidence.ClaimID{"claim:none", claimOf(3)},
		reliability.Options{})
	if err != nil || len(got) != 2 || got[0] != nil || got[1] == nil {
		t.Errorf("%v, %v; want nothing of a claim that the graph does not have, and the other one", got, err)
	}
}

// TestTrackRecords_ChangeNoAnswer: verdicts move no answer: what is demonstrated, and the likelihood, are what they
// were.
func TestTrackRecords_ChangeNoAnswer(t *testing.T) {
	answer := func(s *shelf) *convergence.Convergence {
		store := s.store(t)
		if _, err := service(store).TrackRecords(t.Context(), nil, reliability.Options{}); err != nil {
			t.Fatal(err)
		}
		answers, err := inquiry.New(store).Of(t.Context(), []evidence.ClaimID{claimOf(3)}, evidence.Moment{},
			basis.DefaultPolicy())
		if err != nil {
			t.Fatal(err)
		}
		return answers[0]
	}
	without := season()
	without.Reviews = nil
	a, b := answer(without), answer(season())
	check(t, "the figures for it", a.Supporting.Tally, b.Supporting.Tally)
	check(t, "the figures against it", a.Refuting.Tally, b.Refuting.Tally)
	check(t, "its probability", a.Probability(), b.Probability())
}
