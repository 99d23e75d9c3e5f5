package paging

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// AskedAt returns when the answer was asked for that the cursors below the field being resolved go on with; the zero
// time if there are none. An answer that is computed as of then judges owners and withdrawals as it did. If the answers
// are fields of the field, these are named.
func AskedAt(ctx context.Context, answers ...string) time.Time {
	fc := graphql.GetFieldContext(ctx)
	if fc == nil {
		return time.Time{}
	}
	variables := graphql.GetOperationContext(ctx).Variables
	if len(answers) == 0 {
		return askedIn(fc.Field.Selections, variables)
	}
	var selections ast.SelectionSet
	for _, name := range answers {
		selections = append(selections, selectionsOf(fc.Field.Selections, name)...)
	}
	return askedIn(selections, variables)
}

// selectionsOf returns what is selected of a field.
func selectionsOf(selections ast.SelectionSet, name string) ast.SelectionSet {
	var found ast.SelectionSet
	for _, selection := range selections {
		switch s := selection.(type) {
		case *ast.Field:
			if s.Name == name {
				found = append(found, s.SelectionSet...)
			}
		case *ast.InlineFragment:
			found = append(found, selectionsOf(s.SelectionSet, name)...)
		case *ast.FragmentSpread:
			found = append(found, selectionsOf(s.Definition.SelectionSet, name)...)
		}
	}
	return found
}

// askedIn returns the time of the first cursor of a computed list among selections of one answer.
func askedIn(selections ast.SelectionSet, variables map[string]any) time.Time {
	for _, selection := range selections {
		var at time.Time
		switch s := selection.(type) {
		case *ast.Field:
			if at = askedOf(s, variables); at.IsZero() && !isAnswer(s) {
				at = askedIn(s.SelectionSet, variables)
			}
		case *ast.InlineFragment:
			at = askedIn(s.SelectionSet, variables)
		case *ast.FragmentSpread:
			at = askedIn(s.Definition.SelectionSet, variables)
		}
		if !at.IsZero() {
			return at
		}
	}
	return time.Time{}
}

// isAnswer reports whether a field is an answer of its own.
func isAnswer(f *ast.Field) bool {
	return f.Definition != nil && f.Definition.Type.Name() == "Convergence"
}

// askedOf returns the time in the cursors of a field.
func askedOf(f *ast.Field, variables map[string]any) time.Time {
	for _, name := range []string{"after", "before"} {
		argument := f.Arguments.ForName(name)
		if argument == nil {
			continue
		}
		value, _ := argument.Value.Value(variables)
		text, _ := value.(string)
		if f.ObjectDefinition == nil || text == "" {
			continue
		}
		cursor, err := DecodeCursor(f.ObjectDefinition.Name+"."+f.Name, name, &text)
		if err != nil || len(cursor) != computedParts {
			continue
		}
		if at, err := time.Parse(time.RFC3339Nano, cursor[askedPart]); err == nil {
			return at
		}
	}
	return time.Time{}
}
