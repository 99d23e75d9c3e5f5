package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/migrations"
)

// Problem is something that the doctor found, and what to do about it.
type Problem struct {
	// What is wrong, as a sentence.
	What string
	// Cure is what to do.
	Cure string
}

// Doctor examines the graph: whether all migrations were applied as this program knows them, whether every constraint
// and index is there (by its definition: one of another name does as well) and usable, and whether the graph has its
// epoch. It changes nothing. No problems is an empty list; the error, as of a read, is for when it could not look.
func (s *Store) Doctor(ctx context.Context) ([]Problem, error) {
	var problems []Problem
	found := func(cure, what string, args ...any) {
		problems = append(problems, Problem{What: fmt.Sprintf(what, args...), Cure: cure})
	}
	pending, err := s.Pending(ctx)
	var e *evidence.Error
	switch {
	case errors.As(err, &e) && e.Code == evidence.CodeConflict:
		found("use the version of credence that the graph was made with, or a newer one", "%s", e.Message)
	case err != nil:
		return nil, err
	}
	for _, m := range pending {
		found("run: credence migrate", "The migration %s has not been applied.", m.ID)
	}
	present, err := s.definitions(ctx, found)
	if err != nil {
		return nil, err
	}
	expected, err := migrations.Definitions()
	if err != nil {
		return nil, err
	}
	for _, d := range expected {
		if !present[d] && len(pending) == 0 {
			found("restore the database, or create it again as the files in migrations/ do", "There is no %s.", d)
		}
	}
	probe, err := s.ask(ctx, "probe", nil)
	if err != nil {
		return nil, err
	}
	if probe.check() != nil && len(pending) == 0 {
		found(
			"restore the database: versions of the graph cannot be told apart without it",
			"The node (:Graph) with the epoch is missing.")
	}
	return problems, nil
}

// definitions reads what the database has, and tells of indexes that cannot be used.
func (s *Store) definitions(
	ctx context.Context, found func(cure, what string, args ...any)) (map[migrations.Definition]bool, error) {
	present := map[migrations.Definition]bool{}
	for _, query := range []string{"show_constraints", "show_indexes"} {
		a, err := s.ask(ctx, query, nil)
		if err != nil {
			return nil, fmt.Errorf("reading constraints and indexes: %w", err)
		}
		for _, v := range a.list("rows") {
			row := as[[]any](a, "rows", v)
			if len(row) != 5 {
				a.fail("rows", v, "a list of name, type, labels, properties and state")
				break
			}
			d := migrations.Definition{Kind: as[string](a, "rows", row[1]), Labels: joined(a, row[2], true, "|"),
				Properties: joined(a, row[3], false, ", ")}
			if state := as[string](a, "rows", row[4]); state != "ONLINE" {
				found(
					"wait if it is being filled; if it stays so, drop it and create it again", "The index %s (%s) is in the state %s.",
					as[string](a, "rows", row[0]), d, state)
			}
			present[d] = true
		}
		if a.err != nil {
			return nil, a.err
		}
	}
	return present, nil
}

func joined(a *answer, v any, sorted bool, separator string) string {
	var list []string
	for _, text := range as[[]any](a, "rows", v) {
		list = append(list, as[string](a, "rows", text))
	}
	if sorted {
		slices.Sort(list)
	}
	return strings.Join(list, separator)
}
