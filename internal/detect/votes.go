package detect

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/truth"
)

// roll is what votes follow from, of each record only what they need: who says what, who takes from whom, and what is
// one.
type roll struct {
	policy basis.Policy
	sub    evidence.Subgraphs
	said   []saying
}

// saying is a statement that takes a side.
type saying struct {
	id         evidence.StatementID
	source     evidence.SourceID
	claim      evidence.ClaimID
	stance     evidence.Stance
	confidence *int
}

// take keeps what a record is needed for, and reports whether the rest of a look needs the record too.
func (r *roll) take(record any) bool {
	switch x := record.(type) {
	case *evidence.Source:
		r.sub.Sources = append(r.sub.Sources, evidence.Source{
			ID: x.ID, Kind: x.Kind, Identity: x.Identity, Firsthand: x.Firsthand,
			PublishedAt: x.PublishedAt, WithdrawnAt: x.WithdrawnAt,
		})
	case *evidence.Statement:
		if x.Stance != evidence.Mentions {
			r.said = append(r.said, saying{x.ID, x.Source, x.Claim, x.Stance, x.Provenance.Confidence})
		}
		return false
	case *evidence.Derivation:
		d := *x
		d.Detector, d.Provenance = "", evidence.Provenance{Confidence: x.Provenance.Confidence}
		r.sub.Derivations = append(r.sub.Derivations, d)
	case *evidence.Sameness:
		if !r.policy.Confident(&x.Provenance) {
			return false
		}
		if kind := x.A.Kind(); kind == evidence.KindSource || kind == evidence.KindClaim {
			r.sub.Samenesses = append(r.sub.Samenesses, evidence.Sameness{ID: x.ID, A: x.A, B: x.B})
		}
	}
	return true
}

// close returns the evidence of claims and of those that are the same as one of them.
func (r *roll) close(claims map[evidence.ClaimID]*evidence.Claim) *evidence.Subgraphs {
	same := map[evidence.ClaimID]bool{}
	for i := range r.sub.Samenesses {
		if s := &r.sub.Samenesses[i]; s.A.Kind() == evidence.KindClaim {
			same[evidence.ClaimID(s.A)], same[evidence.ClaimID(s.B)] = true, true
		}
	}
	r.sub.Claims = make([]evidence.Claim, 0, len(claims)+len(same))
	for id := range claims {
		r.sub.Claims = append(r.sub.Claims, evidence.Claim{ID: id})
		delete(same, id)
	}
	for id := range same {
		r.sub.Claims = append(r.sub.Claims, evidence.Claim{ID: id})
	}
	r.sub.Statements = make([]evidence.Statement, 0, len(r.said))
	for _, s := range r.said {
		if claims[s.claim] != nil || same[s.claim] {
			r.sub.Statements = append(r.sub.Statements, evidence.Statement{
				ID: s.id, Source: s.source, Claim: s.claim, Stance: s.stance,
				Provenance: evidence.Provenance{Confidence: s.confidence},
			})
		}
	}
	r.said = nil
	return &r.sub
}

// votes are the votes for the values of all items: by item and value, of the values that any source gives.
type votes map[string]map[string]*backing

// backing is who gives an item one value.
type backing struct {
	claims  []evidence.ClaimID                 // that give the item this value, by id
	sources []evidence.SourceID                // by id, with and without a vote
	voters  map[evidence.SourceID]*tally.Voter // by who votes
}

// count counts the votes: of every claim with a value, those of the groups of its supporters.
func (g *graph) count(ctx context.Context) (votes, error) {
	v := votes{}
	ids := slices.Sorted(maps.Keys(g.claims))
	err := tally.EachVotes(ctx, g.roll.close(g.claims), ids, g.roll.policy, func(found tally.Votes) error {
		v.take(g.claims[found.Claim], &found)
		return nil
	})
	for _, values := range v {
		for value, b := range values {
			if b.sources = sortedOnce(b.sources); len(b.sources) == 0 {
				delete(values, value)
			}
		}
	}
	return v, err
}

func (v votes) take(claim *evidence.Claim, found *tally.Votes) {
	if v[claim.Item] == nil {
		v[claim.Item] = map[string]*backing{}
	}
	b := v[claim.Item][claim.Value]
	if b == nil {
		b = &backing{voters: map[evidence.SourceID]*tally.Voter{}}
		v[claim.Item][claim.Value] = b
	}
	b.claims = append(b.claims, claim.ID)
	b.sources = append(b.sources, found.Voteless...)
	for i := range found.Voters {
		voter := &found.Voters[i]
		b.sources = append(b.sources, voter.Members...)
		if other := b.voters[voter.Source]; other != nil {
			other.Members = sortedOnce(append(other.Members, voter.Members...))
			other.Common = other.Common && voter.Common
		} else {
			b.voters[voter.Source] = voter
		}
	}
}

// votersOf returns who votes for each source that has a vote. One whose vote differs from claim to claim has several.
func (b *backing) votersOf() map[evidence.SourceID][]evidence.SourceID {
	of := make(map[evidence.SourceID][]evidence.SourceID, len(b.sources))
	for who, voter := range b.voters {
		for _, m := range voter.Members {
			of[m] = append(of[m], who)
		}
	}
	return of
}

func sortedOnce[T cmp.Ordered](list []T) []T {
	slices.Sort(list)
	return slices.Compact(list)
}

// observations puts the votes into the form in which copying is estimated: a voter is who gives the value. What is
// known of pairs of sources is known of those that vote in their own names. Confirmed copies also join those who vote
// for the two where they give one value.
func (v votes) observations(g *graph) truth.Observations {
	var in truth.Observations
	g.known(&in)
	partners := map[evidence.SourceID][]evidence.SourceID{}
	for _, p := range in.Confirmed {
		a, b := evidence.SourceID(p.A), evidence.SourceID(p.B)
		partners[a] = append(partners[a], b)
	}
	joined := map[pair]bool{}
	for item, values := range v {
		for value, b := range values {
			for who := range b.voters {
				o := truth.Observation{Source: string(who), Item: item, Value: value}
				in.Observations = append(in.Observations, o)
			}
			if len(partners) > 0 {
				b.join(partners, joined)
			}
		}
	}
	for p := range joined {
		if p.a != p.b && !g.rejected[p] {
			in.Confirmed = append(in.Confirmed, named(p))
		}
	}
	return in
}

// join adds the pairs of voters that vote for two sources which copy one another.
func (b *backing) join(partners map[evidence.SourceID][]evidence.SourceID, joined map[pair]bool) {
	of := b.votersOf()
	for member, who := range of {
		for _, partner := range partners[member] {
			for _, x := range who {
				for _, y := range of[partner] {
					joined[pairOf(x, y)] = true
				}
			}
		}
	}
}

// mostStated returns the value of an item that most sources give, each counted by itself with or without a vote; one
// that gives several has a part of its voice for each. "" if several values have as many.
func (v votes) mostStated(item string) string {
	given := map[evidence.SourceID]int{}
	for _, b := range v[item] {
		for _, id := range b.sources {
			given[id]++
		}
	}
	most, best, tied := 0.0, "", false
	for _, value := range slices.Sorted(maps.Keys(v[item])) {
		voices := 0.0
		for _, id := range v[item][value].sources {
			voices += 1 / float64(given[id])
		}
		switch {
		case voices > most+even:
			most, best, tied = voices, value, false
		case voices > most-even:
			tied = true
		}
	}
	if tied {
		return ""
	}
	return best
}

// even is by how much two sums of voices may differ and still be the same: they are rounded.
const even = 1e-9
