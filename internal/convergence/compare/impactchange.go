package compare

import (
	"cmp"
	"context"
	"slices"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/effective"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// Impact is what striking out sources or links does to one claim.
type Impact struct {
	Claim       *evidence.Claim
	Before      convergence.Score
	After       convergence.Score
	LostSources []*evidence.Source // of either side: struck out themselves, or left with nothing to rest on; by id
}

// ImpactKey is the place of an [Impact] in its list.
type ImpactKey struct {
	Demonstrated float64 // the fall of the supporting side's demonstrated number; negative where it rises
	Presumed     float64
	Claim        evidence.ClaimID
}

// Key returns the place in the list. Falls are rounded to 1e-9, so that what differs by rounding only is ordered by id.
func (i Impact) Key() ImpactKey {
	return ImpactKey{
		Demonstrated: tally.Rounded(i.Before.Supporting.Demonstrated - i.After.Supporting.Demonstrated),
		Presumed:     tally.Rounded(i.Before.Supporting.Presumed - i.After.Supporting.Presumed),
		Claim:        i.Claim.ID,
	}
}

// Compare orders keys: the larger fall of the demonstrated number first, then of the presumed one, then by id.
func (k ImpactKey) Compare(other ImpactKey) int {
	return cmp.Or(
		cmp.Compare(other.Demonstrated, k.Demonstrated), cmp.Compare(other.Presumed, k.Presumed),
		cmp.Compare(k.Claim, other.Claim))
}

// lostSources returns the sources that were grounded on a side and no longer are, or no longer are on it, by id.
func lostSources(was, is *convergence.Convergence) []*evidence.Source {
	before, after := was.Open(), is.Open()
	defer before.Mu.Unlock()
	defer after.Mu.Unlock()
	var out []*evidence.Source
	for k := range 2 {
		s := before.Side(k)
		for i, p := range s.Positions {
			source := before.G.Source(p.Node)
			if s.GroupOf[i] >= 0 && !standingOf(after, k, source.ID).grounded() {
				out = append(out, source)
			}
		}
	}
	slices.SortFunc(out, func(a, b *evidence.Source) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// Affected appends the claims whose figures differ from one index to the other. One that is not in both is left out.
func Affected(
	ctx context.Context, out []Impact, before, after *convergence.Batch, claims []evidence.ClaimID) ([]Impact, error) {
	shared := &effective.Solver{}
	for _, id := range claims {
		if err := tally.Ended(ctx); err != nil {
			return nil, err
		}
		if !before.Has(id) {
			continue // it was not recorded yet, or not any more when its evidence was read
		}
		if !after.Has(id) {
			continue
		}
		was, err := before.Compute(id, shared)
		if err != nil {
			return nil, err
		}
		is, err := after.Compute(id, shared)
		if err != nil {
			return nil, err
		}
		i := Impact{Claim: was.Claim, Before: was.Score(), After: is.Score()}
		if i.Before.Same(i.After) {
			continue
		}
		i.LostSources = lostSources(was, is)
		out = append(out, i)
	}
	return out, nil
}
