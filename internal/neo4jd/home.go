package neo4jd

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// homeSpace is what must be free in the data folder for Neo4j to start, in bytes.
const homeSpace = 100e6

// prepareRun makes the folders by which processes share an instance.
func prepareRun(h home) error {
	for _, dir := range []string{filepath.Dir(h.run), h.run, h.users()} {
		if err := makeDir(ErrHome, dir); err != nil {
			return err
		}
	}
	probe, err := os.CreateTemp(h.run, ".probe-*")
	if err != nil {
		return folderError(ErrHome, h.run, err)
	}
	if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
		return folderError(ErrHome, h.run, err)
	}
	return nil
}

// prepareHome makes the graph's home ready for a start and returns its password. Only the process that holds the
// server's lock may call it.
func prepareHome(ctx context.Context, h home, run jvm) (string, error) {
	folders := []string{h.dir, h.conf(), h.logs(), filepath.Join(h.dir, "import"), filepath.Join(h.dir, "plugins")}
	for _, dir := range folders {
		if err := makeDir(ErrHome, dir); err != nil {
			return "", err
		}
	}
	if err := needSpace(ErrHome, h.dir, homeSpace); err != nil {
		return "", err
	}
	if err := checkVersion(h); err != nil {
		return "", err
	}
	// What a killed Java unpacked there is of no use to the next one.
	if err := os.RemoveAll(h.tmp()); err != nil {
		return "", folderError(ErrHome, h.tmp(), err)
	}
	if err := makeDir(ErrHome, h.tmp()); err != nil {
		return "", err
	}
	if err := writeConf(h, run); err != nil {
		return "", folderError(ErrHome, h.conf(), err)
	}
	return ensurePassword(ctx, h, run)
}

// finishHome notes that Neo4j of this version has answered in a home.
func finishHome(h home) error {
	if err := os.Remove(h.unfinished()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return folderError(ErrHome, h.unfinished(), err)
	}
	if readTrimmed(h.version()) == Version {
		return nil
	}
	if err := writeFile(h.version(), []byte(Version+"\n")); err != nil {
		return folderError(ErrHome, h.version(), err)
	}
	return nil
}

// checkVersion refuses a home that a newer Neo4j has written. What an older one wrote, Neo4j itself brings up to date.
func checkVersion(h home) error {
	written := readTrimmed(h.version())
	if newer(written, Version) {
		return &Error{
			Kind: ErrHome,
			Text: fmt.Sprintf("the graph in %s was written by Neo4j %s, and this program runs %s, which cannot read it",
				h.dir, written, Version),
			Cure: "Use the newer program that wrote it, or another folder (CREDENCE_DATA_DIR).",
		}
	}
	return nil
}

// newer reports whether version a is later than b, number by number.
func newer(a, b string) bool {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(as), len(bs)) {
		x, errX := strconv.Atoi(as[i])
		y, errY := strconv.Atoi(bs[i])
		if errX != nil || errY != nil || x != y {
			return errX == nil && errY == nil && x > y
		}
	}
	return false
}

// writeConf writes Neo4j's settings, and the options of Java into a file of their own: the class path alone has
// thousands of characters.
func writeConf(h home, run jvm) error {
	if err := writeFile(filepath.Join(h.conf(), "neo4j.conf"), []byte(confText(run))); err != nil {
		return err
	}
	return writeFile(argsFile(h), []byte(argsText(h, run)))
}

// confText returns the settings of Neo4j. It is written again at every start: the port changes.
func confText(run jvm) string {
	address := "127.0.0.1:" + strconv.Itoa(run.port)
	return strings.Join(append([]string{
		"# Written by Credence at every start; changes are lost.",
		"server.config.strict_validation.enabled=true",
		"server.default_listen_address=127.0.0.1",
		"server.bolt.enabled=true",
		"server.bolt.listen_address=" + address,
		"server.bolt.advertised_address=" + address,
		"server.bolt.tls_level=DISABLED",
		"server.bolt.telemetry.enabled=false",
		"server.http.enabled=false",
		"server.https.enabled=false",
		"dbms.usage_report.enabled=false",
		"dbms.security.auth_enabled=true",
		"# LOAD CSV finds nothing to read: no files, an empty folder, and no address of a network.",
		"dbms.security.allow_csv_import_from_file_urls=false",
		"internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0",
		"server.directories.import=import",
		"# For those that set no limit of their own.",
		"db.transaction.timeout=5m",
		fmt.Sprintf("server.memory.heap.max_size=%dm", run.heapMB),
		fmt.Sprintf("server.memory.pagecache.size=%dm", run.pageCacheMB),
		"# The log of transactions is for recovery after a crash only.",
		"db.tx_log.preallocate=false",
		"db.tx_log.rotation.size=64m",
		"db.tx_log.rotation.retention_policy=1 files",
		"db.logs.query.enabled=OFF",
		"# Without this a stop waits ten seconds for connections that are already closed.",
		"internal.dbms.bolt.netty_server_shutdown_quiet_period=0",
	}, append(run.settings, "")...), "\n")
}

// ensurePassword returns the password of the graph, and makes one for a graph that is new.
func ensurePassword(ctx context.Context, h home, run jvm) (string, error) {
	isNew, err := startNew(h)
	if err != nil {
		return "", err
	}
	password := readTrimmed(h.password())
	switch {
	case !isNew && password == "":
		return "", &Error{
			Kind: ErrHome,
			Text: fmt.Sprintf("the graph in %s has lost its password: %s is not there or empty", h.dir, h.password()),
			Cure: "Put the file back (its one line is the password of the user neo4j), " +
				"or use another folder (CREDENCE_DATA_DIR).",
		}
	case !isNew:
		return password, nil
	case password == "":
		password = rand.Text()
		if err := writeFile(h.password(), []byte(password+"\n")); err != nil {
			return "", folderError(ErrHome, h.password(), err)
		}
	}
	return password, setInitialPassword(ctx, h, run, password)
}

// startNew reports whether the home has no graph yet. A start that was killed before Neo4j ever answered leaves half
// of one, in which nothing can be: it is removed.
func startNew(h home) (bool, error) {
	_, err := os.Stat(h.data())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, folderError(ErrHome, h.data(), err)
	}
	_, errUnfinished := os.Stat(h.unfinished())
	if err == nil && errUnfinished != nil {
		return false, nil
	}
	if err := writeFile(h.unfinished(), []byte("Neo4j has not answered in this folder yet.\n")); err != nil {
		return false, folderError(ErrHome, h.unfinished(), err)
	}
	if err := os.RemoveAll(h.data()); err != nil {
		return false, folderError(ErrHome, h.data(), err)
	}
	return true, makeDir(ErrHome, h.data())
}

// setInitialPassword lets Neo4j's own tool prepare a home that has never been started.
func setInitialPassword(ctx context.Context, h home, run jvm, password string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	var out strings.Builder
	cmd := run.tool(h, h.conf(), []string{"-XX:TieredStopAtLevel=1"}, "dbms", "set-initial-password", password)
	cmd.Stdout, cmd.Stderr = &out, &out
	err := runTied(ctx, cmd)
	if err != nil {
		return &Error{
			Kind: ErrStart, Text: "Neo4j's tool could not set the first password of the graph in " + h.dir, Err: err,
			Cure: "It said:\n" + indent(lastLines(out.String(), 6)),
		}
	}
	return nil
}
