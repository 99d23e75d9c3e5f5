package copying

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/tokens"
)

const (
	// maxRepeats is how many places of one gram in one text are looked at: a text that repeats itself for ever must
	// not take for ever.
	maxRepeats = 32
	// maxGap is how many words of either text in a row may be others before what follows is a piece of its own.
	maxGap = 4
)

// sequence is words in their order, made ready to be compared with others.
type sequence struct {
	words []tokens.Word
	size  int      // words without the breaks where something was left out
	grams []uint64 // of the words from each place on
	order []int32  // places of grams, sorted by gram, then place
}

func newSequence(words []tokens.Word, breaks int, grams []uint64) *sequence {
	s := &sequence{words: words, size: len(words) - breaks, grams: grams, order: make([]int32, len(grams))}
	for i := range s.order {
		s.order[i] = int32(i)
	}
	slices.SortFunc(s.order, func(a, b int32) int { return cmp.Or(cmp.Compare(grams[a], grams[b]), cmp.Compare(a, b)) })
	return s
}

// meetings calls visit for every gram that two sequences share, with its places in both.
func meetings(a, b *sequence, visit func(inA, inB []int32)) {
	for i, j := 0, 0; i < len(a.order) && j < len(b.order); {
		h, g := a.grams[a.order[i]], b.grams[b.order[j]]
		endA, endB := i+1, j+1
		if h == g {
			for ; endA < len(a.order) && a.grams[a.order[endA]] == h; endA++ {
			}
			for ; endB < len(b.order) && b.grams[b.order[endB]] == h; endB++ {
			}
			visit(a.order[i:endA], b.order[j:endB])
		}
		if h <= g {
			i = endA
		}
		if h >= g {
			j = endB
		}
	}
}

// align returns how many words of a are also in b, in pieces that may stand in another order there. A piece begins
// with a gram that both have and goes on, both ways, over words that differ: past some that were replaced, the next
// one in the same distance counts; past some that were put in or left out, the next two in a row. So set phrases alone
// add little, and no word counts twice.
func align(a, b *sequence) int {
	at := make([][]int32, len(a.grams)) // by place in a: the places of its gram in b
	meetings(a, b, func(inA, inB []int32) {
		for _, i := range inA {
			at[i] = inB[:min(len(inB), maxRepeats)]
		}
	})
	p := pieces{a: a.words, b: b.words, used: make([]bool, len(b.words))}
	total, done := 0, 0
	for i := 0; i < len(at); {
		best, most := int32(-1), 0
		for _, j := range at[i] {
			if n, _ := p.extend(i, int(j), 1, done, false); n > most {
				best, most = j, n
			}
		}
		if best < 0 {
			i++
			continue
		}
		before, _ := p.extend(i-1, int(best)-1, -1, done, true)
		after, end := p.extend(i, int(best), 1, done, true)
		total += before + after
		i, done = end, end
	}
	return total
}

// pieces are the pieces of a that are found in b so far.
type pieces struct {
	a, b []tokens.Word
	used []bool // by place in b
}

// extend follows two texts from a place in both, a step of 1 forwards, of -1 backwards down to least in a, and counts
// the words that match. It returns where the last of them is, plus a step. With mark those of b are used from then on.
func (p *pieces) extend(x, y, step, least int, mark bool) (matched, end int) {
	end = x
	for {
		if !p.same(x, y, least) {
			dx, dy, found := p.resume(x, y, step, least)
			if !found {
				return matched, end
			}
			x, y = x+dx*step, y+dy*step
		}
		if mark {
			p.used[y] = true
		}
		matched++
		x, y = x+step, y+step
		end = x
	}
}

func (p *pieces) same(x, y, least int) bool {
	return x >= least && x < len(p.a) && y >= 0 && y < len(p.b) && !p.used[y] && p.a[x].Hash == p.b[y].Hash
}

// resume looks for the nearest place where both go on together.
func (p *pieces) resume(x, y, step, least int) (dx, dy int, found bool) {
	for gap := 1; gap <= 2*maxGap; gap++ {
		if half := gap / 2; gap%2 == 0 && p.same(x+half*step, y+half*step, least) {
			return half, half, true
		}
		for dx = max(0, gap-maxGap); dx <= min(gap, maxGap); dx++ {
			dy = gap - dx
			if p.same(x+dx*step, y+dy*step, least) && p.same(x+(dx+1)*step, y+(dy+1)*step, least) {
				return dx, dy, true
			}
		}
	}
	return 0, 0, false
}
