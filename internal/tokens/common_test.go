package tokens_test

import (
	"testing"

	"github.com/credence-graph/credence/internal/tokens"
)

func TestCommon(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"", "", 0},
		{"", "mill", 0},
		{"The mill burnt.", "the MILL burnt", 1},
		{"The mill burnt down", "A mill burnt, a mill!", 2.0 / 5}, // mill and burnt, of the, mill, burnt, down and a
		{"Café", "cafe", 1},
	} {
		for _, got := range []float64{tokens.Common(c.a, c.b), tokens.Common(c.b, c.a)} {
			if got != c.want {
				t.Errorf("%q and %q: %v, expected %v", c.a, c.b, got, c.want)
			}
		}
	}
}
