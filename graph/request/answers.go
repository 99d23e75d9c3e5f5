package request

import (
	"context"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

type (
	answerKey struct {
		claim evidence.ClaimID
		answerSetting
	}
	// answerSetting is what claims have in common that are answered from one read.
	answerSetting struct {
		at     evidence.Moment
		policy basis.Policy
	}
)

// Answers returns the convergence of claims, in their order; nil for a claim that the graph does not have.
func (q *Request) Answers(
	ctx context.Context, claims []evidence.ID, at evidence.Moment, policy basis.Policy,
) ([]*convergence.Convergence, error) {
	return q.answers.loadAll(ctx, keysOf(claims, func(id evidence.ID) answerKey {
		return answerKey{evidence.ClaimID(id), answerSetting{at, policy}}
	}))
}

// fetchAnswers computes convergences: one read of the graph for all claims of the same moment and policy.
func (q *Request) fetchAnswers(
	ctx context.Context, keys []answerKey,
) (map[answerKey]*convergence.Convergence, error) {
	held := make(map[answerKey]*convergence.Convergence, len(keys))
	settings, members := grouped(keys, func(k answerKey) answerSetting { return k.answerSetting })
	for _, s := range settings {
		ids := make([]evidence.ClaimID, len(members[s]))
		for i, k := range members[s] {
			ids[i] = k.claim
		}
		answers, err := q.service.Of(ctx, ids, s.at, s.policy)
		if err != nil {
			return nil, err
		}
		for i, k := range members[s] {
			held[k] = answers[i]
		}
	}
	return held, nil
}
