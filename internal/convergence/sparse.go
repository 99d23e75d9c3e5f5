package convergence

import (
	"math"
	"slices"
)

// leastMass is the mass below which an entry of a profile is dropped.
const leastMass = 1e-14

// sparse is a growing list of sparse rows in CSR form, columns ascending within a row.
type sparse struct {
	start []int32 // by row; one longer than the number of rows
	col   []int32
	val   []float64
}

func newSparse(rows, entries int) *sparse {
	return &sparse{start: make([]int32, 1, rows+1), col: make([]int32, 0, entries), val: make([]float64, 0, entries)}
}

func (m *sparse) rows() int32 { return int32(len(m.start) - 1) }

func (m *sparse) row(i int32) ([]int32, []float64) {
	from, to := m.start[i], m.start[i+1]
	return m.col[from:to], m.val[from:to]
}

// unit appends the row that is all in one column and returns its number.
func (m *sparse) unit(col int32) int32 {
	m.col, m.val = append(m.col, col), append(m.val, 1)
	return m.end()
}

// end closes the row that was being appended to and returns its number.
func (m *sparse) end() int32 {
	m.start = append(m.start, int32(len(m.col)))
	return m.rows() - 1
}

// mixer adds rows up, column by column, in an order that depends on nothing but the rows.
type mixer struct {
	sum     []float64 // by column
	touched []int32   // columns with a sum, the first used of them
	used    int
}

func newMixer(columns int32) *mixer {
	return &mixer{sum: make([]float64, columns), touched: make([]int32, columns)}
}

func (x *mixer) one(col int32, val float64) {
	if val <= 0 {
		return
	}
	if x.sum[col] == 0 {
		x.touched[x.used] = col
		x.used++
	}
	x.sum[col] += val
}

func (x *mixer) add(cols []int32, vals []float64, times float64) {
	for i, c := range cols {
		x.one(c, times*vals[i])
	}
}

// flush appends the sum to m as a row that adds up to 1, entries below leastMass dropped, and returns its number; it is
// -1 where there is no mass. The mixer is empty again.
func (x *mixer) flush(m *sparse) int32 {
	from, total := len(m.col), x.empty(m)
	if total == 0 {
		return -1
	}
	row := m.val[from:]
	for i := range row {
		row[i] /= total
	}
	return m.end()
}

// drain replaces m by the sum as its only row, not scaled to 1, and returns its mass. The mixer is empty again.
func (x *mixer) drain(m *sparse) float64 {
	m.start, m.col, m.val = append(m.start[:0], 0), m.col[:0], m.val[:0]
	total := x.empty(m)
	m.end()
	return total
}

// empty appends the sum to the entries of m and returns its mass.
func (x *mixer) empty(m *sparse) float64 {
	touched := x.touched[:x.used]
	slices.Sort(touched)
	col, val := slices.Grow(m.col, x.used), slices.Grow(m.val, x.used)
	total := 0.0
	for _, c := range touched {
		if v := x.sum[c]; v >= leastMass {
			col, val = append(col, c), append(val, v)
			total += v
		}
		x.sum[c] = 0
	}
	m.col, m.val = col, val
	x.used = 0
	return total
}

// distinct drops of the given rows, ascending, those that are the same as an earlier one of them, in place, and returns for
// each row as it was its number now.
func (m *sparse) distinct(rows []int32) []int32 {
	now := make([]int32, m.rows())
	for i := range now {
		now[i] = int32(i)
	}
	for i, first := range alike(m, rows) {
		now[rows[i]] = rows[first]
	}
	kept, entries, from := int32(0), int32(0), int32(0)
	for i, first := range now {
		to := m.start[i+1]
		if first != int32(i) {
			now[i] = now[first]
		} else {
			copy(m.col[entries:], m.col[from:to])
			copy(m.val[entries:], m.val[from:to])
			entries += to - from
			now[i] = kept
			kept++
			m.start[kept] = entries
		}
		from = to
	}
	m.start, m.col, m.val = m.start[:kept+1], m.col[:entries], m.val[:entries]
	return now
}

// roots replaces every share of a list of profiles by its square root: the amplitudes that overlaps are made of.
func (m *sparse) roots() *sparse {
	for i, p := range m.val {
		m.val[i] = math.Sqrt(p)
	}
	return m
}
