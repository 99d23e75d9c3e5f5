package grammar

import (
	"strings"

	"github.com/credence-graph/credence/internal/wording"
)

// nearest returns the known word that a misspelt one most likely means, "" where none is near: at most two bytes to
// add, leave out or change, and fewer than half of them; case does not count.
func nearest(word string, known []string) string {
	best, least := "", 3
	for _, k := range known {
		if d := wording.Edits(strings.ToLower(word), strings.ToLower(k)); d < least && 2*d < len(k) {
			best, least = k, d
		}
	}
	return best
}
