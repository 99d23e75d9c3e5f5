package effective

import "math"

// activeSet solves a small problem by taking rows in one at a time, that with the largest gradient first, and dropping
// those whose weight would fall below 0 (Lawson and Hanson 1974, chapter 23). It is for rows so near to each other, or
// to mixes of others, that the rounds of [solver.solve] creep: it never holds a row that the ones it holds make up
// already.
func (s *Solver) activeSet() {
	n := len(s.kept)
	overlap := s.overlapMatrix()
	held, blocked := []int32{}, make([]bool, n)
	v, gradient := make([]float64, n), make([]float64, n)
	for range 3 * n {
		next, most := -1, 1e-13
		for i := range gradient {
			gradient[i] = s.alpha[i]
			for _, k := range held {
				gradient[i] -= overlap[i*n+int(k)] * v[k]
			}
			if !blocked[i] && v[i] == 0 && gradient[i] > most {
				next, most = i, gradient[i]
			}
		}
		if next < 0 {
			break
		}
		var solved bool
		if held, solved = s.holding(append(held, int32(next)), v, overlap); !solved {
			blocked[next] = true
		}
	}
	copy(s.v, v)
	s.restart()
}

// holding brings v to the solution of the held rows, without those that would fall below 0, and returns the rows that
// stay. False if the last row is made up of the others; it is dropped then.
func (s *Solver) holding(held []int32, v, overlap []float64) ([]int32, bool) {
	n := len(s.kept)
	for len(held) > 0 {
		y, ok := solveHeld(held, s.alpha, overlap, n)
		if !ok {
			last := held[len(held)-1]
			v[last] = 0
			return held[:len(held)-1], false
		}
		step := 1.0
		for k, i := range held {
			if y[k] <= 0 {
				step = math.Min(step, v[i]/(v[i]-y[k]))
			}
		}
		kept := held[:0]
		for k, i := range held {
			v[i] += step * (y[k] - v[i])
			if step < 1 && v[i] <= 1e-15 || y[k] <= 0 && step == 1 {
				v[i] = 0
			} else {
				kept = append(kept, i)
			}
		}
		if held = kept; step == 1 {
			return held, true
		}
	}
	return held, true
}

// overlapMatrix returns the overlaps of all rows, row by row.
func (s *Solver) overlapMatrix() []float64 {
	n := len(s.kept)
	out := make([]float64, n*n)
	s.u = zeros(s.u, len(s.z))
	for i := range n {
		s.shift(i, 1, s.u)
		for k := range n {
			out[k*n+i] = s.dot(k, s.u)
		}
		out[i*n+i] += s.private[i]
		s.shift(i, -1, s.u)
	}
	return out
}

// solveHeld solves for the weights of the held rows by Cholesky's decomposition; false if the rows are not independent.
func solveHeld(held []int32, alpha, overlap []float64, n int) ([]float64, bool) {
	const least = 1e-12 // of what is new in a row
	m := len(held)
	l, y := make([]float64, m*m), make([]float64, m)
	for i := range m {
		for k := range i + 1 {
			sum := overlap[int(held[i])*n+int(held[k])]
			for j := range k {
				sum -= l[i*m+j] * l[k*m+j]
			}
			if k < i {
				l[i*m+k] = sum / l[k*m+k]
				continue
			}
			if sum < least {
				return nil, false
			}
			l[i*m+i] = math.Sqrt(sum)
		}
	}
	for i := range m {
		y[i] = alpha[held[i]]
		for j := range i {
			y[i] -= l[i*m+j] * y[j]
		}
		y[i] /= l[i*m+i]
	}
	for i := m - 1; i >= 0; i-- {
		for j := i + 1; j < m; j++ {
			y[i] -= l[j*m+i] * y[j]
		}
		y[i] /= l[i*m+i]
	}
	return y, true
}
