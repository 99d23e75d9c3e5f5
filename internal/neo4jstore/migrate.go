package neo4jstore

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/credence-graph/credence/internal/neo4jstore/faults"
	"github.com/credence-graph/credence/internal/neo4jstore/migrations"
)

// Migrate brings the graph to what this program expects and returns the migrations that it had to apply, in order; none
// where all had been. It may be called by several at once: an open transaction on a lock node lets one after the other
// through. Do not call it while something large is written: schema commands wait for open writers. Errors are those of
// Pending and of a write.
func (s *Store) Migrate(ctx context.Context) (applied []migrations.Migration, err error) {
	asked, l := faults.Within(ctx, faults.Limit{Within: s.config.MigrateTimeout, Setting: faults.MigrateSetting})
	ctx, cancel := context.WithTimeout(context.WithValue(asked, patience{}, l), l.Within)
	defer cancel()
	migrating := func(what string, err error) error {
		return fmt.Errorf(
			"migrating the graph, %s: %w", what, faults.Translate(asked, faults.Overdue(ctx, err), faults.OutcomeKnown))
	}
	if err := s.transact(
		ctx, func(tx neo4j.ManagedTransaction) error { return runAll(ctx, tx, s.queries["migrate_prepare"]) }); err != nil {
		return nil, migrating("preparing the lock", err)
	}
	session := s.driver.NewSession(
		ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeWrite, DatabaseName: s.config.Database})
	defer func() { _ = session.Close(ctx) }()
	lock, err := session.BeginTransaction(ctx, neo4j.WithTxTimeout(s.config.MigrateTimeout))
	if err != nil {
		return nil, migrating("taking the lock", err)
	}
	defer func() { _ = lock.Close(ctx) }() // it has changed nothing
	result, err := lock.Run(ctx, s.queries["migrate_lock"], nil)
	if err != nil {
		return nil, migrating("taking the lock", err)
	}
	if _, err := result.Consume(ctx); err != nil {
		return nil, migrating("taking the lock", err)
	}
	pending, err := s.Pending(ctx)
	if err != nil {
		return nil, migrating("reading what it has had", err)
	}
	for len(pending) > 0 {
		next := together(pending)
		if err := s.applyMigrations(ctx, next); err != nil {
			return applied, migrating(next[0].ID, err)
		}
		for _, m := range next {
			s.config.Logger.InfoContext(ctx, "migrated the graph", "migration", m.ID)
		}
		applied, pending = append(applied, next...), pending[len(next):]
	}
	return applied, lock.Commit(ctx)
}

// together returns the first migrations that are applied at once: one of data, or all of the schema in a row.
func together(pending []migrations.Migration) []migrations.Migration {
	n := 1
	for pending[0].Schema && n < len(pending) && pending[n].Schema {
		n++
	}
	return pending[:n]
}

// Pending returns the migrations that the graph has not had, in order. Errors are those of a read, and
// [evidence.CodeConflict] where an applied migration differs from the file of this program, or where the graph has had
// one that this program does not know.
func (s *Store) Pending(ctx context.Context) ([]migrations.Migration, error) {
	a, err := s.ask(ctx, "migrate_applied", nil)
	if err != nil {
		return nil, fmt.Errorf("reading which migrations were applied: %w", err)
	}
	had := map[string]string{}
	for _, v := range a.list("applied") {
		if row := as[[]any](a, "applied", v); len(row) == 2 {
			had[as[string](a, "applied", row[0])] = as[string](a, "applied", row[1])
		}
	}
	if a.err != nil {
		return nil, a.err
	}
	return migrations.Pending(had)
}

// applyMigrations runs one migration of data, or some of the schema, and notes them: in one transaction, or, of a
// schema, in several. Schema statements are safe to repeat, so a crash between these costs nothing.
//
// Of a schema, indexes come before constraints, whatever the order of the files: Neo4j fills an index behind the
// transaction that makes it, but a constraint's within, so that in a large graph both are filled at the same time.
func (s *Store) applyMigrations(ctx context.Context, list []migrations.Migration) error {
	record := func(tx neo4j.ManagedTransaction) error {
		for _, m := range list {
			result, err := tx.Run(ctx, s.queries["migrate_record"], inOne(map[string]any{
				"id": m.ID, "checksum": m.Checksum, "at": s.config.Now().UTC().Format(time.RFC3339),
			}))
			if err != nil {
				return err
			}
			if _, err := result.Consume(ctx); err != nil {
				return err
			}
		}
		return nil
	}
	if !list[0].Schema {
		if list[0].ID == migrations.Derived {
			if err := s.rederive(ctx); err != nil {
				return err
			}
		}
		return s.transact(ctx, func(tx neo4j.ManagedTransaction) error {
			if err := runAll(ctx, tx, list[0].Statements...); err != nil {
				return err
			}
			return record(tx)
		})
	}
	var indexes, constraints []string
	for _, m := range list {
		for _, statement := range m.Statements {
			if strings.HasPrefix(statement, "CREATE CONSTRAINT") {
				constraints = append(constraints, statement)
			} else {
				indexes = append(indexes, statement)
			}
		}
	}
	for _, statements := range [][]string{indexes, constraints} {
		if err := s.transact(
			ctx, func(tx neo4j.ManagedTransaction) error { return runAll(ctx, tx, statements...) }); err != nil {
			return err
		}
	}
	// The indexes of a large graph fill for minutes.
	if _, err := s.ask(
		ctx, "migrate_await", map[string]any{"seconds": int(s.config.MigrateTimeout.Seconds())}); err != nil {
		return err
	}
	return s.transact(ctx, record)
}

// transact runs work in a managed transaction of its own.
func (s *Store) transact(ctx context.Context, work func(neo4j.ManagedTransaction) error) error {
	session := s.driver.NewSession(
		ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeWrite, DatabaseName: s.config.Database})
	defer func() { _ = session.Close(ctx) }()
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) { return nil, work(tx) },
		neo4j.WithTxTimeout(s.config.MigrateTimeout))
	return err
}

func runAll(ctx context.Context, tx neo4j.ManagedTransaction, statements ...string) error {
	for _, statement := range statements {
		result, err := tx.Run(ctx, statement, nil)
		if err != nil {
			return err
		}
		if _, err := result.Consume(ctx); err != nil {
			return err
		}
	}
	return nil
}
