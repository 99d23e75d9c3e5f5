package tally

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/credence-graph/credence/internal/convergence/basis"
)

// PassagesOf returns every run of five words in what is quoted of a source's statements, sorted, each once.
func (s *Side) PassagesOf(v int32) []string {
	i, ok := slices.BinarySearchFunc(s.Positions, v, func(p basis.Position, v int32) int { return cmp.Compare(p.Node, v) })
	if !ok {
		return nil
	}
	var out []string
	for _, at := range s.Positions[i].Statements {
		for _, q := range s.A.Ix.Statements[at].Provenance.Quotes {
			out = append(out, RunsOf(q.Exact)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// RunsOf returns every run of five words of a text, in small letters and without anything but letters and digits.
func RunsOf(text string) []string {
	words := strings.FieldsFunc(
		strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var out []string
	for n := passageWords; n <= len(words); n++ {
		out = append(out, strings.Join(words[n-passageWords:n], " "))
	}
	return out
}

// passageWords is how many words in a row two passages must have in common.
const passageWords = 5
