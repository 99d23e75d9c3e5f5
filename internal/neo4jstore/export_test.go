package neo4jstore

import (
	"context"
	"io/fs"
)

// MigrationFiles are the embedded migrations.
func MigrationFiles() fs.FS { return migrationFiles }

// CompareMigrations is what Pending decides by.
func CompareMigrations(had map[string]string) ([]Migration, error) {
	known, err := loadMigrations(migrationFiles)
	if err != nil {
		return nil, err
	}
	return compareMigrations(known, had)
}

// TakeForNew makes the store take every batch for new at first, as it does an import's after a new one.
func (s *Store) TakeForNew() { s.guessFrom = 0 }

// Words is what Find searches for.
func Words(text string) string { return words(text) }

// InVain reports whether a batch that was made ready is recorded carefully after what the driver returned for it.
func InVain(ctx context.Context, driver error) bool {
	return retry(translate(ctx, driver, outcomeKnown))
}
