package neo4jstore

import "context"

// patience is the key under which a context holds the limit of reads that nobody else waits for.
type patience struct{}

// LongRead returns a context whose reads may take as long as those of a scan: for what reads all of the graph piece by
// piece, or answers a person who asked for all of it.
func (s *Store) LongRead(ctx context.Context) context.Context {
	return context.WithValue(ctx, patience{}, limit{s.config.ScanTimeout, scanSetting})
}

// readLimit returns the limit of a read. The first time that a query runs, Neo4j plans it and reads its files, which
// takes long where Neo4j has just been started on a busy machine.
func (s *Store) readLimit(ctx context.Context, query string) limit {
	l := limit{s.config.ReadTimeout, readSetting}
	if longRead, ok := ctx.Value(patience{}).(limit); ok {
		l = l.orLonger(longRead)
	}
	if _, met := s.met.Load(query); !met {
		l = l.orLonger(limit{s.config.StartTimeout, startSetting})
	}
	return l
}
