package copying

import (
	"math/bits"
	"sync/atomic"
)

// frequency counts in how many texts a shingle is, up to frequentTexts+1. Shingles share counters, so that a count may
// be too large, never too small; the counters are as many as there are shingles in an ordinary corpus, so that one that
// is too large by more than a few is out of the question. Counting is commutative: the order of texts does not matter.
type frequency struct {
	counters []uint32 // four of 8 bits in each
	shift    int
}

func newFrequency(texts int) *frequency {
	size := min(max(bits.Len(uint(texts))+8, 16), 28)
	return &frequency{counters: make([]uint32, 1<<(size-2)), shift: 64 - size}
}

func (f *frequency) place(h uint64) (counter *uint32, bit int) {
	at := (h * 0xd6e8feb86659fd93) >> f.shift
	return &f.counters[at/4], int(at%4) * 8
}

func (f *frequency) add(h uint64) {
	counter, bit := f.place(h)
	for {
		old := atomic.LoadUint32(counter)
		if old>>bit&0xff > frequentTexts || atomic.CompareAndSwapUint32(counter, old, old+1<<bit) {
			return
		}
	}
}

// of returns in how many texts the shingle is, frequentTexts+1 for more. It must not be called while others add.
func (f *frequency) of(h uint64) int {
	counter, bit := f.place(h)
	return int(*counter >> bit & 0xff)
}

// frequentShare counts the texts of a shingle that may be frequent, and adds up which share of the shingles of each is
// common.
type frequentShare struct {
	texts int64
	sum   int64 // of the shares, in millionths: whole numbers add up to the same in any order
}

type frequentShares map[uint64]frequentShare

// add takes in the sorted shingles of a text.
func (s frequentShares) add(f *frequency, hashes []uint64, scratch []uint64) []uint64 {
	frequent, common := scratch[:0], 0
	for _, h := range hashes {
		n := f.of(h)
		if n > commonTexts {
			common++
		}
		if n > frequentTexts {
			frequent = append(frequent, h)
		}
	}
	for _, h := range frequent {
		old := s[h]
		s[h] = frequentShare{old.texts + 1, old.sum + int64(common)*1_000_000/int64(len(hashes))}
	}
	return frequent
}

func (s frequentShares) merge(other frequentShares) {
	for h, o := range other {
		old := s[h]
		s[h] = frequentShare{old.texts + o.texts, old.sum + o.sum}
	}
}

// boilerplate counts the frequent shingles and returns those whose texts consist of other things for the most part: a
// footer, a phrase. The shingles of an article that many copied are in texts that consist of common shingles, and are
// none. Common is less than frequent so that copies with edits of their own, whose shingles are in some of the others
// only, still count.
func (s frequentShares) boilerplate() (out map[uint64]struct{}, frequent int) {
	out = map[uint64]struct{}{}
	for h, share := range s {
		if share.texts <= frequentTexts {
			continue
		}
		frequent++
		if float64(share.sum) < copiedShare*1e6*float64(share.texts) {
			out[h] = struct{}{}
		}
	}
	return out, frequent
}
