package neo4jd

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// archiveTimeout bounds the making of the class-data archive.
const archiveTimeout = 5 * time.Minute

// archivePath returns the path of the class-data archive that fits this Java and these jars: its name has a
// fingerprint of both. Java itself checks it again, and ignores one that does not fit.
func archivePath(c cache, j java) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{j.Version, j.Home, c.jars(), jarsText}, "\n")))
	return filepath.Join(c.dir, fmt.Sprintf("%s%d-%x%s", archivePrefix, j.Major, sum[:8], archiveSuffix))
}

const (
	archivePrefix = "classes-"
	archiveSuffix = ".jsa"
)

// fittingArchive returns the class-data archive to start with, "" if there is none.
func fittingArchive(c cache, j java) string {
	path := archivePath(c, j)
	if sizeOf(path) == 0 {
		return ""
	}
	return path
}

// archives returns the class-data archives in the cache.
func archives(c cache) []string {
	// The pattern is a good one; no match is no archive.
	found, _ := filepath.Glob(filepath.Join(c.dir, archivePrefix+"*"+archiveSuffix))
	return found
}

// removeArchives removes the class-data archives whose names begin with a prefix, and "" is all of them.
func removeArchives(c cache, prefix string) error {
	for _, path := range archives(c) {
		if !strings.HasPrefix(filepath.Base(path), prefix) {
			continue
		}
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	return nil
}

// BuildArchive makes the class-data archive, from which later starts read Neo4j's classes in half the time: it runs
// a Neo4j in a folder of its own, asks it some queries, and lets Java write the classes down when it ends, which
// takes 20 to 30 s. It costs nothing when there is one that fits, or when this Java cannot make one. The jars must be
// there.
func BuildArchive(ctx context.Context, opts Options) error {
	o, err := opts.withDefaults()
	if err != nil {
		return err
	}
	if err := o.needCache(); err != nil {
		return err
	}
	if err := jarsComplete(o.cache().jars()); err != nil {
		return &Error{Kind: ErrInstall, Text: "Neo4j's jars are not there", Cure: "Run: make deps", Err: err}
	}
	j, why := findJava(ctx, o)
	if why != "" {
		return missing("Java 17 or 21 is needed (" + why + ")")
	}
	return ensureArchive(ctx, o, j)
}

// canArchive reports whether a Java can write archives: it needs the one of its own classes, which some builds lack.
func canArchive(j java) bool {
	return sizeOf(filepath.Join(j.Home, "lib", "server", "classes.jsa")) > 0
}

// ensureArchive makes the class-data archive unless it is there. A Java that cannot do it is no error: Neo4j starts
// without, only later.
func ensureArchive(ctx context.Context, o Options, j java) error {
	c := o.cache()
	if fittingArchive(c, j) != "" || !canArchive(j) {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, archiveTimeout)
	defer cancel()
	lock, err := lockFile(ctx, c.lockPath())
	if err != nil {
		return folderError(ErrInstall, c.dir, err)
	}
	defer drop(lock)
	if fittingArchive(c, j) != "" {
		return nil // another process was faster
	}
	if err := removeLeftovers(c); err != nil {
		return folderError(ErrInstall, c.dir, err)
	}
	r := reporter{o.Progress}
	began := time.Now()
	r.begin("Preparing Neo4j %s for quick starts, once (about half a minute)", Version)
	if err := makeArchive(ctx, o, j); err != nil {
		r.line("%s", outcome(ctx))
		return err
	}
	r.line("done in %s", seconds(began))
	return nil
}

// makeArchive runs Neo4j once and puts the archive that Java writes in its place.
func makeArchive(ctx context.Context, o Options, j java) error {
	c := o.cache()
	work, err := os.MkdirTemp(c.dir, stagingPrefix)
	if err != nil {
		return folderError(ErrInstall, c.dir, err)
	}
	defer sweep(work) // else the next install tries again
	fresh := filepath.Join(work, "new"+archiveSuffix)
	h := home{dir: filepath.Join(work, "home"), run: filepath.Join(work, "run")}
	run := jvm{java: j, jars: c.jars(), heapMB: 512, pageCacheMB: 64}
	run.writeTo = fresh
	s, err := launch(ctx, h, run, o.StartTimeout)
	if err != nil {
		return err
	}
	if err := exercise(ctx, s); err != nil {
		s.killNow()
		return &Error{Kind: ErrStart, Text: "Neo4j answered and then refused a query", Err: err}
	}
	s.signal(syscall.SIGTERM)
	// Its exit code reports only the signal; what counts is whether it wrote the archive.
	if err := s.wait(ctx); ctx.Err() != nil {
		return &Error{Kind: ErrInstall, Text: "the making of the class-data archive was broken off", Err: err}
	}
	if sizeOf(fresh) == 0 {
		return &Error{
			Kind: ErrInstall, Text: "Java wrote no class-data archive",
			Cure: "It said:\n" + indent(s.trouble()),
		}
	}
	if err := removeArchives(c, fmt.Sprintf("%s%d-", archivePrefix, j.Major)); err != nil {
		return folderError(ErrInstall, c.dir, err)
	}
	if err := os.Rename(fresh, archivePath(c, j)); err != nil {
		return folderError(ErrInstall, c.dir, err)
	}
	return nil
}

// exercise asks Neo4j for a bit of everything that the store uses, so that the classes are in the archive.
func exercise(ctx context.Context, s *server) error {
	driver, err := neo4j.NewDriverWithContext(s.uri(), neo4j.BasicAuth(Username, s.password, ""), quietDriver)
	if err != nil {
		return err
	}
	defer func() { _ = driver.Close(context.WithoutCancel(ctx)) }() // a connection to a process of our own
	for _, query := range []string{
		"CREATE CONSTRAINT claimId IF NOT EXISTS FOR (c:Claim) REQUIRE c.id IS UNIQUE",
		"CREATE CONSTRAINT citesId IF NOT EXISTS FOR ()-[r:CITES]-() REQUIRE r.id IS UNIQUE",
		"CREATE FULLTEXT INDEX texts IF NOT EXISTS FOR (c:Claim|Source) ON EACH [c.text, c.title]",
		"CALL db.awaitIndexes(60)",
		"UNWIND range(1, 200) AS i MERGE (c:Claim {id: toString(i)}) ON CREATE SET c.text = 'one ' + i, c.at = datetime()",
		"UNWIND range(1, 199) AS i MATCH (a:Claim {id: toString(i)}), (b:Claim {id: toString(i + 1)}) " +
			"MERGE (a)-[r:CITES {id: toString(i)}]->(b) SET r.weight = 0.5",
		"MATCH (c:Claim {id: '1'})-[rs:CITES|SAME_AS*1..]->(u) WHERE all(r IN rs WHERE r.claims IS NULL) " +
			"WITH DISTINCT u RETURN collect(u.id), count(*)",
		"UNWIND ['1', '2'] AS id CALL (id) { MATCH (c:Claim {id: id}) RETURN c ORDER BY c.text LIMIT 1 } " +
			"RETURN c.id, properties(c)",
		"CALL db.index.fulltext.queryNodes('texts', 'one') YIELD node, score RETURN node.id, score LIMIT 5",
		"EXPLAIN MATCH (c:Claim) WHERE c.id > '5' RETURN c.id ORDER BY c.id LIMIT 10",
		"SHOW CONSTRAINTS",
		"MATCH (c:Claim) DETACH DELETE c",
	} {
		if _, err := neo4j.ExecuteQuery(ctx, driver, query, nil, neo4j.EagerResultTransformer,
			neo4j.ExecuteQueryWithDatabase("neo4j")); err != nil {
			return fmt.Errorf("%s: %w", query, err)
		}
	}
	return nil
}
