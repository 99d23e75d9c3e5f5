package neo4jstore

import (
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/credence-graph/credence/internal/evidence"
)

// answer is what a query returned: one record, or several that are parts of one, each a map of columns in the column
// part; and the bookmark that came with it. Values are checked as they are
// taken: the first that is not of the type expected is kept in err, and everything after it reads as zero.
type answer struct {
	query    string
	records  []*neo4j.Record
	bookmark string
	err      error
}

// check reports whether the answer is one of a graph that has been prepared.
func (a *answer) check() error {
	epoch, asked := a.find("epoch")
	if len(a.records) > 0 && (!asked || epoch != nil) {
		return nil
	}
	return &evidence.Error{
		Code:    evidence.CodeUnavailable,
		Message: "the database holds no graph of Credence's yet; prepare it with: credence migrate",
		Err:     fmt.Errorf("query %s returned %d records and no epoch", a.query, len(a.records)),
	}
}

// find returns a column: of a record, or out of the maps of an answer in parts.
func (a *answer) find(column string) (value any, found bool) {
	for _, r := range a.records {
		if value, found = r.Get(column); found {
			return value, true
		}
		if part, ok := r.Values[0].(map[string]any); ok && r.Keys[0] == "part" {
			if value, found = part[column]; found {
				return value, true
			}
		}
	}
	return nil, false
}

// each returns a column that comes in many of the parts, once from each.
func (a *answer) each(column string) []any {
	var values []any
	for _, r := range a.records {
		if part, ok := r.Values[0].(map[string]any); ok {
			if value, found := part[column]; found {
				values = append(values, value)
			}
		}
	}
	return values
}

func (a *answer) fail(column string, found any, expected string) {
	if a.err == nil {
		a.err = &evidence.Error{
			Code:    evidence.CodeInternal,
			Message: "the graph holds a value of an unexpected type; look for it with: credence doctor",
			Err:     fmt.Errorf("query %s: %s holds %T, expected %s", a.query, column, found, expected),
		}
	}
}

func (a *answer) value(column string) any {
	v, found := a.find(column)
	if !found {
		a.fail(column, v, "a column of that name")
	}
	return v
}

// epoch returns the first half of the version, which every answer of a prepared graph has.
func (a *answer) epoch() string { return as[string](a, "epoch", a.value("epoch")) }

func (a *answer) integer(column string) int { return int(as[int64](a, column, a.value(column))) }

func (a *answer) list(column string) []any { return as[[]any](a, column, a.value(column)) }

func (a *answer) texts(column string) []string {
	list := a.list(column)
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = as[string](a, column, v)
	}
	return texts
}

// maps returns a list of nodes' or relationships' properties.
func (a *answer) maps(column string) []map[string]any {
	list := a.list(column)
	maps := make([]map[string]any, len(list))
	for i, v := range list {
		maps[i] = as[map[string]any](a, column, v)
	}
	return maps
}

// as takes a value as what it should be.
func as[T any](a *answer, column string, v any) T {
	t, ok := v.(T)
	if !ok {
		a.fail(column, v, fmt.Sprintf("%T", t))
	}
	return t
}

// columns are lists of one length, a row at the same place in each.
type columns struct {
	*answer
	names []string
	lists [][]any
}

// columns takes packed columns, which must be of one length.
func (a *answer) columns(names ...string) columns {
	c := columns{answer: a, names: names, lists: make([][]any, len(names))}
	for i, name := range names {
		c.lists[i] = a.list(name)
		if len(c.lists[i]) != len(c.lists[0]) {
			a.fail(name, c.lists[i], fmt.Sprintf("%d rows as in %s, not %d", len(c.lists[0]), names[0], len(c.lists[i])))
			c.lists[0] = nil
		}
	}
	return c
}

func (c columns) len() int {
	if c.err != nil {
		return 0
	}
	return len(c.lists[0])
}

func (c columns) text(col, row int) string {
	return as[string](c.answer, c.names[col], c.lists[col][row])
}

func (c columns) integer(col, row int) int64 {
	return as[int64](c.answer, c.names[col], c.lists[col][row])
}
