package convergence

import (
	"slices"

	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// List is an ordered list whose elements are computed when they are asked for. Every element has a key, which no other
// has.
type List[T any] struct {
	Len  int
	Key  func(*T) string
	Find func(key string) (place int, found bool)
	Make func(from, to int) []T
}

// First returns the first elements, all of them for first < 0.
func (l List[T]) First(first int) []T { return l.Make(0, tally.UpTo(first, l.Len)) }

// ListOf returns a list that is at hand.
func ListOf[T any](all []T, key func(*T) string) List[T] {
	return List[T]{
		Len: len(all), Key: key,
		Find: func(wanted string) (int, bool) {
			at := slices.IndexFunc(all, func(x T) bool { return key(&x) == wanted })
			return at, at >= 0
		},
		Make: func(from, to int) []T { return all[from:to] },
	}
}

// ListOfSources returns a list of sources that is at hand.
func ListOfSources(all []*evidence.Source) List[*evidence.Source] {
	return ListOf(all, func(s **evidence.Source) string { return string((*s).ID) })
}

// computed returns a list of what is computed of so many elements. Each is computed, and its key found, under the lock
// of the answer.
func computed[E, T any](
	a *Analysis, elements []E, keyOf func(E) string, key func(*T) string, compute func(E) T,
) List[T] {
	return List[T]{
		Len: len(elements), Key: key,
		Find: func(wanted string) (int, bool) {
			a.Mu.Lock()
			defer a.Mu.Unlock()
			at := slices.IndexFunc(elements, func(e E) bool { return keyOf(e) == wanted })
			return at, at >= 0
		},
		Make: func(from, to int) []T {
			a.Mu.Lock()
			defer a.Mu.Unlock()
			out := make([]T, to-from)
			for i, e := range elements[from:to] {
				out[i] = compute(e)
			}
			return out
		},
	}
}

// idOf returns the id of a source by its number.
func (a *Analysis) idOf(v int32) string { return string(a.G.Source(v).ID) }
