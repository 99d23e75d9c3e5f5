package neo4jd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Status describes the Neo4j of a data folder.
type Status struct {
	// Running reports whether Neo4j answers.
	Running bool
	// Phase is starting, ready or stopped if a supervisor runs, failed if the last one failed, else "".
	Phase string
	// Failure is why the last start failed, nil if it did not; errors.Is tells its kind.
	Failure error
	// PID is the process id of Neo4j, and SupervisorPID that of its supervisor; 0 if there is none.
	PID, SupervisorPID int
	// URI is the address of Bolt, "" if Neo4j does not answer.
	URI string
	// Version is the version of Neo4j: of the one that runs, else of the one that would be started.
	Version string
	// Since is when the phase began; the zero time if there is none.
	Since time.Time
	// Restarts counts how often the supervisor has started Neo4j again after a crash.
	Restarts int
	// Users are the process ids of those that use it, one entry for each share.
	Users []int
	// Kept reports whether it is to run without users, as Start orders.
	Kept bool
	// Home is Neo4j's home folder, and Cache the folder of its jars and of the class-data archive.
	Home, Cache string
	// DataBytes, JarsBytes and ArchiveBytes are the sizes of the home, of the jars and of the class-data archives.
	DataBytes, JarsBytes, ArchiveBytes int64
}

// Inspect describes the Neo4j of opts.DataDir. It starts nothing.
func Inspect(opts Options) (Status, error) {
	o, err := opts.withDefaults()
	if err != nil {
		return Status{}, err
	}
	if err := o.needBoth(); err != nil {
		return Status{}, err
	}
	h, c := o.home(), o.cache()
	out := Status{
		Version: Version, Kept: pinned(h), Users: usersOf(h), Home: h.dir, Cache: c.dir,
		DataBytes: sizeOfTree(h.dir), JarsBytes: sizeOfTree(c.jars()),
	}
	for _, path := range archives(c) {
		out.ArchiveBytes += sizeOf(path)
	}
	st := readState(h)
	switch {
	case st.Phase == phaseFailed:
		out.Phase, out.Since, out.Failure = st.Phase, st.Since, st.Failure.err()
	case st.Supervisor.alive():
		out.Phase, out.Since, out.Version, out.Restarts = st.Phase, st.Since, st.Version, st.Restarts
		out.SupervisorPID = st.Supervisor.PID
		if st.Neo4j.alive() {
			out.PID = st.Neo4j.PID
		}
	}
	if out.Phase == phaseReady && out.PID != 0 {
		out.Running, out.URI = true, boltURI(st.Port)
	}
	return out, nil
}

// Start starts Neo4j as Acquire does, and orders that it be kept running without users, until Stop. The order holds
// over a restart of the machine: the next use starts it, and it stays.
func Start(ctx context.Context, opts Options) (Status, error) {
	i, err := Acquire(ctx, opts)
	if err != nil {
		return Status{}, err
	}
	// While this share is held: without it the supervisor could just have decided to end.
	if err := writeFile(i.home.pin(), []byte("Keep Neo4j running, until credence neo4j stop.\n")); err != nil {
		return Status{}, closing(folderError(ErrHome, i.home.pin(), err), i.Release)
	}
	if err := i.Release(); err != nil {
		return Status{}, err
	}
	return Inspect(opts)
}

// Stop withdraws the order of Start and waits until Neo4j has ended. While other processes use Neo4j, it goes on
// running for them and ends with the last; Stop then returns an error of the kind ErrInUse that names them. If Neo4j
// does not run, that is no error.
func Stop(ctx context.Context, opts Options) error {
	o, err := opts.withDefaults()
	if err != nil {
		return err
	}
	if err := o.needData(); err != nil {
		return err
	}
	h := o.home()
	if err := os.Remove(h.pin()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return folderError(ErrHome, h.pin(), err)
	}
	ctx, cancel := context.WithTimeout(ctx, o.StopTimeout+stopSlack)
	defer cancel()
	var users []int
	running := true
	settled := poll(ctx, func() bool {
		held, err := lockHeld(h.serverLock())
		running = err != nil || held
		users = usersOf(h)
		return !running || len(users) > 0
	})
	switch {
	case !settled:
		return &Error{Kind: ErrInUse, Text: "Neo4j on the graph in " + h.dir + " is still stopping", Err: ctx.Err()}
	case running:
		return inUse(h, users)
	}
	// What a killed supervisor may have left, if the kernel does not end it.
	if err := readState(h).Neo4j.kill(ctx); err != nil {
		return &Error{Kind: ErrInUse, Text: "Neo4j of an earlier supervisor does not end", Err: err}
	}
	return nil
}

// inUse returns the error that names who uses Neo4j.
func inUse(h home, users []int) error {
	text := "Neo4j on the graph in " + h.dir + " is running"
	cure := "Run: credence neo4j stop"
	if len(users) > 0 {
		text = fmt.Sprintf("Neo4j on the graph in %s is used by %d others (process %v)", h.dir, len(users), users)
		cure = "It stops when the last of them has ended."
	}
	return &Error{Kind: ErrInUse, Text: text, Cure: cure}
}

// Parts says what Remove is to remove.
type Parts struct {
	// Cache is the jars and the class-data archives, of all versions; they can be fetched again.
	Cache bool
	// Data is the graph itself with all that is in it.
	Data bool
}

// Remove frees space and returns how many bytes. The graph is removed only while nothing uses it; else the error is
// of the kind ErrInUse.
func Remove(ctx context.Context, opts Options, parts Parts) (int64, error) {
	o, err := opts.withDefaults()
	if err != nil {
		return 0, err
	}
	if err := o.needBoth(); err != nil {
		return 0, err
	}
	var freed int64
	if parts.Data {
		size := sizeOfTree(o.home().dir)
		if err := removeData(o.home()); err != nil {
			return 0, err
		}
		freed += size
	}
	if parts.Cache {
		size, err := removeCaches(ctx, o)
		freed += size
		if err != nil {
			return freed, err
		}
	}
	return freed, nil
}

// lockBoth takes the users' and the server's lock, which done gives back: no process can use the graph until then. done
// is nil if another process has one of them.
func lockBoth(h home) (done func(), err error) {
	var held []io.Closer
	done = func() {
		for _, lock := range slices.Backward(held) {
			drop(lock)
		}
	}
	for _, path := range []string{h.usersLock(), h.serverLock()} {
		lock := newLock(path)
		free, err := lock.TryLock()
		if err != nil || !free {
			done()
			if err != nil {
				err = folderError(ErrHome, path, err)
			}
			return nil, err
		}
		held = append(held, lock)
	}
	return done, nil
}

// removeData removes the graph's home, holding both the users' and the server's lock.
func removeData(h home) error {
	if _, err := os.Stat(h.dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := prepareRun(h); err != nil {
		return err
	}
	done, err := lockBoth(h)
	switch {
	case err != nil:
		return err
	case done == nil:
		return inUse(h, usersOf(h))
	}
	defer done()
	if err := os.RemoveAll(h.dir); err != nil {
		return folderError(ErrHome, h.dir, err)
	}
	return nil
}

// removeCaches removes the jars and the archives, also those that earlier versions of this program have left, and
// returns their size in bytes. A running Neo4j has them open and keeps them.
func removeCaches(ctx context.Context, o Options) (int64, error) {
	dirs, err := filepath.Glob(filepath.Join(o.CacheDir, cachePrefix+"*"))
	if err != nil {
		return 0, folderError(ErrInstall, o.CacheDir, err)
	}
	var freed int64
	for _, dir := range dirs {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			continue // a lock
		}
		size := sizeOfTree(dir)
		if err := removeCache(ctx, cache{dir}); err != nil {
			return freed, err
		}
		freed += size
	}
	return freed, nil
}

func removeCache(ctx context.Context, c cache) error {
	lock, err := lockFile(ctx, c.lockPath())
	if err != nil {
		return folderError(ErrInstall, c.dir, err)
	}
	defer drop(lock)
	if err := os.RemoveAll(c.dir); err != nil {
		return folderError(ErrInstall, c.dir, err)
	}
	return nil
}

// sizeOfTree returns the size of all files below a folder in bytes, as far as they can be seen; a running Neo4j makes
// and removes files meanwhile.
func sizeOfTree(dir string) int64 {
	var out int64
	_ = filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return nil
		}
		if info, err := entry.Info(); err == nil {
			out += info.Size()
		}
		return nil
	})
	return out
}
