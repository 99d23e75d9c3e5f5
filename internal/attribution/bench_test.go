package attribution_test

import (
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/attribution"
	"github.com/credence-graph/credence/seed"
)

// BenchmarkRead reads the seed, and texts as long as are read that are made to be slow: many attributions of one claim
// each, and one sentence after another of nothing but cues.
func BenchmarkRead(b *testing.B) {
	var many strings.Builder
	for i := 0; many.Len() < attribution.MaxTextBytes-100; i++ {
		many.WriteString(
			"Anna B" + strings.Repeat("x", i%50) + " Doe" + strings.Repeat("y", i%47) + " said that item " +
				strings.Repeat("z", i%90) + " is of no use.\n")
	}
	for name, text := range map[string]string{
		"seed": seed.Text(),
		"many": many.String(),
		"cues": "News\n" + strings.Repeat("said that according to X, and ", (attribution.MaxTextBytes-10)/30),
		"line": "News\n" + strings.Repeat("Police said no. (AP) ", (attribution.MaxTextBytes-10)/21),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := attribution.Read(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
