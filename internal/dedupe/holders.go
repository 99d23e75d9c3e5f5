package dedupe

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// holders are organizations or persons.
type holders struct {
	family
	names, countries, keys []string
	ties                   map[evidence.ID][]tie
}

// tie is how a holder hangs together with something: "own" outlet:a.
type tie struct {
	how string
	id  evidence.ID
}

func (h *holders) add(id evidence.ID, name, country, key string) {
	h.ids, h.names, h.countries, h.keys = append(h.ids, id), append(h.names, name),
		append(h.countries, strings.ToUpper(country)), append(h.keys, key)
}

func (h *holders) tie(id evidence.ID, t tie) {
	if !slices.Contains(h.ties[id], t) {
		h.ties[id] = append(h.ties[id], t)
	}
}

// prepare sets the rules; one returns what stands for all that is one with a node, label how to show it.
func (h *holders) prepare(one func(evidence.ID) evidence.ID, label func(evidence.ID) string) {
	h.conflict = func(i, j int32) bool { return differ(h.countries[i], h.countries[j]) }
	h.fields = func(i, j int32) []Field {
		return fieldsOf(Field{"name", h.names[i], h.names[j]}, Field{"country", h.countries[i], h.countries[j]})
	}
	names := func(i int32, yield func(string)) {
		if h.keys[i] != "" {
			yield(h.keys[i])
		}
	}
	named := func(i, j int32) string { return "Both are called " + called(h.names[i], h.names[j]) }
	h.rules = []rule{{
		marks: names,
		judge: func(i, j int32) (Reason, bool) {
			text := named(i, j)
			if t, found := h.shared(i, j, one); found {
				return Reason{Name, Strong, fmt.Sprintf("%s and %s %s", text, t.how, label(t.id))}, true
			}
			if h.countries[i] != "" && h.countries[i] == h.countries[j] {
				return Reason{Name, Good, fmt.Sprintf("%s and are of %s", text, h.countries[i])}, true
			}
			return Reason{}, false
		},
	}, { // by itself, so that a name alone makes no pair ambiguous of which more agrees
		marks: names,
		judge: func(i, j int32) (Reason, bool) { return Reason{Name, Weak, named(i, j)}, true },
	}}
}

// shared returns the first record to which two classes are tied in the same way.
func (h *holders) shared(i, j int32, one func(evidence.ID) evidence.ID) (tie, bool) {
	of := func(i int32) (ties []tie) {
		for _, member := range h.class(rootOf(h.root, i)) {
			for _, t := range h.ties[h.ids[member]] {
				ties = append(ties, tie{t.how, one(t.id)})
			}
		}
		return ties
	}
	others := map[tie]bool{}
	for _, t := range of(j) {
		others[t] = true
	}
	ties := slices.DeleteFunc(of(i), func(t tie) bool { return !others[t] })
	if len(ties) == 0 {
		return tie{}, false
	}
	return slices.MinFunc(ties, func(a, b tie) int { return strings.Compare(a.how+string(a.id), b.how+string(b.id)) }),
		true
}

// called shows one name, or both where they are written differently.
func called(a, b string) string {
	if a == b {
		return fmt.Sprintf("%q", a)
	}
	return fmt.Sprintf("%q or %q", min(a, b), max(a, b))
}
