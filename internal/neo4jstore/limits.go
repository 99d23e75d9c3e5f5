package neo4jstore

import (
	"context"

	"github.com/credence-graph/credence/internal/neo4jstore/faults"
)

// patience is the key under which a context holds the limit of reads that nobody else waits for.
type patience struct{}

// LongRead returns a context whose reads may take as long as those of a scan: for what reads all of the graph piece by
// piece, or answers a person who asked for all of it.
func (s *Store) LongRead(ctx context.Context) context.Context {
	return context.WithValue(ctx, patience{}, faults.Limit{Within: s.config.ScanTimeout, Setting: faults.ScanSetting})
}

// readLimit returns the limit of a read. The first time that a query runs, Neo4j plans it and reads its files, which
// takes long where Neo4j has just been started on a busy machine.
func (s *Store) readLimit(ctx context.Context, query string) faults.Limit {
	l := faults.Limit{Within: s.config.ReadTimeout, Setting: faults.ReadSetting}
	if longRead, ok := ctx.Value(patience{}).(faults.Limit); ok {
		l = l.OrLonger(longRead)
	}
	if _, met := s.met.Load(query); !met {
		l = l.OrLonger(faults.Limit{Within: s.config.StartTimeout, Setting: faults.StartSetting})
	}
	return l
}
