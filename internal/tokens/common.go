package tokens

import "strings"

// Common returns the share of the distinct words of two texts that both have, 0 if neither has any.
func Common(a, b string) float64 {
	in := map[string]bool{}
	for w := range strings.FieldsSeq(Normalize(a)) {
		in[w] = false
	}
	all, both := len(in), 0
	for w := range strings.FieldsSeq(Normalize(b)) {
		seen, there := in[w]
		switch {
		case !there:
			all++
		case !seen:
			both++
		}
		in[w] = true
	}
	return float64(both) / float64(max(1, all))
}
