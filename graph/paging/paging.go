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
	// rootLength is the length of a page of Query if neither first nor last is given, and nestedLength that of any other
	// page, which may be one of many.
	rootLength   = 20
	nestedLength = 10
	// maxCursorBytes is the longest cursor that is looked at.
	maxCursorBytes = 4 << 10
)

// DefaultLength returns the length of a page of a type's field if neither first nor last is given.
func DefaultLength(typeName string) int {
	if typeName == "Query" {
		return rootLength
	}
	return nestedLength
}

// objectOf names the type whose field is being resolved.
func objectOf(ctx context.Context) string {
	if fc := graphql.GetFieldContext(ctx); fc != nil {
		return fc.Object
	}
	return ""
}

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

// FirstN returns the first elements of a list that computation made; an empty list is not nil, which would be null.
func FirstN[T any](ctx context.Context, list []T, first int) ([]T, error) {
	if err := CheckFirst(ctx, "first", first, 0); err != nil {
		return nil, err
	}
	if list == nil {
		return []T{}, nil
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

// BothWays returns the arguments of a connection that is read from its start or from its end. A first that the request
// does not give itself but has by default gives way to last.
func BothWays(ctx context.Context, first *int, after *string, last *int, before *string) Args {
	if fc := graphql.GetFieldContext(ctx); last != nil && fc != nil && fc.Field.Arguments.ForName("first") == nil {
		first = nil
	}
	return Args{first, after, last, before}
}

// Page checks the arguments and decodes the cursors. The total is asked for if the request selects it.
func (a Args) Page(ctx context.Context) (evidence.Page, error) {
	p := evidence.Page{First: model.OrZero(a.First), Last: model.OrZero(a.Last), Count: selects(ctx, "totalCount")}
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
		p.First = DefaultLength(objectOf(ctx))
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

// Connect makes a connection of the nodes of a page; place returns the place of the i-th.
func Connect[T any](
	ctx context.Context, nodes []*T, info evidence.PageInfo, place func(i int) evidence.Cursor,
) model.Plain[T] {
	list, edges := ListName(ctx), make([]*model.Edge[*T], len(nodes))
	for i, node := range nodes {
		edges[i] = &model.Edge[*T]{Cursor: EncodeCursor(list, place(i)), Node: node}
	}
	return model.Connect(edges, info)
}

// Keys says how a list that is all at hand is ordered: by keys that ascend, each of which a cursor can hold.
type Keys[T any, K interface{ Compare(K) int }] struct {
	Of    func(*T) K
	Write func(K) evidence.Cursor
	Read  func(evidence.Cursor) (key K, ok bool)
}

// Lexical is the key of a list that is in the order of its cursors.
type Lexical evidence.Cursor

// Compare compares part by part.
func (l Lexical) Compare(other Lexical) int { return slices.Compare(l, other) }

// ByCursor orders a list by the cursors of its elements.
func ByCursor[T any](cursor func(*T) evidence.Cursor) Keys[T, Lexical] {
	return Keys[T, Lexical]{
		Of:    func(x *T) Lexical { return Lexical(cursor(x)) },
		Write: func(l Lexical) evidence.Cursor { return evidence.Cursor(l) },
		Read:  func(c evidence.Cursor) (Lexical, bool) { return Lexical(c), true },
	}
}

// Cut cuts a page out of a list that is all at hand, and counts the list.
func Cut[T any, K interface{ Compare(K) int }](
	all []T, page evidence.Page, keys Keys[T, K],
) (shown []T, info evidence.PageInfo, err error) {
	var after, before K
	for _, end := range []struct {
		argument string
		cursor   evidence.Cursor
		key      *K
	}{{"after", page.After, &after}, {"before", page.Before, &before}} {
		ok := true
		if end.cursor != nil {
			*end.key, ok = keys.Read(end.cursor)
		}
		if !ok {
			return nil, info, NoCursor(end.argument)
		}
	}
	page.Count = true // it costs nothing
	from, to, info := page.Cut(len(all),
		func(i int) bool { return keys.Of(&all[i]).Compare(after) > 0 },
		func(i int) bool { return keys.Of(&all[i]).Compare(before) < 0 })
	return all[from:to], info, nil
}

// NoCursor makes the error for a cursor that is not one of the list.
func NoCursor(argument string) error {
	return evidence.Invalidf(argument, "is not a cursor of this list; expected one that an edge or pageInfo gave")
}

// ConnectKeyed makes a connection of a page of a list that is all at hand.
func ConnectKeyed[T any, K interface{ Compare(K) int }](
	ctx context.Context, all []T, page evidence.Page, keys Keys[T, K],
) (model.Plain[T], error) {
	shown, info, err := Cut(all, page, keys)
	if err != nil {
		return model.Plain[T]{}, err
	}
	return Connect(ctx, Pointers(shown), info, func(i int) evidence.Cursor { return keys.Write(keys.Of(&shown[i])) }), nil
}

// CutIDs cuts a page out of ids that are all at hand, in ascending order, and counts them.
func CutIDs(ids []evidence.ID, p evidence.Page) ([]evidence.ID, evidence.PageInfo) {
	shown, info, _ := Cut(ids, p, ByCursor(func(id *evidence.ID) evidence.Cursor { return evidence.Cursor{string(*id)} }))
	return shown, info
}

// selects reports whether the request selects a field of the one that is being resolved.
func selects(ctx context.Context, field string) bool {
	if graphql.GetFieldContext(ctx) == nil {
		return false
	}
	return slices.Contains(graphql.CollectAllFields(ctx), field)
}

// Pointers returns pointers to the elements of a list.
func Pointers[T any](list []T) []*T {
	result := make([]*T, len(list))
	for i := range list {
		result[i] = &list[i]
	}
	return result
}
