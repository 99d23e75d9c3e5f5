package wording

import (
	"fmt"
	"math"
)

// Part says a part of a whole, above 0, as the beginning of a sentence: "One third", "Half", or in percent what has no
// such word.
func Part(x float64) string {
	for part, words := range map[float64]string{
		1. / 4: "One quarter", 1. / 3: "One third", 1. / 2: "Half", 2. / 3: "Two thirds", 3. / 4: "Three quarters",
	} {
		if math.Abs(x-part) < 0.002 {
			return words
		}
	}
	return fmt.Sprintf("%.0f%%", 100*x)
}
