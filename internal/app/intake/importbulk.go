package intake

import (
	"context"
	"errors"
	"time"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/neo4jd"
	"github.com/credence-graph/credence/internal/neo4jstore"
	"github.com/credence-graph/credence/internal/neo4jstore/bulkfile"
	"github.com/credence-graph/credence/internal/terminal"
)

// importBulk fills the local graph, which must be empty, by Neo4j's own importer, and then brings it up to date and
// says what was done, as the import through transactions does.
func importBulk(ctx context.Context, a *run.App, inputs []ingest.Input, flags importFlags) error {
	if a.Config.Neo4j.URI != "" {
		return run.BadInput(evidence.Invalidf("bulk",
			"only the local Neo4j can be filled in bulk, and neo4j.uri is set (%s); import without --bulk",
			a.Config.Neo4j.URI))
	}
	options, done, err := flags.options()
	if err != nil {
		return err
	}
	defer done()
	began := time.Now()
	var summary ingest.Summary
	err = neo4jd.Fill(ctx, a.Neo4jOptions(), neo4jd.Filling{
		Check: func(ctx context.Context, server *neo4jd.Server) error { return mustBeEmpty(ctx, a, server) },
		Make: func(ctx context.Context, folder string) (load neo4jd.Load, err error) {
			summary, load, err = writeBulk(ctx, a, folder, inputs, options)
			return load, err
		},
	})
	if err != nil {
		// without a graph: which lines are bad is told all the same
		told := &run.Session{App: a, Style: terminal.StyleFor(a.Streams.Out, a.Config.Output.Color)}
		return imported(ctx, told, summary, flags, err)
	}
	return a.With(ctx, func(ctx context.Context, s *run.Session) error {
		status, err := s.Store.Status(ctx)
		summary.Version, summary.Duration = status.Version, time.Since(began)
		return imported(ctx, s, summary, flags, err)
	})
}

// mustBeEmpty refuses to fill a graph that has something in it.
func mustBeEmpty(ctx context.Context, a *run.App, server *neo4jd.Server) error {
	s, err := a.Connect(ctx, server.URI(), server.Username(), server.Password())
	if err != nil {
		return err
	}
	some, err := s.Store.Holds(ctx)
	if err == nil && some {
		err = run.BadInput(evidence.Conflictf("bulk",
			"the graph in %s is not empty, and a bulk import fills an empty one; import without --bulk, or "+
				"into another folder (CREDENCE_DATA_DIR)", server.Home()))
	}
	return errors.Join(err, s.Close())
}

// writeBulk imports into the files of which the graph is made.
func writeBulk(ctx context.Context, a *run.App, folder string, inputs []ingest.Input,
	options ingest.Options) (ingest.Summary, neo4jd.Load, error) {
	load := neo4jd.Load{ArrayDelimiter: bulkfile.Delimiter}
	bulk := neo4jstore.NewBulk(folder, time.Now)
	summary, err := runImport(ctx, a, bulk, inputs, options)
	if err == nil {
		var nodes, relationships []neo4jstore.BulkTable
		nodes, relationships, err = bulk.Finish()
		for _, t := range nodes {
			load.Nodes = append(load.Nodes, neo4jd.Table(t))
		}
		for _, t := range relationships {
			load.Relationships = append(load.Relationships, neo4jd.Table(t))
		}
	}
	return summary, load, errors.Join(err, bulk.Close())
}
