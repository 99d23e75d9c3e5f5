package convergence

import (
	"fmt"

	"github.com/credence-graph/credence/internal/evidence"
)

// maybeShared says which records would have to be told apart or merged to know whether two sources are independent.
func (a *Analysis) maybeShared(v, w int32) []Note {
	var out []Note
	for _, pair := range a.MayShare(v, w) {
		if len(out) == maxShared {
			break
		}
		out = append(out, Note{
			Code: NoteMayBeOne, Nodes: []evidence.Node{a.G.Source(v), a.G.Source(pair[0]), a.G.Source(pair[1])},
			Text: fmt.Sprintf(
				"whether %s%s is the same as %s%s", a.Name(pair[0]), a.takenBy(pair[0]), a.Name(pair[1]), a.takenBy(pair[1])),
		})
	}
	return out
}
