package neo4jstore

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
)

// derived are the properties of nodes that are made of others when they are written, and that nobody states: a record
// is the same whatever they are.
var derived = []string{"canonicalUrl", "folded", "foldedText"}

// rederive makes the derived properties of all records again, in as many transactions as it takes: made again once
// more, they are the same, so that a crash costs nothing.
func (s *Store) rederive(ctx context.Context) error {
	reading := neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead, DatabaseName: s.config.Database}
	session := s.driver.NewSession(ctx, reading)
	defer func() { _ = session.Close(ctx) }()
	tx, err := session.BeginTransaction(ctx, neo4j.WithTxTimeout(s.config.MigrateTimeout))
	if err != nil {
		return err
	}
	defer func() { _ = tx.Close(ctx) }() // it changes nothing
	result, err := tx.Run(ctx, s.queries["derived"], nil)
	if err != nil {
		return err
	}
	var rows [][]any
	for result.Next(ctx) {
		values := result.Record().Values
		stored, _ := values[1].(map[string]any)
		changed, err := rederived(stored)
		if err != nil {
			return err
		}
		if len(changed) > 0 {
			rows = append(rows, []any{values[0], changed})
		}
		if len(rows) == rowsPerStatement {
			if err := s.derive(ctx, rows); err != nil {
				return err
			}
			rows = rows[:0]
		}
	}
	if err := result.Err(); err != nil {
		return err
	}
	return s.derive(ctx, rows)
}

func (s *Store) derive(ctx context.Context, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	return s.transact(ctx, func(tx neo4j.ManagedTransaction) error {
		result, err := tx.Run(ctx, s.queries["derive"], inOne(map[string]any{"rows": rows}))
		if err != nil {
			return err
		}
		_, err = result.Consume(ctx)
		return err
	})
}

// rederived returns the derived properties of a stored record that are other ones today.
func rederived(stored map[string]any) (map[string]any, error) {
	a := &answer{query: "derived"}
	record := fields{a, stored}.node()
	if record == nil {
		a.fail("id", stored["id"], "the id of a node")
	}
	if a.err != nil {
		return nil, a.err
	}
	if source, ok := record.(*evidence.Source); ok {
		source.CanonicalURL = source.Normalize().CanonicalURL
	}
	today, err := layout.Encode(record)
	if err != nil {
		return nil, err
	}
	changed := map[string]any{}
	for _, name := range derived {
		if today[name] != stored[name] {
			changed[name] = today[name]
		}
	}
	return changed, nil
}
