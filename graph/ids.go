package graph

import "github.com/credence-graph/credence/internal/evidence"

// parseIDs reads ids of one kind, global or bare. The error is that of the first that cannot be read.
func parseIDs[T ~string](kind evidence.Kind, ids []evidence.ID) ([]T, error) {
	if ids == nil {
		return nil, nil
	}
	parsed := make([]T, len(ids))
	for i, id := range ids {
		var err error
		if parsed[i], err = evidence.ParseKey[T](kind, string(id)); err != nil {
			return nil, err
		}
	}
	return parsed, nil
}

// asIDs turns typed ids into plain ones.
func asIDs[T ~string](ids []T) []evidence.ID {
	plain := make([]evidence.ID, len(ids))
	for i, id := range ids {
		plain[i] = evidence.ID(id)
	}
	return plain
}

// oneOf refuses a lookup that names its object in no way or in two.
func oneOf(names string, given ...bool) error {
	count := 0
	for _, g := range given {
		if g {
			count++
		}
	}
	if count != 1 {
		return evidence.Invalidf("", "%d of the arguments %s are given; expected exactly one", count, names)
	}
	return nil
}

// known returns a pointer to x, nil if x is the zero value: unknown.
func known[T comparable](x T) *T {
	var zero T
	if x == zero {
		return nil
	}
	return &x
}
