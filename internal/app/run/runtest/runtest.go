// Package runtest gives tests of commands a session on a graph in memory, and small graphs to record in it.
package runtest

import (
	"bytes"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/config"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/memstore"
)

// InMemory returns a session on an empty oracle store, whose clock goes on by a minute whenever it is looked at.
func InMemory(t *testing.T) (*run.Session, *bytes.Buffer) {
	t.Helper()
	var out bytes.Buffer
	now := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	store := memstore.New(func() time.Time { now = now.Add(time.Minute); return now }, 1000)
	a := &run.App{Config: &config.Config{}, Streams: run.Streams{In: &bytes.Buffer{}, Out: &out, Err: &bytes.Buffer{}}}
	return &run.Session{App: a, Reader: store, Writer: store, History: store, Service: inquiry.New(store),
		Policy: basis.DefaultPolicy()}, &out
}

// Put puts a whole record into a batch.
func Put[T any](value T) evidence.Put[T] { return evidence.Put[T]{Value: value} }

// RecordInquiry records the method's example 11: Log and Photographs rated B, and a tabloid rated A that rests on a
// rumour rated D, against half a denial rated A. W+ 1.246374, W- .5, P .900039.
func RecordInquiry(t *testing.T, s *run.Session) {
	t.Helper()
	b := evidence.Batch{RecordedFrom: "the inquiry",
		Claims: []evidence.Put[evidence.Claim]{Put(evidence.Claim{ID: "claim:c", Text: "The bridge was closed."})}}
	for title, letter := range map[string]evidence.SourceReliability{"Log": "B", "Photographs": "B", "Tabloid": "A",
		"Rumour": "D", "Denial": "A"} {
		b.Sources = append(b.Sources, Put(evidence.Source{ID: evidence.SourceID("source:" + title),
			Kind: evidence.Document, Title: title, Reliability: letter}))
	}
	b.Derivations = append(b.Derivations, Put(evidence.Derivation{From: "source:Tabloid", To: "source:Rumour",
		Kind: evidence.Cites}))
	for _, id := range []evidence.SourceID{"source:Log", "source:Photographs", "source:Tabloid"} {
		b.Statements = append(b.Statements, Put(evidence.Statement{Source: id, Claim: "claim:c",
			Stance: evidence.Supports}))
	}
	b.Statements = append(b.Statements, Put(evidence.Statement{Source: "source:Denial", Claim: "claim:c",
		Stance: evidence.Refutes, Strength: 0.5}))
	if _, err := s.Writer.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
}

// The links that the tests withdraw.
var (
	PaperOnWire   = evidence.ID(evidence.DerivationIDOf("source:paper", "source:wire", evidence.Syndicates, nil))
	GazetteOnWire = evidence.ID(evidence.DerivationIDOf("source:gazette", "source:wire", evidence.Cites, nil))
	Denial        = evidence.ID(evidence.StatementIDOf("source:log", "claim:tram", evidence.Refutes))
)

// Harbour records three claims. The paper prints the wire, and the gazette cites it; both are articles, so without
// the link they name no origin. The log is first-hand, supports the first claim and refutes the third, which nobody
// supports.
func Harbour(t *testing.T) (*run.Session, *bytes.Buffer) {
	t.Helper()
	s, out := InMemory(t)
	b := evidence.Batch{RecordedFrom: "test"}
	for id, text := range map[evidence.ClaimID]string{"claim:bridge": "The bridge is closed.",
		"claim:ferry": "The ferry runs.", "claim:tram": "The tram runs."} {
		b.Claims = append(b.Claims, Put(evidence.Claim{ID: id, Text: text}))
	}
	for id, kind := range map[evidence.SourceID]evidence.SourceKind{"source:wire": evidence.WireReport,
		"source:paper":   evidence.Article,
		"source:gazette": evidence.Article, "source:log": evidence.Dataset} {
		source := evidence.Source{ID: id, Kind: kind, Title: evidence.ID(id).Key()}
		if kind == evidence.WireReport {
			source.Firsthand = &evidence.Firsthand{Share: 1}
		}
		b.Sources = append(b.Sources, Put(source))
	}
	b.Statements = []evidence.Put[evidence.Statement]{
		Put(evidence.Statement{Source: "source:paper", Claim: "claim:bridge", Stance: evidence.Supports}),
		Put(evidence.Statement{Source: "source:log", Claim: "claim:bridge", Stance: evidence.Supports}),
		Put(evidence.Statement{Source: "source:gazette", Claim: "claim:ferry", Stance: evidence.Supports}),
		Put(evidence.Statement{Source: "source:log", Claim: "claim:tram", Stance: evidence.Refutes}),
	}
	b.Derivations = []evidence.Put[evidence.Derivation]{
		Put(evidence.Derivation{From: "source:paper", To: "source:wire", Kind: evidence.Syndicates}),
		Put(evidence.Derivation{From: "source:gazette", To: "source:wire", Kind: evidence.Cites}),
	}
	if _, err := s.Writer.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	return s, out
}
