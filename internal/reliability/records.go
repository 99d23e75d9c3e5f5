package reliability

import (
	"slices"
	"strconv"
	"strings"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/folding"
)

// Records are track records by the verdicts of fact checks. Who has one is an outlet, by what its sources state, or a
// source without an outlet. One goroutine fills it; then several may ask it.
type Records struct {
	policy  basis.Policy
	same    digraph.Equivalence[evidence.ID]
	reviews map[evidence.ID][]evidence.ClaimReview // by claim; what is one goes by its smallest id, here and below
	cast    map[evidence.ID]map[evidence.ID]tally  // by claim and by who votes
	of      map[evidence.ID]tally                  // by who votes
	all     tally
	letters map[evidence.ID]evidence.SourceReliability // on record, of who votes
}

// NewRecords returns records without votes, by reviews, of which those without a clear verdict say nothing. same
// joins what is one and is not changed.
func NewRecords(p basis.Policy, reviews []evidence.ClaimReview, same digraph.Equivalence[evidence.ID]) *Records {
	same.Flatten()
	r := &Records{
		policy: p, same: same,
		reviews: map[evidence.ID][]evidence.ClaimReview{}, cast: map[evidence.ID]map[evidence.ID]tally{},
		of: map[evidence.ID]tally{}, letters: map[evidence.ID]evidence.SourceReliability{},
	}
	for _, review := range reviews {
		if review.Verdict != evidence.VerdictUnproven && review.Verdict != evidence.VerdictOther {
			claim := same.Of(evidence.ID(review.Claim))
			r.reviews[claim] = append(r.reviews[claim], review)
		}
	}
	return r
}

// RecordPolicy is the policy of the answers that [Records] are made of: p, with the copies that are only suggested
// counted as copies, since an estimate should rather count too few votes.
func RecordPolicy(p basis.Policy) basis.Policy {
	p.SuggestedCopies = true
	return p
}

// Claims returns the claims with a verdict, by id.
func (r *Records) Claims() []evidence.ClaimID {
	claims := make([]evidence.ClaimID, 0, len(r.reviews))
	for id := range r.reviews {
		claims = append(claims, evidence.ClaimID(id))
	}
	slices.Sort(claims)
	return claims
}

// Add adds the votes on a claim: of each outlet one for every headline and side, sources that count as one having
// one. It says nothing if no verdict counts for who votes: that of a fact check that the outlet published, or that
// cites the source, does not, and neither do verdicts that disagree.
func (r *Records) Add(c *convergence.Convergence) {
	claim := r.same.Of(c.Claim.NodeID())
	type voter struct {
		id    evidence.ID
		right bool
	}
	votes := map[voter]*marks{}
	for _, p := range c.Positions() {
		id := r.voter(p.Record)
		isSo, decided := r.verdict(claim, id, p.Source)
		if p.Group < 0 || !decided {
			continue
		}
		v := voter{id, isSo != p.Against}
		if votes[v] == nil {
			votes[v] = &marks{digraph.Equivalence[string]{}, map[string]bool{}}
		}
		votes[v].add(p.Group, p.Record.Title)
		if p.Of == id { // a source's own; those of outlets are known
			r.letters[id] = p.Letter
		}
	}
	cast := map[evidence.ID]tally{}
	for v, m := range votes {
		n := tally{votes: m.count()}
		if v.right {
			n.right = n.votes
		}
		cast[v.id] = cast[v.id].plus(n)
	}
	r.cast[claim] = cast
	for id, n := range cast {
		r.of[id], r.all = r.of[id].plus(n), r.all.plus(n)
	}
}

// voter is who has the record that a source's votes go to.
func (r *Records) voter(s *evidence.Source) evidence.ID {
	if s.Outlet != "" {
		return r.same.Of(evidence.ID(s.Outlet))
	}
	return s.NodeID()
}

// verdict is what the fact checks make of a claim that may judge a source of a voter.
func (r *Records) verdict(claim, voter evidence.ID, source evidence.SourceID) (isSo, decided bool) {
	var isTrue, isFalse bool // as far as somebody says so; a mixture is both
	for i := range r.reviews[claim] {
		review := &r.reviews[claim][i]
		own := r.same.Of(evidence.ID(review.Publisher)) == voter
		cites := slices.ContainsFunc(review.Cites, func(s evidence.SourceID) bool {
			return r.same.Of(evidence.ID(s)) == evidence.ID(source)
		})
		if own || cites {
			continue
		}
		isTrue = isTrue || review.Verdict != evidence.VerdictFalse && review.Verdict != evidence.VerdictMostlyFalse
		isFalse = isFalse || review.Verdict != evidence.VerdictTrue && review.Verdict != evidence.VerdictMostlyTrue
	}
	return isTrue, isTrue != isFalse
}

// marks are by what sources of one side are told apart: the group that they count as one with, and their headlines.
type marks struct {
	same digraph.Equivalence[string]
	all  map[string]bool
}

func (m *marks) add(group int, title string) {
	mark := "group " + strconv.Itoa(group)
	m.all[mark] = true
	if words := folding.SearchWords(title); len(words) > 0 {
		m.same.Join(mark, "title "+strings.Join(words, " "))
	}
}

func (m *marks) count() int {
	votes := map[string]bool{}
	for mark := range m.all {
		votes[m.same.Of(mark)] = true
	}
	return len(votes)
}

// tally counts votes.
type tally struct{ right, votes int }

func (t tally) plus(other tally) tally { return tally{t.right + other.right, t.votes + other.votes} }

// mean is how often all that vote are right, 0 if nobody does.
func (t tally) mean() float64 { return float64(t.right) / float64(max(1, t.votes)) }

// without returns the votes less those on some claims of who casts them; "" = all that are cast.
func (r *Records) without(t tally, voter evidence.ID, claims []evidence.ID) tally {
	for _, claim := range claims {
		for id, n := range r.cast[claim] {
			if voter == "" || id == voter {
				t.right, t.votes = t.right-n.right, t.votes-n.votes
			}
		}
	}
	return t
}

// drawnBy is how many votes are worth as much as what is known without them; the estimate by beliefs begins with as
// many.
const drawnBy = 4

// accuracy is how often an outlet or source is right by its votes on other claims, drawn to what a letter stands for,
// without one to how often all that vote are right.
func (r *Records) accuracy(
	voter evidence.ID, letter evidence.SourceReliability, others []evidence.ID,
) (accuracy float64, votes int) {
	before, all := r.policy.Accuracies.Of(letter), r.without(r.all, "", others)
	if letter == "" || letter == evidence.ReliabilityF {
		before = all.mean()
	}
	own := r.without(r.of[voter], voter, others)
	return (float64(own.right) + drawnBy*before) / float64(own.votes+drawnBy), own.votes
}

// ClaimShare is what the track records of those who speak of a claim make of it. It is an estimate that no answer
// counts.
type ClaimShare struct {
	Claim evidence.ClaimID
	// see [convergence.Assumption.Share]; nil = nobody has voted on another claim, or nobody speaks of this one
	Share    *float64
	Speakers int      // who takes a side of it or of a claim that excludes it, by outlet
	Recorded int      // of these, how many have votes on other claims
	Votes    int      // how many votes these have
	Reasons  []string // in words, each a sentence
}

// Share says what the track records make of a claim, c being its answer under [RecordPolicy]. The votes on the claim
// itself and on those that exclude it are left out, so that its own verdict has no part in it.
func (r *Records) Share(c *convergence.Convergence) ClaimShare {
	others := []evidence.ID{r.same.Of(c.Claim.NodeID())}
	for _, x := range c.Excluding() {
		others = append(others, r.same.Of(x.Claim.NodeID()))
	}
	slices.Sort(others)
	others = slices.Compact(others)
	s := ClaimShare{Claim: c.Claim.ID}
	accuracies, seen := map[evidence.SourceID]float64{}, map[evidence.ID]bool{}
	for _, p := range slices.Concat(c.Positions(), c.ExcludingPositions()) {
		id := r.voter(p.Record)
		accuracy, votes := r.accuracy(id, p.Letter, others)
		accuracies[p.Source] = accuracy
		if !seen[id] {
			seen[id] = true
			s.Speakers++
			s.Votes += votes
			s.Recorded += min(1, votes)
		}
	}
	all := r.without(r.all, "", others)
	if s.Speakers > 0 && all.votes > 0 {
		share := convergence.Assume(accuracies).Share(c)
		s.Share = &share
	}
	s.Reasons = s.reasons(all)
	return s
}
