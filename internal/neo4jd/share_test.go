package neo4jd_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/google/go-cmp/cmp"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/credence-graph/credence/internal/neo4jd"
)

// query runs one query on an instance and returns the single value of its first record, nil if there is none.
func query(t *testing.T, uri, password, text string) (any, error) {
	t.Helper()
	ctx := inTime(t)
	driver, err := neo4j.NewDriverWithContext(uri, neo4j.BasicAuth(neo4jd.Username, password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = driver.Close(ctx) }()
	result, err := neo4j.ExecuteQuery(ctx, driver, text, nil, neo4j.EagerResultTransformer,
		neo4j.ExecuteQueryWithDatabase("neo4j"))
	if err != nil || len(result.Records) == 0 {
		return nil, err
	}
	return result.Records[0].Values[0], nil
}

// mustQuery is query for what has to succeed.
func mustQuery(t *testing.T, i *neo4jd.Instance, text string) any {
	t.Helper()
	value, err := query(t, i.URI(), i.Password(), text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return value
}

func TestSharedUntilTheLastUserHasGone(t *testing.T) {
	o := setUp(t)
	first := hold(t, o)
	second := hold(t, o)
	if first.uri != second.uri {
		t.Errorf("two processes have two instances: %s and %s", first.uri, second.uri)
	}
	before := inspect(t, o)
	if diff := cmp.Diff(2, len(before.Users)); diff != "" {
		t.Errorf("users (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(2, len(processesOf(t, o))); diff != "" {
		t.Errorf("processes: the supervisor and Neo4j (-want +got):\n%s", diff)
	}
	first.leave(t)
	i := acquire(t, o)
	mustQuery(t, i, "CREATE (:Claim {id: 'kept'})")
	if diff := cmp.Diff(before.PID, inspect(t, o).PID); diff != "" {
		t.Errorf("Neo4j's process after the first user has gone (-want +got):\n%s", diff)
	}
	if err := i.ReleaseAndWait(inTime(t)); err != nil {
		t.Errorf("ReleaseAndWait while another process has a share: %v", err)
	}
	if !inspect(t, o).Running {
		t.Fatal("Neo4j was stopped although a process has a share")
	}
	ctrlC(t, second, o)

	again := acquire(t, o)
	if diff := cmp.Diff(any(int64(1)), mustQuery(t, again, "MATCH (c:Claim {id: 'kept'}) RETURN count(c)")); diff != "" {
		t.Errorf("what was written before the stop (-want +got):\n%s", diff)
	}
	if err := again.ReleaseAndWait(inTime(t)); err != nil {
		t.Errorf("ReleaseAndWait: %v", err)
	}
	if left := processesOf(t, o); len(left) > 0 {
		t.Errorf("ReleaseAndWait returned before the processes %v had ended", left)
	}
}

// ctrlC does to a user what a terminal's Ctrl-C does, and holds that Neo4j, which is not to get it, ends in good order.
func ctrlC(t *testing.T, h *holder, o neo4jd.Options) {
	t.Helper()
	group, err := syscall.Getpgid(h.cmd.Process.Pid)
	if err != nil || group != h.cmd.Process.Pid {
		t.Fatalf("the user is to lead its process group, as under a terminal: group %d (%v)", group, err)
	}
	if err := syscall.Kill(-group, syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	awaitNone(t, o)
	log, err := os.ReadFile(filepath.Join(homeOf(o), "logs", "console.log"))
	if err != nil || !strings.Contains(string(log), "Stopped.") {
		t.Errorf("Neo4j was not stopped in good order (%v); its log:\n%s", err, log)
	}
}

func TestManyAtOnceStartOne(t *testing.T) {
	o := setUp(t)
	const goroutines, processes = 6, 3
	var holders []waitingHolder
	for range processes {
		holders = append(holders, startHolder(t, o))
	}
	instances := make([]*neo4jd.Instance, goroutines)
	errs := make([]error, goroutines)
	var wg sync.WaitGroup
	for n := range goroutines {
		wg.Go(func() { instances[n], errs[n] = neo4jd.Acquire(inTime(t), o) })
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatalf("Acquire: %v", err)
	}
	for _, h := range holders {
		h.await(t)
		if diff := cmp.Diff(instances[0].URI(), h.uri); diff != "" {
			t.Errorf("address of another process (-want +got):\n%s", diff)
		}
	}
	if diff := cmp.Diff(2, len(processesOf(t, o))); diff != "" {
		t.Errorf("processes: one supervisor and one Neo4j (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(goroutines+processes, len(inspect(t, o).Users)); diff != "" {
		t.Errorf("users (-want +got):\n%s", diff)
	}
	for _, h := range holders {
		h.kill(t)
	}
	for _, i := range instances {
		if diff := cmp.Diff(instances[0].URI(), i.URI()); diff != "" {
			t.Errorf("address of another goroutine (-want +got):\n%s", diff)
		}
		if err := i.Release(); err != nil {
			t.Errorf("Release: %v", err)
		}
		if err := i.Release(); err != nil {
			t.Errorf("a second Release: %v", err)
		}
	}
	// Whoever comes while it is stopping waits and gets one that answers.
	late := acquire(t, o)
	if diff := cmp.Diff(any(int64(1)), mustQuery(t, late, "RETURN 1")); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
}

func TestKilledNeo4jAndKilledSupervisor(t *testing.T) {
	o := setUp(t)
	i := acquire(t, o)
	mustQuery(t, i, "CREATE (:Claim {id: 'committed'})")
	before := inspect(t, o)
	killProcess(t, before.PID)
	eventually(t, "Neo4j runs again", func() bool {
		st := inspect(t, o)
		return st.Running && st.PID != before.PID
	})
	const kept = "MATCH (c:Claim {id: 'committed'}) RETURN count(c)"
	if diff := cmp.Diff(any(int64(1)), mustQuery(t, i, kept)); diff != "" {
		t.Errorf("what was committed before the crash, at the old address (-want +got):\n%s", diff)
	}
	after := inspect(t, o)
	if after.Restarts != 1 || after.SupervisorPID != before.SupervisorPID {
		t.Errorf("want one restart by the same supervisor; before %+v, after %+v", before, after)
	}

	killProcess(t, after.SupervisorPID)
	awaitNone(t, o)
	if st := inspect(t, o); st.Running || st.PID != 0 || st.SupervisorPID != 0 {
		t.Errorf("what has been killed is said to run: %+v", st)
	}
	next := acquire(t, o) // while the first share is still held
	if diff := cmp.Diff(i.URI(), next.URI()); diff != "" {
		t.Errorf("address after the restart (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(any(int64(1)), mustQuery(t, next, kept)); diff != "" {
		t.Errorf("what was committed before the kill (-want +got):\n%s", diff)
	}

	// A supervisor does not wait for its users when it is told to end, as when the machine is shut down, or when Neo4j
	// cannot be started again.
	if err := syscall.Kill(inspect(t, o).SupervisorPID, syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	awaitNone(t, o)
	last := acquire(t, o)
	if diff := cmp.Diff(i.URI(), last.URI()); diff != "" {
		t.Errorf("address after a stop in good order (-want +got):\n%s", diff)
	}
	id := filepath.Join(homeOf(o), "data", "server_id")
	if err := errors.Join(os.Remove(id), os.Mkdir(id, 0o700)); err != nil {
		t.Fatal(err)
	}
	killProcess(t, inspect(t, o).PID)
	awaitNone(t, o)
	if st := inspect(t, o); !errors.Is(st.Failure, neo4jd.ErrStart) || len(st.Users) != 3 {
		t.Errorf("want three users without a Neo4j, and the reason: %+v", st)
	}
}

func TestCancelledStartLeavesNothing(t *testing.T) {
	o := setUp(t)
	ctx, cancel := context.WithCancel(inTime(t))
	defer cancel()
	done := make(chan error, 1)
	go func() {
		i, err := neo4jd.Acquire(ctx, o)
		if err == nil {
			err = errors.Join(errors.New("it was not cancelled"), i.Release())
		}
		done <- err
	}()
	eventually(t, "Neo4j is being started", func() bool { return inspect(t, o).PID != 0 })
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("Acquire with a context that has ended: %v", err)
	}
	awaitNone(t, o)

	// A start that was broken off leaves half a graph; it must not be in the way of the next.
	if diff := cmp.Diff(any(int64(1)), mustQuery(t, acquire(t, o), "RETURN 1")); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
}

func TestStartKeepsUntilStop(t *testing.T) {
	o := setUp(t)
	var progress strings.Builder
	o.Progress = &progress
	st, err := neo4jd.Start(inTime(t), o)
	if err != nil {
		t.Fatalf("Start: %v", err)
	}
	if !st.Running || !st.Kept || len(st.Users) != 0 {
		t.Errorf("after Start: %+v", st)
	}
	h := hold(t, o)
	if diff := cmp.Diff(st.URI, h.uri); diff != "" {
		t.Errorf("address (-want +got):\n%s", diff)
	}
	h.leave(t)
	// Twice the time within which the supervisor would have noticed.
	<-time.After(time.Second)
	if diff := cmp.Diff(st.PID, inspect(t, o).PID); diff != "" {
		t.Errorf("Neo4j's process after the last user has gone (-want +got):\n%s", diff)
	}
	h = hold(t, o)
	err = neo4jd.Stop(inTime(t), o)
	if !errors.Is(err, neo4jd.ErrInUse) {
		t.Errorf("Stop while a process has a share: %v", err)
	}
	_, err = neo4jd.Remove(inTime(t), o, neo4jd.Parts{Data: true})
	wantError(t, err, neo4jd.ErrInUse, homeOf(o), strconv.Itoa(h.cmd.Process.Pid))
	if !inspect(t, o).Running {
		t.Error("Stop has taken Neo4j from a process that uses it")
	}
	h.kill(t)
	awaitNone(t, o)
	if err := neo4jd.Stop(inTime(t), o); err != nil {
		t.Errorf("Stop of what does not run: %v", err)
	}
	if got := progress.String(); !strings.HasPrefix(got, "Starting Neo4j "+neo4jd.Version+" ... ready in ") {
		t.Errorf("progress %q", got)
	}
}

// TestFailedBefore acquires while a supervisor whose start has failed earlier is still ending: that failure is not this
// attempt's, and the address that it reported is not that of a Neo4j.
func TestFailedBefore(t *testing.T) {
	o := setUp(t)
	if err := acquire(t, o).ReleaseAndWait(inTime(t)); err != nil { // which makes the folders
		t.Fatal(err)
	}
	lock := flock.New(neo4jd.ServerLock(o))
	if free, err := lock.TryLock(); err != nil || !free {
		t.Fatalf("the lock of the supervisor: %v, %v", free, err)
	}
	if err := neo4jd.TellFailed(o, time.Now().Add(-time.Minute)); err != nil {
		t.Fatal(err)
	}
	told := make(chan string, 10)
	waiting := o
	waiting.Progress = writerFunc(func(p []byte) (int, error) { told <- string(p); return len(p), nil })
	type result struct {
		i   *neo4jd.Instance
		err error
	}
	got := make(chan result, 1)
	go func() {
		i, err := neo4jd.Acquire(inTime(t), waiting)
		got <- result{i, err}
	}()
	for text := range told {
		if strings.Contains(text, "Starting") {
			break
		}
	}
	if err := lock.Close(); err != nil { // the failed one has ended
		t.Fatal(err)
	}
	r := <-got
	if r.err != nil {
		t.Fatalf("Acquire: %v", r.err)
	}
	t.Cleanup(func() {
		if err := r.i.ReleaseAndWait(context.Background()); err != nil {
			t.Error(err)
		}
	})
	mustQuery(t, r.i, "RETURN 1")
}

// writerFunc is a function as a writer.
type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// TestKeep kills the supervisor, and with it Neo4j, under a process that keeps it: both come back at the same address.
func TestKeep(t *testing.T) {
	o := setUp(t)
	i := acquire(t, o)
	mustQuery(t, i, "CREATE (:Claim {id: 'kept'})")
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		i.Keep(ctx, func(err error) { t.Errorf("Keep: %v", err) })
	}()
	t.Cleanup(func() { stop(); <-ended })
	first := neo4jd.SupervisorPID(o)
	if err := syscall.Kill(first, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	for within := inTime(t); ; {
		kept, err := query(t, i.URI(), i.Password(), "MATCH (c:Claim {id: 'kept'}) RETURN count(c)")
		if err == nil && neo4jd.SupervisorPID(o) != first {
			if kept != int64(1) {
				t.Errorf("what was written before: %v", kept)
			}
			return
		}
		if within.Err() != nil {
			t.Fatalf("Neo4j did not come back: %v", err)
		}
	}
}
