package paging

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"time"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

// Stand says what a computed list follows from, as far as a cursor has to know it: a list of the same stand has the
// same elements in the same order.
type Stand struct {
	// Epoch is the graph's.
	Epoch string
	// Known is the latest time of a record that the answer could see: the knownAt that was asked for or, if that is later,
	// when the graph was last written. All that is recorded afterwards is dated later, so that it cannot change an answer
	// of the same Known.
	Known time.Time
	// Asked is when the question was asked, if owners and withdrawals are judged as of then; else the zero time.
	Asked time.Time
	// Digest is of everything else: the list, the claim, the moment, the policy, the figures.
	Digest string
}

// DigestOf returns a short digest of what can be written as JSON.
func DigestOf(parts ...any) string {
	text, _ := json.Marshal(parts) // numbers, texts and times never fail
	sum := sha256.Sum256(text)
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}

// The parts of the cursor of a computed list.
const (
	epochPart = iota
	knownPart
	askedPart
	digestPart
	keyPart
	computedParts
)

// cursor is the place of the element with a key in a list of the stand.
func (s Stand) cursor(key string) evidence.Cursor {
	return evidence.Cursor{epochPart: s.Epoch, knownPart: instant(s.Known), askedPart: instant(s.Asked),
		digestPart: s.Digest, keyPart: key}
}

// instant writes a time as a cursor has it.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// keyOf returns the key that a cursor names, "" if there is no cursor. The error has code evidence.CodeConflict if the
// cursor is of another stand, and says how to go on.
func (s Stand) keyOf(cursor evidence.Cursor, argument string) (string, error) {
	if cursor == nil {
		return "", nil
	}
	if len(cursor) != computedParts {
		return "", evidence.Invalidf(argument,
			"is not a cursor; expected one that an edge or pageInfo of this list gave")
	}
	switch own := s.cursor(cursor[keyPart]); {
	case cursor[epochPart] != own[epochPart]:
		return "", evidence.Conflictf(argument, "is a cursor of a graph that an import or a restore has replaced since; "+
			"begin again without a cursor")
	case cursor[knownPart] != own[knownPart]:
		return "", evidence.Conflictf(argument, "is a cursor of a list as of the records up to %s, and this answer is as "+
			"of those up to %s; give it in an answer with at: {knownAt: %q}, or begin again without a cursor",
			cursor[knownPart], own[knownPart], cursor[knownPart])
	case cursor[askedPart] != own[askedPart]:
		return "", evidence.Conflictf(argument, "is a cursor of an answer that was asked for at %s, and another one "+
			"beside it is of an answer that was asked for at %s; send each in its own request, or begin again without "+
			"a cursor", cursor[askedPart], own[askedPart])
	case cursor[digestPart] != own[digestPart]:
		return "", otherList(argument)
	}
	return cursor[keyPart], nil
}

// otherList is the error for a cursor of the same time and another list.
func otherList(argument string) error {
	return evidence.Conflictf(argument, "is a cursor of another list: of another claim, side, group or filter, of "+
		"another moment or policy, or from before a person was erased; begin again without a cursor")
}

// Computed cuts the page of a computed list that the arguments ask for; only its elements are computed. The error has
// code evidence.CodeConflict for a cursor of another stand.
func Computed[T any](
	ctx context.Context, args Args, stand Stand, list convergence.List[T],
) (*model.Plain[T], error) {
	elements, info, err := computed(ctx, args, stand, list)
	if err != nil {
		return nil, err
	}
	page := Connect(ctx, Pointers(elements), info,
		func(i int) evidence.Cursor { return stand.cursor(list.Key(&elements[i])) })
	return &page, nil
}

// ComputedPointers is [Computed] for a list of pointers.
func ComputedPointers[T any](
	ctx context.Context, args Args, stand Stand, list convergence.List[*T],
) (*model.Plain[T], error) {
	elements, info, err := computed(ctx, args, stand, list)
	if err != nil {
		return nil, err
	}
	page := Connect(ctx, elements, info,
		func(i int) evidence.Cursor { return stand.cursor(list.Key(&elements[i])) })
	return &page, nil
}

// computed returns the elements of a page, and where it is in its list.
func computed[T any](
	ctx context.Context, args Args, stand Stand, list convergence.List[T],
) ([]T, evidence.PageInfo, error) {
	page, err := args.Page(ctx)
	if err != nil {
		return nil, evidence.PageInfo{}, err
	}
	after, err := place(list, stand, page.After, "after")
	if err != nil {
		return nil, evidence.PageInfo{}, err
	}
	before, err := place(list, stand, page.Before, "before")
	if err != nil {
		return nil, evidence.PageInfo{}, err
	}
	page.Count = true // it costs nothing
	from, to, info := page.Cut(list.Len, func(i int) bool { return i > after }, func(i int) bool { return i < before })
	return list.Make(from, to), info, nil
}

// place returns the place of the element that a cursor names; it matters only if there is a cursor.
func place[T any](l convergence.List[T], stand Stand, cursor evidence.Cursor, argument string) (int, error) {
	key, err := stand.keyOf(cursor, argument)
	if err != nil || cursor == nil {
		return 0, err
	}
	at, found := l.Find(key)
	if !found {
		return 0, otherList(argument)
	}
	return at, nil
}
