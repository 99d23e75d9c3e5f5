package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// Problem is something that the doctor found, and what to do about it.
type Problem struct {
	// What is wrong, as a sentence.
	What string
	// Cure is what to do.
	Cure string
}

// definition is what a constraint or index is, whatever its name.
type definition struct {
	kind       string // UNIQUENESS, RELATIONSHIP_UNIQUENESS, RANGE or FULLTEXT
	labels     string // labels or types, sorted, joined by "|"
	properties string // in order, joined by ", "
}

func (d definition) String() string {
	return fmt.Sprintf("%s on %s (%s)", strings.ToLower(strings.ReplaceAll(d.kind, "_", " ")), d.labels, d.properties)
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
	expected, err := expectedDefinitions()
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
	ctx context.Context, found func(cure, what string, args ...any)) (map[definition]bool, error) {
	present := map[definition]bool{}
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
			d := definition{kind: as[string](a, "rows", row[1]), labels: joined(a, row[2], true, "|"),
				properties: joined(a, row[3], false, ", ")}
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

// expectedDefinitions reads them from the migrations, which are their only source.
func expectedDefinitions() ([]definition, error) {
	constraint := regexp.MustCompile(
		`^CREATE CONSTRAINT \w+ IF NOT EXISTS FOR (\(n:(\w+)\)|\(\)-\[r:(\w+)\]-\(\)) REQUIRE [nr]\.(\w+) IS UNIQUE$`)
	index := regexp.MustCompile(
		`^CREATE INDEX \w+ IF NOT EXISTS FOR (?:\(n:(\w+)\)|\(\)-\[r:(\w+)\]-\(\)) ON \((.+)\)$`)
	words := regexp.MustCompile(`^CREATE FULLTEXT INDEX \w+ IF NOT EXISTS FOR \(n:([\w|]+)\)\s+ON EACH \[(.+)\]$`)
	migrations, err := loadMigrations(migrationFiles)
	if err != nil {
		return nil, err
	}
	var definitions []definition
	for _, m := range migrations {
		for _, statement := range m.statements {
			if m, ok := match(constraint, statement); ok && m[2] != "" {
				definitions = append(definitions, definition{"UNIQUENESS", m[2], m[4]})
			} else if ok {
				definitions = append(definitions, definition{"RELATIONSHIP_UNIQUENESS", m[3], m[4]})
			} else if m, ok := match(index, statement); ok {
				definitions = append(definitions, definition{"RANGE", m[1] + m[2], propertiesOf(m[3])})
			} else if m, ok := match(words, statement); ok {
				labels := strings.Split(m[1], "|")
				slices.Sort(labels)
				definitions = append(
					definitions, definition{"FULLTEXT", strings.Join(labels, "|"), propertiesOf(m[2])})
			} else if m := strings.HasPrefix(statement, "CREATE "); m {
				return nil, &evidence.Error{Code: evidence.CodeInternal,
					Message: fmt.Sprintf("the doctor cannot read the migration statement %q", statement)}
			}
		}
	}
	return definitions, nil
}

// propertiesOf returns the names in a list of properties of a node n or relationship r.
func propertiesOf(list string) string {
	return regexp.MustCompile(`\b[nr]\.`).ReplaceAllString(list, "")
}

func match(pattern *regexp.Regexp, text string) ([]string, bool) {
	m := pattern.FindStringSubmatch(text)
	return m, m != nil
}
