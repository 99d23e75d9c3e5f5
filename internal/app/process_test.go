package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/neo4jd"
	"github.com/credence-graph/credence/internal/neo4jd/neo4jdtest"
)

// console collects what a process writes; it can be waited on.
type console struct {
	mu   sync.Mutex
	text bytes.Buffer
	more chan struct{}
}

func newConsole() *console { return &console{more: make(chan struct{}, 1)} }

func (c *console) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	select {
	case c.more <- struct{}{}:
	default:
	}
	return c.text.Write(p)
}

func (c *console) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.text.String()
}

// await waits until the pattern stands in what was written and returns its groups.
func (c *console) await(t *testing.T, pattern string, limit time.Duration) []string {
	t.Helper()
	want, timeout := regexp.MustCompile(pattern), time.After(limit)
	for {
		if found := want.FindStringSubmatch(c.String()); found != nil {
			return found
		}
		select {
		case <-c.more:
		case <-timeout:
			t.Fatalf("%q did not come within %v; so far:\n%s", pattern, limit, c)
		}
	}
}

// running is a credence process.
type running struct {
	*exec.Cmd
	out, err *console
	dataDir  string
	began    time.Time
	ended    chan error
}

// start starts the test binary as the program: with the race detector, where the tests have it.
func start(t *testing.T, dataDir string, args ...string) *running {
	t.Helper()
	return startProgram(t, os.Args[0], dataDir, []string{asCredence + "=1"}, args...)
}

// build builds the program as users have it, once for all tests, and returns its path.
func build(t *testing.T) string {
	t.Helper()
	path, err := builtProgram()
	if err != nil {
		t.Fatalf("building the program: %v", err)
	}
	return path
}

// programDir is the folder of the built program, which TestMain removes.
var programDir string

var builtProgram = sync.OnceValues(func() (string, error) {
	var err error
	if programDir, err = os.MkdirTemp("", "credence-program-"); err != nil {
		return "", err
	}
	path := filepath.Join(programDir, "credence")
	if out, err := exec.Command("go", "build", "-o", path, "../../cmd/credence").CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return path, nil
})

func startProgram(t *testing.T, path, dataDir string, env []string, args ...string) *running {
	t.Helper()
	r := &running{
		Cmd: exec.Command(path, args...), out: newConsole(), err: newConsole(),
		dataDir: dataDir, began: time.Now(), ended: make(chan error, 1),
	}
	r.Env = append(append(os.Environ(), env...), "CREDENCE_DATA_DIR="+dataDir, "CREDENCE_CACHE_DIR="+cacheDir(t))
	r.Stdout, r.Stderr = r.out, r.err
	if err := r.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(r.ended)
		r.ended <- r.Wait()
	}()
	t.Cleanup(func() {
		_ = r.Process.Kill() // it has ended already, unless the test failed
		for range r.ended {
		}
	})
	return r
}

// ownData returns a data folder for a test that starts a Neo4j by itself. When the test ends, no process of it may be
// left.
func ownData(t *testing.T) string {
	t.Helper()
	neo4jdtest.Need(t)
	dataDir := filepath.Join(t.TempDir(), "data")
	t.Cleanup(func() { awaitGone(t.Errorf, dataDir) })
	return dataDir
}

func (r *running) awaitEnd(t *testing.T, limit time.Duration) int {
	t.Helper()
	select {
	case <-r.ended:
		return r.ProcessState.ExitCode()
	case <-time.After(limit):
		t.Fatalf("still running after %v; it said:\n%s\n%s", limit, r.out, r.err)
		return -1
	}
}

func TestDemo_CtrlCLeavesNothing(t *testing.T) {
	r := start(t, ownData(t), "demo", "--server-address", "127.0.0.1:0")
	r.err.await(t, `Serving GraphQL at (http://\S+)`, time.Minute)
	if err := r.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	r.awaitEnd(t, 30*time.Second)
	awaitGone(t.Fatalf, r.dataDir)
	if strings.Contains(r.err.String(), "panic") {
		t.Errorf("it said:\n%s", r.err)
	}
}

func TestDemo_CtrlCWhileStartingLeavesNothing(t *testing.T) {
	r := start(t, ownData(t), "demo", "--exit")
	r.err.await(t, `[Ss]tarting Neo4j`, time.Minute)
	if err := r.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if code := r.awaitEnd(t, 30*time.Second); code != 130 && code != 0 {
		t.Errorf("ended with %d, want 130, or 0 where the demo was faster than the signal", code)
	}
	awaitGone(t.Fatalf, r.dataDir)
}

func TestDemo_KilledLeavesNothingAndStartsAgain(t *testing.T) {
	dataDir := ownData(t)
	r := start(t, dataDir, "demo", "--server-address", "127.0.0.1:0")
	r.err.await(t, `Serving GraphQL`, time.Minute)
	if err := r.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	r.awaitEnd(t, 10*time.Second)
	again := start(t, dataDir, "demo", "--exit")
	if code := again.awaitEnd(t, time.Minute); code != 0 {
		t.Fatalf("the next start ended with %d:\n%s", code, again.err)
	}
	if !strings.Contains(again.out.String(), "4 sources support it") {
		t.Errorf("the next start answered:\n%s", again.out)
	}
	awaitGone(t.Fatalf, dataDir)
}

// TestServe_Neo4jKilled kills the database under a running server: requests fail in plain words within 3 s, and work
// again by themselves once it is back.
func TestServe_Neo4jKilled(t *testing.T) {
	dataDir := ownData(t)
	r := start(t, dataDir, "demo", "--server-address", "127.0.0.1:0")
	base := r.err.await(t, `Serving GraphQL at (http://[^/]+)/graphql`, time.Minute)[1]
	if got := ask(t, base); got.code != "" || got.sources != 4 {
		t.Fatalf("before: %+v", got)
	}
	status, err := neo4jd.Inspect(neo4jd.Options{DataDir: dataDir, CacheDir: cacheDir(t)})
	if err != nil || status.PID == 0 {
		t.Fatalf("no running Neo4j: %+v, %v", status, err)
	}
	if err := syscall.Kill(status.PID, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	failed := false
	for deadline := time.Now().Add(time.Minute); ; {
		got := ask(t, base)
		if got.code != "" && got.took > 3*time.Second+slack {
			t.Fatalf("a request failed after %v, want at most 3s: %+v", got.took, got)
		}
		if got.code == "" {
			if failed {
				break
			}
		} else if failed = true; got.code != "UNAVAILABLE" {
			t.Fatalf("failed with %+v, want UNAVAILABLE", got)
		} else if strings.Contains(got.message, "dial") || strings.Contains(got.message, "Connectivity") {
			t.Fatalf("the client sees the driver's words: %q", got.message)
		}
		if time.Now().After(deadline) {
			t.Fatalf("not back within a minute; failed %v, last %+v", failed, got)
		}
	}
	if got := ask(t, base); got.sources != 4 {
		t.Errorf("after: %+v", got)
	}
	if err := r.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if code := r.awaitEnd(t, 30*time.Second); code != 0 && code != 130 {
		t.Errorf("ended with %d:\n%s", code, r.err)
	}
}

// slack is what a machine that runs other tests beside this one may add to a time.
const slack = 2 * time.Second

// reply is what came of one request.
type reply struct {
	sources       int
	code, message string
	took          time.Duration
}

func ask(t *testing.T, base string) reply {
	t.Helper()
	query := `{"query":"{ claim(id: \"partner\") { convergence { supporting { sourceCount } } } }"}`
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/graphql", strings.NewReader(query))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	began := time.Now()
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return parseReply(t, body, time.Since(began))
}

func parseReply(t *testing.T, body []byte, took time.Duration) reply {
	t.Helper()
	var answer struct {
		Data *struct {
			Claim *struct {
				Convergence struct{ Supporting struct{ SourceCount int } }
			}
		}
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatalf("the answer is not JSON: %v\n%s", err, body)
	}
	r := reply{took: took}
	if len(answer.Errors) > 0 {
		r.code, r.message = answer.Errors[0].Extensions.Code, answer.Errors[0].Message
	} else if answer.Data != nil && answer.Data.Claim != nil {
		r.sources = answer.Data.Claim.Convergence.Supporting.SourceCount
	} else {
		r.code, r.message = "NOTHING", string(body)
	}
	return r
}
