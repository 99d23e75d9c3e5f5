package copying

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/tokens"
)

// prepared is a text made ready to be compared. It must not be used by two goroutines at once.
type prepared struct {
	text        Text
	words       []tokens.Word
	boilerplate map[uint64]struct{}
	quotedToo   [2]*sequence // made when they are asked for: without what is quoted, and with it
}

func prepare(t Text, boilerplate map[uint64]struct{}) *prepared {
	return &prepared{text: t, words: tokens.Append(nil, t.Body), boilerplate: boilerplate}
}

// own returns the words of a text without boilerplate and without what it quotes: who heard one speech quotes the same
// words.
func (p *prepared) own() *sequence { return p.sequence(0) }

// whole returns the words of a text without boilerplate.
func (p *prepared) whole() *sequence { return p.sequence(1) }

func (p *prepared) sequence(quoted int) *sequence {
	if s := p.quotedToo[quoted]; s != nil {
		return s
	}
	out := p.boilerplateWords()
	if quoted == 0 {
		for _, q := range quotedPassages(p.text.Body) {
			if from, to := wordsIn(p.words, q); to-from >= minQuoteWords {
				for i := from; i < to; i++ {
					out[i] = true
				}
			}
		}
	}
	words, breaks := make([]tokens.Word, 0, len(p.words)), 0
	for i, w := range p.words {
		if !out[i] {
			words = append(words, w)
		} else if i == 0 || !out[i-1] { // a word that is in no other text
			words = append(words, tokens.Word{
				Hash: mix(tokens.Hash(p.text.ID) + uint64(i)), Start: w.Start, End: w.End,
			})
			breaks++
		}
	}
	p.quotedToo[quoted] = newSequence(words, breaks, appendGrams(nil, words))
	return p.quotedToo[quoted]
}

// boilerplateWords says of each word whether it is in a shingle that is boilerplate.
func (p *prepared) boilerplateWords() []bool {
	out := make([]bool, len(p.words))
	if len(p.boilerplate) == 0 {
		return out
	}
	for i, h := range appendShingles(nil, p.words, shingleWords) {
		if _, plain := p.boilerplate[h]; plain {
			for j := i; j < i+shingleWords; j++ {
				out[j] = true
			}
		}
	}
	return out
}

// run is a maximal run of words that two texts share.
type run struct{ a, b, words int32 }

// commonRuns returns every maximal run of words that two sequences share, with a gram at least, the longest first,
// then by their place in a and in b. If one has shingleWords words, shorter ones are left out, else all but the first.
func commonRuns(a, b *sequence) []run {
	var runs []run
	meetings(a, b, func(inA, inB []int32) {
		for _, x := range inA[:min(len(inA), maxRepeats)] {
			for _, y := range inB[:min(len(inB), maxRepeats)] {
				runs = appendRun(runs, a, b, x, y)
			}
		}
	})
	slices.SortFunc(runs, func(x, y run) int {
		return cmp.Or(cmp.Compare(y.words, x.words), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	long := slices.IndexFunc(runs, func(r run) bool { return r.words < shingleWords })
	if long < 0 {
		return runs
	}
	return runs[:min(max(long, 1), len(runs))]
}

// appendRun appends the run that starts at the places, if one does.
func appendRun(runs []run, a, b *sequence, x, y int32) []run {
	if x > 0 && y > 0 && a.words[x-1].Hash == b.words[y-1].Hash {
		return runs
	}
	n := int32(0)
	for int(x+n) < len(a.words) && int(y+n) < len(b.words) && a.words[x+n].Hash == b.words[y+n].Hash {
		n++
	}
	return append(runs, run{x, y, n})
}

// passages returns the longest common passages of two bodies, at most maxPassages, none of which overlaps another in
// either.
func passages(from, to string, a, b *sequence) []Passage {
	var chosen []run
	for _, r := range commonRuns(a, b) {
		if !slices.ContainsFunc(
			chosen, func(c run) bool { return overlap(c.a, r.a, c.words, r.words) || overlap(c.b, r.b, c.words, r.words) }) {
			if chosen = append(chosen, r); len(chosen) == maxPassages {
				break
			}
		}
	}
	out := make([]Passage, len(chosen))
	for i, r := range chosen {
		out[i] = Passage{Words: int(r.words), From: a.span(from, r.a, r.words), To: b.span(to, r.b, r.words)}
		if out[i].From.Text == out[i].To.Text {
			out[i].To.Text = out[i].From.Text // one string for both
		}
	}
	return out
}

func overlap(x, y, n, m int32) bool { return x < y+m && y < x+n }

// span cuts n words from the given one on out of the text that the words are of.
func (s *sequence) span(text string, from, n int32) Span {
	return span(text, int(s.words[from].Start), int(s.words[from+n-1].End))
}
