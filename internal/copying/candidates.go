package copying

import (
	"cmp"
	"math/bits"
	"slices"
)

// candidate is a pair of texts that may be copies, by rank.
type candidate struct {
	later, earlier uint32
	estimate       float32 // of the containment of the smaller in the larger
}

func pairOf(a, b uint32, estimate float64) candidate {
	return candidate{max(a, b), min(a, b), float32(min(estimate, 1))}
}

func compareCandidates(a, b candidate) int {
	return cmp.Or(cmp.Compare(a.later, b.later), cmp.Compare(a.earlier, b.earlier), cmp.Compare(b.estimate, a.estimate))
}

// probeIndex finds, for a gram, the first texts that have it among their smallest grams. The smallest hashes of a
// text are a random sample of its grams, and which they are does not depend on what else the text holds: so a text
// that looks up all its grams meets a share of the sample of any other that estimates the share of that other text
// which it holds, however much longer it is itself (Broder's containment with one side sampled). Texts of at most as
// many grams as there are probes are found for certain.
type probeIndex struct {
	finder   *finder
	starts   []uint32 // by the first bits of a key
	entries  []uint64 // the last 32 bits of the key, the rank; sorted between two starts
	filter   []uint64 // bits: no entry has a key with those bits where it is 0
	usable   []uint8  // by rank: its entries
	shift    int
	capped   int // keys with more than listTexts texts
	unprobed int
}

func newProbeIndex(f *finder) *probeIndex {
	size := min(max(bits.Len(uint(len(f.ids)))+4, 8), 24)
	x := &probeIndex{finder: f, shift: 64 - size, starts: make([]uint32, 1<<size+2), usable: make([]uint8, len(f.ids)),
		filter: make([]uint64, 1<<(size+4-6))}
	for rank := range f.ids {
		for _, h := range f.leastOf(uint32(rank)) {
			key := mix(h)
			x.starts[key>>x.shift+2]++
			bit := key >> (x.shift - 4)
			x.filter[bit/64] |= 1 << (bit % 64)
		}
	}
	for i := 2; i < len(x.starts); i++ {
		x.starts[i] += x.starts[i-1]
	}
	x.entries = make([]uint64, x.starts[len(x.starts)-1])
	for rank := range f.ids {
		for _, h := range f.leastOf(uint32(rank)) {
			key := mix(h)
			at := &x.starts[key>>x.shift+1]
			x.entries[*at] = key<<32 | uint64(rank)
			*at++
		}
	}
	x.cap()
	return x
}

// cap sorts the entries and keeps the first texts of each key.
func (x *probeIndex) cap() {
	kept := uint32(0)
	from := x.starts[0]
	for b := range len(x.starts) - 2 {
		list := x.entries[from:x.starts[b+1]]
		from = x.starts[b+1]
		slices.Sort(list)
		x.starts[b] = kept
		run := 0
		for i, e := range list {
			if run++; i == 0 || e>>32 != list[i-1]>>32 {
				run = 1
			}
			if run <= listTexts {
				x.usable[uint32(e)]++
				x.entries[kept] = e
				kept++
			} else if run == listTexts+1 {
				x.capped++
			}
		}
	}
	x.starts[len(x.starts)-2] = kept
	x.entries = x.entries[:kept]
	for rank, n := range x.usable {
		if n == 0 && x.finder.facts[rank].hasBody() {
			x.unprobed++
		}
	}
}

// of returns the entries of a gram.
func (x *probeIndex) of(h uint64) []uint64 {
	key := mix(h)
	if bit := key >> (x.shift - 4); x.filter[bit/64]&(1<<(bit%64)) == 0 {
		return nil
	}
	list := x.entries[x.starts[key>>x.shift]:x.starts[key>>x.shift+1]]
	tag := key << 32 >> 32
	for len(list) > 0 && list[0]>>32 < tag {
		list = list[1:]
	}
	n := 0
	for n < len(list) && list[n]>>32 == tag {
		n++
	}
	return list[:n]
}

// search appends the candidates of a text, whose grams the reader holds.
func (x *probeIndex) search(r *reader, rank uint32) {
	r.hits = r.hits[:0]
	for _, h := range r.hashes {
		for _, e := range x.of(h) {
			if other := uint32(e); other != rank {
				r.hits = append(r.hits, other)
			}
		}
	}
	slices.Sort(r.hits)
	for hits := r.hits; len(hits) > 0; {
		n := 1
		for n < len(hits) && hits[n] == hits[0] {
			n++
		}
		other := hits[0]
		hits = hits[n:]
		usable, size := int(x.usable[other]), float64(x.finder.facts[other].grams)
		estimate := float64(n) / float64(usable) * size / min(size, float64(len(r.hashes)))
		if estimate >= candidateMin && (n > 1 || usable == 1) {
			r.found = append(r.found, pairOf(rank, other, estimate))
		}
	}
}

// choose returns the pairs to compare in full. Of the earlier texts that a text may have copied, those with the highest
// estimates come first (in quarters, the earliest first), and one is left out that resembles likeModels before it: of n
// copies of one article, each is compared with a few, not with n. The choice depends on the corpus alone; after it,
// what is not new or known already is left out.
func (f *finder) choose(found []candidate) []candidate {
	slices.SortFunc(found, compareCandidates)
	found = slices.CompactFunc(found, func(a, b candidate) bool { return a.later == b.later && a.earlier == b.earlier })
	f.result.Statistics.Candidates += len(found)
	chosen := found[:0]
	for len(found) > 0 {
		n := 1
		for n < len(found) && found[n].later == found[0].later {
			n++
		}
		chosen = append(chosen, f.models(slices.Clone(found[:n]))...)
		found = found[n:]
	}
	return slices.DeleteFunc(chosen, f.passedOver)
}

// models chooses among the candidates of one later text.
func (f *finder) models(list []candidate) []candidate {
	sortByEstimate(list)
	var chosen []candidate
	for i, c := range list {
		alike := 0
		for _, other := range chosen {
			if resemblance(f.leastOf(c.earlier), f.leastOf(other.earlier)) >= .5 {
				if alike++; alike == likeModels {
					break
				}
			}
		}
		if alike == likeModels {
			f.result.Statistics.Collapsed++
			continue
		}
		if len(chosen) == maxModels {
			f.result.Statistics.Cut += len(list) - i
			break
		}
		chosen = append(chosen, c)
	}
	return chosen
}

func sortByEstimate(list []candidate) {
	quarters := func(c candidate) int { return int(c.estimate*4 + .5) }
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(quarters(b), quarters(a)), cmp.Compare(a.earlier, b.earlier))
	})
}

// passedOver reports whether the options leave a pair out.
func (f *finder) passedOver(c candidate) bool {
	if !f.new(c.later) && !f.new(c.earlier) {
		f.result.Statistics.NotNew++
		return true
	}
	a, b := f.ids[c.later], f.ids[c.earlier]
	if f.options.Known != nil && f.options.Known(min(a, b), max(a, b)) {
		f.result.Statistics.AlreadyKnown++
		return true
	}
	return false
}
