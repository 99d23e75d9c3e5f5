package neo4jd

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/gofrs/flock"
)

// stopSlack is what a stop may take beyond the time that Neo4j itself is given.
const stopSlack = 10 * time.Second

// Instance is this process's share in a running Neo4j. Its methods may be called by several goroutines.
type Instance struct {
	opts     Options
	home     home
	port     int
	password string
	user     *user

	mu         sync.Mutex
	supervisor *child  // nil where another process started it
	watched    process // the supervisor

	once     sync.Once
	released error
}

// URI returns the address of Bolt, of the form bolt://127.0.0.1:PORT. After a crash Neo4j comes back at the same one.
func (i *Instance) URI() string { return boltURI(i.port) }

// Username returns the name to log in with.
func (i *Instance) Username() string { return Username }

// Password returns the password to log in with.
func (i *Instance) Password() string { return i.password }

// Home returns Neo4j's home folder.
func (i *Instance) Home() string { return i.home.dir }

// Acquire returns a share in the Neo4j of opts.DataDir, which answers by then. It fetches Neo4j's jars if they are
// not there, starts Neo4j if no process uses it yet, and waits while one without users is stopping.
// Neo4j runs until the last share is given back, by Release or by the end of the process that has it. When the
// context ends, so does the attempt, and nothing is left running. Errors are of the kinds ErrMissing, ErrInstall,
// ErrHome and ErrStart.
func Acquire(ctx context.Context, opts Options) (*Instance, error) {
	o, err := opts.withDefaults()
	if err != nil {
		return nil, err
	}
	if err := o.needBoth(); err != nil {
		return nil, err
	}
	if os.Getenv(supervisorMark) != "" {
		// Else a program that forgot it would start itself again and again.
		return nil, &Error{
			Kind: ErrStart,
			Text: "this program was started as the supervisor of Neo4j and did not call neo4jd.Supervise",
		}
	}
	a := &acquirer{opts: o, home: o.home(), report: reporter{o.Progress}, began: time.Now()}
	a.java = sync.OnceValues(func() (java, error) { return ensureJars(ctx, o, jarsComplete) })
	if err := prepareRun(a.home); err != nil {
		return nil, err
	}
	running, err := lockHeld(a.home.serverLock())
	if err != nil {
		return nil, folderError(ErrHome, a.home.run, err)
	}
	if !running {
		// Before any lock is taken: this may take minutes.
		if _, err := a.java(); err != nil {
			return nil, err
		}
	}
	u, err := a.join(ctx)
	if err != nil {
		return nil, err
	}
	i, err := a.instance(ctx)
	if err != nil {
		return nil, errors.Join(err, u.leave())
	}
	i.user = u
	return i, nil
}

// Release gives the share back, and returns at once. If it was the last one, the supervisor stops Neo4j by itself.
// A second call does nothing.
func (i *Instance) Release() error {
	i.once.Do(func() { i.released = i.user.leave() })
	return i.released
}

// ReleaseAndWait gives the share back, and returns when Neo4j has ended, or at once if others use it or it is to be
// kept running. It waits at most as long as a stop may take, and returns an error of the kind ErrInUse if Neo4j still
// runs then.
func (i *Instance) ReleaseAndWait(ctx context.Context) error {
	if err := i.Release(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, i.opts.StopTimeout+stopSlack)
	defer cancel()
	ended := func() bool {
		i.mu.Lock()
		defer i.mu.Unlock()
		if i.supervisor != nil {
			return i.supervisor.ended()
		}
		return !i.watched.alive()
	}
	if !poll(ctx, func() bool { return ended() || pinned(i.home) || len(usersOf(i.home)) > 0 }) {
		return &Error{Kind: ErrInUse, Text: "Neo4j on the graph in " + i.home.dir + " is still stopping", Err: ctx.Err()}
	}
	return nil
}

// acquirer is one attempt to get a share.
type acquirer struct {
	opts   Options
	home   home
	report reporter
	began  time.Time
	java   func() (java, error)
}

// user is one share: a shared lock on one file, for which the supervisor waits, and the exclusive lock on a file of
// its own, by which shares are counted.
type user struct {
	all *flock.Flock
	own *flock.Flock
	tag string // path of the own file
}

// join takes a share, waiting while a supervisor is ending Neo4j.
func (a *acquirer) join(ctx context.Context) (*user, error) {
	all := newLock(a.home.usersLock())
	free, err := all.TryRLock()
	if err == nil && !free {
		a.report.line("Waiting for the Neo4j that is just stopping")
		_, err = all.TryRLockContext(ctx, pollEvery)
	}
	if err != nil {
		return nil, stoppingError(ctx, a.home, err)
	}
	own, tag, err := tagUser(a.home)
	if err != nil {
		return nil, closing(folderError(ErrHome, a.home.users(), err), all.Close)
	}
	return &user{all: all, own: own, tag: tag}, nil
}

// stoppingError explains why the users' lock could not be had.
func stoppingError(ctx context.Context, h home, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("waiting for the Neo4j that is stopping on the graph in %s: %w", h.dir, err)
	}
	return folderError(ErrHome, h.usersLock(), err)
}

// leave gives the share back.
func (u *user) leave() error {
	// The own file first: a process that finds the shared lock free must not count this user.
	return errors.Join(os.Remove(u.tag), u.own.Close(), u.all.Close())
}

// tagUser makes the file by which this user is counted. It gets its final name once it is locked: an unlocked file of
// that name is one whose user has died.
func tagUser(h home) (*flock.Flock, string, error) {
	f, err := os.CreateTemp(h.users(), ".new-*")
	if err != nil {
		return nil, "", err
	}
	if err := f.Close(); err != nil {
		return nil, "", err
	}
	lock := newLock(f.Name())
	if _, err := lock.TryLock(); err != nil {
		return nil, "", err
	}
	name := strconv.Itoa(os.Getpid()) + "-" + strings.TrimPrefix(filepath.Base(f.Name()), ".new-")
	tag := filepath.Join(h.users(), name)
	if err := os.Rename(f.Name(), tag); err != nil {
		return nil, "", closing(err, lock.Close)
	}
	return lock, tag, nil
}

// usersOf returns the process ids of all shares, one entry for each share, and removes what dead ones left.
func usersOf(h home) []int {
	entries, err := os.ReadDir(h.users())
	if err != nil {
		return nil
	}
	var out []int
	for _, entry := range entries {
		text, _, _ := strings.Cut(entry.Name(), "-")
		pid, err := strconv.Atoi(text)
		if err != nil {
			continue
		}
		path := filepath.Join(h.users(), entry.Name())
		// Without O_CREATE: it may be gone by now. And shared: two that look at once must not see each other as users.
		lock := flock.New(path, flock.SetFlag(os.O_RDWR))
		free, err := lock.TryRLock()
		switch {
		case err != nil:
		case !free:
			out = append(out, pid)
		default:
			_ = errors.Join(os.Remove(path), lock.Close()) // the next look tries again
		}
	}
	return out
}

// errVanished says that a supervisor has ended while it was waited for, without a word.
var errVanished = errors.New("the supervisor has ended")

// instance finds the running instance or starts one. Only one process at a time does this.
func (a *acquirer) instance(ctx context.Context) (*Instance, error) {
	start, err := lockFile(ctx, a.home.startLock())
	if err != nil {
		if ctx.Err() != nil {
			return nil, err
		}
		return nil, folderError(ErrHome, a.home.startLock(), err)
	}
	defer drop(start)
	for try := 1; ; try++ {
		i, err := a.attempt(ctx)
		if err == nil || try == 3 || !errors.Is(err, errVanished) {
			return i, err
		}
	}
}

// attempt waits for the supervisor that runs, or for one that it starts.
func (a *acquirer) attempt(ctx context.Context) (*Instance, error) {
	running, err := lockHeld(a.home.serverLock())
	if err != nil {
		return nil, folderError(ErrHome, a.home.run, err)
	}
	st := readState(a.home)
	if running && st.Phase == phaseReady && st.Supervisor.alive() {
		return a.found(st, nil)
	}
	if !running && st.Phase == phaseFailed && st.Since.After(a.began) {
		return nil, st.Failure.err() // another process has just tried
	}
	began := time.Now()
	var spawned *child
	if !running {
		if spawned, err = a.spawn(); err != nil {
			return nil, err
		}
	}
	a.report.begin("Starting Neo4j %s", Version)
	st, err = a.awaitReady(ctx, spawned)
	if err != nil {
		a.report.line("%s", outcome(ctx))
		return nil, err
	}
	a.report.line("ready in %s", seconds(began))
	return a.found(st, spawned)
}

// found returns the instance that a supervisor has told of.
func (a *acquirer) found(st state, spawned *child) (*Instance, error) {
	password := readTrimmed(a.home.password())
	if password == "" {
		return nil, &Error{
			Kind: ErrHome, Text: "the password of the running Neo4j cannot be read from " + a.home.password(),
			Cure: "Stop the programs that use it, put the file back, and start again.",
		}
	}
	return &Instance{
		opts: a.opts, home: a.home, port: st.Port, password: password, supervisor: spawned, watched: st.Supervisor,
	}, nil
}

// spawn runs this program again as the supervisor: in a session of its own, out of reach of the terminal's signals,
// with none of this process's files.
func (a *acquirer) spawn() (*child, error) {
	j, err := a.java()
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(orders{
		DataDir: a.opts.DataDir, CacheDir: a.opts.CacheDir, Java: j,
		HeapMB: a.opts.HeapMB, PageCacheMB: a.opts.PageCacheMB, JavaOptions: a.opts.JavaOptions,
		Settings:     a.opts.Settings,
		StartTimeout: a.opts.StartTimeout, StopTimeout: a.opts.StopTimeout,
	})
	if err != nil {
		return nil, err
	}
	log, err := openSupervisorLog(a.home)
	if err != nil {
		return nil, err
	}
	defer drop(log) // the supervisor has it by then
	cmd := exec.Command(a.opts.Executable, SupervisorCommand, string(text))
	cmd.Env = append(os.Environ(), supervisorMark+"=1")
	cmd.Dir = a.opts.DataDir
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	c, err := startChild(cmd, false)
	if err != nil {
		return nil, &Error{Kind: ErrStart, Text: "the supervisor could not be started", Err: err}
	}
	return c, nil
}

// awaitReady waits until the supervisor tells that Neo4j answers, or why it does not.
func (a *acquirer) awaitReady(ctx context.Context, spawned *child) (state, error) {
	// The supervisor itself keeps to the limit, and there is work before and after.
	limit := a.opts.StartTimeout + time.Minute
	wait, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	var st state
	gone := false
	settled := poll(wait, func() bool {
		// In this order: what it told before it went must not be missed.
		gone = a.gone(spawned)
		st = readState(a.home)
		own := st.Supervisor.alive() || spawned != nil && st.Supervisor.PID == spawned.PID
		// One that failed before this attempt began is just ending: the next one is waited for.
		return gone || own && (st.Phase == phaseReady || st.Phase == phaseFailed && st.Since.After(a.began))
	})
	told := spawned == nil || st.Supervisor.PID == spawned.PID
	switch {
	case ctx.Err() != nil:
		return st, ctx.Err()
	case !settled:
		return st, &Error{
			Kind: ErrStart,
			Text: fmt.Sprintf("the supervisor of Neo4j on the graph in %s did not say within %v that it is ready",
				a.home.dir, limit),
			Cure: "See " + a.home.supervisorLog() + " and " + a.home.logs() + ".",
		}
	case told && st.Phase == phaseFailed && st.Since.After(a.began):
		return st, st.Failure.err()
	case gone:
		said := lastLines(readTrimmed(a.home.supervisorLog()), 5)
		return st, &Error{Kind: ErrStart, Text: "the supervisor of Neo4j has ended", Cure: indent(said), Err: errVanished}
	}
	return st, nil
}

// gone reports whether the supervisor that is waited for has ended.
func (a *acquirer) gone(spawned *child) bool {
	if spawned != nil {
		return spawned.ended()
	}
	held, err := lockHeld(a.home.serverLock())
	return err == nil && !held
}
