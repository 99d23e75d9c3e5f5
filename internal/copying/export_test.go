package copying

import (
	"github.com/credence-graph/credence/internal/tokens"
)

// QuotedPassages returns what stands between quotation marks.
func QuotedPassages(text string) []string {
	var out []string
	for _, q := range quotedPassages(text) {
		out = append(out, text[q.start:q.end])
	}
	return out
}

// Winnow, Shingles and Resemblance are what the detectors choose fingerprints with.
func Winnow(text string, window int) []uint64 { return winnow(nil, Shingles(text), window) }

// Shingles returns the shingles of a text in its order.
func Shingles(text string) []uint64 {
	return appendShingles(nil, tokens.Append(nil, text), shingleWords)
}

// Resemblance estimates the resemblance of two sets from their smallest members.
func Resemblance(a, b []uint64) float64 {
	a, b = distinct(a), distinct(b)
	return resemblance(a[:min(probes, len(a))], b[:min(probes, len(b))])
}

// Measure compares two bodies as a pair that is a candidate: the words that both have, those of the smaller, and
// whether that makes a copy.
func Measure(a, b string) (shared, smaller int, isCopy bool) {
	m := measure(prepare(Text{ID: "a", Body: a}, nil), prepare(Text{ID: "b", Body: b}, nil))
	return m.shared, m.smaller, m.smaller >= MinWords && !m.few()
}
