package copying

import (
	"cmp"
	"slices"
)

// maxRepeats is how many places of one shingle in one text are looked at when passages are matched: a text that repeats
// itself for ever must not take for ever.
const maxRepeats = 32

// prepared is a text made ready to be compared.
type prepared struct {
	text  Text
	words []word
	at    []uint64 // shingles in the order of the text
	order []int32  // places of at, sorted by shingle, then place
	set   []uint64 // distinct shingles without boilerplate, sorted
	plain []bool   // by place: the shingle is boilerplate
	kinds int      // distinct shingles with boilerplate
}

func prepare(t Text, boilerplate map[uint64]struct{}) *prepared {
	p := prepareWords(appendWords(nil, t.Body), boilerplate)
	p.text = t
	return p
}

// prepareWords makes words ready to be compared, whatever text they are of.
func prepareWords(words []word, boilerplate map[uint64]struct{}) *prepared {
	p := &prepared{words: words}
	p.at = appendShingles(nil, p.words, shingleWords)
	p.order = make([]int32, len(p.at))
	for i := range p.order {
		p.order[i] = int32(i)
	}
	slices.SortFunc(p.order, func(a, b int32) int { return cmp.Or(cmp.Compare(p.at[a], p.at[b]), cmp.Compare(a, b)) })
	p.plain = make([]bool, len(p.at))
	for n, i := range p.order {
		h := p.at[i]
		_, p.plain[i] = boilerplate[h]
		if n > 0 && p.at[p.order[n-1]] == h {
			continue
		}
		if p.kinds++; !p.plain[i] {
			p.set = append(p.set, h)
		}
	}
	return p
}

// run is a maximal run of words that two texts share.
type run struct{ a, b, words int32 }

// commonRuns returns every maximal run of at least shingleWords words that two texts share, with more words outside
// boilerplate than in it; the longest first, then by their place in a and in b.
func commonRuns(a, b *prepared) []run {
	var runs []run
	for i, j := 0, 0; i < len(a.order) && j < len(b.order); {
		h, g := a.at[a.order[i]], b.at[b.order[j]]
		endA, endB := i+1, j+1
		if h == g {
			for ; endA < len(a.order) && a.at[a.order[endA]] == h; endA++ {
			}
			for ; endB < len(b.order) && b.at[b.order[endB]] == h; endB++ {
			}
			for _, x := range a.order[i:min(endA, i+maxRepeats)] {
				for _, y := range b.order[j:min(endB, j+maxRepeats)] {
					runs = appendRun(runs, a, b, x, y)
				}
			}
		}
		if h <= g {
			i = endA
		}
		if h >= g {
			j = endB
		}
	}
	slices.SortFunc(runs, func(x, y run) int {
		return cmp.Or(cmp.Compare(y.words, x.words), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return runs
}

// appendRun appends the run that starts at the places, if one does.
func appendRun(runs []run, a, b *prepared, x, y int32) []run {
	if x > 0 && y > 0 && a.words[x-1].hash == b.words[y-1].hash {
		return runs
	}
	n, plain := int32(0), 0
	for int(x+n) < len(a.words) && int(y+n) < len(b.words) && a.words[x+n].hash == b.words[y+n].hash {
		if int(x+n) < len(a.plain) && a.plain[x+n] {
			plain++
		}
		n++
	}
	if n < shingleWords || 2*plain >= int(n) {
		return runs
	}
	return append(runs, run{x, y, n})
}

// passages returns the longest common passages, at most maxPassages, none of which overlaps another in either text.
func passages(a, b *prepared) []Passage {
	var chosen []run
	for _, r := range commonRuns(a, b) {
		if !slices.ContainsFunc(chosen, func(c run) bool { return overlap(c.a, r.a, c.words, r.words) || overlap(c.b, r.b, c.words, r.words) }) {
			if chosen = append(chosen, r); len(chosen) == maxPassages {
				break
			}
		}
	}
	out := make([]Passage, len(chosen))
	for i, r := range chosen {
		out[i] = Passage{Words: int(r.words), From: a.span(a.text.Body, r.a, r.words), To: b.span(b.text.Body, r.b, r.words)}
		if out[i].From.Text == out[i].To.Text {
			out[i].To.Text = out[i].From.Text // one string for both
		}
	}
	return out
}

func overlap(x, y, n, m int32) bool { return x < y+m && y < x+n }

// span cuts n words from the given one on out of the text that the words are of.
func (p *prepared) span(text string, from, n int32) Span {
	return span(text, int(p.words[from].start), int(p.words[from+n-1].end))
}
