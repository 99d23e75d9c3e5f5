package neo4jstore

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
)

const (
	// beyondIDs is a text above every id.
	beyondIDs = "~"
	// beyondReplaced follows an id in a text that is above the ids of all replaced records of the link.
	beyondReplaced = "@~"
)

// Derivations implements evidence.Reader.
func (s *Store) Derivations(ctx context.Context, q evidence.DerivationQuery) (evidence.DerivationPage, error) {
	w, err := windowOf(q.Page, 1)
	if err == nil {
		err = q.Validate()
	}
	if err != nil {
		return evidence.DerivationPage{}, err
	}
	params := map[string]any{
		"forward": statusesByType(q, !w.backwards), "backward": statusesByType(q, w.backwards),
		"from": "", "to": beyondIDs, "most": w.take,
	}
	momentParams(params, q.At.Asked(s.now()))
	w.params(params, func(c evidence.Cursor) []string { return c })
	switch {
	case q.Page.Count || !q.At.ValidAt.IsZero():
		params["most"] = math.MaxInt32
	case q.Page.After != nil:
		params["from"] = q.Page.After[0] + beyondReplaced
	case q.Page.Before != nil:
		params["to"] = q.Page.Before[0]
	}
	a, version, err := s.pinned(ctx, "derivations", params)
	if err != nil {
		return evidence.DerivationPage{}, fmt.Errorf("listing derivations: %w", err)
	}
	found := []*evidence.Derivation{}
	for _, v := range a.list("links") {
		found = append(found, linkOf[evidence.Derivation](a.linkRow("links", v)))
	}
	page := evidence.DerivationPage{Version: version}
	page.Derivations, page.PageInfo = cut(w, found, a.integer("total"))
	if a.err != nil {
		return evidence.DerivationPage{}, a.err
	}
	return page, nil
}

// statusesByType returns the statuses that are asked for under each type of derivations, none under those that are not
// asked for, and none at all unless the page is read in this direction.
func statusesByType(q evidence.DerivationQuery, read bool) map[string]any {
	status := q.Status
	if status == nil {
		status = []evidence.ReviewStatus{evidence.Suggested, evidence.Confirmed, evidence.Rejected}
	}
	asked := layout.Texts(slices.Compact(slices.Sorted(slices.Values(status))))
	byType := map[string]any{}
	for _, kind := range evidence.DerivationKinds() {
		byType[string(kind)] = []string{}
		if read && (q.Kinds == nil || slices.Contains(q.Kinds, kind)) {
			byType[string(kind)] = asked
		}
	}
	return byType
}
