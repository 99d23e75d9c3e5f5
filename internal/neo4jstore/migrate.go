package neo4jstore

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/faults"
	"github.com/credence-graph/credence/internal/neo4jstore/query"
)

//go:embed migrations/*.cypher
var migrationFiles embed.FS

// Migration is one step in the making of the graph's schema and fixed data.
type Migration struct {
	// ID is the name of its file without ".cypher", such as "0001_keys.schema"; ids sort in the order of application.
	ID string
	// Checksum is the SHA-256 of the file, in hexadecimal.
	Checksum string

	statements []string
	schema     bool
}

// derivedMigration is the one in which the program makes again what it derives of records: Cypher cannot.
const derivedMigration = "0010_derived.data"

// loadMigrations reads the migrations of a folder in order. A file is NNNN_name.schema.cypher or NNNN_name.data.cypher:
// Neo4j refuses both in one transaction.
func loadMigrations(files fs.FS) ([]Migration, error) {
	names, err := fs.Glob(files, "migrations/*.cypher")
	if err != nil {
		return nil, fmt.Errorf("listing the migrations: %w", err)
	}
	migrations := make([]Migration, 0, len(names))
	for _, name := range names { // Glob returns them sorted
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("reading the migration %s: %w", name, err)
		}
		sum := sha256.Sum256(text)
		m := Migration{ID: strings.TrimSuffix(path.Base(name), ".cypher"), Checksum: hex.EncodeToString(sum[:])}
		m.schema = strings.HasSuffix(m.ID, ".schema")
		for statement := range strings.SplitSeq(query.WithoutComments(string(text)), ";") {
			if statement = strings.TrimSpace(statement); statement != "" {
				m.statements = append(m.statements, statement)
			}
		}
		migrations = append(migrations, m)
	}
	return migrations, nil
}

// Migrate brings the graph to what this program expects and returns the migrations that it had to apply, in order; none
// where all had been. It may be called by several at once: an open transaction on a lock node lets one after the other
// through. Do not call it while something large is written: schema commands wait for open writers. Errors are those of
// Pending and of a write.
func (s *Store) Migrate(ctx context.Context) (applied []Migration, err error) {
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
func together(pending []Migration) []Migration {
	n := 1
	for pending[0].schema && n < len(pending) && pending[n].schema {
		n++
	}
	return pending[:n]
}

// Pending returns the migrations that the graph has not had, in order. Errors are those of a read, and
// [evidence.CodeConflict] where an applied migration differs from the file of this program, or where the graph has had
// one that this program does not know.
func (s *Store) Pending(ctx context.Context) ([]Migration, error) {
	known, err := loadMigrations(migrationFiles)
	if err != nil {
		return nil, err
	}
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
	return compareMigrations(known, had)
}

// compareMigrations tells what is missing of the known migrations, by the checksums of those that the graph has had.
func compareMigrations(known []Migration, had map[string]string) (pending []Migration, err error) {
	for _, m := range known {
		checksum, applied := had[m.ID]
		switch {
		case !applied:
			pending = append(pending, m)
		case checksum != m.Checksum:
			return nil, evidence.Conflictf(
				"migrations", "%s.cypher is not what was applied to this graph (checksum %.12s, applied %.12s); "+
					"use the program that the graph was made with, or restore the file", m.ID, m.Checksum, checksum)
		}
		delete(had, m.ID)
	}
	for id := range had {
		return nil, evidence.Conflictf(
			"migrations", "the graph has had %s, which this program does not know: it is of a newer version; "+
				"use a newer credence, or another database (neo4j.database)", id)
	}
	return pending, nil
}

// applyMigrations runs one migration of data, or some of the schema, and notes them: in one transaction, or, of a
// schema, in several. Schema statements are safe to repeat, so a crash between these costs nothing.
//
// Of a schema, indexes come before constraints, whatever the order of the files: Neo4j fills an index behind the
// transaction that makes it, but a constraint's within, so that in a large graph both are filled at the same time.
func (s *Store) applyMigrations(ctx context.Context, list []Migration) error {
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
	if !list[0].schema {
		if list[0].ID == derivedMigration {
			if err := s.rederive(ctx); err != nil {
				return err
			}
		}
		return s.transact(ctx, func(tx neo4j.ManagedTransaction) error {
			if err := runAll(ctx, tx, list[0].statements...); err != nil {
				return err
			}
			return record(tx)
		})
	}
	var indexes, constraints []string
	for _, m := range list {
		for _, statement := range m.statements {
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
