package app_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/credence-graph/credence/internal/neo4jd"
	"github.com/credence-graph/credence/internal/neo4jd/neo4jdtest"
)

// TestScripts types what a user would type. A script has a data folder of its own, until it takes a Neo4j that runs and
// is empty by the command graph: all but those that start and stop one themselves do.
func TestScripts(t *testing.T) {
	neo4jdtest.Need(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			program, err := exec.LookPath("credence")
			if err != nil {
				return err
			}
			e.Setenv("PROGRAM_DIR", filepath.Dir(program))
			e.Setenv("CREDENCE_CACHE_DIR", cacheDir(t))
			e.Setenv("CREDENCE_DATA_DIR", filepath.Join(e.WorkDir, "data"))
			e.Values[lentKey{}] = &lentGraph{}
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("USER", "tester")
			e.Setenv(javaOptions, os.Getenv(javaOptions))
			e.Setenv("GOGC", "off") // a command ends before it has garbage that is worth collecting
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"completes": completes,
			"gone":      gone,
			"graph":     takeGraph(t),
			"json":      jsonEquals,
			"exit-code": exitCode,
			"terminal":  atTerminal,
		},
		RequireExplicitExec: true,
	})
}

// cacheDir is where all tests share Neo4j's jars.
func cacheDir(t testing.TB) string {
	t.Helper()
	dir, err := neo4jdtest.CacheDir()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// lentKey is where a script keeps the Neo4j that it was lent.
type lentKey struct{}

// takeGraph returns the command graph, which lends the script a Neo4j with an empty graph, or empties the one that it
// has. The script must leave no process behind that uses it.
func takeGraph(t *testing.T) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, _ bool, _ []string) {
		lent, has := ts.Value(lentKey{}).(*lentGraph)
		if !has {
			ts.Fatalf("the script has no place to keep its graph")
		}
		if lent.Lent != nil {
			ts.Check(lent.Empty())
			return
		}
		var err error
		lent.Lent, err = neo.Borrow()
		ts.Check(err)
		ts.Defer(func() {
			if err := lent.Return(); err != nil {
				t.Errorf("%s: giving Neo4j back: %v", ts.Name(), err)
			}
		})
		ts.Setenv("CREDENCE_DATA_DIR", lent.DataDir)
	}
}

// lentGraph is nothing until the script takes a graph.
type lentGraph struct{ *neo4jdtest.Lent }

// gone waits until no process of the script's Neo4j is left, and fails if that takes longer than a stop may.
func gone(ts *testscript.TestScript, _ bool, _ []string) {
	awaitGone(ts.Fatalf, ts.Getenv("CREDENCE_DATA_DIR"))
}

func awaitGone(fatalf func(string, ...any), dataDir string) {
	deadline := time.Now().Add(40 * time.Second)
	for {
		left := processesOf(dataDir)
		if len(left) == 0 {
			return
		}
		if time.Now().After(deadline) {
			fatalf("still running on %s: %v", dataDir, left)
		}
		<-time.After(50 * time.Millisecond)
	}
}

// processesOf returns the command lines of all processes that name the data folder, Neo4j's and its supervisor's, and
// of those of the status file.
func processesOf(dataDir string) []string {
	var left []string
	entries, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil || len(entries) == 0 {
		status, err := neo4jd.Inspect(neo4jd.Options{DataDir: dataDir, CacheDir: os.TempDir()})
		if err != nil || status.PID != 0 || status.SupervisorPID != 0 {
			return []string{"according to its state file"}
		}
		return nil
	}
	for _, entry := range entries {
		text, err := os.ReadFile(entry)
		if err != nil {
			continue // it has just ended
		}
		line := strings.ReplaceAll(string(text), "\x00", " ")
		if strings.Contains(line, dataDir+"/") || strings.Contains(line, `"`+dataDir+`"`) {
			left = append(left, line)
		}
	}
	return left
}

// jsonEquals checks a value of the last command's JSON: json PATH VALUE, the path as keys and list positions with dots.
func jsonEquals(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: json path value")
	}
	var document any
	if err := json.Unmarshal([]byte(ts.ReadFile("stdout")), &document); err != nil {
		ts.Fatalf("the output is not JSON: %v", err)
	}
	got, err := json.Marshal(at(ts, document, args[0]))
	if err != nil {
		ts.Fatalf("%v", err)
	}
	if string(got) != args[1] {
		ts.Fatalf("%s is %s, want %s", args[0], got, args[1])
	}
}

func at(ts *testscript.TestScript, document any, path string) any {
	for _, key := range strings.Split(path, ".") {
		switch d := document.(type) {
		case map[string]any:
			value, there := d[key]
			if !there {
				ts.Fatalf("%s: there is no %q", path, key)
			}
			document = value
		case []any:
			var i int
			if err := json.Unmarshal([]byte(key), &i); err != nil || i < 0 || i >= len(d) {
				ts.Fatalf("%s: no element %q among %d", path, key, len(d))
			}
			document = d[i]
		default:
			ts.Fatalf("%s: nothing below %q", path, key)
		}
	}
	return document
}

// exitCode runs a command that must end with a code: exit-code CODE credence ARGUMENTS...
func exitCode(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: exit-code code command ...")
	}
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("%v ended with %s, want %s", args[1:], got, args[0])
	}
}
