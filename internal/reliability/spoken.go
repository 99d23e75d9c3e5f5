package reliability

import (
	"cmp"
	"context"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// spoken is which sources take a side on which claims, as it is recorded; what is asserted to be one goes by its
// smallest id.
type spoken struct {
	version evidence.Version
	said    []saying // by source and claim, each once
	count   map[evidence.SourceID]int
}

type saying struct {
	source evidence.SourceID
	claim  evidence.ClaimID
}

// listen reads who takes a side on what, whether or not it finally counts: whoever turns out to have been
// withdrawn, or to be on both sides of what is one claim, is left out when the claims are weighed.
func listen(ctx context.Context, scanner evidence.Scanner, p basis.Policy) (*spoken, error) {
	var s *spoken
	var same digraph.Equivalence[evidence.ID]
	version, err := evidence.ScanAgain(ctx, scanner, []evidence.Kind{evidence.KindStatement, evidence.KindSameness},
		func() (func(any) error, error) {
			s, same = &spoken{}, digraph.Equivalence[evidence.ID]{}
			return func(record any) error {
				switch r := record.(type) {
				case *evidence.Statement:
					if r.Stance != evidence.Mentions && p.Confident(&r.Provenance) {
						s.said = append(s.said, saying{r.Source, r.Claim})
					}
				case *evidence.Sameness:
					if p.Confident(&r.Provenance) {
						same.Join(r.A, r.B)
					}
				}
				return nil
			}, nil
		})
	if err != nil {
		return nil, err
	}
	s.version = version
	s.fold(same)
	return s, nil
}

func (s *spoken) fold(same digraph.Equivalence[evidence.ID]) {
	for i, x := range s.said {
		s.said[i] = saying{evidence.SourceID(same.Of(evidence.ID(x.source))),
			evidence.ClaimID(same.Of(evidence.ID(x.claim)))}
	}
	slices.SortFunc(s.said, func(a, b saying) int {
		return cmp.Or(cmp.Compare(a.source, b.source),
			cmp.Compare(a.claim, b.claim))
	})
	s.said = slices.Compact(s.said)
	s.count = make(map[evidence.SourceID]int)
	for _, x := range s.said {
		s.count[x.source]++
	}
}

// claims returns the claims that sources with at least so many claims speak of, by id. What others say of other claims
// changes no estimate.
func (s *spoken) claims(least int) []evidence.ClaimID {
	var claims []evidence.ClaimID
	for _, x := range s.said {
		if s.count[x.source] >= least {
			claims = append(claims, x.claim)
		}
	}
	slices.Sort(claims)
	return slices.Compact(claims)
}
