package memstore

import "github.com/credence-graph/credence/internal/evidence"

// topics returns what a claim is about: a topic for each of its tags at the moment; nil of any other node.
func (v *view) topics(id evidence.ID) []evidence.ID {
	claim, ok := v.nodes[id].(evidence.Claim)
	if !ok {
		return nil
	}
	topics := make([]evidence.ID, len(claim.Tags))
	for i, tag := range claim.Tags {
		topics[i] = evidence.TopicOf(tag)
	}
	return topics
}

// concerns reports whether an interest is in one of the claims that are in, by the claim or by one of its tags.
func (v *view) concerns(i evidence.Interest, in map[evidence.ID]bool) bool {
	for id, here := range in {
		if claim, ok := v.nodes[id].(evidence.Claim); ok && here && i.Concerns(&claim) {
			return true
		}
	}
	return false
}
