package graph

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"math"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/internal/evidence"
)

const (
	// maxPage is the longest page, and the longest list that a "first" may ask for.
	maxPage = 100
	// defaultPage is the length of a page where neither first nor last is given.
	defaultPage = 20
	// unlimited as "first" asks for everything; only in process.
	unlimited = math.MaxInt32
	// maxCursorBytes is the longest cursor that is looked at.
	maxCursorBytes = 4 << 10
)

type inProcessKey struct{}

// inProcess marks the context of a request that comes from this very program, for which lists have no maximum.
func inProcess(ctx context.Context) context.Context {
	return context.WithValue(ctx, inProcessKey{}, true)
}

func isInProcess(ctx context.Context) bool { return ctx.Value(inProcessKey{}) != nil }

// checkFirst refuses a length that is out of range; least is 1 for a page and 0 for a list.
func checkFirst(ctx context.Context, name string, n, least int) error {
	if n >= least && n <= maxPage {
		return nil
	}
	if n == unlimited && isInProcess(ctx) {
		return nil
	}
	return evidence.Invalidf(name, "%d is out of range; expected %d to %d", n, least, maxPage)
}

// head returns the first elements of a list that computation made.
func head[T any](ctx context.Context, list []T, first int) ([]T, error) {
	if err := checkFirst(ctx, "first", first, 0); err != nil {
		return nil, err
	}
	return list[:min(first, len(list))], nil
}

// heads is head with pointers to the elements.
func heads[T any](ctx context.Context, list []T, first int) ([]*T, error) {
	some, err := head(ctx, list, first)
	return pointers(some), err
}

// ask calls a list of the answer for its first elements. Everything is asked for as -1.
func ask[T any](ctx context.Context, first int, list func(first int) []T) ([]*T, error) {
	if err := checkFirst(ctx, "first", first, 0); err != nil {
		return nil, err
	}
	if first == unlimited {
		first = -1
	}
	return pointers(list(first)), nil
}

// pageArgs are the arguments of a connection, as they came.
type pageArgs struct {
	first  *int
	after  *string
	last   *int
	before *string
}

// forward are the arguments of a connection that is read from its start only.
func forward(first int, after *string) pageArgs { return pageArgs{first: &first, after: after} }

// page checks the arguments and decodes the cursors. The total is asked for where the request selects it.
func (a pageArgs) page(ctx context.Context) (evidence.Page, error) {
	p := evidence.Page{First: orZero(a.first), Last: orZero(a.last), Count: selects(ctx, "totalCount")}
	switch {
	case a.first != nil && a.last != nil:
		return p, evidence.Invalidf("first", "first and last are both given; expected one of them")
	case a.after != nil && a.last != nil:
		return p, evidence.Invalidf("after", "goes with first; with last give before")
	case a.before != nil && a.last == nil:
		return p, evidence.Invalidf("before", "goes with last; with first give after")
	case a.last != nil:
		if err := checkFirst(ctx, "last", p.Last, 1); err != nil {
			return p, err
		}
	case a.first == nil:
		p.First = defaultPage
	default:
		if err := checkFirst(ctx, "first", p.First, 1); err != nil {
			return p, err
		}
	}
	var err error
	if p.After, err = decodeCursor(listName(ctx), "after", a.after); err != nil {
		return p, err
	}
	p.Before, err = decodeCursor(listName(ctx), "before", a.before)
	return p, err
}

// listName names the list that a field is, with its order, so that a cursor of one list is not taken for another's.
func listName(ctx context.Context) string {
	fc := graphql.GetFieldContext(ctx)
	if fc == nil {
		return ""
	}
	name := fc.Object + "." + fc.Field.Name
	switch order := fc.Args["orderBy"].(type) {
	case []model.ClaimOrder:
		return name + orderSuffix(order)
	case []model.SourceOrder:
		return name + orderSuffix(order)
	}
	return name
}

func orderSuffix[T ~string](order []T) string {
	suffix := ""
	for _, o := range order {
		if o == "ID" {
			break // nothing comes after it
		}
		suffix += "." + string(o)
	}
	return suffix
}

// encodeCursor makes an opaque text of a place in a list.
func encodeCursor(list string, c evidence.Cursor) string {
	text, _ := json.Marshal(append([]string{list}, c...)) // a list of texts never fails
	return base64.RawURLEncoding.EncodeToString(text)
}

// decodeCursor reads what encodeCursor made; nil and "" are no cursor. The error has code evidence.CodeInvalid.
func decodeCursor(list, argument string, text *string) (evidence.Cursor, error) {
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
		return nil, evidence.Invalidf(argument, "is not a cursor; expected one that an edge or pageInfo of this list gave")
	}
	if parts[0] != list {
		return nil, evidence.Invalidf(argument, "is a cursor of another list or order; expected one of %s", list)
	}
	return evidence.Cursor(parts[1:]), nil
}

// pageInfo says where a page is in its list; cursors are those of its items.
func pageInfo(info evidence.PageInfo, cursors []string) *model.PageInfo {
	p := &model.PageInfo{HasNextPage: info.HasNext, HasPreviousPage: info.HasPrevious}
	if len(cursors) > 0 {
		p.StartCursor, p.EndCursor = cursors[0], cursors[len(cursors)-1]
	}
	return p
}

// pageOf cuts a page out of ids that are all at hand, in ascending order.
func pageOf(ids []evidence.ID, p evidence.Page) ([]evidence.ID, evidence.PageInfo) {
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
