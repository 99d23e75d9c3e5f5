package copying

import (
	"math/bits"
	"slices"

	"github.com/credence-graph/credence/internal/tokens"
)

const (
	shingleWords = 5  // words of a shingle, and k of winnowing
	gramHalves   = 6  // half words of a gram
	quoteWindow  = 4  // shingles of a window of winnowing
	probes       = 32 // smallest gram hashes kept of a text
)

// mix is the finalizer of SplitMix64: every bit of the result depends on every bit of x.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// appendShingles appends the hash of every run of n words, in the order of the text.
func appendShingles(dst []uint64, words []tokens.Word, n int) []uint64 {
	for i := 0; i+n <= len(words); i++ {
		h := uint64(n)
		for _, w := range words[i : i+n] {
			h = bits.RotateLeft64(h, 23)*0x9e3779b97f4a7c15 + w.Hash
		}
		dst = append(dst, mix(h))
	}
	return dst
}

// appendGrams appends the hash of every run of three words, of six letters of a script without spaces, in the order of
// the text. Texts of which a third of the words are others still share a third of them; of shingles, a sixth.
func appendGrams(dst []uint64, words []tokens.Word) []uint64 {
	for i := range words {
		h, halves := uint64(gramHalves), 0
		for _, w := range words[i:] {
			h = bits.RotateLeft64(h, 23)*0x9e3779b97f4a7c15 + w.Hash
			if halves++; !w.IsLetter() {
				halves++
			}
			if halves >= gramHalves {
				dst = append(dst, mix(h))
				break
			}
		}
		if halves < gramHalves {
			break
		}
	}
	return dst
}

// distinct sorts hashes and drops repeated ones, in place.
func distinct(hashes []uint64) []uint64 {
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

// winnow chooses fingerprints from the shingles of a passage: the least of each window, the rightmost of equal ones, a
// shingle chosen once (Schleimer, Wilkerson and Aiken 2003). Two passages that share a run of at least
// window+shingleWords-1 words share a fingerprint. A passage shorter than a window gives its least shingle.
func winnow(dst []uint64, hashes []uint64, window int) []uint64 {
	last := -1
	for from := 0; from < len(hashes) && (from == 0 || from+window <= len(hashes)); from++ {
		least := from
		for i := from; i < min(from+window, len(hashes)); i++ {
			if hashes[i] <= hashes[least] {
				least = i
			}
		}
		if least != last {
			dst, last = append(dst, hashes[least]), least
		}
	}
	return dst
}

// sharedCount returns how many of two sorted lists without repetition are in both.
func sharedCount(a, b []uint64) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			n, a, b = n+1, a[1:], b[1:]
		}
	}
	return n
}

// resemblance estimates the Jaccard similarity of two sets from the least hashes of each, sorted: of the least hashes
// of both together, the share that is in both. It is exact for sets that are held whole.
func resemblance(a, b []uint64) float64 {
	size, both := max(len(a), len(b)), 0
	if len(a) < probes && len(b) < probes {
		size = len(a) + len(b)
	}
	seen := 0
	for ; seen < size && (len(a) > 0 || len(b) > 0); seen++ {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0] < b[0]:
			a = a[1:]
		case len(a) == 0 || a[0] > b[0]:
			b = b[1:]
		default:
			both, a, b = both+1, a[1:], b[1:]
		}
	}
	if seen == 0 {
		return 0
	}
	return float64(both) / float64(seen)
}
