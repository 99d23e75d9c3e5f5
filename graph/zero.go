package graph

// orZero returns what p points to, the zero value if it is nil.
func orZero[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}
