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
)

// archiveTimeout bounds the making of the class-data archive.
const archiveTimeout = 5 * time.Minute

// archivePath returns where the class-data archive lies that fits this Java and these jars: its name has a
// fingerprint of both. Java itself checks it once more, and ignores one that does not fit.
func archivePath(c cache, j java) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{j.Version, j.Home, c.jars(), jarsText}, "\n")))
	return filepath.Join(c.dir, fmt.Sprintf("%s%d-%x%s", archivePrefix, j.Major, sum[:8], archiveSuffix))
}

const (
	archivePrefix = "classes-"
	archiveSuffix = ".jsa"
)

// fittingArchive returns the class-data archive to start with, "" where there is none.
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
// a Neo4j in a folder of its own, lets Options.Rehearse use it, and lets Java write the classes down when it ends, which
// takes 20 to 40 s. It costs nothing when there is one that fits, or when this Java cannot make one. The jars must be
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

// canArchive tells whether a Java can write archives: it needs the one of its own classes, which some builds lack.
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
	if o.Rehearse != nil {
		if err := o.Rehearse(ctx, s.uri(), s.password); err != nil {
			s.killNow()
			return &Error{Kind: ErrStart, Text: "Neo4j answered and then failed in the rehearsal", Err: err}
		}
	}
	s.signal(syscall.SIGTERM)
	// Its exit code tells of the signal only; whether it wrote the archive is what counts.
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
