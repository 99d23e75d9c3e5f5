package sameness

import (
	"encoding/binary"
	"slices"
)

// speakers finds speakers of which one has all words of the other. Words are numbered as they come.
type speakers struct {
	of    []int32 // by record, its name; -1 = none
	names []name

	numbers map[string]int32 // by word
	known   map[string]int32 // the place of a name, by its words
	words   []int32          // of all names, one after the other
	key     []byte

	holding []posting // by word, the names that have it
	filed   []posting // by word, the names of which it is the rarest
}

// name is a set of words.
type name struct {
	cell
	records  int32
	from, to int32  // its words, in speakers.words, ascending and each once
	mask     uint64 // a bit for each word; other words may have it as well
	rarest   int32  // the word that the fewest names have
}

// posting is a list of names with their masks; one says that all their records are of one class.
type posting struct {
	names []int32
	masks []uint64
	one   bool
}

func (s *speakers) add(i int32, words [][]byte) {
	if s.known == nil {
		s.numbers, s.known = map[string]int32{}, map[string]int32{}
	}
	from := len(s.words)
	for _, w := range words {
		number, known := s.numbers[string(w)]
		if !known {
			number = int32(len(s.numbers))
			s.numbers[string(w)] = number
		}
		s.words = append(s.words, number)
	}
	set := s.words[from:]
	slices.Sort(set)
	set = slices.Compact(set)
	s.words = s.words[:from+len(set)]
	s.key = s.key[:0]
	for _, w := range set {
		s.key = binary.LittleEndian.AppendUint32(s.key, uint32(w))
	}
	at, known := s.known[string(s.key)]
	if known {
		s.words = s.words[:from]
	} else {
		at = int32(len(s.names))
		s.known[string(s.key)] = at
		s.names = append(s.names, name{from: int32(from), to: int32(len(s.words)), mask: maskOf(set)})
	}
	s.of[i] = at
	s.names[at].records++
}

func maskOf(set []int32) (mask uint64) {
	for _, w := range set {
		mask |= 1 << (w & 63)
	}
	return mask
}

func (s *speakers) set(n *name) []int32 { return s.words[n.from:n.to] }

// file gives each name its records, and files it under its words.
func (s *speakers) file() {
	heads := make([]int32, len(s.of))
	for at := range s.names {
		n := &s.names[at]
		n.heads, heads, n.many = heads[:0:n.records], heads[n.records:], n.records > 1
	}
	for i, at := range s.of {
		if at >= 0 {
			s.names[at].heads = append(s.names[at].heads, int32(i))
		}
	}
	s.holding = s.postings(s.set)
	for at := range s.names {
		n := &s.names[at]
		n.rarest = slices.MinFunc(s.set(n), func(a,
			b int32) int {
			return len(s.holding[a].names) - len(s.holding[b].names)
		})
	}
	s.filed = s.postings(func(n *name) []int32 { return []int32{n.rarest} })
}

// postings returns the names by the words that each is to be found under.
func (s *speakers) postings(under func(*name) []int32) []posting {
	times, all := make([]int32, len(s.numbers)), int32(0)
	for at := range s.names {
		for _, w := range under(&s.names[at]) {
			times[w]++
			all++
		}
	}
	names, masks, postings := make([]int32, all), make([]uint64, all), make([]posting, len(times))
	for w, n := range times {
		postings[w] = posting{names: names[:0:n], masks: masks[:0:n]}
		names, masks = names[n:], masks[n:]
	}
	for at := range s.names {
		n := &s.names[at]
		for _, w := range under(n) {
			p := &postings[w]
			p.names, p.masks = append(p.names, int32(at)), append(p.masks, n.mask)
		}
	}
	return postings
}

// near is [index.near].
func (s *speakers) near(dst []int32, c *classes, i int32) []int32 {
	if s.of[i] < 0 {
		return dst
	}
	n := &s.names[s.of[i]]
	if !c.try(&n.cell, i) {
		return dst
	}
	mine := c.find(i)
	dst = c.others(dst, &n.cell, i, mine)
	if p := &s.holding[n.rarest]; !s.allOf(c, p, mine) {
		for x, mask := range p.masks {
			if n.mask&^mask == 0 {
				dst = s.other(dst, c, i, p.names[x], true)
			}
		}
	}
	for _, w := range s.set(n) {
		p := &s.filed[w]
		if s.allOf(c, p, mine) {
			continue
		}
		for x, mask := range p.masks {
			if mask&^n.mask == 0 {
				dst = s.other(dst, c, i, p.names[x], false)
			}
		}
	}
	return dst
}

// other appends what [classes.others] does of a name, if it has all words of that of i, or else if that has all of
// its.
func (s *speakers) other(dst []int32, c *classes, i, at int32, holds bool) []int32 {
	n, other := &s.names[s.of[i]], &s.names[at]
	mine := c.find(i)
	if n == other || c.allOf(&other.cell, mine) {
		return dst
	}
	fewer, more := n, other
	if !holds {
		fewer, more = other, n
	}
	if !within(s.set(fewer), s.set(more)) {
		return dst
	}
	return c.others(dst, &other.cell, i, mine)
}

// allOf reports whether all records of a posting are of the class mine, and remembers it of one for which it was so.
func (s *speakers) allOf(c *classes, p *posting, mine int32) bool {
	if p.one {
		return c.find(s.names[p.names[0]].heads[0]) == mine
	}
	for _, at := range p.names {
		if !c.allOf(&s.names[at].cell, mine) {
			return false
		}
	}
	p.one = len(p.names) > 0
	return true
}

// within reports whether all words of one set are among those of another.
func within(set, other []int32) bool {
	for _, w := range set {
		for len(other) > 0 && other[0] < w {
			other = other[1:]
		}
		if len(other) == 0 || other[0] != w {
			return false
		}
	}
	return true
}
