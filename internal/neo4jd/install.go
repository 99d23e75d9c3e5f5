package neo4jd

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// copyGoal is the Maven goal that copies a project's dependencies into a folder, with its version.
const copyGoal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"

// installSpace is what must be free for the jars and the class-data archive, in bytes.
const installSpace = 300e6

// Install fetches what is missing of Neo4j's jars, and makes the class-data archive that halves the time of a start.
// It costs next to nothing when both are there: the jars are then read once, and fetched again if one of them is not as
// it was published. A second process that installs at the same time waits for the first.
// It needs Maven only for the jars. Errors are of the kinds ErrMissing, ErrInstall and ErrStart.
func Install(ctx context.Context, opts Options) error {
	o, err := opts.withDefaults()
	if err != nil {
		return err
	}
	if err := o.needCache(); err != nil {
		return err
	}
	j, err := ensureJars(ctx, o, jarsGenuine)
	if err != nil {
		return err
	}
	return ensureArchive(ctx, o, j)
}

// ensureJars returns a Java to run Neo4j with, after seeing to it that the jars are there, as far as check can tell of
// a folder.
func ensureJars(ctx context.Context, o Options, check func(string) error) (java, error) {
	complete := check(o.cache().jars()) == nil
	j, why := findJava(ctx, o)
	maven, hasMaven := findMaven()
	var lacking []string
	if why != "" {
		lacking = append(lacking, "Java 17 or 21 is needed ("+why+")")
	}
	if !complete && !hasMaven {
		lacking = append(lacking, "Maven is needed to fetch it (there is no mvn on the PATH)")
	}
	if err := ctx.Err(); err != nil {
		return j, err
	}
	if len(lacking) > 0 {
		return j, missing(lacking...)
	}
	if complete {
		return j, nil
	}
	return j, fetchJars(ctx, o, j, maven, check)
}

// fetchJars copies the jars into the cache folder, as one: either all of them are there or the folder is not.
func fetchJars(ctx context.Context, o Options, j java, maven string, check func(string) error) error {
	c := o.cache()
	if err := makeDir(ErrInstall, c.dir); err != nil {
		return err
	}
	lock, err := lockFile(ctx, c.lockPath())
	if err != nil {
		return folderError(ErrInstall, c.dir, err)
	}
	defer drop(lock)
	if check(c.jars()) == nil {
		return nil // another process was faster
	}
	if err := needSpace(ErrInstall, c.dir, installSpace); err != nil {
		return err
	}
	if err := removeLeftovers(c); err != nil {
		return folderError(ErrInstall, c.dir, err)
	}
	staging, err := os.MkdirTemp(c.dir, stagingPrefix)
	if err != nil {
		return folderError(ErrInstall, c.dir, err)
	}
	defer sweep(staging) // gone already once it is renamed; else the next install tries again
	if err := copyJars(ctx, o, j, maven, staging); err != nil {
		return err
	}
	return putInPlace(c, staging)
}

// stagingPrefix begins the names of unfinished folders in the cache.
const stagingPrefix = ".new-"

// removeLeftovers removes what killed installs left. Only the holder of the install lock may call it.
func removeLeftovers(c cache) error {
	old, err := filepath.Glob(filepath.Join(c.dir, stagingPrefix+"*"))
	if err != nil {
		return err
	}
	for _, dir := range old {
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	return nil
}

// putInPlace makes staging the folder of the jars. Archives go with the jars that they were made of.
func putInPlace(c cache, staging string) error {
	aside := filepath.Join(c.dir, stagingPrefix+"broken")
	if err := os.Rename(c.jars(), aside); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return folderError(ErrInstall, c.jars(), err)
	}
	if err := os.Rename(staging, c.jars()); err != nil {
		return folderError(ErrInstall, c.jars(), err)
	}
	if err := removeArchives(c, ""); err != nil {
		return folderError(ErrInstall, c.dir, err)
	}
	return os.RemoveAll(aside)
}

// copyJars runs Maven, says what it does, and checks what came.
func copyJars(ctx context.Context, o Options, j java, maven, staging string) error {
	r := reporter{o.Progress}
	list, total := jarList()
	g := newGrowth(localRepository(), staging)
	r.line("Fetching Neo4j Community %s once, with Maven: %d jars, %s (%s to download), into %s", Version, len(list),
		megabytes(total), megabytes(g.missing()), o.cache().dir)
	began := time.Now()
	watch, stop := context.WithCancel(ctx)
	drawn := make(chan struct{})
	go func() {
		defer close(drawn)
		r.watchBytes(watch, total, g.bytes)
	}()
	err := runMaven(ctx, j, maven, staging)
	stop()
	<-drawn
	if err != nil {
		return err
	}
	if err := jarsGenuine(staging); err != nil {
		return &Error{
			Kind: ErrInstall, Text: "what Maven copied is not Neo4j " + Version, Err: err,
			Cure: "Remove that artifact from Maven's local repository (" + localRepository() + ") and try again.",
		}
	}
	r.line("Fetched %s in %s", megabytes(total), seconds(began))
	return nil
}

// runMaven copies the jars into staging.
func runMaven(ctx context.Context, j java, maven, staging string) error {
	work := staging + "-maven" // so that the next install removes what a killed one leaves
	if err := makeDir(ErrInstall, work); err != nil {
		return err
	}
	defer sweep(work)
	pom := filepath.Join(work, "pom.xml")
	if err := os.WriteFile(pom, pomText, 0o600); err != nil {
		return folderError(ErrInstall, pom, err)
	}
	var out bytes.Buffer
	cmd := exec.Command(maven, "-B", "-q", "-Dstyle.color=never", "-f", pom, copyGoal,
		"-DoutputDirectory="+staging, "-DincludeScope=runtime")
	cmd.Env = mavenEnv(j)
	cmd.Dir = work
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.WaitDelay = time.Second
	err := runTied(ctx, cmd)
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &Error{
		Kind: ErrInstall, Text: "Maven could not fetch Neo4j " + Version, Err: err,
		Cure: "It said:\n" + indent(lastLines(out.String(), 6)) +
			"\nCheck the network and Maven's settings and try again, " +
			"or set neo4j.uri (CREDENCE_NEO4J_URI) to a Neo4j that you have.",
	}
}

// mavenEnv returns the environment for Maven: the Java that was found, since the default one may be too old for it.
func mavenEnv(j java) []string {
	env := os.Environ()
	if j.Home != "" {
		env = append(env, "JAVA_HOME="+j.Home)
	}
	return env
}

// lastLines returns the last n lines of a text that have something in them.
func lastLines(text string, n int) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, " \r\n\t"); line != "" {
			out = append(out, line)
		}
	}
	return out[max(0, len(out)-n):]
}

// indent joins lines, each moved to the right.
func indent(lines []string) string { return "  " + strings.Join(lines, "\n  ") }
