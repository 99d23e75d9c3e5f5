package neo4jd

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/gofrs/flock"
)

// SupervisorCommand is the first argument by which a program is run again as the supervisor.
const SupervisorCommand = "neo4j-supervisor"

// supervisorMark is set in the environment of a process that is to become a supervisor, until it is one.
const supervisorMark = "CREDENCE_NEO4J_SUPERVISOR"

const (
	// lookAtPin is how often a supervisor without users checks whether it must still keep Neo4j running.
	lookAtPin = 500 * time.Millisecond
	// restartLimit and restartWindow are how often within what time a crashed Neo4j is started again.
	restartLimit  = 5
	restartWindow = 10 * time.Minute
	// restartDelay is how long the supervisor waits before the first restart; it doubles with each.
	restartDelay = 200 * time.Millisecond
)

// orders are what a supervisor is told in its second argument.
type orders struct {
	DataDir      string        `json:"dataDir"`
	CacheDir     string        `json:"cacheDir"`
	Java         java          `json:"java"`
	HeapMB       int           `json:"heapMB"`
	PageCacheMB  int           `json:"pageCacheMB"`
	JavaOptions  []string      `json:"javaOptions,omitempty"`
	Settings     []string      `json:"settings,omitempty"`
	StartTimeout time.Duration `json:"startTimeout"`
	StopTimeout  time.Duration `json:"stopTimeout"`
}

// Supervise runs the supervisor if the program's arguments (without its name) say so; handled reports whether they did,
// and code is then what the program must exit with. Every program that calls Acquire or Start calls Supervise first
// of all, before it reads flags or settings.
func Supervise(args []string) (code int, handled bool) {
	if len(args) != 2 || args[0] != SupervisorCommand {
		return 0, false
	}
	var o orders
	err := errors.Join(os.Unsetenv(supervisorMark), json.Unmarshal([]byte(args[1]), &o))
	if err != nil {
		fmt.Fprintln(os.Stderr, "the supervisor's orders:", err)
		return 2, true
	}
	if err := supervise(o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1, true
	}
	return 0, true
}

// supervisor runs one Neo4j for all users of a data folder.
type supervisor struct {
	orders orders
	home   home
	run    jvm
	users  *flock.Flock
	state  state
	crash  []time.Time // of the restarts within the window
}

// supervise runs Neo4j until its last user has gone, or SIGTERM.
func supervise(o orders) error {
	// The supervisor has no terminal; but what is sent to whole groups must not reach it either.
	signal.Ignore(syscall.SIGINT, syscall.SIGHUP)
	syscall.Umask(0o077) // what Neo4j writes is for its owner only
	ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer cancel()
	opts := Options{
		DataDir: o.DataDir, CacheDir: o.CacheDir, HeapMB: o.HeapMB, PageCacheMB: o.PageCacheMB, JavaOptions: o.JavaOptions,
		Settings: o.Settings,
	}
	h := opts.home()
	wait, done := context.WithTimeout(ctx, 10*time.Second)
	defer done()
	lock, err := lockFile(wait, h.serverLock())
	if err != nil {
		return fmt.Errorf("another supervisor runs: %w", err)
	}
	s := &supervisor{orders: o, home: h, run: newJVM(opts, o.Java), users: newLock(h.usersLock())}
	err = s.serve(ctx, cancel)
	// The users' lock, if this process has it, goes with the process, after the server's: who gets it must find no
	// supervisor any more. It cannot be closed here while its other goroutine waits for it.
	return errors.Join(err, lock.Close())
}

// serve runs Neo4j, again after crashes, until the context ends.
func (s *supervisor) serve(ctx context.Context, cancel context.CancelFunc) error {
	old := readState(s.home)
	if err := old.Neo4j.kill(ctx); err != nil {
		return s.fail(&Error{Kind: ErrStart, Text: "a Neo4j that an earlier supervisor left does not end", Err: err})
	}
	s.run.port = old.Port
	s.state = state{Supervisor: thisProcess(), Version: Version, Port: old.Port}
	if err := finishSwap(s.home); err != nil {
		return s.fail(err)
	}
	go s.awaitLastUser(ctx, cancel)
	for {
		if err := s.tell(phaseStarting, nil); err != nil {
			return err
		}
		began, err := s.launch(ctx)
		if err != nil {
			return s.failUnless(ctx, err)
		}
		select {
		case <-ctx.Done():
			began.stop(s.orders.StopTimeout)
			return s.tell(phaseStopped, nil)
		case <-began.done:
		}
		if err := s.afterCrash(ctx, began); err != nil {
			return s.failUnless(ctx, err)
		}
	}
}

// awaitLastUser ends the supervisor's work when there is neither a user nor an order to keep Neo4j running. It then
// holds the users' lock until the process ends: a process that comes meanwhile waits, and then starts the next.
func (s *supervisor) awaitLastUser(ctx context.Context, cancel context.CancelFunc) {
	for ctx.Err() == nil {
		if err := s.users.Lock(); err != nil {
			if errors.Is(err, syscall.EINTR) {
				continue
			}
			fmt.Fprintln(os.Stderr, "waiting for the last user:", err)
			cancel()
			return
		}
		if !pinned(s.home) {
			cancel()
			return
		}
		if err := s.users.Unlock(); err != nil {
			fmt.Fprintln(os.Stderr, "giving the users' lock back:", err)
			cancel()
			return
		}
		awaitUnpinned(ctx, s.home)
	}
}

// awaitUnpinned returns when the order to keep Neo4j running is withdrawn.
func awaitUnpinned(ctx context.Context, h home) {
	ticker := time.NewTicker(lookAtPin)
	defer ticker.Stop()
	for pinned(h) {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// pinned reports whether Neo4j is to be kept running without users.
func pinned(h home) bool {
	_, err := os.Stat(h.pin())
	return err == nil
}

// launch starts Neo4j, tells its process at once and its address when it answers.
func (s *supervisor) launch(ctx context.Context) (*server, error) {
	run := s.run
	run.onStart = func(began *server) error {
		s.state.Neo4j, s.state.Port = began.process, began.port
		return s.tell(phaseStarting, nil)
	}
	began, err := launch(ctx, s.home, run, s.orders.StartTimeout)
	if err != nil {
		return nil, err
	}
	s.run.port = began.port
	if err := s.tell(phaseReady, nil); err != nil {
		began.stop(s.orders.StopTimeout)
		return nil, err
	}
	return began, nil
}

// afterCrash waits before the next start, or returns an error if Neo4j crashes too often.
func (s *supervisor) afterCrash(ctx context.Context, ended *server) error {
	now := time.Now()
	recent := s.crash[:0]
	for _, at := range s.crash {
		if now.Sub(at) < restartWindow {
			recent = append(recent, at)
		}
	}
	s.crash = append(recent, now)
	s.state.Restarts++
	fmt.Fprintf(os.Stderr, "%s Neo4j ended by itself (%v)\n", now.Format(time.RFC3339), ended.err)
	if len(s.crash) > restartLimit {
		return &Error{
			Kind: ErrStart, Text: fmt.Sprintf("Neo4j %s ended %d times within %v", Version, len(s.crash), restartWindow),
			Cure: "It said:\n" + indent(ended.trouble()) + "\nMore is in " + s.home.logs() + ".",
		}
	}
	timer := time.NewTimer(restartDelay << (len(s.crash) - 1))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// tell writes the state for all others.
func (s *supervisor) tell(phase string, f *failure) error {
	s.state.Phase, s.state.Since, s.state.Failure = phase, time.Now(), f
	if err := writeState(s.home, s.state); err != nil {
		return folderError(ErrHome, s.home.state(), err)
	}
	return nil
}

// fail tells the others why there is no Neo4j.
func (s *supervisor) fail(err error) error {
	return errors.Join(err, s.tell(phaseFailed, newFailure(err)))
}

// failUnless is fail, unless the supervisor was to end anyway: then no process waits for the reason.
func (s *supervisor) failUnless(ctx context.Context, err error) error {
	if ctx.Err() == nil {
		return s.fail(err)
	}
	return s.tell(phaseStopped, nil)
}

// openSupervisorLog opens the file for what a supervisor has to say, emptied.
func openSupervisorLog(h home) (io.WriteCloser, error) {
	f, err := os.OpenFile(h.supervisorLog(), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, folderError(ErrHome, filepath.Dir(h.supervisorLog()), err)
	}
	return f, nil
}
