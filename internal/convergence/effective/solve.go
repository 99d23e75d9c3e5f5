package effective

import (
	"math"
	"slices"
)

const (
	// leastAmplitude is the amplitude below which a row takes no part.
	leastAmplitude = 1e-9
	// smallProblem is the number of rows up to which the answer is certified to fineTolerance.
	smallProblem    = 300
	fineTolerance   = 1e-10
	coarseTolerance = 1e-6
	maxRounds       = 400
	// boldRounds is in how many rounds all rows that come out below 0 are dropped at once. It mostly finds the rows
	// that count in a round or two; after that only steps are made that cannot go wrong.
	boldRounds = 6
)

// Solver finds E: the maximum over v >= 0 of (alpha.v)^2 / |A'v|^2, where the rows of A are unit vectors and A A' holds
// the overlaps (method, section 3). It keeps its buffers between calls; it is not safe for concurrent use.
//
// A column that only one row has is no overlap: its squares are kept as one number a row (private). A row with nothing
// but private columns adds alpha^2 and takes no part in the iteration.
type Solver struct {
	holders []int32 // by column: rows that have it; then its number among the shared columns
	kept    []int32 // rows in the iteration
	Alone   []int32 // rows that share nothing
	start   []int32
	col     []int32
	amp     []float64
	private []float64
	alpha   []float64
	v, z    []float64
	free    []int32 // rows with v above 0, for the conjugate gradients
	y, r, p []float64
	q, u    []float64
	scratch Rows
}

// Blank returns an empty matrix whose buffers are the solver's: it is good until the next call of blank.
func (s *Solver) Blank() *Rows {
	s.scratch.Start = append(s.scratch.Start[:0], 0)
	s.scratch.Col, s.scratch.Val = s.scratch.Col[:0], s.scratch.Val[:0]
	return &s.scratch
}

// Solution is what the solver found: value is a true lower bound of E that is off by at most the tolerance.
type Solution struct {
	Value  float64
	Approx bool // the certificate was not tight after the last round
}

// Solve solves for the rows of m, whose values are amplitudes, with alpha by row; nil means 1 for every row. warm holds
// a first guess of v by row, nil if there is none.
func (s *Solver) Solve(m *Rows, alpha, warm []float64) Solution {
	base := s.load(m, alpha, warm)
	if len(s.kept) == 0 {
		return Solution{Value: base}
	}
	tolerance := coarseTolerance
	if len(s.kept) <= smallProblem {
		tolerance = fineTolerance
	}
	if warm == nil {
		s.guess()
	}
	s.restart()
	lower, upper := 0.0, math.Inf(1)
	for round := 1; round <= maxRounds; round++ {
		s.sweep()
		s.gradients(tolerance, round <= boldRounds)
		low, up := s.bounds()
		lower, upper = math.Max(lower, low), math.Min(upper, up)
		if upper-lower <= tolerance*(lower+base) {
			return Solution{Value: lower + base}
		}
	}
	if len(s.kept) <= smallProblem {
		s.activeSet()
		low, up := s.bounds()
		lower, upper = math.Max(lower, low), math.Min(upper, up)
	}
	return Solution{Value: lower + base, Approx: upper-lower > tolerance*(lower+base)}
}

// load takes the rows that take part, and returns what those that share nothing are worth.
func (s *Solver) load(m *Rows, alpha, warm []float64) float64 {
	shared := s.findShared(m, alpha)
	s.kept, s.Alone = slices.Grow(s.kept[:0], int(m.Len())), s.Alone[:0]
	s.col, s.amp = slices.Grow(s.col[:0], len(m.Col)), slices.Grow(s.amp[:0], len(m.Col))
	s.start, s.private, s.alpha, s.v = append(s.start[:0], 0), s.private[:0], s.alpha[:0], s.v[:0]
	base := 0.0
	for i := range m.Len() {
		a := amplitude(alpha, i)
		if a == 0 {
			continue
		}
		if !s.take(m, i) {
			base += a * a
			s.Alone = append(s.Alone, i)
			continue
		}
		guess := 0.0
		if warm != nil {
			guess = warm[i]
		}
		s.kept, s.alpha, s.v = append(s.kept, i), append(s.alpha, a), append(s.v, guess)
	}
	s.z = zeros(s.z, int(shared))
	return base
}

// amplitude is the alpha of a row, 0 where the row takes no part.
func amplitude(alpha []float64, i int32) float64 {
	switch {
	case alpha == nil:
		return 1
	case alpha[i] < leastAmplitude:
		return 0
	}
	return alpha[i]
}

// findShared numbers the columns that several rows have and returns how many there are; others get -1.
func (s *Solver) findShared(m *Rows, alpha []float64) (shared int32) {
	width := int32(0)
	for _, c := range m.Col {
		width = max(width, c+1)
	}
	s.holders = zeros(s.holders, int(width))
	for i := range m.Len() {
		if amplitude(alpha, i) > 0 {
			cols, _ := m.Row(i)
			for _, c := range cols {
				s.holders[c]++
			}
		}
	}
	for c, n := range s.holders {
		s.holders[c] = -1
		if n > 1 {
			s.holders[c] = shared
			shared++
		}
	}
	return shared
}

// take appends a row's shared part; it is false, and nothing is appended, where the row shares nothing.
func (s *Solver) take(m *Rows, i int32) bool {
	cols, vals := m.Row(i)
	private := 0.0
	col, amp := s.col, s.amp // written back once: every store of a slice costs while the collector runs
	for k, c := range cols {
		if n := s.holders[c]; n >= 0 {
			col, amp = append(col, n), append(amp, vals[k])
		} else {
			private += vals[k] * vals[k]
		}
	}
	if len(col) == len(s.col) {
		return false
	}
	s.col, s.amp = col, amp
	s.start = append(s.start, int32(len(s.col)))
	s.private = append(s.private, private)
	return true
}

// zeros returns a buffer of n zeros, reusing old.
func zeros[T int32 | float64](old []T, n int) []T {
	if cap(old) < n {
		return make([]T, n)
	}
	old = old[:n]
	clear(old)
	return old
}

// guess gives every row a first weight: its amplitude, the less the more it overlaps with all rows together.
func (s *Solver) guess() {
	copy(s.v, s.alpha)
	s.restart()
	for i, a := range s.alpha { // s.v[i] is still the amplitude when its own part of the sum is taken
		s.v[i] = a * a / s.along(i)
	}
}

// restart makes z the sum of the rows times v.
func (s *Solver) restart() {
	clear(s.z)
	for i, v := range s.v {
		if v != 0 {
			s.shift(i, v, s.z)
		}
	}
}

// along returns row i times z, the row's private part included.
func (s *Solver) along(i int) float64 {
	return s.private[i]*s.v[i] + s.dot(i, s.z)
}

// dot returns the shared part of row i times a vector over the shared columns. Two sums keep the processor from waiting
// for each addition.
func (s *Solver) dot(i int, x []float64) float64 {
	col := s.col[s.start[i]:s.start[i+1]]
	amp := s.amp[s.start[i]:s.start[i+1]]
	amp = amp[:len(col)]
	even, odd := 0.0, 0.0
	k := 0
	for ; k+1 < len(col); k += 2 {
		even += amp[k] * x[col[k]]
		odd += amp[k+1] * x[col[k+1]]
	}
	if k < len(col) {
		even += amp[k] * x[col[k]]
	}
	return even + odd
}

// shift adds times row i to a vector over the shared columns.
func (s *Solver) shift(i int, times float64, x []float64) {
	col := s.col[s.start[i]:s.start[i+1]]
	amp := s.amp[s.start[i]:s.start[i+1]]
	amp = amp[:len(col)]
	for k, c := range col {
		x[c] += times * amp[k]
	}
}

// sweep does Gauss-Seidel over the rows: each v in turn goes to its best value, at least 0. Rows are unit vectors, so
// the step is the gradient.
func (s *Solver) sweep() {
	const sweeps = 3
	for range sweeps {
		for i := range s.kept {
			step := s.alpha[i] - s.along(i)
			if s.v[i]+step < 0 {
				step = -s.v[i]
			}
			if step == 0 {
				continue
			}
			s.v[i] += step
			s.shift(i, step, s.z)
		}
	}
}

// bounds returns what the present v proves: E is at least lower (v is feasible) and at most upper (z, scaled, is
// feasible in the dual).
func (s *Solver) bounds() (lower, upper float64) {
	zz, num, mu := 0.0, 0.0, math.Inf(1)
	for _, x := range s.z {
		zz += x * x
	}
	for i, v := range s.v {
		zz += s.private[i] * v * v
		num += s.alpha[i] * v
		mu = math.Min(mu, s.along(i)/s.alpha[i])
	}
	upper = math.Inf(1)
	if mu > 0 {
		upper = zz / (mu * mu)
	}
	if zz == 0 {
		return 0, upper
	}
	return num * num / zz, upper
}

// gradients solves for the rows with v above 0 alone by conjugate gradients, and goes towards that solution as far as v
// stays at least 0; or, where it is bold, all the way, the rows below 0 dropped. It settles near-identical rows, at
// which the sweeps creep.
func (s *Solver) gradients(tolerance float64, bold bool) {
	s.free = s.free[:0]
	for i, v := range s.v {
		if v > 0 {
			s.free = append(s.free, int32(i))
		}
	}
	n := len(s.free)
	s.y, s.r = zeros(s.y, n), zeros(s.r, n)
	s.p, s.q = zeros(s.p, n), zeros(s.q, n)
	first := 0.0
	for k, i := range s.free {
		s.y[k] = s.v[i]
		s.r[k] = s.alpha[i] - s.along(int(i))
		s.p[k] = s.r[k]
		first += s.r[k] * s.r[k]
	}
	s.descend(first, tolerance)
	s.follow(bold)
	s.restart()
}

// descend does the conjugate gradient steps on y, from the residual r with square rr.
func (s *Solver) descend(rr, tolerance float64) {
	const steps = 50
	goal := tolerance * tolerance * 1e-2 * float64(len(s.free))
	for step := 0; step < steps && rr > goal; step++ {
		pq := s.multiply()
		if pq <= 0 {
			return
		}
		a, next := rr/pq, 0.0
		for k := range s.y {
			s.y[k] += a * s.p[k]
			s.r[k] -= a * s.q[k]
			next += s.r[k] * s.r[k]
		}
		b := next / rr
		for k := range s.p {
			s.p[k] = s.r[k] + b*s.p[k]
		}
		rr = next
	}
}

// multiply makes q the overlap matrix of the free rows times p, and returns p.q.
func (s *Solver) multiply() float64 {
	s.u = zeros(s.u, len(s.z))
	for n, i := range s.free {
		s.shift(int(i), s.p[n], s.u)
	}
	pq := 0.0
	for n, i := range s.free {
		s.q[n] = s.private[i]*s.p[n] + s.dot(int(i), s.u)
		pq += s.p[n] * s.q[n]
	}
	return pq
}

// follow moves v towards y by the largest step of at most 1 that keeps it at least 0; where it is bold, by 1, and what
// is below 0 then becomes 0.
func (s *Solver) follow(bold bool) {
	step, last := 1.0, -1
	for k, i := range s.free {
		if s.y[k] < 0 && !bold {
			if t := s.v[i] / (s.v[i] - s.y[k]); t < step {
				step, last = t, k
			}
		}
	}
	for k, i := range s.free {
		s.v[i] = math.Max(0, s.v[i]+step*(s.y[k]-s.v[i]))
	}
	if last >= 0 {
		s.v[s.free[last]] = 0
	}
}

// Weights writes v into out by row of the matrix that was loaded; rows that took no part have 0.
func (s *Solver) Weights(out []float64, alpha []float64) {
	clear(out)
	for k, i := range s.kept {
		out[i] = s.v[k]
	}
	for _, i := range s.Alone {
		out[i] = 1
		if alpha != nil {
			out[i] = alpha[i]
		}
	}
}
