package app

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jd"
)

// rehearse does with a Neo4j what people do first: it prepares the graph, records the fact check twice, answers for it in
// words and in JSON, looks for a text and withdraws a record. Nothing of it is printed or kept.
func (a *app) rehearse(ctx context.Context, uri, password string) error {
	quiet := *a
	quiet.streams = Streams{In: a.streams.In, Out: io.Discard, Err: io.Discard}
	s, err := quiet.connect(ctx, uri, neo4jd.Username, password)
	if err != nil {
		return err
	}
	err = s.rehearse(ctx)
	return errors.Join(err, s.close())
}

func (s *session) rehearse(ctx context.Context) error {
	if _, err := s.store.Migrate(ctx); err != nil {
		return err
	}
	main, err := s.recordSeed(ctx)
	if err == nil {
		_, err = s.recordSeed(ctx)
	}
	if err != nil {
		return err
	}
	steps := []func() error{
		func() error { _, err := s.store.Pending(ctx); return err },
		func() error { _, err := s.claims(ctx, []string{"significant military partner"}); return err },
		func() error { return s.converge(ctx, []evidence.ClaimID{main}, evidence.Moment{}) },
		func() error { return s.convergeJSON(ctx, []evidence.ClaimID{main}, evidence.Moment{}, true) },
		func() error { return s.rehearseLists(ctx) },
		func() error { return s.rehearseRetraction(ctx, main) },
		func() error { _, err := s.store.Status(ctx); return err },
	}
	for i, step := range steps {
		if err := step(); err != nil {
			return fmt.Errorf("step %d of the rehearsal: %w", i+1, err)
		}
	}
	return nil
}

func (s *session) rehearseLists(ctx context.Context) error {
	for _, kind := range []evidence.Kind{evidence.KindClaim, evidence.KindSource, evidence.KindOutlet} {
		if _, err := s.reader.List(ctx, evidence.ListQuery{Kind: kind, Page: evidence.Page{First: 20}}); err != nil {
			return err
		}
	}
	_, err := s.reader.Links(ctx, evidence.LinkQuery{Subjects: []evidence.ID{"source:reuters"}, Kind: evidence.KindDerivation,
		Direction: evidence.Either, MaxDepth: 3, Page: evidence.Page{First: 20}})
	return err
}

// rehearseRetraction withdraws one statement of the claim.
func (s *session) rehearseRetraction(ctx context.Context, claim evidence.ClaimID) error {
	pages, err := s.reader.Links(ctx, evidence.LinkQuery{Subjects: []evidence.ID{evidence.ID(claim)}, Kind: evidence.KindStatement,
		Direction: evidence.Incoming, Page: evidence.Page{First: 1}})
	if err != nil || len(pages[0].Links) == 0 {
		return err
	}
	_, err = s.writer.Retract(ctx, []evidence.ID{pages[0].Links[0].Link.LinkID()}, "rehearsal", "a rehearsal")
	return err
}
