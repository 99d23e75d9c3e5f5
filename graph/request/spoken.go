package request

import (
	"context"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// statementsAtOnce is how many statements of a claim are read at once.
const statementsAtOnce = 1000

// OutletsOf returns the outlets whose sources make statements about claims now, each once, by claim.
func (q *Request) OutletsOf(
	ctx context.Context, claims []evidence.ClaimID,
) (map[evidence.ClaimID][]evidence.ID, error) {
	speakers, err := q.speakers(ctx, claims)
	if err != nil {
		return nil, err
	}
	var all []evidence.ID
	for _, sources := range speakers {
		all = append(all, sources...)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	objects, err := q.reader.Objects(ctx, all, evidence.Moment{})
	if err != nil {
		return nil, err
	}
	outlets := make(map[evidence.ClaimID][]evidence.ID, len(claims))
	for claim, sources := range speakers {
		for _, source := range sources {
			i, _ := slices.BinarySearch(all, source)
			if s, ok := objects[i].Node.(*evidence.Source); ok && s.Outlet != "" {
				outlets[claim] = append(outlets[claim], evidence.ID(s.Outlet))
			}
		}
		slices.Sort(outlets[claim])
		outlets[claim] = slices.Compact(outlets[claim])
	}
	return outlets, nil
}

// speakers returns the sources that make statements about claims now, by claim: one read for all claims, and others for
// those with more statements than are read at once.
func (q *Request) speakers(
	ctx context.Context, claims []evidence.ClaimID,
) (map[evidence.ClaimID][]evidence.ID, error) {
	found := make(map[evidence.ClaimID][]evidence.ID, len(claims))
	subjects := make([]evidence.ID, len(claims))
	for i, claim := range claims {
		subjects[i] = evidence.ID(claim)
	}
	pages, err := q.statements(ctx, subjects, nil, found)
	for i := 0; i < len(pages) && err == nil; i++ {
		for page := pages[i]; page.HasNext && err == nil; {
			var rest []evidence.LinkPage
			if rest, err = q.statements(ctx, subjects[i:i+1], page.Links[len(page.Links)-1].Cursor, found); err == nil {
				page = rest[0]
			}
		}
	}
	return found, err
}

// statements reads a page of the statements about each claim after a cursor, and adds their sources.
func (q *Request) statements(
	ctx context.Context, claims []evidence.ID, after evidence.Cursor, found map[evidence.ClaimID][]evidence.ID,
) ([]evidence.LinkPage, error) {
	pages, err := q.reader.Links(ctx, evidence.LinkQuery{Subjects: claims, Kind: evidence.KindStatement,
		Direction: evidence.Incoming, Page: evidence.Page{First: statementsAtOnce, After: after}})
	for _, page := range pages {
		for _, l := range page.Links {
			if s, ok := l.Link.(*evidence.Statement); ok {
				found[s.Claim] = append(found[s.Claim], evidence.ID(s.Source))
			}
		}
	}
	return pages, err
}
