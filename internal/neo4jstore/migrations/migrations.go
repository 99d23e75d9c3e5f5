// Package migrations holds the steps in which a graph in Neo4j is prepared, one a file: NNNN_name.schema.cypher or
// NNNN_name.data.cypher, because Neo4j refuses both in one transaction. What a file was when a graph had it, it stays.
package migrations

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/query"
)

//go:embed *.cypher
var files embed.FS

// Migration is one step in the making of the graph's schema and fixed data.
type Migration struct {
	// ID is the name of its file without ".cypher", such as "0001_keys.schema"; ids sort in the order of application.
	ID string
	// Checksum is the SHA-256 of the file, in hexadecimal.
	Checksum string
	// Statements are what it consists of, and Schema reports whether they are of the schema.
	Statements []string
	Schema     bool
}

// Derived is the one in which the program makes again what it derives of records: Cypher cannot.
const Derived = "0010_derived.data"

// load reads the migrations in order.
func load() ([]Migration, error) {
	names, err := fs.Glob(files, "*.cypher")
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
		m := Migration{ID: strings.TrimSuffix(name, ".cypher"), Checksum: hex.EncodeToString(sum[:])}
		m.Schema = strings.HasSuffix(m.ID, ".schema")
		for statement := range strings.SplitSeq(query.WithoutComments(string(text)), ";") {
			if statement = strings.TrimSpace(statement); statement != "" {
				m.Statements = append(m.Statements, statement)
			}
		}
		migrations = append(migrations, m)
	}
	return migrations, nil
}

// Pending returns those of the migrations that a graph has not had, by the checksums of those that it has had. The code
// is [evidence.CodeConflict] where one of these differs from the file of this program, or is of none.
func Pending(had map[string]string) (pending []Migration, err error) {
	known, err := load()
	if err != nil {
		return nil, err
	}
	had = maps.Clone(had)
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
