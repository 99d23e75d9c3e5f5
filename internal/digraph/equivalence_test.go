package digraph_test

import (
	"testing"

	"github.com/credence-graph/credence/internal/digraph"
)

func TestClasses(t *testing.T) {
	c := digraph.Equivalence[string]{}
	for _, pair := range [][2]string{{"d", "c"}, {"f", "e"}, {"c", "b"}, {"b", "d"}, {"e", "e"}} {
		c.Join(pair[0], pair[1])
	}
	c.Join("f", "d") // the class of e and f joins that of b, c and d
	for round := range 2 {
		for id, want := range map[string]string{"a": "a", "b": "b", "c": "b", "d": "b", "e": "b", "f": "b"} {
			if got := c.Of(id); got != want {
				t.Errorf("%s is of the class of %s; want %s (flattened: %v)", id, got, want, round == 1)
			}
		}
		c.Flatten()
	}
	if c["f"] != "b" {
		t.Errorf("flattened, f is tied to %s; want b", c["f"])
	}
}
