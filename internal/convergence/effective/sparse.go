package effective

import (
	"math"
	"slices"
)

// LeastMass is the mass below which an entry of a profile is dropped.
const LeastMass = 1e-14

// Rows is a growing list of sparse rows in CSR form, columns ascending within a row.
type Rows struct {
	Start []int32 // by row; one longer than the number of rows
	Col   []int32
	Val   []float64
}

// NewRows returns an empty list with room for so many rows and entries.
func NewRows(rows, entries int) *Rows {
	return &Rows{Start: make([]int32, 1, rows+1), Col: make([]int32, 0, entries), Val: make([]float64, 0, entries)}
}

// Len is the number of rows.
func (m *Rows) Len() int32 { return int32(len(m.Start) - 1) }

// Row returns the columns and values of row i; they belong to m.
func (m *Rows) Row(i int32) ([]int32, []float64) {
	from, to := m.Start[i], m.Start[i+1]
	return m.Col[from:to], m.Val[from:to]
}

// Unit appends the row that is all in one column and returns its number.
func (m *Rows) Unit(col int32) int32 {
	m.Col, m.Val = append(m.Col, col), append(m.Val, 1)
	return m.End()
}

// End closes the row that was being appended to and returns its number.
func (m *Rows) End() int32 {
	m.Start = append(m.Start, int32(len(m.Col)))
	return m.Len() - 1
}

// Mixer adds rows up, column by column, in an order that depends on nothing but the rows.
type Mixer struct {
	sum     []float64 // by column
	touched []int32   // columns with a sum, the first used of them
	used    int
}

// NewMixer returns an empty mixer of rows with so many columns.
func NewMixer(columns int32) *Mixer {
	return &Mixer{sum: make([]float64, columns), touched: make([]int32, columns)}
}

// One adds a value to the sum of a column. What is not positive is left out.
func (x *Mixer) One(col int32, val float64) {
	if val <= 0 {
		return
	}
	if x.sum[col] == 0 {
		x.touched[x.used] = col
		x.used++
	}
	x.sum[col] += val
}

// Add adds a row to the sum, each of its values times a factor.
func (x *Mixer) Add(cols []int32, vals []float64, times float64) {
	for i, c := range cols {
		x.One(c, times*vals[i])
	}
}

// Flush appends the sum to m as a row that adds up to 1, entries below leastMass dropped, and returns its number; it is
// -1 where there is no mass. The mixer is empty again.
func (x *Mixer) Flush(m *Rows) int32 {
	from, total := len(m.Col), x.Empty(m)
	if total == 0 {
		return -1
	}
	row := m.Val[from:]
	for i := range row {
		row[i] /= total
	}
	return m.End()
}

// Drain replaces m by the sum as its only row, not scaled to 1, and returns its mass. The mixer is empty again.
func (x *Mixer) Drain(m *Rows) float64 {
	m.Start, m.Col, m.Val = append(m.Start[:0], 0), m.Col[:0], m.Val[:0]
	total := x.Empty(m)
	m.End()
	return total
}

// Empty appends the sum to the entries of m and returns its mass.
func (x *Mixer) Empty(m *Rows) float64 {
	touched := x.touched[:x.used]
	slices.Sort(touched)
	col, val := slices.Grow(m.Col, x.used), slices.Grow(m.Val, x.used)
	total := 0.0
	for _, c := range touched {
		if v := x.sum[c]; v >= LeastMass {
			col, val = append(col, c), append(val, v)
			total += v
		}
		x.sum[c] = 0
	}
	m.Col, m.Val = col, val
	x.used = 0
	return total
}

// Distinct drops of the given rows, ascending, those that are the same as an earlier one of them, in place, and returns
// for each row as it was its number now.
func (m *Rows) Distinct(rows []int32) []int32 {
	now := make([]int32, m.Len())
	for i := range now {
		now[i] = int32(i)
	}
	for i, first := range Identical(m, rows) {
		now[rows[i]] = rows[first]
	}
	kept, entries, from := int32(0), int32(0), int32(0)
	for i, first := range now {
		to := m.Start[i+1]
		if first != int32(i) {
			now[i] = now[first]
		} else {
			copy(m.Col[entries:], m.Col[from:to])
			copy(m.Val[entries:], m.Val[from:to])
			entries += to - from
			now[i] = kept
			kept++
			m.Start[kept] = entries
		}
		from = to
	}
	m.Start, m.Col, m.Val = m.Start[:kept+1], m.Col[:entries], m.Val[:entries]
	return now
}

// Roots replaces every share of a list of profiles by its square root: the amplitudes that overlaps are made of.
func (m *Rows) Roots() *Rows {
	for i, p := range m.Val {
		m.Val[i] = math.Sqrt(p)
	}
	return m
}
