package neo4jstore_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/neo4jd"
	"github.com/credence-graph/credence/internal/neo4jd/neo4jdtest"
	"github.com/credence-graph/credence/internal/neo4jstore"
	"github.com/credence-graph/credence/internal/neo4jstore/bulkfile"
)

// importLinks is how many links are imported; there are a fifth as many sources, an eighth of these as claims, and
// three statements for two derivations.
var importLinks = flag.Int("import.links", 200_000, "links that BenchmarkImportFiles imports, a multiple of 200")

func benchSources() int     { return *importLinks / 5 }
func benchClaims() int      { return *importLinks / 40 }
func benchStatements() int  { return *importLinks / 5 * 3 }
func benchDerivations() int { return *importLinks / 5 * 2 }

const peerBatch = 10_000

// line is a line of a file; the peer is sent the same values.
type line map[string]any

// benchNodes and benchLinks make the lines. No two links are the same: with a step that has no factor in common with
// the number of sources, the pairs do not come round.
func benchNodes(each func(line)) {
	for c := range benchClaims() {
		each(line{"type": "claim", "id": fmt.Sprint("c", c), "text": fmt.Sprint("It is so in case ", c)})
	}
	for s := range benchSources() {
		each(line{"type": "source", "id": fmt.Sprint("s", s), "kind": "ARTICLE", "title": fmt.Sprint("Report ", s),
			"url":         fmt.Sprintf("https://example.org/reports/%d", s),
			"publishedAt": fmt.Sprintf("2024-%02d-%02d", 1+s%12, 1+s%28)})
	}
}

func benchLinks(each func(line)) {
	stances := []string{"SUPPORTS", "SUPPORTS", "SUPPORTS", "REFUTES", "MENTIONS"}
	for i := range benchStatements() {
		each(
			line{"type": "statement", "source": fmt.Sprint("s", i*7%benchSources()),
				"claim":  fmt.Sprint("c", (i/benchSources()+i*3)%benchClaims()),
				"stance": stances[i%len(stances)], "quote": "so it is, they said", "locator": "line 4", "confidence": 80})
	}
	kinds := evidence.DerivationKinds()
	for i := range benchDerivations() {
		from := i * 7 % benchSources()
		each(
			line{"type": "derivation", "from": fmt.Sprint("s", from),
				"to":   fmt.Sprint("s", (from+1+i/benchSources()*11+i%97)%benchSources()),
				"kind": string(kinds[i%5]), "quote": "as was reported"})
	}
}

// BenchmarkImportFiles imports files into an empty graph, then the same files again, and records the same nodes and
// links by plain UNWIND and MERGE, in turns, as often as -benchtime says. Each time is that of everything: nodes,
// links, and for the import the reading and judging of the files. A turn that is not counted warms the server, which
// has the memory that `credence neo4j start` gives it: that of the tests is smaller.
func BenchmarkImportFiles(b *testing.B) {
	c := settings(launch(b))
	s := openWith(b, c)
	inputs := benchFiles(b)
	turn := func() (online, again, peer float64) {
		wipe(b, c)
		online = perSecond(importFiles(b, s, inputs))
		again = perSecond(importFiles(b, s, inputs))
		wipe(b, c)
		peer = perSecond(mergePlainly(b, c))
		fmt.Fprintf(os.Stderr, "import %.0f links/s, again %.0f, UNWIND MERGE %.0f\n", online, again, peer)
		return online, again, peer
	}
	turn()
	var online, again, peer, ratios []float64
	for b.Loop() {
		o, a, p := turn()
		online, again, peer, ratios = append(online, o), append(again, a), append(peer, p), append(ratios, o/p)
	}
	b.ReportMetric(median(online), "links/s")
	b.ReportMetric(median(again), "again-links/s")
	b.ReportMetric(median(peer), "merge-links/s")
	b.ReportMetric(median(ratios), "x-of-merge")
}

// BenchmarkImportBulk imports files into a Neo4j that has never run, by Neo4j's own importer, to the end: the first
// start, the files written and read, the second start, and all constraints and indexes there and online. Beside it the
// same links are recorded by plain UNWIND and MERGE into one of the same size, at most peerLinks of them: these take
// as long each, however many there are.
func BenchmarkImportBulk(b *testing.B) {
	inputs, all := benchFiles(b), *importLinks
	c := settings(launch(b))
	openWith(b, c)
	var bulk, peer, ratios []float64
	for b.Loop() {
		fast := perSecond(importBulk(b, inputs))
		*importLinks = min(all, peerLinks)
		wipe(b, c)
		slow := perSecond(mergePlainly(b, c))
		*importLinks = all
		fmt.Fprintf(os.Stderr, "bulk %.0f links/s, UNWIND MERGE %.0f\n", fast, slow)
		bulk, peer, ratios = append(bulk, fast), append(peer, slow), append(ratios, fast/slow)
	}
	b.ReportMetric(median(bulk), "links/s")
	b.ReportMetric(median(peer), "merge-links/s")
	b.ReportMetric(median(ratios), "x-of-merge")
}

const peerLinks = 200_000

// importBulk fills a graph, starts it and has it checked that it holds what the files do.
func importBulk(b *testing.B, inputs []ingest.Input) time.Duration {
	b.Helper()
	options := neo4jd.Options{DataDir: b.TempDir(), CacheDir: cacheDir(b), Progress: os.Stderr}
	started := time.Now()
	if err := neo4jd.Fill(b.Context(), options, filling(inputs)); err != nil {
		b.Fatal(err)
	}
	fmt.Fprintf(os.Stderr, "filled after %v\n", time.Since(started))
	server, err := neo4jd.Launch(b.Context(), options)
	fmt.Fprintf(os.Stderr, "launched after %v\n", time.Since(started))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = server.Stop() }()
	s, err := neo4jstore.Open(b.Context(), settings(server))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close(context.WithoutCancel(b.Context())) }()
	if _, err := s.Migrate(b.Context()); err != nil {
		b.Fatal(err)
	}
	took := time.Since(started)
	status, err := s.Status(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	if n := status.Links[evidence.KindStatement] + status.Links[evidence.KindDerivation]; n != *importLinks {
		b.Fatalf("%d links came in", n)
	}
	return took
}

func cacheDir(b *testing.B) string {
	b.Helper()
	dir, err := neo4jdtest.CacheDir()
	if err != nil {
		b.Fatal(err)
	}
	return dir
}

// launch starts a Neo4j that stops when the benchmark has ended, after what was opened later is closed.
func launch(b *testing.B) *neo4jd.Server {
	b.Helper()
	server, err := neo4jd.Launch(
		b.Context(), neo4jd.Options{DataDir: b.TempDir(), CacheDir: cacheDir(b), Progress: os.Stderr})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := server.Stop(); err != nil {
			b.Error(err)
		}
	})
	return server
}

// filling imports files into a new graph.
func filling(inputs []ingest.Input) neo4jd.Filling {
	return neo4jd.Filling{
		Check: func(context.Context, *neo4jd.Server) error { return nil },
		Make: func(ctx context.Context, folder string) (load neo4jd.Load, err error) {
			bulk := neo4jstore.NewBulk(folder, time.Now)
			began := time.Now()
			summary, err := ingest.Import(ctx, bulk, inputs, ingest.Options{})
			if err != nil || summary.ProblemCount > 0 {
				return load, fmt.Errorf("%d problems: %w", summary.ProblemCount, err)
			}
			nodes, relationships, err := bulk.Finish()
			load.ArrayDelimiter = bulkfile.Delimiter
			for _, t := range nodes {
				load.Nodes = append(load.Nodes, neo4jd.Table(t))
			}
			for _, t := range relationships {
				load.Relationships = append(load.Relationships, neo4jd.Table(t))
			}
			fmt.Fprintf(os.Stderr, "files in %v\n", time.Since(began))
			return load, errors.Join(err, bulk.Close())
		},
	}
}

func perSecond(d time.Duration) float64 { return float64(*importLinks) / d.Seconds() }

func median(values []float64) float64 { return slices.Sorted(slices.Values(values))[len(values)/2] }

func benchFiles(b *testing.B) []ingest.Input {
	b.Helper()
	folder := b.TempDir()
	var inputs []ingest.Input
	for name, lines := range map[string]func(func(line)){"nodes.jsonl": benchNodes, "links.jsonl": benchLinks} {
		f, err := os.Create(filepath.Join(folder, name))
		if err != nil {
			b.Fatal(err)
		}
		out := bufio.NewWriter(f)
		encode := json.NewEncoder(out)
		lines(func(l line) {
			if err := encode.Encode(l); err != nil {
				b.Fatal(err)
			}
		})
		if err := out.Flush(); err != nil {
			b.Fatal(err)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
		inputs = append(inputs, ingest.Input{Name: name, Path: f.Name()})
	}
	return inputs
}

func importFiles(b *testing.B, s *neo4jstore.Store, inputs []ingest.Input) time.Duration {
	b.Helper()
	started := time.Now()
	summary, err := ingest.Import(b.Context(), s, inputs, ingest.Options{})
	took := time.Since(started)
	if err != nil || summary.ProblemCount > 0 {
		b.Fatal(err, summary.Problems)
	}
	n := 0
	for _, counts := range []map[evidence.Kind]int{summary.Created, summary.Unchanged} {
		n += counts[evidence.KindStatement] + counts[evidence.KindDerivation]
	}
	if n != *importLinks {
		b.Fatalf("%d links came in", n)
	}
	return took
}

// mergePlainly is what one would write by hand: a statement for each label and type, ids looked up by index, the same
// properties as the import writes.
func mergePlainly(b *testing.B, c neo4jstore.Config) time.Duration {
	b.Helper()
	rows := peerRows()
	driver, err := neo4j.NewDriverWithContext(c.URI, neo4j.BasicAuth(c.Username, c.Password, ""))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = driver.Close(b.Context()) }()
	started := time.Now()
	for _, kind := range slices.Backward(slices.Sorted(maps.Keys(rows))) { // nodes are "n ..." and come before links
		for batch := range slices.Chunk(rows[kind], peerBatch) {
			if _, err := neo4j.ExecuteQuery(b.Context(), driver, peerStatement(kind), map[string]any{"rows": batch},
				neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase("neo4j")); err != nil {
				b.Fatal(err)
			}
		}
	}
	return time.Since(started)
}

func peerStatement(kind string) string {
	how, name := kind[:2], kind[2:]
	switch how {
	case "n ":
		return "UNWIND $rows AS row MERGE (n:" + name + " {id: row[0]}) SET n += row[1]"
	case "e ":
		return "UNWIND $rows AS row MATCH (a:Claim {id: row[0]}) MATCH (b:Source {id: row[1]}) MERGE (a)-[r:" + name +
			" {id: row[2]}]->(b) SET r += row[3]"
	}
	return "UNWIND $rows AS row MATCH (a:Source {id: row[0]}) MATCH (b:Source {id: row[1]}) MERGE (a)-[r:" + name +
		" {id: row[2]}]->(b) SET r += row[3]"
}

func peerRows() map[string][]any {
	rows := map[string][]any{}
	benchNodes(func(l line) {
		id := fmt.Sprint(l["type"], ":", l["id"])
		props := map[string]any{"recordedAt": int64(1), "recordedBy": "credence import",
			"recordedBecause": "from nodes.jsonl"}
		label := "Claim"
		if l["type"] == "source" {
			label = "Source"
		}
		for k, v := range l {
			if k != "id" && k != "type" {
				props[k] = v
			}
		}
		rows["n "+label] = append(rows["n "+label], []any{id, props})
	})
	stances := map[string]string{"SUPPORTS": "SUPPORTED_BY", "REFUTES": "REFUTED_BY", "MENTIONS": "MENTIONED_BY"}
	benchLinks(func(l line) {
		props := map[string]any{"recordedAt": int64(1), "collector": "credence import", "method": "IMPORTED",
			"recordedFrom": "links.jsonl",
			"quotes":       fmt.Sprintf(`[{"exact":%q,"startLine":4,"endLine":4}]`, l["quote"])}
		if l["type"] == "statement" {
			s, claim := "source:"+l["source"].(string), "claim:"+l["claim"].(string)
			props["strength"], props["confidence"] = 1.0, 80
			id := evidence.StatementIDOf(evidence.SourceID(s), evidence.ClaimID(claim), evidence.Stance(l["stance"].(string)))
			kind := "e " + stances[l["stance"].(string)]
			rows[kind] = append(rows[kind], []any{claim, s, string(id), props})
			return
		}
		from, to := "source:"+l["from"].(string), "source:"+l["to"].(string)
		props["weight"], props["status"] = 1.0, "CONFIRMED"
		id := evidence.DerivationIDOf(
			evidence.SourceID(from), evidence.SourceID(to), evidence.DerivationKind(l["kind"].(string)), nil)
		rows["d "+l["kind"].(string)] = append(rows["d "+l["kind"].(string)], []any{from, to, string(id), props})
	})
	return rows
}
