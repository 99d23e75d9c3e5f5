package effective

import (
	"cmp"
	"math"
	"slices"
)

// Identical numbers rows so that rows which are the same to 1e-9 in every entry have the same number: the position of
// the first of them. It compares by hash, then entry by entry.
func Identical(m *Rows, rows []int32) []int32 {
	type keyed struct {
		hash uint64
		at   int32
	}
	keys := make([]keyed, len(rows))
	for i, r := range rows {
		keys[i] = keyed{hashRow(m, r), int32(i)}
	}
	slices.SortFunc(keys, func(a, b keyed) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.at, b.at))
	})
	first := make([]int32, len(rows))
	var different []int32 // rows of the present hash that differ from each other
	for i, k := range keys {
		if i == 0 || keys[i-1].hash != k.hash {
			different = different[:0]
		}
		first[k.at] = k.at
		for _, at := range different {
			if sameRow(m, rows[at], rows[k.at]) {
				first[k.at] = at
				break
			}
		}
		if first[k.at] == k.at {
			different = append(different, k.at)
		}
	}
	return first
}

// nano rounds a share to 1e-9.
func nano(p float64) int64 { return int64(math.Round(p * 1e9)) }

func hashRow(m *Rows, r int32) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a, a word at a time
	h := uint64(offset)
	cols, vals := m.Row(r)
	for i, c := range cols {
		if p := nano(vals[i]); p > 0 {
			h = (h ^ uint64(c)) * prime
			h = (h ^ uint64(p)) * prime
		}
	}
	return h
}

// sameRow compares two rows entry by entry; entries that round to nothing are no entries.
func sameRow(m *Rows, a, b int32) bool {
	colsA, valsA := m.Row(a)
	colsB, valsB := m.Row(b)
	i, j := 0, 0
	for {
		for i < len(colsA) && nano(valsA[i]) == 0 {
			i++
		}
		for j < len(colsB) && nano(valsB[j]) == 0 {
			j++
		}
		if i == len(colsA) || j == len(colsB) {
			return i == len(colsA) && j == len(colsB)
		}
		if colsA[i] != colsB[j] || nano(valsA[i]) != nano(valsB[j]) {
			return false
		}
		i, j = i+1, j+1
	}
}
