// Package paging reads the arguments of connections and lists, cuts pages and writes cursors.
package paging

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

const (
	// MaxLength is the longest page, and the longest list that a "first" may ask for.
	MaxLength = 100
	// DefaultLength is the length of a page if neither first nor last is given.
	DefaultLength = 20
	// NestedLength is the same for a connection that belongs to a node.
	NestedLength = 10
	// maxCursorBytes is the longest cursor that is looked at.
	maxCursorBytes = 4 << 10
)

// CheckFirst refuses a length that is out of range; least is 1 for a page and 0 for a list.
func CheckFirst(ctx context.Context, name string, n, least int) error {
	if n >= least && n <= MaxLength {
		return nil
	}
	if n == model.Everything && request.IsInProcess(ctx) {
		return nil
	}
	return evidence.Invalidf(name, "%d is out of range; expected %d to %d", n, least, MaxLength)
}

// FirstN returns the first elements of a list that computation made.
func FirstN[T any](ctx context.Context, list []T, first int) ([]T, error) {
	if err := CheckFirst(ctx, "first", first, 0); err != nil {
		return nil, err
	}
	return list[:min(first, len(list))], nil
}

// FirstPointers is [FirstN] with pointers to the elements.
func FirstPointers[T any](ctx context.Context, list []T, first int) ([]*T, error) {
	some, err := FirstN(ctx, list, first)
	return Pointers(some), err
}

// FirstComputed is [FirstPointers] for a list that computes as many elements as it is asked for; all of them for -1.
func FirstComputed[T any](ctx context.Context, first int, list func(first int) []T) ([]*T, error) {
	if err := CheckFirst(ctx, "first", first, 0); err != nil {
		return nil, err
	}
	if first == model.Everything {
		first = -1
	}
	return Pointers(list(first)), nil
}

// Args are the arguments of a connection, as they came.
type Args struct {
	First  *int
	After  *string
	Last   *int
	Before *string
}

// Forward returns the arguments of a connection that is read from its start only.
func Forward(first int, after *string) Args { return Args{First: &first, After: after} }

// BothWays returns the arguments of a connection that is read from its start or from its end.
func BothWays(first *int, after *string, last *int, before *string) Args {
	return Args{first, after, last, before}
}

// Nested returns the arguments of a connection that belongs to a node, which is read from its start or from its end.
func Nested(first *int, after *string, last *int, before *string) Args {
	if first == nil && last == nil {
		n := NestedLength
		first = &n
	}
	return Args{first, after, last, before}
}

// Page checks the arguments and decodes the cursors. The total is asked for if the request selects it.
func (a Args) Page(ctx context.Context) (evidence.Page, error) {
	p := evidence.Page{First: valueOf(a.First), Last: valueOf(a.Last), Count: selects(ctx, "totalCount")}
	switch {
	case a.First != nil && a.Last != nil:
		return p, evidence.Invalidf("first", "first and last are both given; expected one of them")
	case a.After != nil && a.Last != nil:
		return p, evidence.Invalidf("after", "goes with first; with last give before")
	case a.Before != nil && a.Last == nil:
		return p, evidence.Invalidf("before", "goes with last; with first give after")
	case a.Last != nil:
		if err := CheckFirst(ctx, "last", p.Last, 1); err != nil {
			return p, err
		}
	case a.First == nil:
		p.First = DefaultLength
	default:
		if err := CheckFirst(ctx, "first", p.First, 1); err != nil {
			return p, err
		}
	}
	var err error
	if p.After, err = DecodeCursor(ListName(ctx), "after", a.After); err != nil {
		return p, err
	}
	p.Before, err = DecodeCursor(ListName(ctx), "before", a.Before)
	return p, err
}

// ListName names the list that a field is, with its order, so that a cursor of one list is not taken for another's.
func ListName(ctx context.Context) string {
	fc := graphql.GetFieldContext(ctx)
	if fc == nil {
		return ""
	}
	name := fc.Object + "." + fc.Field.Name
	switch order := fc.Args["orderBy"].(type) {
	case *model.ClaimOrder:
		if order != nil {
			name += "." + string(order.Field) + "." + string(order.Direction)
		}
	case *model.SourceOrder:
		if order != nil {
			name += "." + string(order.Field) + "." + string(order.Direction)
		}
	}
	return name
}

// EncodeCursor makes an opaque text of a place in a list.
func EncodeCursor(list string, c evidence.Cursor) string {
	text, _ := json.Marshal(append([]string{list}, c...)) // a list of texts never fails
	return base64.RawURLEncoding.EncodeToString(text)
}

// DecodeCursor reads what EncodeCursor made; nil and "" are no cursor. The error has code evidence.CodeInvalid.
func DecodeCursor(list, argument string, text *string) (evidence.Cursor, error) {
	if text == nil || *text == "" {
		return nil, nil
	}
	var parts []string
	if len(*text) <= maxCursorBytes {
		if raw, err := base64.RawURLEncoding.DecodeString(*text); err == nil {
			if json.Unmarshal(raw, &parts) != nil {
				parts = nil
			}
		}
	}
	if len(parts) < 2 {
		return nil, evidence.Invalidf(argument,
			"is not a cursor; expected one that an edge or pageInfo of this list gave")
	}
	if parts[0] != list {
		return nil, evidence.Invalidf(argument, "is a cursor of another list or order; expected one of %s", list)
	}
	return evidence.Cursor(parts[1:]), nil
}

// Info says where a page is in its list; cursors are those of its items.
func Info(info evidence.PageInfo, cursors []string) *model.PageInfo {
	p := &model.PageInfo{HasNextPage: info.HasNext, HasPreviousPage: info.HasPrevious}
	if len(cursors) > 0 {
		p.StartCursor, p.EndCursor = cursors[0], cursors[len(cursors)-1]
	}
	return p
}

// Edges makes the edges of a forward page of a list, and says what is around them. Later reports whether an element
// comes after the page's cursor, cursor is the place of one, and edge makes an edge of it.
func Edges[T, E any](
	ctx context.Context, all []T, page evidence.Page,
	later func(*T) bool, cursor func(*T) evidence.Cursor, edge func(cursor string, node *T) E,
) ([]E, *model.PageInfo) {
	from, to, info := page.Cut(len(all), func(i int) bool { return later(&all[i]) }, nil)
	edges, cursors := make([]E, to-from), make([]string, to-from)
	for i := range edges {
		node := &all[from+i]
		cursors[i] = EncodeCursor(ListName(ctx), cursor(node))
		edges[i] = edge(cursors[i], node)
	}
	return edges, Info(info, cursors)
}

// Cut cuts a page out of ids that are all at hand, in ascending order.
func Cut(ids []evidence.ID, p evidence.Page) ([]evidence.ID, evidence.PageInfo) {
	from, to, info := p.Cut(len(ids),
		func(i int) bool { return string(ids[i]) > p.After[0] },
		func(i int) bool { return string(ids[i]) < p.Before[0] })
	return ids[from:to], info
}

// selects reports whether the request selects a field of the one that is being resolved.
func selects(ctx context.Context, field string) bool {
	if graphql.GetFieldContext(ctx) == nil {
		return false
	}
	return slices.Contains(graphql.CollectAllFields(ctx), field)
}

func valueOf(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

// Pointers returns pointers to the elements of a list.
func Pointers[T any](list []T) []*T {
	result := make([]*T, len(list))
	for i := range list {
		result[i] = &list[i]
	}
	return result
}
