package neo4jd_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/credence-graph/credence/internal/neo4jd"
	"github.com/credence-graph/credence/internal/neo4jd/neo4jdtest"
)

// roleVariable makes the test binary a process that holds a share instead of running tests.
const roleVariable = "CREDENCE_NEO4JD_TEST_DATA"

// limit bounds everything that a test waits for; a busy machine takes long to start Neo4j.
const limit = 2 * time.Minute

func TestMain(m *testing.M) {
	if code, ok := neo4jd.Supervise(os.Args[1:]); ok {
		os.Exit(code)
	}
	if dir := os.Getenv(roleVariable); dir != "" {
		os.Exit(holdShare(dir))
	}
	goleak.VerifyTestMain(m)
}

// holdShare acquires a share, prints where Neo4j is, and holds it until its input ends.
func holdShare(dir string) int {
	cache, err := neo4jdtest.CacheDir()
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	i, err := neo4jd.Acquire(context.Background(), options(dir, cache))
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	fmt.Println("ready", i.URI(), i.Password())
	_, _ = io.Copy(io.Discard, os.Stdin) // until the test closes it
	if err := i.Release(); err != nil {
		return 1
	}
	return 0
}

// options are those of all tests: small, so that several instances fit on one machine, and with the quick compiler
// alone, which takes a third off the work of a start.
func options(data, cache string) neo4jd.Options {
	return neo4jd.Options{
		DataDir: data, CacheDir: cache, HeapMB: 384, PageCacheMB: 64, StartTimeout: limit,
		JavaOptions: []string{"-XX:TieredStopAtLevel=1"},
	}
}

// setUp returns the options of a new data folder for a test that starts Neo4j.
func setUp(t *testing.T) neo4jd.Options {
	t.Helper()
	neo4jdtest.Need(t)
	return newFolder(t)
}

// newFolder returns the options of a new data folder with the common jars. When the test ends, so does whatever still
// runs there, and a process that is left fails the test.
func newFolder(t *testing.T) neo4jd.Options {
	t.Helper()
	cache, err := neo4jdtest.CacheDir()
	if err != nil {
		t.Fatal(err)
	}
	o := options(t.TempDir(), cache)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		defer cancel()
		if err := neo4jd.Stop(ctx, o); err != nil {
			t.Errorf("stopping what the test left: %v", err)
		}
		awaitNone(t, o)
	})
	return o
}

// inTime returns a context that ends with the limit.
func inTime(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	t.Cleanup(cancel)
	return ctx
}

// acquire returns a share, which is given back when the test ends.
func acquire(t *testing.T, o neo4jd.Options) *neo4jd.Instance {
	t.Helper()
	i, err := neo4jd.Acquire(inTime(t), o)
	if err != nil {
		t.Fatalf("Acquire: %v", err)
	}
	t.Cleanup(func() {
		if err := i.ReleaseAndWait(context.Background()); err != nil {
			t.Errorf("ReleaseAndWait: %v", err)
		}
	})
	return i
}

// holder is a process that holds a share.
type holder struct {
	cmd   *exec.Cmd
	stdin io.WriteCloser
	uri   string
}

// hold starts a process that holds a share, and waits until it has it.
func hold(t *testing.T, o neo4jd.Options) *holder {
	t.Helper()
	h := startHolder(t, o)
	h.await(t)
	return h.holder
}

// waitingHolder is a holder that may not have its share yet.
type waitingHolder struct {
	*holder
	out *bufio.Reader
}

func startHolder(t *testing.T, o neo4jd.Options) waitingHolder {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), roleVariable+"="+o.DataDir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	h := &holder{cmd: cmd, stdin: stdin}
	t.Cleanup(func() { h.kill(t) })
	return waitingHolder{h, bufio.NewReader(stdout)}
}

// await waits until the process has its share.
func (h waitingHolder) await(t *testing.T) {
	t.Helper()
	line, err := h.out.ReadString('\n')
	fields := strings.Fields(line)
	if err != nil || len(fields) != 3 || fields[0] != "ready" {
		t.Fatalf("a process that acquires a share said %q (%v)", line, err)
	}
	h.uri = fields[1]
}

// kill ends the process as kill -9 does.
func (h *holder) kill(t *testing.T) {
	t.Helper()
	if h.cmd.ProcessState != nil {
		return
	}
	if err := h.cmd.Process.Kill(); err != nil {
		t.Errorf("killing a holder: %v", err)
	}
	_ = h.cmd.Wait() // it reports the kill
}

// leave lets the process give its share back and end.
func (h *holder) leave(t *testing.T) {
	t.Helper()
	if err := h.stdin.Close(); err != nil {
		t.Errorf("ending a holder: %v", err)
	}
	if err := h.cmd.Wait(); err != nil {
		t.Errorf("a holder ended with %v", err)
	}
}

// inspect returns the status of an instance.
func inspect(t *testing.T, o neo4jd.Options) neo4jd.Status {
	t.Helper()
	st, err := neo4jd.Inspect(o)
	if err != nil {
		t.Fatalf("Inspect: %v", err)
	}
	return st
}

// eventually waits until a condition holds, and fails the test if it does not in time.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	deadline := time.Now().Add(limit)
	for !holds() {
		if time.Now().After(deadline) {
			t.Fatalf("not within %v: %s", limit, what)
		}
		<-time.After(20 * time.Millisecond)
	}
}

// awaitNone waits until no process has the data folder in its command line, as the supervisor and Neo4j have.
func awaitNone(t *testing.T, o neo4jd.Options) {
	t.Helper()
	eventually(t, "no process of "+o.DataDir+" remains", func() bool { return len(processesOf(t, o)) == 0 })
}

// processesOf returns the process ids of all that have the data folder in their command line. It asks the system and
// not the package, which could be wrong.
func processesOf(t *testing.T, o neo4jd.Options) []int {
	t.Helper()
	out, err := exec.Command("ps", "-eo", "pid=,stat=,args=", "-ww").Output()
	if err != nil {
		t.Fatalf("ps: %v", err)
	}
	var pids []int
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		if len(fields) < 3 || strings.HasPrefix(fields[1], "Z") || !strings.Contains(line, o.DataDir) {
			continue
		}
		if pid, err := strconv.Atoi(fields[0]); err == nil {
			pids = append(pids, pid)
		}
	}
	return pids
}

// killProcess ends a process of the test's own instance as kill -9 does.
func killProcess(t *testing.T, pid int) {
	t.Helper()
	if pid <= 1 {
		t.Fatalf("no process to kill: %d", pid)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatalf("killing %d: %v", pid, err)
	}
}

// homeOf returns the folder of the graph.
func homeOf(o neo4jd.Options) string { return filepath.Join(o.DataDir, "neo4j") }
