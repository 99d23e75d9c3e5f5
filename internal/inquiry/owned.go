package inquiry

import (
	"context"
	"maps"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ownership"
)

// maxHeld is how many parties may lie below owners that are asked about.
const maxHeld = 2000

// OwnedBy returns the outlets of which one of the owners is an ultimate owner at a moment, by the rule of package
// ownership, in the order of their ids, with the version of the graph that says so. What lies below the owners is read
// step by step, and what lies above the outlets there at once. Errors are the reader's, and have code
// [evidence.CodeTooComplex] if more than 2,000 parties lie below the owners.
func (s *Service) OwnedBy(
	ctx context.Context, owners []evidence.ID, at evidence.Moment, policy basis.Policy,
) ([]evidence.OutletID, evidence.Version, error) {
	held, err := s.below(ctx, owners, at)
	if err != nil {
		return nil, evidence.Version{}, err
	}
	held = slices.DeleteFunc(held, func(id evidence.ID) bool { return id.Kind() != evidence.KindOutlet })
	sub, err := s.reader.Subgraphs(ctx, nil, at, held...)
	if err != nil {
		return nil, evidence.Version{}, err
	}
	parties := ownership.Of(sub.Ownerships, sub.Samenesses,
		ownership.Rule{Above: ownership.Control, Confident: policy.Confident, At: at})
	owned := []evidence.OutletID{}
	for _, outlet := range held {
		if slices.ContainsFunc(owners, func(owner evidence.ID) bool { return parties.Owns(owner, outlet) }) {
			owned = append(owned, evidence.OutletID(outlet))
		}
	}
	return owned, sub.Version, nil
}

// below returns the owners and everything that they own or that is recorded as the same, at any number of steps, by id.
func (s *Service) below(ctx context.Context, owners []evidence.ID, at evidence.Moment) ([]evidence.ID, error) {
	reached, level := map[evidence.ID]bool{}, []evidence.ID{}
	reach := func(id evidence.ID) {
		if !reached[id] {
			reached[id] = true
			level = append(level, id)
		}
	}
	for _, owner := range owners {
		reach(owner)
	}
	for len(level) > 0 {
		subjects := level
		level = nil
		for _, kind := range []evidence.Kind{evidence.KindOwnership, evidence.KindSameness} {
			pages, err := s.reader.Links(ctx, evidence.LinkQuery{Subjects: subjects, Kind: kind,
				Direction: evidence.Incoming, At: at, Page: evidence.Page{First: maxHeld + 1}})
			if err != nil {
				return nil, err
			}
			for _, page := range pages {
				for _, l := range page.Links {
					switch l := l.Link.(type) {
					case *evidence.Ownership:
						reach(l.Asset)
					case *evidence.Sameness:
						reach(l.A)
						reach(l.B)
					}
				}
			}
		}
		if len(reached) > maxHeld {
			return nil, evidence.TooComplexf("more than %d parties lie below the owners that are asked about; "+
				"ask about owners of fewer", maxHeld)
		}
	}
	return slices.Sorted(maps.Keys(reached)), nil
}
