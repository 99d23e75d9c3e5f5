package request

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/credence-graph/credence/internal/evidence"
)

// Enclosing returns an argument of the field that is being resolved, or of the nearest field around it that has one;
// nil if there is none.
func Enclosing[T any](ctx context.Context, argument string) *T {
	for fc := graphql.GetFieldContext(ctx); fc != nil; fc = fc.Parent {
		if value, ok := fc.Args[argument].(*T); ok && value != nil {
			return value
		}
	}
	return nil
}

// MomentOf returns the moment that the field is read at.
func MomentOf(ctx context.Context) evidence.Moment {
	var at evidence.Moment
	if given := Enclosing[evidence.Moment](ctx, "at"); given != nil {
		at = *given
	}
	if compared, ok := comparedMoment(ctx); ok {
		at = compared
	}
	return OneForm(at)
}

// OneForm returns the one of several equivalent forms of a moment that loaders compare by.
func OneForm(at evidence.Moment) evidence.Moment {
	if at.Undated == evidence.IncludeUndated {
		at.Undated = ""
	}
	return at
}

// comparedMoment returns the moment of the answer within a diff between two moments that the field belongs to. The
// records that differences name are read as of the later knowledge, in which the records of both answers are known.
func comparedMoment(ctx context.Context) (evidence.Moment, bool) {
	for fc := graphql.GetFieldContext(ctx); fc != nil && fc.Parent != nil; fc = fc.Parent {
		if at, ok := fc.Args["at"].(*evidence.Moment); ok && at != nil {
			return evidence.Moment{}, false
		}
		from, isFrom := fc.Parent.Args["from"].(evidence.Moment)
		to, isTo := fc.Parent.Args["to"].(evidence.Moment)
		if fc.Object != "ConvergenceDiff" || !isFrom || !isTo {
			continue
		}
		switch later := to.KnownAt.IsZero() || !from.KnownAt.IsZero() && from.KnownAt.Before(to.KnownAt); {
		case fc.Field.Name == "before", fc.Field.Name == "changes" && !later:
			return from, true
		}
		return to, true
	}
	return evidence.Moment{}, false
}
