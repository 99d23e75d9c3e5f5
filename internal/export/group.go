package export

import (
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

// mostGroups bounds the groups of a side that are numbered: each is a piece of work.
const mostGroups = 500

// Group numbers the independent groups that the sources of a claim fall into under a policy, those of the supporting
// side first, the largest first as convergence lists them, five hundred of each side at most. sub is the evidence that
// the graph was made of.
func (g *Graph) Group(sub *evidence.Subgraphs, claim evidence.ClaimID, p convergence.Policy) error {
	answer, err := convergence.Compute(sub, claim, p)
	if err != nil {
		return err
	}
	g.Groups = map[evidence.SourceID]int{}
	number := 0
	for _, side := range []*convergence.Side{answer.Supporting, answer.Refuting} {
		for _, group := range side.Groups(mostGroups) {
			number++
			for _, member := range group.Members {
				if g.Groups[member.ID] == 0 {
					g.Groups[member.ID] = number
				}
			}
		}
	}
	return nil
}
