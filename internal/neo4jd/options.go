package neo4jd

import (
	"io"
	"os"
	"path/filepath"
	"time"
)

// Version is the version of Neo4j Community that this package runs.
const Version = "5.26.30"

// Username is the name to log in with; Neo4j Community has this one user.
const Username = "neo4j"

// Default limits of Options.
const (
	// DefaultStartTimeout is how long a start may take until Neo4j answers.
	DefaultStartTimeout = 2 * time.Minute
	// DefaultStopTimeout is how long Neo4j may take to stop by itself before it is killed.
	DefaultStopTimeout = 30 * time.Second
)

// Options says where Neo4j lives and how it is run. DataDir and CacheDir are required.
type Options struct {
	// DataDir is the folder of all that is kept; the graph's home is the folder neo4j in it.
	// Two data folders are two graphs.
	DataDir string
	// CacheDir is the folder of the jars and of the class-data archive, which can be fetched again.
	CacheDir string
	// Progress receives what a person should know while waiting, a bar on a terminal and lines
	// otherwise; nil is silence.
	Progress io.Writer
	// Executable is the program that is run again as the supervisor, and must call Supervise; empty means the
	// running one.
	Executable string
	// HeapMB is the largest size of the Java heap in MiB; 0 sizes it to the machine: an eighth of the memory,
	// at least 512 and at most 2048.
	HeapMB int
	// PageCacheMB is the size of Neo4j's page cache in MiB; 0 sizes it to the machine: a sixteenth of the
	// memory, at least 64 and at most 1024.
	PageCacheMB int
	// JavaOptions are further options of Java, behind those of this package.
	JavaOptions []string
	// Settings are further settings of Neo4j, each a line of its configuration that this package does not write.
	Settings []string
	// StartTimeout bounds a start; 0 means DefaultStartTimeout.
	StartTimeout time.Duration
	// StopTimeout bounds a graceful stop; 0 means DefaultStopTimeout.
	StopTimeout time.Duration
	// JavaDirs are folders of Java installations to look at after JAVA_HOME and PATH, with * as in a shell;
	// nil means the usual ones of Linux and macOS.
	JavaDirs []string
}

// withDefaults returns the options with absolute folders and no zero values.
func (o Options) withDefaults() (Options, error) {
	var err error
	if o.DataDir != "" {
		if o.DataDir, err = filepath.Abs(o.DataDir); err != nil {
			return o, folderError(ErrHome, o.DataDir, err)
		}
	}
	if o.CacheDir != "" {
		if o.CacheDir, err = filepath.Abs(o.CacheDir); err != nil {
			return o, folderError(ErrInstall, o.CacheDir, err)
		}
	}
	if o.Progress == nil {
		o.Progress = io.Discard
	}
	if o.Executable == "" {
		if o.Executable, err = os.Executable(); err != nil {
			return o, &Error{Kind: ErrStart, Text: "cannot find the running program to start it as the supervisor", Err: err}
		}
	}
	memory := machineMemoryMB()
	if o.HeapMB == 0 {
		o.HeapMB = min(max(memory/8, 512), 2048)
	}
	if o.PageCacheMB == 0 {
		o.PageCacheMB = min(max(memory/16, 64), 1024)
	}
	if o.StartTimeout == 0 {
		o.StartTimeout = DefaultStartTimeout
	}
	if o.StopTimeout == 0 {
		o.StopTimeout = DefaultStopTimeout
	}
	if o.JavaDirs == nil {
		o.JavaDirs = []string{"/usr/lib/jvm/*", "/Library/Java/JavaVirtualMachines/*/Contents/Home"}
	}
	return o, nil
}

// needData returns an error if the options name no data folder.
func (o Options) needData() error {
	if o.DataDir == "" {
		return &Error{Kind: ErrHome, Text: "no data folder is set", Cure: "Set CREDENCE_DATA_DIR."}
	}
	return nil
}

// needCache returns an error if the options name no cache folder.
func (o Options) needCache() error {
	if o.CacheDir == "" {
		return &Error{Kind: ErrInstall, Text: "no cache folder is set", Cure: "Set CREDENCE_CACHE_DIR."}
	}
	return nil
}

// cache is the layout of the cache folder for one version of Neo4j.
type cache struct{ dir string }

// cachePrefix begins the names of such folders.
const cachePrefix = "neo4j-"

func (o Options) cache() cache { return cache{filepath.Join(o.CacheDir, cachePrefix+Version)} }

func (c cache) jars() string     { return filepath.Join(c.dir, "jars") }
func (c cache) lockPath() string { return c.dir + ".lock" }

// home is the layout of the data folder: the graph's home, and next to it the files by which processes find and
// share the instance. The latter are never removed: a removed lock file is a lock that two can hold.
type home struct {
	dir string // the home of Neo4j
	run string // locks and state
}

func (o Options) home() home {
	return home{dir: filepath.Join(o.DataDir, "neo4j"), run: filepath.Join(o.DataDir, "neo4j.run")}
}

func (h home) conf() string          { return filepath.Join(h.dir, "conf") }
func (h home) logs() string          { return filepath.Join(h.dir, "logs") }
func (h home) tmp() string           { return filepath.Join(h.dir, "tmp") }
func (h home) password() string      { return filepath.Join(h.dir, "password") }
func (h home) unfinished() string    { return filepath.Join(h.dir, "unfinished") }
func (h home) data() string          { return filepath.Join(h.dir, "data") }
func (h home) aside() string         { return filepath.Join(h.dir, "aside") }
func (h home) asideData() string     { return filepath.Join(h.aside(), "data") }
func (h home) swapping() string      { return filepath.Join(h.dir, "swapping") }
func (h home) version() string       { return filepath.Join(h.dir, "version") }
func (h home) consoleLog() string    { return filepath.Join(h.logs(), "console.log") }
func (h home) usersLock() string     { return filepath.Join(h.run, "users.lock") }
func (h home) startLock() string     { return filepath.Join(h.run, "start.lock") }
func (h home) serverLock() string    { return filepath.Join(h.run, "server.lock") }
func (h home) users() string         { return filepath.Join(h.run, "users") }
func (h home) pin() string           { return filepath.Join(h.run, "keep") }
func (h home) state() string         { return filepath.Join(h.run, "state.json") }
func (h home) supervisorLog() string { return filepath.Join(h.run, "supervisor.log") }

// needBoth returns an error if the options lack one of the folders.
func (o Options) needBoth() error {
	if err := o.needData(); err != nil {
		return err
	}
	return o.needCache()
}
