package request

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// maxGroup is how many ids of a prefetch group are read in one call at most.
const maxGroup = 500

// Prefetch makes ids a group: what is asked of one of them is read for all.
func (q *Request) Prefetch(ids []evidence.ID) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for group := range slices.Chunk(ids, maxGroup) {
		for _, id := range group {
			q.groups[id] = group
		}
	}
}

// group returns the ids that are read with one of them.
func (q *Request) group(id evidence.ID) []evidence.ID {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.groups[id]
}

// keysOf makes the loader's key of each id.
func keysOf[K any](ids []evidence.ID, key func(evidence.ID) K) []K {
	keys := make([]K, len(ids))
	for i, id := range ids {
		keys[i] = key(id)
	}
	return keys
}

// prefetchEnds makes groups of what records refer to that were read in one call, one for each role: the sources of all
// statements are one group, and their claims another.
func (q *Request) prefetchEnds(records []any) {
	roles := map[string][]evidence.ID{}
	add := func(role string, id evidence.ID) {
		if id != "" {
			roles[role] = append(roles[role], id)
		}
	}
	for _, record := range records {
		refer(record, add)
	}
	for _, ids := range roles {
		slices.Sort(ids)
		q.Prefetch(slices.Compact(ids))
	}
}

// refer calls add for every id that a node or link holds, with the role that it plays there.
func refer(record any, add func(role string, id evidence.ID)) {
	switch x := record.(type) {
	case *evidence.Source:
		add("outlet", evidence.ID(x.Outlet))
		addAll(add, "author", x.Authors)
	case *evidence.ClaimReview:
		add("claim", evidence.ID(x.Claim))
		add("outlet", evidence.ID(x.Publisher))
		addAll(add, "source", x.Cites)
	case *evidence.Statement:
		add("source", evidence.ID(x.Source))
		add("claim", evidence.ID(x.Claim))
	case *evidence.Derivation:
		add("from", evidence.ID(x.From))
		add("to", evidence.ID(x.To))
		addAll(add, "claim", x.Claims)
	case *evidence.Corroboration:
		add("claim", evidence.ID(x.Claim))
		addAll(add, "source", x.Sources)
	case *evidence.Confirmation:
		add("source", evidence.ID(x.Source))
	case *evidence.Interest:
		add("holder", x.Holder)
		add("claim", evidence.ID(x.Claim))
	case *evidence.Leaning:
		add("outlet", evidence.ID(x.Outlet))
	default:
		Ends(record, add)
	}
}

// Ends calls add for the two ends of a link that joins nodes of several kinds, with the role that each plays there.
func Ends(record any, add func(role string, id evidence.ID)) {
	switch x := record.(type) {
	case *evidence.Relation:
		add("from", evidence.ID(x.From))
		add("to", evidence.ID(x.To))
	case *evidence.Sameness:
		add("from", x.A)
		add("to", x.B)
	case *evidence.Ownership:
		add("from", x.Asset)
		add("to", x.Owner)
	case *evidence.Funding:
		add("from", x.Recipient)
		add("to", x.Funder)
	}
}

func addAll[T ~string](add func(string, evidence.ID), role string, ids []T) {
	for _, id := range ids {
		add(role, evidence.ID(id))
	}
}
